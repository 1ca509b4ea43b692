"""The words before a figure, with what is no part of an indicator taken off.

Conjunctions, modals, adverbs, light verbs, times and places on the left; verbs of change and of
reaching on the right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.figures import terms
from policynlp.figures.engine import words_of
from policynlp.figures.owners import owner_end
from policynlp.grammar import Quantity
from policynlp.grammar.bounds import term_before

Span = tuple[int, int]

_REACH = 80
"""Characters before a figure that are looked at."""
_LONGEST_TERM = 12
"""Reach of a term of the tables that ends a text, with what may stand beside it."""
_SPACE = " \t\u3000\u00a0"
_EDGE_LEFT = _SPACE + "、，,·•●■◆○▪-—*#:：”’）)》"
_EDGE_RIGHT = _SPACE + "、，“‘（("
_LINKING = re.compile("(?<![目标])的$")
_NUMBERING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)]|[、．.](?!\d))|[一二三四五六七八九十]{1,2}[是要]"
    r"|第[一二三四五六七八九十\d]{1,4}条|首先|其次)[ \u3000]*"
)
_YEARS_AT_END = re.compile(
    r"(?:连续|近|过去|最近)?(?<!\d)[\d一二三四五六七八九十两多几]{1,3}年(?:来|间|内)?(?:以来)?$"
)
_THAN_WORD = "比(?![重例率值较赛特]|亚迪|利时|目鱼)"
_COMPARED = re.compile(
    rf"(?<!占)(?:相?{_THAN_WORD}|相?较|与)[^，、；。]{{0,8}}"
    r"(?:年|期|月|初|末|底|前|平均|水平|全国|全省|全市|计划|预算)[^，、；。\d]{0,4}$"
)
_THAN = re.compile(
    rf"(?<![占可])相?(?:{_THAN_WORD}|较(?!大|高|低|多|少|强|好|快))[^，、；。]{{1,18}}$"
)
_MORE = re.compile(rf"{_THAN_WORD}[^，、；。]{{1,16}}(?:高|低|快|慢|多|少)出?$")
_PART_OF = re.compile(r"占(?!比|地|领|用)(?P<whole>(?:(?!比[重例])[^，、；。从由]){1,16}?)的?$")
_FIELD = re.compile(
    r"(?<![民宜旅邻定新隐安系行班陈前])(?:[位跃稳名]?[居列]|排名|排在)(?!民)(?P<scope>[^，。；、的\d居列]{2,10})$"
)
"""The field of comparison of a rank, where it is no term of the table (居全国省会城市首位)."""
_IN_FIELD = re.compile(
    r"(?<![存潜现所正])在(?!线|建|校|册|岗|职|营|编)(?P<scope>[^，。；、的\d]{2,10}?)(?:中的?)?(?:排名|位次)$"
)
"""The same with its noun behind it (在全国城市排名第7位)."""
_PLACES = ("位", "名")
_AS_MANY_AS = re.compile(r"(?:是|为|达到?)(?!的)[^，。；、]{2,20}$")
"""In front of a multiple: what it is a multiple of (是“十三五”末的2.2倍)."""
_REMARK = re.compile(
    r"[（(](?:[A-Za-z][A-Za-z.\d]{0,9}|[^（）()，。；]{0,6}，?下同"
    r"|(?<![省市县区][（(])[^（）()，。；]{3,20})[）)]$|[\[［〔]\d{1,3}[\]］〕]$"
)
"""A short form, a remark or a note's number in brackets behind the words: 地区生产总值（GDP）."""
_WITH_SHARE = re.compile(r"占[^，、；。]{1,16}(?:比重|比例|比)$")
_TOTAL = re.compile(r"累计(?!完成|实现|达|为|有|不)[\u4e00-\u9fff]{2}")
"""A total over time is part of what is counted, with its verb (累计发布岗位)."""
_CONTRIBUTION = re.compile("对[^，。；]{1,16}贡献率|[与同][^，。；、]{2,12}贸易")
"""What keeps its preposition (对经济增长贡献率, 与东盟贸易总值)."""
_SERVED = re.compile(
    r"(?:向|为|给|面向)[^，、。；]{2,30}?(?:提供|推送|发放|开放|转送)(?=[\u4e00-\u9fff]{2})"
)
"""Whom something is given, and the verb (为企业提供…服务3次)."""
_ABBREVIATED = re.compile(
    "[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁蒙疆港澳台杭穗蓉]"
)
_ONCE = re.compile(
    "[^，。；、\\d]{0,10}?(?:建成|投产|达产|投用|投运|竣工|完工|上线|运行|实施|调整|改造)后"
    "(?=[\u4e00-\u9fff]{2})"
)
"""On which condition what follows is measured (项目建成后年产能…)."""
_BARE = re.compile(
    "金额|总额|规模|数量|人数|面积|强度|次数|周期|时[间限长]|用时|期限|成本|比例|占比"
)
"""Measures that name too little without the word in front of them."""
_ACTIVITIES = ("投资", "服务", "融资", "交易")
"""Words that name too little without the verb in front of them (完成投资)."""
_BODY = re.compile(
    r"(?:全国|自治区|省|市|区|县|州)?(?:人民代表大会|人大)(?:及其)?(?:常务委员会|常委会)?(?!代表)"
    r"|国务院|党中央"
)


