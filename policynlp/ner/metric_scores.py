"""How well the attributes of the metrics found agree with an annotation.

Compared after normalising: spaces, the two names of the percentage point, three names of China, and
截至, 年底/末 and a lone 年 make no difference; values agree within 0.1 %.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.figures import Metric

ATTRIBUTES = (
    "value and unit", "kind", "bound", "direction", "status", "period", "scope", "indicator",
)  # fmt: skip
_RESAMPLES = 1000
_TOLERANCE = 1e-3
_CHINA = ("我国", "中国")
_SPACE = re.compile(r"\s")
_YEAR_END = re.compile("年?年[底末]")


@dataclass(frozen=True, slots=True)
class AttributeScore:
    """Agreement on one attribute of the metrics whose spans agree.

    Attributes
    ----------
    count : int
        Metrics compared.
    score : float
        Share that is right; for the indicator the mean F1 of characters.
    interval : (float, float)
        2.5 % and 97.5 % over bootstrap samples of the passages (Efron 1979).
    """

    count: int
    score: float
    interval: tuple[float, float]


def compare(metric: Metric, gold: Mapping[str, Any]) -> dict[str, float]:
    """Agreement from 0 to 1 on each attribute; value and kind only where the annotation has them.

    Parameters
    ----------
    metric : Metric
    gold : mapping
        Attributes as they are annotated; one that is left out is empty.
    """
    agreed = {
        "bound": float(metric.bound == gold.get("bound", "")),
        "direction": float(metric.direction == gold.get("direction", "")),
        "status": float((metric.status == "target") == (gold.get("status") == "target")),
        "period": float(_period(metric.period) == _period(gold.get("period", ""))),
        "scope": float(_scope(metric.scope) == _scope(gold.get("scope", ""))),
        "indicator": _overlap(metric.indicator, gold.get("indicator", "")),
    }
    if "value" in gold:
        value = float(gold["value"])
        same = abs(float(metric.value) - value) <= _TOLERANCE * abs(value)
        agreed["value and unit"] = float(same and _unit(metric.unit) == _unit(gold.get("unit", "")))
    if "kind" in gold:
        agreed["kind"] = float(metric.kind == gold["kind"])
    return agreed


def annotated(golds: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Attributes that a set of annotations has anywhere.

    Empty attributes are left out, so that one which no metric has was not annotated at all; it
    must not count as empty.
    """
    keys = {key for gold in golds for key in gold}
    names = {"value and unit": "value"}
    return tuple(name for name in ATTRIBUTES if names.get(name, name) in keys)


def attribute_scores(
    compared: Sequence[Sequence[Mapping[str, float]]], names: Sequence[str], *, seed: int = 0
) -> dict[str, AttributeScore]:
    """Means over the metrics of all passages.

    Parameters
    ----------
    compared : sequence of sequences of mappings
        For each passage what `compare` gave for its metrics.
    names : sequence of str
        Attributes to score, as `annotated` gives them.
    seed : int
        Of the bootstrap.
    """
    scores = {}
    for name in names:
        each = [[one[name] for one in passage if name in one] for passage in compared]
        sums = np.array([(sum(values), len(values)) for values in each if values], dtype=float)
        if len(sums):
            total, count = sums.sum(axis=0)
            scores[name] = AttributeScore(int(count), float(total / count), _interval(sums, seed))
    return scores


def _interval(sums: npt.NDArray[np.float64], seed: int) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    drawn = sums[rng.integers(len(sums), size=(_RESAMPLES, len(sums)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], (0.025, 0.975))
    return float(low), float(high)


def _plain(words: str) -> str:
    return _SPACE.sub("", words)


def _unit(words: str) -> str:
    words = _plain(words)
    return words.removeprefix("个") if words.endswith("百分点") else words


def _scope(words: str) -> str:
    words = _plain(words)
    return "全国" if words in _CHINA else words


def _period(words: str) -> str:
    return _YEAR_END.sub("年", _plain(words).removeprefix("截至")).removesuffix("年")


def _overlap(found: str, gold: str) -> float:
    """F1 of the characters of two indicators, without regard to their order."""
    found, gold = _plain(found), _plain(gold)
    if not found or not gold:
        return float(found == gold)
    both = sum((Counter(found) & Counter(gold)).values())
    return 2 * both / (len(found) + len(gold))
