"""Whom a rule is about: who has to act, of which of a kind it speaks, and to whom it grants."""

from __future__ import annotations

import re

from policynlp.figures import terms
from policynlp.figures.layout import Clause

Span = tuple[int, int]

_REACH = 30
"""Characters behind a subject that are looked at."""
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零]{1,6}条(?:之[一二三四五])?[ \u3000]*")
_MODAL = (
    "(?:(?:依照|按照|根据)[^，。；]{2,16}规定)?(?:一般|原则上|最[长高低多]|至少|依法|及时|并|也|还|均|都)*"
    "(?:应当|必须|不得|可以|应(?=[在自于按])|[须需](?=[在自于]))"
    "(?!不?[少低高多大小]于|不?超过|达到|控制|为|依法|责令|给予|予以|吊销|没收|提请|处)"
)
"""A verb of duty or leave, but none of measuring or of punishing."""
_ON_CONDITION = re.compile(
    rf"(?P<scope>(?!本|对|{terms.NO_NAME})[^，。；：《》\d]{{0,24}}?(?:企业|单位|人员|毕业生|个人|家庭|机构|组织|学校|职工|居民|用户"
    r"|经营者|纳税人|农民|合作社))"
    r"(?:当年|首次|新|自主|连续|吸纳|招用|租|购|参加|年龄|未|经|被|因|从事|开展|生产|申请|在)[^，。；]{2,90}的$"
)
"""Who is meant by a clause that says on which condition (小微企业当年招用…达到25%的，可申请…)."""
_HAS = re.compile(
    r"(?P<scope>(?!本)[\u4e00-\u9fff（）、]{2,36}?)应当?(?:有|具有|具备|拥有)(?=[^，。；]{0,6}\d)"
)
"""Of whom a rule asks that they have so much (社会团体应有10万元以上资金)."""
_ACTS = re.compile(
    rf"其?(?P<scope>(?!本|有关|相关|上述|以下|前款|{terms.NO_NAME})[^，。；：《》\d]{{2,36}}?)"
    rf"(?:{_MODAL}|(?=自[^，。；]{{2,24}}之日起\d|在[^，。；]{{2,24}}(?:后|前|期?满)\d"
    r"|(?<=企业|单位|机构|公司|银行|学校)按照?[^，。；\d]{2,24}(?:\d|百分之)))"
)
"""Who has to do something, or within how long (项目承担单位在执行期满2个月内)."""
NOBODY = re.compile(
    "(?:数额|指标|标准|期限?|比例|时间|时限|价格|费用|金额|[额率费量值度数]|面积|年龄|距离|要求|申请|报告|材料|内容"
    "|信息|数据|记录|档案|资料|日志|凭证|意见|决定|办法|方式|程序|结果|合同|之日起|[的时后前满为是对向给按其]|[，、])$"
)
"""The end of words before a modal verb that nobody is: a measure, a thing, a condition."""
_MEANT = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)])?(?P<scope>(?!本|前款)[^，。；：《》\d]{2,20})，?是指"
)
"""What a rule defines by figures (较大事故，是指损失5000万元以上…)."""
_BREAKS = re.compile(
    "(?P<scope>(?!本|对)[^，。；：《》\\d]{2,30}?)"
    "(?:违反(?=本|《|前|第|有关|规定|国家|法律)|被(?=撤销|吊销|责令|处以|列入|依法|注销))"
)
"""Who breaks a rule, or was punished (经营者违反本条例规定，…)."""
_ONCE = re.compile(
    "(?P<scope>[\u4e00-\u9fff]{2,14}?(?:机关|部门|机构|单位|企业|[局委厅会]|人))"
    "(?:收到|接到|受理|作出|发现|完成)[^，。；]{1,24}[后时的]$"
)
"""Who has to act once something happened (登记机关收到申请后，应当在3日内…)."""
_KIND = re.compile(
    r"(?:对于?|(?=[^，。；：]*(?:\d|超过|以[上下]|符合|属于|认定|[纳列]入|获得|评定|未|具备|取得|满|不足|[较大小])))"
    rf"(?P<scope>(?!{terms.NO_NAME})[^，。；：]{{2,30}}?的[\u4e00-\u9fff]{{0,4}}?"
    r"(?:城市|企业|单位|个人|人员|纳税人|项目|家庭|地区|机构|学校|用户|车辆))(?=[，,])"
)
"""A clause of its own that says for which of a kind the next one holds (人口超过100万的城市，…)."""
_GRANTED = re.compile(
    r"对(?P<scope>[^，。；：]{2,40}?)"
    r"(?=(?:一次性|每年|分别)?(?:给予|予以|发放|补助|补贴|奖励|资助)[^，。；]{0,12}\d)"
)
"""Whom a rule grants so much: 对首次入选的企业给予最高100万元奖励."""


def obliged(text: str, start: int, clause: Clause) -> Span | None:
    """Whom the rule is about that the clause gives, which begins at ``start`` behind its time."""
    if article := _ARTICLE.match(text, start, clause.end):
        start = article.end()
    if text.startswith("“", start) and text.find("”", start, clause.end) < 0:
        start += 1  # the words of an article that is amended
    if end := actor_end(text, start, clause.end):
        return start, end
    if meant := _MEANT.match(text, start, clause.end + _REACH):
        return meant.span("scope")
    last = text[clause.end - 1 : clause.end]
    patterns = [_HAS, _BREAKS, _GRANTED]
    if last in "后时的":  # looked at first, because these search the whole clause
        patterns = [_ON_CONDITION, _ONCE, *patterns]
    if text.startswith(("，", ","), clause.end) and text.find("的", start, clause.end) > 0:
        patterns.insert(0, _KIND)
    for pattern in patterns:
        end = clause.end + (pattern is _KIND)
        if found := pattern.match(text, start, end):
            return found.span("scope")
    return None


def actor_end(text: str, start: int, end: int) -> int:
    """Where the one ends with whom ``text[start:end]`` begins and who has to act; 0 if nobody."""
    acts = _ACTS.match(text, start, end + _REACH)
    if acts is None or acts.end("scope") > end or NOBODY.search(text, *acts.span("scope")):
        return 0
    return acts.end("scope")
