"""Write policynlp/resources/traditional.tsv from the character table of OpenCC (Apache-2.0).

Run: pip install opencc && python scripts/make_traditional.py
"""

from __future__ import annotations

from pathlib import Path

import opencc

OUT = Path(__file__).parent.parent / "policynlp" / "resources" / "traditional.tsv"


def in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    convert = opencc.OpenCC("t2s").convert
    rows = []
    for code in range(0x4E00, 0xA000):
        char = chr(code)
        if in_gb2312(char):
            continue
        simplified = convert(char)
        if len(simplified) == 1 and simplified != char and in_gb2312(simplified):
            rows.append(f"{char}\t{simplified}")
    head = (
        "# traditional character, TAB, its simplified form; only pairs of one character to one,\n"
        "# and only characters outside GB 2312. Derived from the character table of OpenCC\n"
        "# (Apache-2.0) by scripts/make_traditional.py.\n"
    )
    OUT.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} pairs")


if __name__ == "__main__":
    main()
