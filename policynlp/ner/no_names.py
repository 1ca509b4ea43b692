"""What looks like a name and is none: kinds, counted programmes, works that are built, words."""

from __future__ import annotations

import re
from functools import cache

from policynlp.folding import fold
from policynlp.grammar.tables import alternation, terms
from policynlp.ner.body_edges import body_ends
from policynlp.ner.boundaries import start_of_word
from policynlp.ner.known_names import COUNTED, goes_on, of_every_place
from policynlp.ner.places import place_behind
from policynlp.ner.rules import ITSELF

_ITS_OWN = re.compile("本[^省市区县地校院公单部局级报]")
_MANY = re.compile(
    "(?:系列|一批|各项|各类|多项|相关|有关|重大|重点)+(?:专项)?(?:行动|工程|计划|战略|项目|政策|规划)$"
)
"""开展系列专项行动: which ones is not said."""
_EACH = re.compile("各[省市区县州盟旗、]*$")
_COUNTED = re.compile(
    "[0-9]+(?:余|多)?(?:[个条批]|项(?!目))|^[^“]{0,12}[二三四五六七八九十]大(?:专项)?(?:行动|工程|战略|计划)$"
    "|^“[二三四五六七八九十]大战略”$|_"
)
"""“102项重大工程”, “四大专项行动”."""
_MEETING = re.compile(
    "第[一二三四五六七八九十]+(?:次|届(?:人民代表大会|委员会|代表大会)?)?$|届(?:人大|政协|党代会)$"
)
"""A meeting by its number, and no body: 省第十四届|人民代表大会第五次会议."""
_PEOPLE = "(?:民众|人民|网民|公民|游客|居民|消费者|客商|市民)$"
_EACH_ITS_OWN = re.compile("分别(?:制定|编制|出台|印发|实施|开展)了?$")
"""Plans of several fields or places: 分别制定|稳增长工作方案."""
_NUMBERED = re.compile("“[^“”]+[0-9]+条”")
"""A policy that goes by the number of its articles: “金融16条”."""
_AREA = re.compile(
    "(?:试验区|示范区|开发区|自贸区|新区|园区|片区|高新区|保税区|度假区|景区|合作区|先行区|都市圈|城市群|经济带|自贸港|自由贸易港"
    "|产业园|科技园|软件园|工业园|科学城|走廊)$"
)
"""A place, however it is named; its 管委会 is a body."""
_THING = re.compile("(?:平台|系统|客户端|门户|小程序|服务网)$")
"""Something that is used, and no body: 省公共数据|平台."""
_DOCUMENT = re.compile("(?:细则|办法|规定|意见|协定|协议|标准|措施|制度)$")
"""Documents of this kind are named in 《》, or at some length: 制定|专门管理办法."""
_SCHEME = re.compile("(?:工作方案|实施方案|工作计划|实施计划|总体方案|行动方案|具体方案)$")
_PROPER = re.compile("[“0-9A-Za-z]|^(?:中|国家|全国|省|市|自治区|.{1,3}[江河湖](?![道流长]))")
_EVENT = re.compile("(?<!年)(?<!年”)(?<!企”)活动$")
"""A campaign of a year is a programme, other 活动 are events."""
_ABOUT = re.compile("关于.*(?:行动|工程|计划|战略|改革)$|.*自由贸易区(?:[0-9.]+版)?$")
"""What is told about a programme, and an area that states make up."""
_MEASURES = ("措施", "体系", "举措", "工具", "效应", "红利")
_KEY_WORKS = re.compile("重点[^“]*工程$")
"""Works of one field, told by their weight: 重点|节能工程."""
_WORK = re.compile("和(?:管理|建设|编制)")
"""Behind a plan that is a kind of work: 加强|农村住房建设规划|和管理."""
_ANY_COMPANY = re.compile(
    "(?:^|或者|变更为|登记为|关于|设立|标明|占|于|其他|存入|的|[、\\s]|（.）)(?:有限(?:责任)?公司|股份有限公司)$"
)
"""A kind of company, in the law on them: 变更为|股份有限公司."""
_AN_OFFICE = re.compile("[^，。；、的及等各有]{0,8}?(?:监督|行政)?(?:主管|管理|监管)?(?:部门|机构)")
"""Behind what an office works on, and no body of that name: 市中医药|管理部门."""
_A_RULE = re.compile("第[一二三四五六七八九十百]{1,5}条|应当|(?:依法|组织)编制")
"""What stands near a kind of plan that a rule asks for: 应当编制|海洋观测网规划."""
_A_PLAN = re.compile("(?<!行动)(?<!提升)(?:规划|计划|方案)$")
_NEAR = 60
_OFFICES = tuple("委办厅局部署院")
_ANY = ("各", "当地", "本地", "该", "某", "这", "一家", "有关", "相关")
_HOUSES = tuple("厂场社站所校馆行会队店团组室")
_HOME = re.compile("省|市|自治区")
_NO_LAW = re.compile("(?:执法|司法|立法|守法|违法|方法|做法|合法|书法)$")
_LAW = re.compile("(?:促进|保护|管理|规划|监督|安全|教育|保障|服务|[税权])法$")
"""A law told by its name, which is no body: 国家发展规划法."""
_ONE_OF = ("之一", "专业")
"""Behind what only says which kind something is of: 骨干水网工程之一, “机器人工程”专业."""
_THIS_ONE = re.compile("[该此这]|首个|“[0-9]+项目”$|.*”.+政策$")
_MARKED = re.compile('[“"《]')
_LONG_DOCUMENT = 9
_LONG_SCHEME = 7
_TOLD = re.compile("(?:规定|决定|要求|意见)了")
"""What is said of the words in front: 对…作了|规定."""
_SHORT = 4
_AROUND = 30


