"""Repairs of characters: each takes an aligned text and gives an aligned text back.

Nothing is ever inserted or reordered, so each character of the result stands for exactly one
character of the source.
"""

from __future__ import annotations

import re

from policynlp.aligned import AlignedText
from policynlp.cleaning.characters import CJK, HAN

# Byte order marks, zero-width characters, soft hyphens, and control characters but tab and breaks.
_INVISIBLE = re.compile(
    r"[\ufeff\u200b-\u200f\u2060\u00ad\u202a-\u202e\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"
)
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|`")
_LINK = re.compile(
    r"!\[[^\]\n]{0,200}\]\([^)\s]{0,500}\)|\[(?=[^\]\n]{1,200}\]\()|\]\([^)\s]{0,500}\)"
)
# A space next to a single character that stands between two spaces.
_LETTER_SPACE = re.compile(
    rf"(?<=[{HAN}])[ \u3000](?=[{HAN}][ \u3000][{HAN}])"
    rf"|(?<=[{HAN}][ \u3000][{HAN}])[ \u3000](?=[{HAN}])"
)
_JUSTIFICATION = re.compile(rf"(?<=[{CJK}])\s+(?=[{CJK}\w(（])|(?<=[\w%％)）+])\s+(?=[{CJK}])")


def _drop(text: AlignedText, pattern: re.Pattern[str]) -> AlignedText:
    return text.without([match.span() for match in pattern.finditer(text.text)])


def drop_invisible(text: AlignedText) -> AlignedText:
    """Drop characters that print nothing: zero-width marks, controls, soft hyphens."""
    return _drop(text, _INVISIBLE)


def drop_markdown(text: AlignedText) -> AlignedText:
    """Drop the marks of emphasis, code and links; the words stay."""
    return _drop(_drop(text, _LINK), _EMPHASIS)


def close_letter_spacing(text: AlignedText) -> AlignedText:
    """Close words set with a space between all their characters: 贸 易 伙 伴 → 贸易伙伴.

    Three characters at least: a space between two words of one character each can mean something.
    """
    return _drop(text, _LETTER_SPACE)


def close_justification(text: AlignedText) -> AlignedText:
    """Close all space between Chinese characters, and between them and digits or Latin letters.

    For documents whose lines were justified to a column: `2018 年 的 0.6811 提 高 到` →
    `2018年的0.6811提高到`.
    """
    return _drop(text, _JUSTIFICATION)