_RISES = ("提高", "提升")
_OBJECT_FOLLOWS = ("有", "共有", "拥有", "现有", "只有", "仅有", "为", "与", "向", "对")


@dataclass(slots=True)
class Before:
    """What stands before a figure: ``core`` is the span left; the rest says how it is bound."""

    core: Span
    reached: bool = False  # a verb of reaching or change stood before the figure
    light: bool = False  # a verb was taken off whose object is what is counted
    has: bool = False  # the verb is one of having: the figure counts what follows it
    imposed: bool = False  # the verb imposes what follows the figure (处…罚款)
    scope: Span | None = None
    field: Span | None = None  # field of comparison right before the figure (居全国第二)


def before(text: str, start: int, one: Quantity, names: list[Span], times: list[Span]) -> Before:
    """Take apart the text from ``start`` to a figure.

    Parameters
    ----------
    names, times : list of (int, int)
        Bodies and time expressions of the passage that lie within the stretch.
    """
    found = Before((max(start, one.start - _REACH), one.start))
    _strip_right(text, found, times, one)
    _strip_left(text, found, names, times, one)
    return found


def opening(text: str, start: int, end: int, times: list[Span]) -> Span:
    """``text[start:end]`` without the words at its head that name no indicator."""
    found = Before((max(start, end - _REACH), end))
    _strip_left(text, found, [], times)
    return found.core


def _strip_right(text: str, found: Before, times: list[Span], one: Quantity) -> None:
    start, end = found.core
    # A noun of change names what is ranked or changes (增速居全国第4位, 增速提高2个百分点).
    keeps_noun = one.kind == "rank" or one.unit == "个百分点"
    changed = False
    while end > start:
        time = next((t for t in times if end - t[1] in (0, 1) and t[0] >= start), None)
        if text[end - 1] in _EDGE_RIGHT or _LINKING.search(text, start, end):
            end -= 1
            continue
        if time and time[1] == end:
            end = time[0]
            continue
        bound, at = term_before(text, end)
        if bound and at >= start:
            end = at
            continue
        part = text[start:end]
        tail = max(0, len(part) - _LONGEST_TERM)
        placed = one.kind == "rank" or one.unit in _PLACES
        if placed and (match := _IN_FIELD.search(part)):
            found.reached = True
            found.field = (start + match.start("scope"), start + match.end("scope"))
        elif match := terms.predicates("count").search(part, tail):
            found.reached = found.has = found.imposed = True
        elif match := terms.predicates("reach").search(part, tail):
            found.reached = True
            found.has = found.has or match.group().strip() in _OBJECT_FOLLOWS
            changed = changed or match.group().strip() in _RISES
        elif match := terms.change_words(keeps_noun).search(part, tail):
            found.reached = changed = True
        elif match := terms.versus().search(part) or _MORE.search(part):
            found.reached = True
        elif (match := _PART_OF.search(part)) and not _WITH_SHARE.search(part):
            found.reached = True
            scope = terms.SCOPE.search(part, match.start())
            found.field = scope and (start + scope.start(), start + scope.end())
            if match["whole"] not in terms.SCOPES:
                break  # 占全球专利总量: what it is part of belongs to the words
        elif (match := terms.SCOPE_AT_END.search(part)) and not _is_counted(match, one):
            found.field = (start + match.start("scope"), start + match.end("scope"))
        elif one.kind == "rank" and (match := _FIELD.search(part)):
            found.reached = True
            found.field = (start + match.start("scope"), start + match.end("scope"))
        elif _is_multiple(text, end, one) and (match := _AS_MANY_AS.search(part)):
            found.reached = True
        elif match := _REMARK.search(part):
            pass
        elif not (
            (match := terms.predicates("adverb").search(part, tail))
            or (match := (_THAN if changed else _COMPARED).search(part))
            or (match := _YEARS_AT_END.search(part))
        ):
            break
        end = start + match.start()
    found.core = (start, end)


