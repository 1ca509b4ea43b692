"""Make policynlp/resources/fonts/: what GB 2312 and Big5 hold in common use, of Noto Sans CJK SC.

    pip download --no-deps noto-cjk-sans-otc==0.0.1 && pip install fonttools
    python scripts/make_font.py noto_cjk_sans_otc-0.0.1-py3-none-any.whl

The wheel holds NotoSansCJK-Regular.ttc and its licence. The subset has a family name of its own, so
that no program takes it for the whole font.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

FAMILY = "PolicyNLP Sans SC"
RESOURCES = Path(__file__).parent.parent / "policynlp" / "resources"
TARGET = RESOURCES / "fonts"
TRADITIONAL = RESOURCES / "traditional.tsv"
# Rows of GB 2312: punctuation, numbers, full-width and Greek forms; then the 6763 characters of
# both levels.
ROWS = (*range(1, 4), 6, *range(16, 88))
# First bytes of the 5401 traditional characters in common use.
BIG5_LEVEL_1 = range(0xA4, 0xC7)
# What 20 million characters of public policy documents hold beyond GB 2312, and some districts.
BEYOND = "瞭瀍勠﹕浉溇浬垱潟䑩釆─噁滘祐鲌钘囍濛蹚﹝﹞泃諮滆鸮俶鲹垟堉鱀鯮鳤鮡辿伾鄠埇甪镕昇堃喆"


def characters() -> set[str]:
    """GB 2312, traditional characters, Latin-1, general punctuation and arrows."""
    codes = (bytes((0xA0 + row, 0xA0 + cell)) for row in ROWS for cell in range(1, 95))
    found = set("".join(code.decode("gb2312", "ignore") for code in codes))
    cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    big5 = (bytes((row, cell)) for row in BIG5_LEVEL_1 for cell in cells)
    found |= set("".join(code.decode("big5", "ignore") for code in big5))
    found |= {line[0] for line in TRADITIONAL.read_text().splitlines() if line[0] != "#"}
    for first, last in ((0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x203A), (0x2190, 0x2195)):
        found |= set(map(chr, range(first, last + 1)))
    return found | set("−·〔〕〇①②③④⑤⑥⑦⑧⑨⑩≤≥≈") | set(BEYOND)


def main(wheel: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (collection,) = (name for name in names if name.endswith("NotoSansCJK-Regular.ttc"))
        (licence,) = (name for name in names if name.endswith("licenses/LICENSE"))
        fonts = TTCollection(io.BytesIO(archive.read(collection)))
        licence_text = archive.read(licence)
    font = next(f for f in fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC")
    options = Options(layout_features=[], hinting=False, desubroutinize=False)
    options.name_IDs = [0, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters())))
    subsetter.subset(font)
    for number, name in ((1, FAMILY), (2, "Regular"), (4, FAMILY), (6, FAMILY.replace(" ", ""))):
        font["name"].setName(name, number, 3, 1, 0x409)
    TARGET.mkdir(parents=True, exist_ok=True)
    font.save(TARGET / "PolicyNLPSansSC.otf")
    head = f"{font['name'].getDebugName(0)}\nSubset: scripts/make_font.py\n\n".encode()
    (TARGET / "OFL.txt").write_bytes(head + licence_text)


if __name__ == "__main__":
    main(*sys.argv[1:])
