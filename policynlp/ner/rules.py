"""Names that their form alone gives away: standards, plans, notices, a document's own word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policynlp.grammar import find_document_numbers, find_titles
from policynlp.grammar.tables import terms
from policynlp.ner.levels import level_of
from policynlp.ner.titles import classify

Proposal = tuple[int, int, str, str]
"""Start, end, label, and what proposed it."""

_S = "[ \u3000]{0,2}"
STANDARD = re.compile(
    r"(?<![A-Za-z])(?:(?:GB|DB(?:\d{4}|\d{2})|YD|SJ|HJ|JR|GA|NY|JT|MZ|WS|YY|QX|TD|CJ|JGJ)(?:/[TZ])?|T/[A-Z]{2,8})"
    rf"{_S}\d{{3,6}}(?:\.\d{{1,3}})?(?:{_S}[-—–－]{_S}(?:19|20)\d\d)?(?:系列)?(?![\d.])"
)
ITSELF = re.compile(
    "(?<![基根日成资版样文剧书标课脚原副读译抄])本"
    "(?:规划|行动计划|工作要点|计划|办法|规定|意见|条例|通知|法(?![院人学律官定])|方案|实施方案|工作方案|行动方案"
    "|预案|细则|实施细则|实施办法|实施意见|指导意见|指南|指引|规则|纲要|决定|公约|章程|倡议书|倡议|准则|守则"
    "|公告|通告|标准|规范|目录|措施|若干措施|协定|宣言)"
    "(?![^，。；]{0,2}(?:人员|期))"
)
"""What a document calls itself: 本办法."""
_NOTICE = re.compile(
    "关于[^，。；：！？\n《》]{0,60}(?:《[^《》\n]{2,80}》[^，。；：！？\n《》]{0,30}){0,3}"
    "的(?:通知|公告|通告|意见|指导意见|实施意见|若干意见|决定|批复|函)(?![书件的要精])"
)
OTHERS = r"等\s?[0-9一二三四五六七八九十]{0,3}\s?个?(?:部门|单位|部委)"
"""Behind the body that leads them: 商务部|等8部门."""
_TITLE_BEGINS = re.compile(
    rf"(?:^|[\n \u3000、部委局办室会院府厅署行]|(?<!公)司"
    rf"|(?:印发|发布|公布|出台|下发)了?|{OTHERS})$"
)
"""In front of a notice: nothing, or who issues it."""
_TITLE_LINE = re.compile(
    r"(?:(?<=日)|(?<=日\s)|^)(?:[^\s，。；：！？、《》0-9]{4,40})"
    "(?:条例|办法|规定|细则|规则|规划|实施方案|行动计划|纲要|若干措施|管理规范|实施意见|指导意见)"
    r"(?:[（(](?:试行|草案|暂行|征求意见稿)[）)])?(?=\s*$)",
    re.MULTILINE,
)
"""A line that is a title: behind the date of the notice, or alone."""
_NO_TITLE = re.compile(
    "^(?:第|[一二三四五六七八九十（(]|本|按|根据|为|在|对|将|由|制定|完善|落实|实施|建立|健全|加强|编制)"
)
_LAW = re.compile(
    "(?:出台|制定|修订|修改|颁布|发布|公布|施行|通过)了?"
    r"(?P<name>[^，。；：、！？\s《》“”的和与及等]{4,20}条例)(?!草案)"
    r"|、(?P<listed>(?!有关|相关|地方|单行|本)[^，。；：、！？\s《》“”的和与及等]{6,20}条例)(?=等)"
)
"""A law of a place that stands without 《》: 出台|省数据条例; or one of a list: 、|…条例|等."""
_ORDER = re.compile(r"[》\n]\s{0,2}[（(](?P<issuer>[\u4e00-\u9fff、 ]{2,30})$")
"""In brackets behind a title: 《…条例》（|国务院|令第378号）."""
_LONGEST_ISSUER = 36
_REPORT_OF_WORK = re.compile(
    "(?:最高人民法院|最高人民检察院|最高法|最高检|“?两高”?|全国人大常委会|全国政协常委会)工作报告"
)
_DRAFT_LAW = re.compile(
    "(?<=[、，善订动定议])(?![和与])[^，。；：、！？\\s《》“”的等]{3,18}?法(?:修订|修正)?草案(?![的案])"
)
"""A law that is drafted: 完善|耕地保护和质量提升法草案."""
_FIRST_DOCUMENT = re.compile("(?:(?:19|20)[0-9]{2}年)?中央(?:一|1)号文件")
_FIVE_YEARS = re.compile(
    "(?:国家|全国|[全本]?省|[全本]?市|自治区)?[“‘][一二三四五六七八九十]{1,2}五[”’]"
    "(?!时期|期间|末|以来|开局|收官|目标|以后)[^，。；：！？、\n《》“”‘’和的]{0,24}?"
    f"(?:规划(?:纲要|建议|《建议》)?|(?:工作|实施|行动)方案|行动计划|(?:健身|提升)计划)(?:和{_S}(?:2035|二〇三五|二○三五){_S}年?远景目标(?:规划)?纲要)?"
)


def title_proposals(text: str) -> Iterator[Proposal]:
    """Titles in 《》 with their label, document numbers, standards, and a document's own name."""
    titles = [title for title in find_titles(text) if title.depth == 0]
    for title in titles:
        before = text[max(0, title.start - 40) : title.start]
        behind = text[title.end : title.end + 6]
        label, _ = classify(text[title.start : title.end], before, behind)
        if label:
            yield title.start, title.end, label, "title"
    for number in find_document_numbers(text):
        if number.code not in ("令", "公告"):
            yield number.start, number.end, "POLICY", "number"
        elif order := _ORDER.search(text, max(0, number.start - _LONGEST_ISSUER), number.start):
            yield order.start("issuer"), number.end, "POLICY", "number"
    for match in STANDARD.finditer(text):
        yield match.start(), match.end(), "POLICY", "number"
    for match in ITSELF.finditer(text):
        yield match.start(), match.end(), "POLICY", "own name"
    for match in _NOTICE.finditer(text):
        if _TITLE_BEGINS.search(text[max(0, match.start() - 12) : match.start()]):
            yield match.start(), match.end(), "POLICY", "notice"
    for match in _TITLE_LINE.finditer(text):
        if not _NO_TITLE.match(match.group()):
            yield match.start(), match.end(), "POLICY", "title line"
    for match in _FIVE_YEARS.finditer(text):
        yield match.start(), match.end(), "POLICY", "plan"
    for match in _REPORT_OF_WORK.finditer(text):
        yield match.start(), match.end(), "POLICY", "work report"
    for match in _DRAFT_LAW.finditer(text):
        if not match.group().startswith(terms("ner/triggers.txt")):
            yield match.start(), match.end(), "POLICY", "law"
    for match in _FIRST_DOCUMENT.finditer(text):
        yield match.start(), match.end(), "POLICY", "first document"
    for match in _LAW.finditer(text):
        if match["listed"]:
            yield *match.span("listed"), "POLICY", "law"
        elif level_of(match["name"], "regulation", ()) in ("provincial", "city"):
            yield *match.span("name"), "POLICY", "local law"