def is_none(label: str, text: str, start: int, end: int) -> bool:
    """Whether the words beside a name, or the name itself, show that it is none.

    Parameters
    ----------
    label : str
        ORG or POLICY.
    text : str
    start, end : int
        Offsets of the name that the tagger proposes.
    """
    words = fold(text[start:end])
    quoted = words[max(0, words.find("“")) :]
    if quoted.replace("“", "").replace("”", "") in _generic() or _MANY.fullmatch(words):
        return True
    if label == "ORG":
        if len(words) < _SHORT and not words.isascii() and start_of_word(text, start) < start:
            return True
        beside = text[max(0, start - _AROUND) : start] + "＊" + text[end : end + _AROUND]
        if words in _common_words() and not _company_context().search(beside):
            return True
        if _MEETING.search(words) or _people().match(words):
            return True
        if _AREA.search(words) or _THING.search(words) or _cut_short(text, end, words):
            return True
        if (
            words.endswith(("改革", "法典"))
            or _LAW.search(words)
            or COUNTED.search(text, max(0, start - 4), start)
        ):
            return True
        office = not _is_complete(words) and _AN_OFFICE.match(text, end)
        if office or _ANY_COMPANY.search(words) or _of_a_place_only(words):
            return True
        if words.startswith(_ANY) or _EACH.search(text, max(0, start - 8), start):
            return True
        return goes_on(text, end) or of_every_place(text, start, end)
    own = ITSELF.search(text, start, end)
    if own is not None and own.start() > start and own.end() == end:
        return True  # 现将|本规划: the rules find what is right.
    if text.startswith(_ONE_OF, end):
        return True
    if _ITS_OWN.match(words):
        return own is None or own.end() != end
    if _COUNTED.search(words) and not _NUMBERED.fullmatch(words):
        return True
    if _EACH_ITS_OWN.search(text, max(0, start - 8), start):
        return True
    if _EVENT.search(words) or _ABOUT.fullmatch(words) or _THIS_ONE.match(words):
        return True
    if words.endswith("政策") and text.startswith(_MEASURES, end):
        return True
    return _MARKED.search(words) is None and (
        goes_on(text, end)
        or _NO_LAW.search(words) is not None
        or _built().search(words) is not None
        or _TOLD.match(text, max(start, end - 2)) is not None
        or _KEY_WORKS.match(words) is not None
        or _WORK.match(text, end) is not None
        or _described(words)
        or ("的" in words and "关于" not in words)
        or _asked_for(text, start, end)
    )


def _asked_for(text: str, start: int, end: int) -> bool:
    """A kind of plan in a rule, with no place or proper name: 应当编制|红色资源保护规划."""
    words = fold(text[start:end])
    if not _A_PLAN.search(words) or _PROPER.search(words) or words in _fixed():
        return False
    near = text[max(0, start - _NEAR) : end + _NEAR]
    return place_behind(words, 0) == 0 and _A_RULE.search(near) is not None


def _described(words: str) -> bool:
    """A reform or a document that is told by its field: 财税体制改革, 专门管理办法."""
    if words in _fixed():
        return False
    if words.endswith(("改革", "政策")):
        return True
    if _PROPER.search(words) or place_behind(words, 0) > 0:
        return False
    short = len(words) < _LONG_DOCUMENT and _DOCUMENT.search(words) is not None
    return short or (len(words) < _LONG_SCHEME and _SCHEME.search(words) is not None)


def _is_complete(words: str) -> bool:
    return words in _listed() or words.endswith((*body_ends("strong"), *_OFFICES))


def _of_a_place_only(words: str) -> bool:
    """A place and a word that is no head noun: 湖北|经济."""
    home = _HOME.match(words)
    begins = place_behind(words, 0) > 0 or home is not None
    return begins and words not in _listed() and not words.endswith((*_heads(), *_HOUSES))


def _cut_short(text: str, end: int, words: str) -> bool:
    """Whether a name ends inside a word of the dictionary: 深化医药卫生体制改|革."""
    begin = start_of_word(text, end)
    if words in _listed() or begin == end:
        return False
    # 财政部|部长 goes on from a head noun, 理工大|学联|合 cuts through one.
    head = max((len(head) for head in _heads() if words.endswith(head)), default=0)
    return head == 0 or end - head < begin


@cache
def _generic() -> frozenset[str]:
    return frozenset(terms("ner/generic_names.txt"))


@cache
def _fixed() -> frozenset[str]:
    names = (*terms("ner/initiatives.txt"), *terms("ner/laws.txt"))
    return frozenset(fold(name) for name in names)


@cache
def _listed() -> frozenset[str]:
    lists = ("bodies.tsv", "companies.txt", "institutions.txt", "media.txt")
    return frozenset(fold(name) for file in lists for name in terms(f"ner/{file}"))


@cache
def _heads() -> tuple[str, ...]:
    return (*terms("ner/organisation_heads.tsv"), *terms("ner/departments.txt"), "委", "办")


@cache
def _people() -> re.Pattern[str]:
    """The people of a country: 俄罗斯民众."""
    return re.compile(alternation(terms("ner/countries.txt")) + _PEOPLE)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(terms("ner/common_words.txt"))


@cache
def _company_context() -> re.Pattern[str]:
    return re.compile(alternation(terms("ner/company_context.txt")))


@cache
def _built() -> re.Pattern[str]:
    return re.compile(alternation(terms("ner/built_works.txt")) + "$")
