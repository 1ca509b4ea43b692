"""What a clause begins with, where that is whom the figures behind it are about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policynlp.figures import terms
from policynlp.figures.built import WORK
from policynlp.figures.gazetteer import named_place
from policynlp.figures.layout import Clause
from policynlp.figures.obliged import obliged
from policynlp.figures.owners import EVENT, GROUP, TOGETHER, place_alone, places_together
from policynlp.grammar.places import place_at, province_names
from policynlp.grammar.tables import alternation
from policynlp.grammar.tables import terms as words

Span = tuple[int, int]

_LEAD = re.compile(
    r"[ \u3000、—]*(?:[（(][一二三四五六七八九十\d]{1,3}[）)])?"
    r"(?:其中|同时|此外|另外|而|在|截至|正在举[行办]的|力争|预计|预期|确保|争取|使|“(?=目前|在))?"
    r"[ \u3000]*"
)
_MOST_TIMES = 2
_OPENS = re.compile(rf"[ \u3000、—]*(?:在|目前|当前)?(?P<scope>{terms.SCOPE.pattern})")
_WHOLE = ("全国各", "我国", "各级")
"""What makes a subject all of its kind (全国各级政府网站), and the country the scope."""
_NAMED = re.compile(
    r"(?:\d{3,5})?(?:国家|全国|中国|中央|“(?![^”]{0,3}”是))[\u4e00-\u9fffA-Za-z\d“”+·]{0,20}?"
    rf"{alternation(words('figures/platform_heads.tsv'))}"
)
"""The name of a platform or an institution."""
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")
_NOT_DOING = re.compile(
    r"(?:今天|昨天|近日|日前|\d{1,2}日)?(?:[（(][^）)]{0,12}[）)])?"
    rf"(?:[的、和与及（(，,—-]|[\u4e00-\u9fff]{{0,4}}{alternation(words('figures/sources.tsv'))}"
    r"|(?:同时|还|也)?(?:预计|预测|估计)|联合|会同|牵头|印发|出台|推进|推动|组织|建设|建成|开通|等"
    r"|[\u4e00-\u9fff]{1,10}?(?:项目|工程|铁路|高铁|高速|公路|大桥|机场|水库|景区|度假区|遗址|公园|园区|基地)"
    r"(?:获|入选|列入|建成|开工|竣工|投|通车|开通|开园|开放|成功|揭牌|挂牌|、|和|与|等)"
    r"|(?:委员|代表)?(?:提案|议案|建议|规章)|[\u4e00-\u9fff]{2}的|新闻发言人|有关负责人"
    r"|[\u4e00-\u9fff]{0,12}?(?:主任|总统|总理|首相|外长|[省市县区州司局部厅]长(?!热线|信箱|三角|[江度期假效]))"
    r"|[\u4e00-\u9fff]{1,8}?[局委厅办](?:提供|发布|公布|统计)的?[\u4e00-\u9fff]{0,4}"
    rf"{alternation(words('figures/sources.tsv'))})"
)
"""Behind a name that only speaks or orders, or that is built: the figures are not its own."""
_COUNTRY_WIDE = re.compile("全国(?!.*(?:法院|检察院|检察机关)$)")
"""A kind of body all over the country, whose figures are the country's (全国快递企业)."""
_EXAMPLE = re.compile("以(?P<scope>[^，。；]{2,14})为例$")
_DESCRIBED = re.compile(r"[^，。；\d]{1,30}的(?P<scope>[\u4e00-\u9fff]{2,8})$")
"""A clause of its own that describes a place (今天的西部，…)."""
_JOINED = re.compile("会同|联合|牵头")
"""In a group of authorities that only act together."""
_TELLS = re.compile(
    r"(?:今天|昨天|近日|日前|\d{1,2}日)?(?:发布|公布|通报|表示|介绍|透露|印发|出台)(?!信息|岗位)"
)
"""Behind a group that only tells of the figures."""
_WATCHED = re.compile(
    r"各(?:部门|单位|成员单位|直属单位|委办局)|重点(?:监测|联系|调度)的?[\u4e00-\u9fff]{0,4}?(?:平台|企业|市场)"
)
"""Behind a body: those that it watches, whose figures it tells (商务部重点监测平台)."""
_AIMS = re.compile("[\u4e00-\u9fff]{0,4}(?:提出|计划)，")
"""Behind a place, which speaks of itself: 浙江提出，到2027年…"""
_PUT_UP = re.compile(
    r"(?:正式|全面|顺利|实体)?(?:落户|组建|建成|上线|启动|投入|开工|揭牌|挂牌|加快)"
    r"(?:运行|运营|应用|使用|投用|投产|建设|开放)*$"
)
"""Behind what was only set up: the clauses that follow tell of other things."""
_PAYS = re.compile("[^，。；、的]{0,8}?(?:安排|下达|拨付|预拨|调拨|划拨)")
"""Behind an authority whose money or goods are told of."""
AUTHORITY = re.compile(r"[部委局办厅署府会]$|国务院|WTO|办公室|人民银行")
_WORKS = re.compile(
    r"(?:机关|系统)?(?:共|累计|全年|依法|已)*(?:办理|办结|受理|审结|收案|结案|收到|转送|审理|查处|立案|侦破|破获|查获"
    r"|抓获|缴获|起诉|批准逮捕|检查|抽查|督查|派出|接待|接听|回复|核查|约谈|下架|拦截|救助)"
)
"""Behind an authority whose own work is counted."""
_JOINT = re.compile("、|和|与")
_PEOPLE = re.compile(
    rf"(?:落实|保障|保证)?(?P<scope>(?!{terms.NO_NAME})[\u4e00-\u9fff]{{0,4}}?{alternation(words('figures/people.tsv'))})"
    "(?=中$|单笔|日均|月均|最|更|每|对|在|通过|普遍|平均|使用|选择|认为|表示|担心|关注|希望|愿意|计划|偏好|毕业|回国)"
)
_COMPANY = re.compile(r"(?P<scope>该?(?:公司|集团))(?=实现|营业|完成|累计|研发|净利|共|全年)")
_WITHIN = re.compile(r"(?P<scope>[\u4e00-\u9fff]{2,9}(?:[省市县州镇村]|(?<!地)区|园区|新区))$")
"""Behind 在, as a clause of its own: 在南湖区，…"""
_GROUP = re.compile(r"[ \u3000]*对于(?P<scope>[^，。；]{2,16})$")
_COUNTED = re.compile(
    r"(?:(?P<whole>全国|全省|全市|全区))?\d+个"
    r"(?P<scope>[^，。；、\d]{0,10}?(?:城市|省份|县城?(?!域)|区县|县市|地区))(?=[^、和与及][^，。；]{2,30}\d)"
)
"""Counted places that a further figure of the clause is about (168个城市平均浓度为5…)."""
_COUNTED_GROUP = re.compile(
    r"(?:其|在)?(?:近|约|超过?|全部)?[\d.]+[万亿]?[多余]?[个家座条辆项名户所件]"
    r"(?P<scope>[\u4e00-\u9fff]{2,16}(?=中$)|[\u4e00-\u9fff]{0,6}(?:城市|地区|省份|区县|国家)$)"
)
"""A clause of its own that counts those whom the next one tells of (1300辆展车中，…)."""
_FOUNDED = re.compile(
    r"(?P<scope>[\u4e00-\u9fffA-Za-z“”]{2,14}?(?:区|港|平台|系统|高铁|铁路|班列|公司|集团|银行|中心|基金|市场|工程|项目))"
    r"(?:正式|全面)?(?:启动|成立|开[通行馆园港放市]|上线|运[行营]|设立|建[成设]|投[用运产]|揭牌|获批|创建|组建|实施|封关)"
    r"[^，。；]{0,8}以来"
)
"""What was begun since when its figures are counted (某园区启动建设以来)."""
_TIER = re.compile("(?P<scope>(?:副?省|地?市|县)级)(?=行政|政务|依申请|政府网站)")
SALUTATION = re.compile(
    r"(?:各位代表[！，：][ \u3000]*|[^，。；：\n]{2,14}\d{1,2}月\d{1,2}日[ \u3000]*[电讯]"
    r"[ \u3000]*(?:[（(][^（）()\n]{0,30}[）)])?[ \u3000]*)?"
)
"""Before the first sentence: whom a report addresses, or where and when news was sent."""
_LONGEST_PLACE = 20
_COMPOSED = 4
"""Characters of a place that is named with the one around it."""
_HELD = re.compile("(?:开幕|闭幕|落幕|举行|举办|召开|启动|揭牌|签约|成立|发布)$")
"""The end of a clause that only tells where something took place (在山东青岛开幕)."""
_COUNTY = (0, 2, 3)
"""Characters that may follow the name of a place as the name of one within it."""
_ITEM = re.compile(r"[^，。；、\d]{1,14}、")


