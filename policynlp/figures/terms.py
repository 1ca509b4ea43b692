"""Tables of the words that bind a figure, as patterns."""

from __future__ import annotations

import re
from functools import cache

from policynlp.grammar.tables import alternation, rows, terms

OPENERS: dict[str, str] = {row[0]: row[1] for row in rows("figures/openers.tsv", 2)}
_SCOPES: dict[str, str] = {row[0]: row[1] for row in rows("figures/scopes.tsv", 2)}
SCOPES = {term: reach for term, reach in _SCOPES.items() if reach != "figure"}


@cache
def predicates(kind: str) -> re.Pattern[str]:
    """A term of ``figures/predicates.tsv`` of that class at the end of a text."""
    parts = []
    for term, found, blocked in rows("figures/predicates.tsv", 3):
        if found == kind:
            guard = f"(?<![{''.join(blocked.split())}])" if blocked else ""
            parts.append((term, guard + re.escape(term)))
    parts.sort(key=lambda part: (-len(part[0]), part[0]))
    return re.compile("(?:" + "|".join(source for _, source in parts) + r")[ \u3000]?$")


@cache
def change_words(only_verbs: bool) -> re.Pattern[str]:
    """A verb of change at the end of a text, with 了, 到 or 幅度 behind it; nouns if asked for."""
    words = [
        word for word, _, binding in rows("grammar/changes.tsv", 3)
        if len(word) > 1 and not (only_verbs and binding == "noun")
    ]  # fmt: skip
    return re.compile(
        rf"(?:(?<!自然)(?:{alternation(words)})|(?<![可出进])[增升涨降减](?!长))"
        r"(?:到|至|了|为|达|约|近|超过?|幅度)?[ \u3000]?$"
    )


@cache
def versus() -> re.Pattern[str]:
    """A comparison that ends a text: 高于全国, 快于规上工业平均水平."""
    words = alternation(
        word for word, _, binding in rows("grammar/changes.tsv", 3)
        if binding == "versus" and len(word) > 1
    )  # fmt: skip
    return re.compile(rf"不?{words}[^，、\d]{{0,24}}$")


_NAME_BEHIND = (
    r"(?<=中国|世界|国际)[\u4e00-\u9fff“”+A-Za-z]{0,12}?(?:研究院|协会|组织|平台|信息网|公开网"
    r"|文书网|法院|集团|有限公司|银行|学会|大会|论坛"
    r"|[网云](?=累计|上线|已|共|运行|注册|汇聚|收录))"
    r"|[\u4e00-\u9fff\d“”+]{0,10}?(?:服务|交互|信息|数据|公示|监管|交易|档案|\d)(?:平台|系统)"
)
"""A name that a term of place begins (中国裁判文书网, 全国12315平台)."""
SCOPE = re.compile(
    rf"{alternation(SCOPES)}(?![级首性领独最（(]|赤字|(?<=地区)生产总值|(?<=中国)(?:游客|旅客|公民|籍|队)|百强|\d+强|人大|政协|率先|城市排名|统一|重点|一体|(?<=企业)(?:总?数(?![字据控智])|数量|[达超已]|突破)|{_NAME_BEHIND})"
)
SCOPE_AT_END = re.compile(rf"(?P<scope>{alternation(_SCOPES)})(?:的)?[ \u3000]?$")
BEHIND: dict[str, tuple[str, ...]] = {
    row[0]: tuple(row[1].split()) for row in rows("figures/verbs_behind.tsv", 2)
}
HONOURS = frozenset(terms("figures/honours.tsv"))
KINDS = frozenset(terms("figures/kinds.tsv"))
TAIL = re.compile(rf"{alternation(terms('figures/tails.tsv'))}$")
COUNTERPARTS: dict[str, str] = {row[0]: row[1] for row in rows("figures/counterparts.tsv", 2)}
_SHARED: dict[str, str] = {row[0]: row[1] for row in rows("figures/shared_heads.tsv", 2)}
SHARED = re.compile(alternation(word for word, where in _SHARED.items() if where != "end"))
_MEASURES = alternation(word for word, where in _SHARED.items() if where != "kind")
MEASURE_END = re.compile(rf"(?:{_MEASURES}|[率额值量数度价])$")
"""The end of words that name a measure and not what it is taken of."""
VERB_END = re.compile(
    "(?:开展|启动|举办|承办|出台|制定|印发|发布|发放|投放|下达|拨付|建成|打造|培育|引进|派出|推出|设立|处置|帮助|调拨|预拨|划拨|捐赠|清理|消除|惠及)$"
)
"""The end of words before a figure whose object stands behind it (以招标方式开展5亿元回购)."""
_VERBS = alternation(word for word, kind in OPENERS.items() if len(word) > 1 and kind == "verb")
NO_NAME = alternation(
    [
        "面向",
        "围绕",
        "鼓励",
        "加大",
        "一半",
        *"以为由对向将把在超近约逾",
        *(word for word in OPENERS if len(word) > 1),
    ]
)
"""What no name begins with."""
SUBJECT = re.compile(
    rf"(?!{NO_NAME})(?:(?![的由]|一批|规模以上|规上|限额以上)[\u4e00-\u9fffA-Za-z“”+]){{2,18}}?"
    rf"{alternation(terms('figures/subject_heads.tsv'))}(?<!互联网)"
    rf"(?=单日|日均|月均|全年|整合|通过|向|以(?![上下来及内外])|在(?![内建线])|已|共|累计|先后|基本|初步|上线|为(?!主)|持续|日益|稳定|成立|预计|发送|收到|受理|审结|办结|查处|破获|实名|注册|自(?=\d|上线|启动|运行|开通)|(?:19|20)\d\d年|(?!增加值){_VERBS})"
)
"""The subject of a clause, where a verb follows that takes an object."""
