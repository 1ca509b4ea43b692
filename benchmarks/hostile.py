"""Time of the whole pipeline on hostile text of growing length: linear, and never an error.

    python benchmarks/hostile.py [--megabytes 1]

Each unit is repeated to a quarter, a half and the whole of the length in characters. A step of
quadratic time shows as a ratio of 4 from one column to the next; 2 is linear.
"""

from __future__ import annotations

import argparse
import os
import time
from itertools import pairwise

os.environ.setdefault("OMP_NUM_THREADS", "1")

from policynlp.ner import load

UNITS = {
    "opening title marks": "《",
    "closing title marks": "》",
    "digits": "7",
    "full-width digits": "７",
    "Chinese numerals": "十",
    "magnitudes": "万亿",
    "opening quotes": "“",
    "half-open quotes": "“甲",
    "brackets": "（",
    "nested titles": "《法",
    "titles": "《甲办法》",
    "one character": "国",
    "one letter": "a",
    "control characters": "\x00\x01\x1f",
    "lone surrogates": "\ud800",
    "spaces": "\u3000",
    "line breaks": "\n",
    "definitions": "（以下简称",
    "ordinals": "第",
    "per cent": "%",
    "figures": "增长5%，",
    "lists of figures": "5、",
    "ranges": "5%-",
    "dates": "2020年",
    "bodies": "国务院",
    "companies": "甲公司",
    "notices": "关于的通知",
    "numbers of documents": "国发〔2021〕29号",
    "own names": "本办法",
    "short titles": "《规划》",
    "short forms": "工信部（",
    "duties": "甲应当在5日内，",
    "fines": "处5元罚款",
    "provinces": "浙江5%",
    "works": "工程建成后5元。",
    "sources": "据《甲报告》显示，",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=1.0, help="million characters")
    parser.add_argument("--only", action="append", choices=UNITS, help="one of the texts")
    arguments = parser.parse_args()
    size = int(arguments.megabytes * 1_000_000)
    nlp = load()
    nlp("国务院印发《规划》，增长5%。")
    print(f"{'seconds for characters':24}" + "".join(f"{size // n:>12,}" for n in (4, 2, 1)))
    for name in arguments.only or UNITS:
        times = []
        for n in (4, 2, 1):
            text = (UNITS[name] * (size // n // len(UNITS[name]) + 1))[: size // n]
            start = time.process_time()
            nlp(text)
            times.append(time.process_time() - start)
        ratios = [b / max(a, 1e-9) for a, b in pairwise(times)]
        print(
            f"{name:24}" + "".join(f"{t:12.2f}" for t in times)
            + "   x " + ", ".join(f"{r:.1f}" for r in ratios),
            flush=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
