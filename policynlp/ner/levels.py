"""At which level a policy was issued: by its issuers, its title, the code of a standard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from policynlp.grammar.tables import alternation, rows, terms
from policynlp.ner.titles import fixed_names, unquoted
from policynlp.ner.values import Level

_INTERNATIONAL = re.compile(
    "联合国|世界|全球|国际|二十国集团|G20|金砖|亚太|APEC|东盟|欧盟|非洲联盟|伙伴关系|巴黎协定"
    "|上海合作组织|中欧|中美|中日|中非|RCEP|CPTPP|DEPA|区域全面经济|太平洋|自贸协定|网络空间命运"
)
_STATE = re.compile("中华人民共和国|国务院|中共中央|中国共产党|全国|中央|党的")
_NATIONAL_KINDS = {"law", "regulation", "plan", "outline", "opinion", "decision", "programme",
                   "work_report", "initiative", "standard", "catalogue"}  # fmt: skip
_LOCAL_KINDS = {"plan", "outline", "opinion", "programme", "work_report"}
"""What a province or a city has of its own too, where nothing else tells."""
_AGREED = {"agreement", "declaration", "initiative"}
_ABROAD = ("international", "foreign")
_NO_AUTHORITY = re.compile("(?:交易所|公司|集团|协会|学会|商会|联合会|联盟|大学|学院|研究院)$")
"""Bodies that are at none of the levels."""
_EXCHANGE = re.compile("[^，。]{2,8}交易所")
_REGIONS = "全球 世界 国际 亚洲 欧洲 非洲 美洲 北美 拉美 亚太 中东 中亚 东南亚"
"""In the list of countries, but no one's in particular."""
_LOCAL_STANDARD = re.compile(r"DB\d{2}(?P<city>\d{2})?(?!\d)")


@cache
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    levels = {row[0]: row[1] for row in rows("places/names.tsv", 2)}
    names = sorted(levels, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names))), levels


def level_of(words: str, kind: str, issuers: Iterable[str], local: Level = "") -> Level:
    """Level of the body that issued a policy, from its issuers, else from its title and kind.

    ``local`` is the level of a province's or a city's own document: what it names with no issuer
    and does not share with the whole country is its own.
    """
    for issuer in issuers:
        level = level_of_body(issuer)
        if level or _NO_AUTHORITY.search(issuer):
            return level
    if kind != "report" and _foreign().match(words):
        return "international"
    if _EXCHANGE.match(words):
        return ""
    if kind in _AGREED and _INTERNATIONAL.search(words):
        return "international"
    place = _places()[0].match(words.removeprefix("关于").removeprefix("制定").removeprefix("中共"))
    if place:
        return "provincial" if _places()[1][place.group()] == "province" else "city"
    if re.match("(?:全?省|自治区)", words):
        return "provincial"
    if re.match("全?市(?![场政容民])|县(?!域)|区(?!域|块)", words):
        return "city"
    if _STATE.match(words) or unquoted(words) in fixed_names():
        return "national"
    if local and kind in _LOCAL_KINDS and not words.startswith("国家"):
        return local
    if kind in _NATIONAL_KINDS:
        return "national"
    if _INTERNATIONAL.search(words) and kind in ("agreement", "declaration"):
        return "international"
    if kind in ("agreement", "declaration"):
        return "international"
    return "ministry" if kind and kind not in ("report", "number") else ""


@cache
def named_abroad() -> str:
    """Source of a pattern: other countries, bodies of theirs, international bodies."""
    bodies = (name for name, kind in _kinds_of_bodies().items() if kind in _ABROAD)
    names = {*terms("ner/countries.txt"), *filter(str.isalpha, bodies)} - set(_REGIONS.split())
    return alternation(name for name in names if not name.isascii()) + "(?!族)"


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(named_abroad())


def level_of_standard(number: str) -> Level:
    """Level by the code: GB, DB11 of a province, DB4403 of a city; none for T/… of a society."""
    code = _LOCAL_STANDARD.match(number)
    if code:
        return "city" if code["city"] else "provincial"
    if number.startswith("T/"):
        return ""
    return "national" if number.startswith("GB") else "ministry"


@cache
def _kinds_of_bodies() -> dict[str, str]:
    return {row[0]: row[2] for row in rows("ner/bodies.tsv", 5)}


_TOP = re.compile(
    "(?:中华人民共和国)?国务院$|国务院办公厅$|中共中央|党中央|中央办公厅|全国人大|全国人民代表大会|全国政协"
    "|最高人民|中央军委|中央政治局"
)


def level_of_body(name: str) -> Level:
    """Level of a public body by its name; empty for others."""
    if _TOP.match(name):
        return "national"
    kind = _kinds_of_bodies().get(name, "")
    if kind in ("state", "party", "people", "army"):
        return "ministry"
    if kind in _ABROAD or _foreign().match(name):
        return "international"
    if _NO_AUTHORITY.search(name):
        return ""
    place = _places()[0].match(name.removeprefix("中共"))
    if place:
        return "provincial" if _places()[1][place.group()] == "province" else "city"
    if re.match("省|自治区", name):
        return "provincial"
    if re.match("市|县|区", name):
        return "city"
    if re.match("国家|国务院|中央|全国|中国|工业和信息化部|教育部|财政部|公安部", name):
        return "ministry"
    return ""