def _strip_left(
    text: str, found: Before, names: list[Span], times: list[Span], one: Quantity | None = None
) -> None:
    grows = one is not None and one.kind == "change" and one.unit in ("%", "倍")
    level = one is not None and one.kind == "level"
    start, end = found.core
    words: list[Span] = []
    verb = start  # where the last verb was taken off
    while start < end:
        if text[start] in _EDGE_LEFT or text[start].isspace() or _unclosed(text, start, end):
            start += 1
            continue
        if numbering := _NUMBERING.match(text, start, end):
            start = numbering.end()
            continue
        time = next((t for t in times if t[0] <= start < t[1]), None)
        if time is not None:
            start = time[1] + text.startswith("前", time[1])  # 2026年底前
            continue
        if body := _BODY.match(text, start, end):
            start = body.end()
            continue
        if _TOTAL.match(text, start, end) or _CONTRIBUTION.match(text, start, end):
            break
        if passed := _SERVED.match(text, start, end) or _ONCE.match(text, start, end):
            start = passed.end()
            continue
        while words and words[0][0] < start:
            words.pop(0)
        if not words or words[0][0] != start:
            words = _words(text, start, end)
        first, last = words[0]
        kind = terms.OPENERS.get(text[first:last])
        if text[first:last] == "在" and _ABBREVIATED.match(text, last):
            break  # 在沪企业
        if text[first:last] == "新增" and level:
            break  # 新增贷款5亿元
        if kind == "adverb" and not _opens(text, words[1:2]):
            kind = None
        if text[first] in "将把" and kind is None and last - first > 1:
            kind, last, words = "function", first + 1, []
        acts = kind == "verb" or text[first:last] in _ACTIVITIES
        if kind == "verb" and _BARE.fullmatch(text, last, end):
            break  # 签约金额
        if acts and last == end and (found.light or (grows and start == found.core[0])):
            start = verb  # 完成投资, 提供服务; 签约增长6%: a noun
            break
        if kind is None:
            place = owner_end(text, start, end, names, (first, last))
            if not place or (found.scope and terms.SCOPES.get(text[start:place]) == "clause"):
                break  # 我国全球创新指数
            found.scope = found.scope or (start, place)
            at = text.startswith("在", max(0, start - 1))
            start = place + (at and text.startswith("上", place))  # 在第12届世界运动会上
            continue
        if kind == "verb":
            found.light, verb = True, first
        start = last
    found.core = (min(start, end), end)


def _is_multiple(text: str, end: int, one: Quantity) -> bool:
    """Whether what ends at ``end`` is what a figure is a multiple of."""
    return one.unit == "倍" and text.startswith("的", end)


def _is_counted(term: re.Match[str], one: Quantity) -> bool:
    """Whether a term of place is what the figure counts (规模以上工业企业42户)."""
    return term["scope"].endswith("企业") and one.unit in ("家", "户", "个")


def _unclosed(text: str, start: int, end: int) -> bool:
    return text[start] == "“" and text.find("”", start, end) < 0


def _opens(text: str, word: list[Span]) -> bool:
    return bool(word) and text[slice(*word[0])] in terms.OPENERS


def _words(text: str, start: int, end: int) -> list[Span]:
    spans = []
    for word in words_of(text, start, end):
        spans.append((start, start + len(word)))
        start += len(word)
    return spans
