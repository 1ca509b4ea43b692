"""Works that are called by their kind once they were named (引江济淮工程…。工程全长…)."""

from __future__ import annotations

import re
from functools import cache

from policynlp.figures.layout import Clause

Span = tuple[int, int]

_EVENTS = "博览会|交易会|洽谈会|年会|大会|论坛|峰会|展会|车展|大赛|赛事"
_LINE = "线路"
_KINDS = (
    "工程|项目|大桥|铁路|高铁|公路|高速|电站|水库|隧道|园区|基地|机场|示范区|合作区|试验区|先行区"
)
_BY_KIND = re.compile(
    rf"[ \u3000]*(?:该|整个|这一)?(?P<kind>{_KINDS}|{_LINE})"
    r"(?=跨越|连接|总投资|[全总]长|建成|设计|预计|计划|共|总占地|占地|总?建筑|总?装机|年[产均发]|每年|一期|起[于点]|位于|途经|全线|[东西南北]起|新建|累计|已)"
)
_EVENT_BY_KIND = re.compile(
    rf"[ \u3000]*(?:该|整个|这一)?(?P<kind>{_EVENTS})"
    r"(?=以|共|累计|将|设|吸引|展览|展出|期间|为期|现场|聚焦|围绕|涵盖|汇聚|首次|采用|分设|由[^，。；]{2,30}[主承]办)"
)
WORK = re.compile(
    r"(?P<scope>(?!全|我国|中国|各|已)[\u4e00-\u9fff“”A-Za-z\d]{2,16}?(?:高铁|铁路|城际|高速公路|高速|大桥|隧道|电站|水库|管道|地下段|[东西南北]段|机场|工程))"
    r"(?=目前|已|累计|日均|全线|开通|通车|运营|连接|全长|总长|正线|线路|起[于自点]|位于|设计|总投资|由[^，。；]{2,12}(?:投资|承建)|主体|途经|跨越)"
)
"""A work that its clause describes (某某高铁连接甲市与乙市，正线全长…)."""
_MEASURED = re.compile(r"(?:[全总]长|总?投资|占地|总?面积|总?装机|总?库容)[^，。；的\d]{0,6}$")
"""In front of a figure that measures a work."""
_IS_DONE = re.compile(
    r"的(?P<scope>[^，。；的]{2,24}?)(?=今[天日]|昨[天日]|日前|近日|正式|全线|全面|顺利|建成|通车|贯通"
    r"|投产|投运|开通|开工|启用|竣工|合龙|首次|是(?!指))"
)
"""Behind it: the work, and that it is done (全长30公里的某某隧道全线贯通)."""
DONE = re.compile(r"[ \u3000]*(?:全部|全面)?(?:建成|投产|投用|投运|通车|达产)(?:投产|投用|通车)?后")
"""What goes on from a work by saying when it is done (建成后，…)."""
_REACH = 120
_SHORT = 12
_MARKS = r"，。；：、的是在由了对将暨《》（）\s"
"""What no name of a work holds."""
_IS = ("是", "为")
"""Before the kind that a work is of, which is not its name."""


@cache
def _name(kinds: str) -> re.Pattern[str]:
    """A name that ends with one of ``kinds``, from the mark or the particle before it on."""
    return re.compile(
        rf"(?<![^{_MARKS}—])(?!—|已|共|累计|第一[座个条]|首[座个条]|推进|实施|完成|吸引)"
        rf"(?:(?!——)[^{_MARKS}]){{2,24}}?(?:{kinds})(?:暨[^{_MARKS}]{{2,16}}?会)?"
        rf"(?!\d|平台|库|[\u4e00-\u9fff]{{0,3}}(?:{kinds}))"
    )


def named_before(text: str, clause: Clause) -> Span | None:
    """The name that a work had before, where a clause calls it by its kind or says it is done."""
    kind = _BY_KIND.match(text, clause.start, clause.end) or _EVENT_BY_KIND.match(
        text, clause.start, clause.end
    )
    if kind is None and not DONE.match(text, clause.start, clause.end):
        return None
    name = _name(kind["kind"] if kind and kind["kind"] != _LINE else _KINDS)
    found = [
        match.span()
        for match in name.finditer(text, max(0, clause.start - _REACH), clause.start)
        if not text.startswith(_IS, max(0, match.start() - 1))
    ]
    return found[-1] if found else None


def measured(text: str, start: int, end: int) -> Span | None:
    """The work that the figure ``text[start:end]`` measures, where it stands behind the figure."""
    if not _MEASURED.search(text, max(0, start - _SHORT), start):
        return None
    done = _IS_DONE.match(text, end)
    return done.span("scope") if done else None
