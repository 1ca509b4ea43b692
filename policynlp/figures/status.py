"""Whether a figure is reported or aimed at, from the words around it.

Words that say it outright come first (力争, 截至, a year that is not ahead). Where they do not, a
logistic regression decides, over words of the figure's clause, sentence and passage; a heading that
looks back or ahead weighs heavily in it. Its few hundred weights (``status_weights.tsv``) are
made by ``benchmarks/fact_status_weights.py``, for the most part from sections of public work
reports that look back or ahead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from math import fsum

from policynlp.figures.chains import in_other_money
from policynlp.figures.engine import words_of
from policynlp.figures.layout import Clause, Layout
from policynlp.figures.metric import Status
from policynlp.grammar import Quantity
from policynlp.grammar.tables import alternation, rows

_DIGITS = re.compile(r"[0-9０-９.]+")
_DIGIT = re.compile("[0-9０-９]")
_EXACT = 4
_BUDGET = re.compile("预算(?!收入)|赤字|安排|发行|债")
_WORTH = re.compile(r"[\u4e00-\u9fff0；。：]")
_BEFORE, _HEAD = 20, 12
_ARTICLE = re.compile(r"[ \u3000]*第[一二三四五六七八九十百零]{1,6}条")
"""At the head of an article of a law: its figures are limits and rates that it sets."""
_IS_TOLD = re.compile(
    "个?(?:部[门委]|单位)(?:近日|日前)?(?:联合)?(?:印发|发布|出台|召开|开展|制定|决定|部署)"
)
"""Behind a figure that only counts who speaks (等7部门印发…)."""
_AIMED_AT = re.compile(r"(?:以上|左右|以内)?[^，。；、\d]{0,8}目标(?!任务|的)")
"""Behind a figure that is the aim itself (完成了100亿元的引资目标)."""
_BY_THEN = re.compile(
    r"[ \u3000]*(?:[（(][一二三四五六七八九十\d]{1,3}[）)][ \u3000]*)?"
    "(?:20\\d\\d|今|明)年[年底末]{0,2}前(?![一二三四五六七八九十两\\d]{1,2}(?:个?月|季|周|天))"
)
"""At the head of a sentence: the time of an aim (2026年底前实现…)."""
_LISTS_AIMS = re.compile("目标(?:任务)?(?:是|为)?[:：]")
"""In a sentence whose aims go on in the next ones (主要预期目标是：…)."""
_PUTS_OUT = re.compile(
    "(?:部署|推出|提出|明确|出台|列出|设置)了?(?:[^，。；、]{1,12}、)?$|(?:签署|公布)[^，。；]{0,16}$|共计?$"
)
_MEASURES = re.compile("(?:方面)?[^，。；、\\d]{0,4}(?:任务|举措|措施|专栏|文件|协议|名单)")
"""What a plan consists of, which it has already (推出26项举措)."""
_NOW = re.compile("目前|已[经达超有]|已(?:完成|实现|建成|累计)")
"""In a clause behind a forecast: that it tells what is (预计收入5亿元，目前订单已超1亿元)."""
_NOW_REACH = 40
_FORECAST = re.compile("预计|预测")
_LEAST_SAID = 0.5
"""What words and headings must weigh together to speak for an aim."""
_HEADING = 4.0
"""What a heading that looks back or ahead (重点工作) adds to the logit: nearly decides."""


@cache
def _weights() -> tuple[dict[str, float], float]:
    table = {row[0]: float(row[1]) for row in rows("figures/status_weights.tsv", 2)}
    return table, table.pop("bias")


@cache
def _headings() -> list[tuple[re.Pattern[str], float]]:
    table = rows("figures/headings.tsv", 2)
    return [
        (re.compile(alternation(word for word, says in table if says == name)), weight)
        for name, weight in (("fact", -_HEADING), ("target", _HEADING))
    ]


@cache
def _evidence(says: str, *reaches: str) -> re.Pattern[str]:
    guarded: dict[tuple[str, str], list[str]] = {}
    for term, found, reach, before, behind in rows("figures/evidence.tsv", 5):
        if found == says and reach in reaches:
            guarded.setdefault(("".join(before.split()), "".join(behind.split())), []).append(term)
    parts = [
        (f"(?<![{before}])" if before else "")
        + alternation(terms)
        + (f"(?![{behind}])" if behind else "")
        for (before, behind), terms in guarded.items()
    ]
    first = "".join(sorted({term[0] for terms in guarded.values() for term in terms}))
    # Looking for the first characters first is faster.
    return re.compile(f"(?=[{first}])(?:{'|'.join(parts)})")


def statuses(
    text: str,
    quantities: Sequence[Quantity],
    layout: Layout,
    section: Sequence[str],
    dated_from: int,
    aimed: Collection[int] = (),
) -> list[Status]:
    """Status of each quantity of a passage, in order.

    ``dated_from`` is where the text first names a year that is not ahead; ``len(text)`` if none.
    ``aimed`` are the numbers of the sentences that begin with the time of an aim (到2027年，…);
    the sentences behind them tell of aims too, unless one reports (22 of 23).
    """
    weights, bias = _weights()
    words = _Words(text, layout)
    heading = _of_section(section)

    @cache
    def weighed(level: str, number: int) -> tuple[float, float]:
        return _weigh(weights, words.names(level, number))

    reporting = _evidence("report", "passage").search(text) is not None
    spans = {clause.sentence: (clause.sentence_start, clause.end) for clause in layout.clauses}
    aims, binds, reports, reached = (
        {n: _evidence(says, "sentence").search(text, *spans[n]) is not None for n in layout.told}
        for says in ("target", "aim", "report", "reached")
    )
    by_then = {c.sentence for c in layout.clauses if _BY_THEN.match(text, c.sentence_start)}
    listing = {n for n in layout.told if _LISTS_AIMS.search(text, *spans[n])}
    aimed = by_then.union(aimed, listing)
    plans = [n for n in aimed if not _FORECAST.search(text, *spans[n])]
    behind_aim = min(plans, default=layout.clauses[-1].sentence)
    budgets = {n for n in layout.told if _BUDGET.search(text, *spans[n])}
    for one in quantities:
        number = layout.clause(one.start).sentence
        if not reports[number] and _is_exact(text, one) and number not in budgets:
            reports[number] = True
    told_in = {
        n: (layout.clauses[n].start, layout.clauses[n].end)
        for n in {layout.index(one.start) for one in quantities}
    }
    aimed_from = _said_from(text, told_in, _evidence("aim", "clause"))
    told_from = _said_from(text, told_in, _evidence("report", "clause"))
    ahead_from = _said_from(text, spans, _evidence("aim", "onward"))
    aims_from = _said_from(text, spans, _evidence("target", "onward"))
    ruled = _ARTICLE.match(text) is not None
    found: list[Status] = []
    for one in quantities:
        number = layout.index(one.start)
        clause = layout.clauses[number]
        if found and in_other_money(text, clause.start, one.start):
            found.append(found[-1])
            continue
        sentence = clause.sentence
        now = _NOW.search(text, max(clause.start, one.start - _NOW_REACH), one.start)
        ahead = aimed_from[number] if now else min(aimed_from[number], ahead_from[sentence])
        expected = ahead <= one.start or _AIMED_AT.match(text, one.end, clause.end)
        if _IS_TOLD.match(text, one.end) or _consists_of(text, clause, one):
            found.append("fact")
            continue
        due = sentence in aimed or (sentence > behind_aim and not reports[sentence])
        if expected or ruled or binds[sentence] or (due and not reached[sentence]):
            found.append("target")
            continue
        said = (
            reporting
            or told_from[number] <= one.start
            or reports[sentence]
            or dated_from < one.start
        )
        if reached[sentence] or (said and not (aims[sentence] or aims_from[sentence] <= one.start)):
            found.append("fact")
            continue
        own = _own(text, one, clause)
        shared = (weighed("p", 0), weighed("s", sentence), weighed("c", number))
        parts = (*shared, _weigh(weights, own))
        score = bias + heading + sum(weight for weight, _ in parts)
        # A plain statement is a report: some words or a heading have to speak for an aim.
        spoken = max(0.0, heading) + sum(aims for _, aims in parts)
        found.append("target" if score > 0 and spoken > _LEAST_SAID else "fact")
    return found


def _consists_of(text: str, clause: Clause, one: Quantity) -> bool:
    """Whether a figure counts what a plan consists of."""
    put_out = _PUTS_OUT.search(text[max(clause.start, one.start - _BEFORE) : one.start])
    headed = text.startswith(("：", ":"), one.end)  # 科技金融方面5项：…
    return headed or (put_out is not None and _MEASURES.match(text, one.end) is not None)


def _said_from(
    text: str, spans: Mapping[int, tuple[int, int]], pattern: re.Pattern[str]
) -> dict[int, int]:
    """Where the first term of ``pattern`` ends in each span; behind the text if it has none."""
    found = {n: pattern.search(text, *span) for n, span in spans.items()}
    return {n: match.end() if match else len(text) + 1 for n, match in found.items()}


def _weigh(weights: dict[str, float], names: set[str]) -> tuple[float, float]:
    """Weight of all the names, and of those alone that speak for an aim."""
    found = [weights[name] for name in names if name in weights]
    return fsum(found), fsum(weight for weight in found if weight > 0)  # the same in any order


def _of_section(section: Sequence[str]) -> float:
    for heading in reversed(section):
        for pattern, weight in _headings():
            if pattern.search(heading):
                return weight
    return 0.0


class _Words:
    """Features that the figures of a passage, a sentence or a clause share.

    The words are looked for when a figure first needs them: of many the evidence decides.
    """

    def __init__(self, text: str, layout: Layout) -> None:
        self._text = text
        self._layout = layout

    @cached_property
    def _of_clauses(self) -> list[set[str]]:
        return [_names(self._text, clause.start, clause.end) for clause in self._layout.clauses]

    @cached_property
    def _of_sentences(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for clause, words in zip(self._layout.clauses, self._of_clauses, strict=True):
            found.setdefault(clause.sentence, set()).update(words)
        return found

    def names(self, level: str, number: int) -> set[str]:
        """Features of clause ``c`` or sentence ``s`` of that number, or of the passage ``p``."""
        if level == "p":
            words = set().union(*self._of_clauses)
        else:
            words = (self._of_clauses if level == "c" else self._of_sentences)[number]
        return {f"{level}:{word}" for word in words}


def _is_exact(text: str, one: Quantity) -> bool:
    """Whether a figure is told to four digits and more: aims are round."""
    digits = "".join(_DIGIT.findall(text, one.start, one.end)).strip("0")
    return len(digits) >= _EXACT


def _own(text: str, one: Quantity, clause: Clause) -> set[str]:
    found = {f"k:{one.kind}", f"b:{one.bound}"}
    before = words_of(text, max(clause.start, one.start - _BEFORE), one.start)
    for name, word in zip(("l", "l2"), reversed(before), strict=False):
        found.add(f"{name}:{_DIGITS.sub('0', word)}")
    first = words_of(text, clause.start, min(clause.end, clause.start + _HEAD))
    if first:
        found.add(f"f:{_DIGITS.sub('0', first[0])}")
    return found


def features(text: str, quantities: Sequence[Quantity], layout: Layout) -> Iterator[set[str]]:
    """Names of the features of each quantity, to learn from.

    ``p:``, ``s:``, ``c:`` words of the passage, the sentence and the clause; ``l:``, ``l2:`` the
    two words before the figure, ``f:`` the first of the clause; ``k:`` kind, ``b:`` bound.
    """
    words = _Words(text, layout)
    passage = words.names("p", 0)
    for one in quantities:
        number = layout.index(one.start)
        clause = layout.clauses[number]
        near = words.names("s", clause.sentence) | words.names("c", number)
        yield passage | near | _own(text, one, clause)


def passage_features(text: str) -> set[str]:
    """Features of a passage as a whole, which it has without any figure too."""
    return {f"p:{word}" for word in _names(text, 0, len(text))}


def _names(text: str, start: int, end: int) -> set[str]:
    words = words_of(text, start, end)
    plain = (word if word.isalpha() else _DIGITS.sub("0", word) for word in words)
    return {word for word in plain if _WORTH.search(word)}
