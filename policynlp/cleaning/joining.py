"""Lines joined into one text, each character at its place in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policynlp.aligned import AlignedText
from policynlp.cleaning.lines import Line
from policynlp.cleaning.patterns import match_line


def inner_lines(text: AlignedText) -> list[AlignedText]:
    spans = [m.span() for m in re.finditer(r"[^\r\n]+", text.text)]
    return [part for start, end in spans if len(part := text[start:end].strip())]


def join_prose(texts: Sequence[AlignedText]) -> AlignedText:
    """Lines as one; a space only between two Latin words, as Chinese needs none."""
    parts: list[AlignedText] = []
    for text in texts:
        if parts and _is_latin(parts[-1].text[-1]) and _is_latin(text.text[0]):
            parts.append(_space_after(parts[-1]))
        parts.append(text)
    return AlignedText.concat(parts)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _space_after(text: AlignedText) -> AlignedText:
    """A space that stands for the line break behind a text."""
    return AlignedText(" ", text.origin[-1:] + 1)


def bigrams(lines: Sequence[Line]) -> Counter[str]:
    text = re.sub(r"\s", "", "".join(line.text.text for line in lines))
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def join_headline(texts: Sequence[AlignedText], evidence: Counter[str]) -> AlignedText:
    """Lines of a headline as one.

    Two lines are two phrases, with a space between, unless the pair of characters at the break
    stands elsewhere in the document (2020中国海归/就业创业调查报告发布) or the whole is an
    official title.
    """
    parts = [texts[0]]
    whole = "".join(text.text for text in texts)
    for before, text in pairwise(texts):
        pair = before.text[-1] + text.text[0]
        if evidence[pair] < 2 and not match_line("official_title", whole):
            parts.append(_space_after(before))
        parts.append(text)
    return AlignedText.concat(parts)
