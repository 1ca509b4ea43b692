"""Whether a figure is reported or aimed at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.facts.layout import Layout
from policynlp.facts.metric import Status
from policynlp.grammar import Quantity

_TARGET = re.compile(r"力争|预期|目标|到20[23]\d年|今年|应当|不得|要|将|确保|加快|推进|不低于|不少于|计划|拟")
_FACT = re.compile(r"了|达到|取得|过去|来|完成|成为|增长|突破|荣获|累计")


def statuses(
    text: str, quantities: Sequence[Quantity], layout: Layout, section: Sequence[str]
) -> list[Status]:
    """Status of each quantity."""
    target, fact = len(_TARGET.findall(text)), len(_FACT.findall(text))
    return ["target" if target > fact else "fact"] * len(quantities)