def authority(
    text: str, clause: Clause, names: Mapping[int, int], times: Mapping[int, int]
) -> Span | None:
    """The authority that a clause begins with, if it does something."""
    start = opening(text, clause, times)
    body = names.get(start, 0)
    acts = body and AUTHORITY.search(text, start, body) and not _NOT_DOING.match(text, body)
    return (start, body) if acts else None


def works(text: str, at: int) -> bool:
    """Whether ``text`` tells from ``at`` on what an authority did of its own work."""
    return _WORKS.match(text, at) is not None


def only_speaks(text: str, body: Span) -> bool:
    """Whether a body only speaks, orders or pays (工信部印发…)."""
    pays = AUTHORITY.search(text, *body) and _PAYS.match(text, body[1])
    return bool(pays) or _NOT_DOING.match(text, body[1]) is not None


def subject(
    text: str, clause: Clause, names: Mapping[int, int], times: Mapping[int, int]
) -> Span | None:
    """The place, body or group that a clause begins with, its time and conjunction left out.

    Parameters
    ----------
    names, times : mapping of int to int
        Start and end of the bodies and of the time expressions of the text.
    """
    lead = _LEAD.match(text, clause.start, clause.end)
    since = lead.end() if lead else clause.start
    if times.get(since, 0) > since:
        if names.get(since, times[since]) < times[since]:
            return since, names[since]  # 某某银行成立以来，…
        if founded := _FOUNDED.match(text, since, times[since]):
            return founded.span("scope")
    start = opening(text, clause, times)
    body = names.get(start, 0)
    body = _several(text, body, names) if body else body
    if body and (watched := _WATCHED.match(text, body, clause.end)):
        return start, watched.end()
    orders = AUTHORITY.search(text, start, body) and not works(text, body)
    idle = body and (_NOT_DOING.match(text, body) or _PUT_UP.match(text, body, clause.end))
    if body and not idle and not orders:
        return start, body
    named = _NAMED.match(text, start, clause.end)
    if named and not _NOT_DOING.match(text, named.end()):
        return named.span()
    for pattern in (EVENT, WORK):
        if found := pattern.match(text, start, clause.end):
            return found.span("scope")
    if counted := _COUNTED.match(text, start, clause.end):
        return counted.span("whole" if counted["whole"] else "scope")
    if together := TOGETHER.match(text, start, clause.end + 1):
        return together.span()
    places = places_together(text, start)
    # 北京、上海等2个城市居前10位
    told = text.startswith("等", places) or not _NOT_DOING.match(text, places)
    if places and told and _NUMBER.search(text, places, clause.end):
        return start, places
    if bound := obliged(text, start, clause):
        return bound
    group = GROUP.match(text, start, clause.end)
    if group and group.end() > body and not group.group().startswith(_WHOLE):
        end = group.end()
        idle = (
            _JOINED.search(text, start, end)
            or _TELLS.match(text, end)
            or _PUT_UP.match(text, end, clause.end)
        )
        if idle:
            return None
        return (start, start + 2) if _COUNTRY_WIDE.match(group.group()) else group.span()
    if text.startswith("在", max(0, start - 1)):
        if _HELD.search(text, start, clause.end):
            return None
        if within := _WITHIN.match(text, start, clause.end):
            return within.span("scope")
        for at in range(start, min(clause.end, start + _LONGEST_PLACE)):
            end = named_place(text, at)
            if end > at and clause.end - end in _COUNTY:
                return at, clause.end  # 在产粮大县山东郓城，…
    term = _OPENS.match(text, start, clause.end)
    if term and terms.SCOPES[term["scope"]] != "clause":
        return term.span("scope")
    if (described := _DESCRIBED.match(text, start, clause.end)) and place_alone(
        text, described.span("scope")
    ):
        return described.span("scope")
    if text.startswith("全", start) and province_names().longest(text, start + 1):
        start += 1  # 全云南省
    end = start if body else named_place(text, start)
    listed = end == start or is_listed(text, end)
    if not listed and end == clause.end and end - start >= _COMPOSED:
        return start, end  # 福建泉州晋江，…
    if not listed and (not _NOT_DOING.match(text, end) or _AIMS.match(text, end)):
        return start, end
    for pattern in (_GROUP, _EXAMPLE, _COUNTED_GROUP, _PEOPLE, _COMPANY, _TIER):
        if group := pattern.match(text, start, clause.end):
            return group.span("scope")
    return None


def _several(text: str, end: int, names: Mapping[int, int]) -> int:
    """Where the last of the bodies ends that act together (华为和中兴申请专利…)."""
    while (joint := _JOINT.match(text, end)) and joint.end() in names:
        end = names[joint.end()]
    return end


def is_listed(text: str, end: int) -> bool:
    """Whether the place that ends there begins the first name of a list (江苏无锡、重庆南岸…)."""
    item = _ITEM.match(text, end)
    following = item.end() if item else len(text)
    return bool(province_names().longest(text, following)) or place_at(text, following) is not None


def opening(text: str, clause: Clause, times: Mapping[int, int]) -> int:
    """Where a clause begins behind its conjunction and its time, or what heads the text."""
    at = clause.start
    if clause.sentence < 2:
        head = SALUTATION.match(text).end()  # type: ignore[union-attr]
        at = min(max(at, head), clause.end)
    for _ in range(_MOST_TIMES):
        at = _LEAD.match(text, at, clause.end).end()  # type: ignore[union-attr]
        if at not in times:
            break
        at = min(times[at], clause.end)
    return at
