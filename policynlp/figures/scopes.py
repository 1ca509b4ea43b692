"""Whom a figure is about: a place, body or group in front of its indicator, or said before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.figures import terms
from policynlp.figures.built import measured
from policynlp.figures.indicators import Indicator, is_fine
from policynlp.figures.layout import Layout
from policynlp.figures.phrases import Span
from policynlp.figures.spoken import Spoken
from policynlp.figures.subjects import only_speaks
from policynlp.figures.times import Time
from policynlp.grammar import Quantity
from policynlp.grammar.tables import alternation
from policynlp.grammar.tables import terms as words

Found = tuple[str, Span | None]

_NONE: Found = ("", None)
_BRACKETS = ("（", "(")
_INNER = re.compile("(?:以上|以下|左右)?的(?:企业|项目|城市|单位|家庭|个人)")
"""Behind a figure that only says which are meant (产值过1亿元的企业达30家)."""
_JOINTS = ("和", "及", "以及", "、")
_LISTED = ("、", "和", "与", "及")
_OTHERS = re.compile(r"(?:[、和与及](?:(?![和与及])[\u4e00-\u9fff]){2,8})+")
"""The rest of a list of places, where a figure counts them."""
_RUNS = re.compile("(?:试点|建设)?(?:[^，。；《》]{0,10}以来|已|累计|共(?!建))")
"""Behind a programme whose results are told (某某工程累计支持…)."""
_ITS = re.compile("其(?![他余中它])")
_COUNTED = re.compile("(?!以[上下内]|左右|的)[\u4e00-\u9fff]{1,4}(?<![和与及])")
"""Between two figures, the name of what the first counts."""
_FINED = re.compile("对(?P<scope>[^，。；对]{2,40}?)(?:可以?|应当)?并?处以?[^，。；]*$")
_FINED_REACH = 100
_MEDIA = frozenset(words("ner/media.txt"))
_TIER = re.compile(
    r"(?:以上|左右)?的?(?P<scope>(?:副?省|地?市|县)级|重点城市)(?=政府|政务|部门|和|[（(])"
)
_BOUND = re.compile(
    r"(?:以[上下])?[^，。；的\d]{0,12}的(?P<scope>[\u4e00-\u9fff]{2,14}?)(?=，?(?:应当|不得|必须))"
)
"""Behind a figure that says whom a rule binds."""
_SHARE_OF = re.compile(
    r"(?:以上|左右)?的(?P<scope>(?!比例|标准|部分|幅度)[\u4e00-\u9fff“”A-Za-z\d]{0,8}?"
    rf"{alternation(words('figures/group_heads.tsv'))})"
)


class Scopes:
    """Scopes of the figures of a passage."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        quantities: Sequence[Quantity],
        found: Sequence[Indicator],
        times: Sequence[Time],
        bodies: Sequence[Span],
        programmes: Sequence[Span],
    ) -> None:
        self._text = text
        self._names = {start: end for start, end in bodies if text[start:end] not in _MEDIA}
        self._names |= {
            start: end + 2 * text.startswith("试点", end)
            for start, end in programmes
            if _RUNS.match(text, end)
        }
        self._found: list[Found] = []
        ends = {time.start: time.end for time in times}
        self._spoken = spoken = Spoken(text, layout, self._names, ends)
        field: Span | None = None
        partner: Span | None = None  # 对东盟出口增长5%，占出口总值的16%
        sentence = 0
        last: tuple[Span, ...] = ()
        for one, indicator in zip(quantities, found, strict=True):
            at = layout.index(one.start)
            clause = layout.clauses[at]
            if spoken.go_to(at) or not text.startswith(_LISTED, one.start - 1):
                field = None
            if clause.sentence != sentence:
                partner, sentence = None, clause.sentence
            field = spoken.in_full(indicator.field) or field  # 覆盖全国5万个村、3万个社区
            own = None if self._is_example(one, indicator) else indicator.scope
            subject = own and self._is_subject(own, indicator) and spoken.opens(at, own)
            if own and spoken.now and own[0] == spoken.now[0] and not indicator.partner:
                own = max(own, spoken.now)  # 陕西 of 陕西、宁夏等地
            own = self._where(spoken.in_full(own), spoken.now)
            if own and subject:
                spoken.name(own)
            if indicator.partner:
                partner = own
            of_partner = partner and text.startswith("占", clause.start)
            said = partner if of_partner else spoken.now
            bracket = text.startswith(_BRACKETS, max(0, clause.start - 1))
            counted = said is not None and self._counts(one, said)
            inner = one.kind == "level" and _INNER.match(text, one.end) is not None
            said = None if counted or inner else said
            if is_fine(text, indicator):
                begin = max(clause.start, one.start - _FINED_REACH)
                own, field, said = self._fined(begin, one.start), None, None
            span = self._of(one, own, field, said, bracket, clause.sentence_start)
            if one.kind == "level" and own is None and self._counts_on(quantities, one):
                span = self._found[-1][1]  # 通达欧洲20个国家160个城市
            if work := measured(text, one.start, one.end):
                span = work
                spoken.name(work)
            if span is None and self._found and one.kind == "change" and indicator.spans == last:
                span = self._found[-1][1]  # 74%的用户每天支付，提高4个百分点
            last = indicator.spans
            if span and (span,) == indicator.spans and span[1] <= one.start:
                spoken.drop(span)
                span = None  # 科技型中小企业突破1000家: what is counted
            if span and _ITS.match(text, *span):
                span = span[0] + 1, span[1]  # 其主管人员
            self._found.append((text[slice(*span)].replace("\n", ""), span) if span else _NONE)
            spoken.give(span, field)

    def of(self, i: int) -> Found:
        """Scope of figure ``i`` and where it lies."""
        return self._found[i]

    def _of(
        self,
        one: Quantity,
        own: Span | None,
        field: Span | None,
        said: Span | None,
        bracket: bool,
        begin: int,
    ) -> Span | None:
        if one.kind == "share" and (group := _SHARE_OF.match(self._text, one.end)):
            return group.span("scope")  # 66.6%的用户
        if one.kind == "level" and (bound := _BOUND.match(self._text, one.end)):
            return bound.span("scope")  # 处理1000万人以上信息的处理者，应当…
        if one.kind in ("level", "share") and (tier := _TIER.match(self._text, one.end)):
            return tier.span("scope")  # 21个省级政务服务平台
        if bracket and self._found:
            return self._found[-1][1]  # 23个省级（占比71.9%）
        world = field and terms.SCOPES.get(self._text[slice(*field)]) == "clause"
        part = one.kind == "share" and (world or not self._is_of_all(said))
        if one.kind == "rank" and field and not world:
            same = said is not None and begin <= said[0] < one.start
            return own or (said if same else field)  # 福建吞吐量达1亿吨，居全国首位
        if one.kind == "rank" or part:
            return own or said or field  # of comparison, where no other is named (占全球的5%)
        if one.kind == "change":
            return own or said
        return own or field or said  # 覆盖全国53万个村

    def _counts_on(self, quantities: Sequence[Quantity], one: Quantity) -> bool:
        """Whether a figure counts on right behind the name of what the one before counts."""
        i = len(self._found)
        before = quantities[i - 1].end
        return i > 0 and _COUNTED.fullmatch(self._text, before, one.start) is not None

    def _is_of_all(self, span: Span | None) -> bool:
        """Whether a subject is one of the whole country, so that a share of it is the country's."""
        return span is None or self._text.startswith("全国", span[0])

    def _counts(self, one: Quantity, said: Span) -> bool:
        """Whether a figure only counts whom is spoken of (168个城市…, 北京、天津等12个省市)."""
        if said[0] <= one.start < said[1] or said[0] == one.end:
            return True
        listed = "、" in self._text[slice(*said)]
        return self._text[said[1] : one.start] in (("", "等") if listed else ("等",)) and (
            said[1] <= one.start
        )

    def _where(self, own: Span | None, said: Span | None) -> Span | None:
        """The place where something is done, unless a body was named that does it."""
        at = own is not None and self._text.startswith("在", max(0, own[0] - 1))
        body = at and said is not None and self._names.get(said[0]) == said[1]
        return None if body else own

    def _is_subject(self, own: Span, indicator: Indicator) -> bool:
        """Whether the scope may hold for its sentence (not: 全球灯塔工厂)."""
        if indicator.partner:
            return False
        return terms.SCOPES.get(self._text[slice(*own)]) != "clause"

    def _fined(self, start: int, end: int) -> Span | None:
        """Who is fined, which a rule says with 对; not who fines (公安机关处…罚款)."""
        fined = _FINED.search(self._text, start, end)
        return fined.span("scope") if fined else None

    def _is_example(self, one: Quantity, indicator: Indicator) -> bool:
        """Whether the scope only speaks or orders, or is one of several (北京、天津2个城市)."""
        own = indicator.scope
        if own is None or indicator.partner:
            return False
        behind = self._text[own[1] : one.start]
        if self._text[slice(*own)] in _MEDIA or behind in _JOINTS:
            return True
        listed = behind.endswith("等") or (
            one.kind == "level" and _OTHERS.fullmatch(self._text, own[1], one.start) is not None
        )
        return listed or (own[0] in self._names and only_speaks(self._text, own))
