"""What a body was called when: short forms, reforms, the years in which a name was in use."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from policynlp.grammar.tables import rows

_ALWAYS = (0, 9999)
_OWN = re.compile("(?!国家|国务院|中央|全国|中国|中共).{1,6}(?<!总)[局委办厅]|工商联|妇联")
"""Short forms that a province uses for its own bodies."""
_LOCAL = ("provincial", "city", "county")
_CENTRAL = ("national", "ministry")
_STATE = "国家"
_UNIT = re.compile("(?:[厅室处司局院所部]|中心|委员会)$")
_SHORTEST, _LONGEST = 3, 12


@dataclass(frozen=True, slots=True)
class OfficialName:
    """What a name stands for at a time.

    Attributes
    ----------
    name : str
    reason : str
        ``short form``, or ``successor`` where the body was renamed or merged by then.
    years : str
        Those of the table: of the body that the short form stands for (``2013–2018``; ``2018–``
        if it exists still), or since when the later name is in use; empty where the table has none.
    """

    name: str
    reason: str
    years: str


def official_name(name: str, day: date | None = None, level: str = "") -> OfficialName | None:
    """The name that a body has on a day, if it is another one.

    Parameters
    ----------
    name : str
        Full or short, also of a unit under the short name of its parent (国务院国资委办公厅).
    day : date, optional
        Of the text. Without it a short form is read as today, and no body is taken for its
        successor.
    level : str
        Of the issuer of the text (see `Policy`): 医保局 is a province's own in a text of a province
        and the national one elsewhere; 林业局 is a national one in a national text only.

    Returns
    -------
    OfficialName or None
        None if the table has no other name. The tables know years only: in the year of a reform the
        earlier name of a body still holds, and a short form stands for the later body.
    """
    if level in _LOCAL and _OWN.fullmatch(name):
        return None
    form = _form(name, day)
    if form is None and level in _CENTRAL and _STATE + name in _last_years():
        form = _Form(_STATE + name, *_ALWAYS)
    full = name if form is None else form.full
    if day is not None:
        for later, first in reversed(_successors().get(full, ())):
            if first <= day.year > _last_years().get(full, 0):
                return OfficialName(later, "successor", f"{first}–")
    if form is None:
        return _unit(name, day, level)
    return OfficialName(full, "short form", _written(form.first, form.last))


def _unit(name: str, day: date | None, level: str) -> OfficialName | None:
    """A unit whose parent stands in front of it by a short name."""
    if name in _last_years() or not _UNIT.search(name):
        return None
    for size in range(min(len(name) - 2, _LONGEST), _SHORTEST - 1, -1):
        if name[:size] in _forms() and not name.startswith("办公", size - 1):
            parent = official_name(name[:size], day, level)
            return parent and OfficialName(parent.name + name[size:], parent.reason, parent.years)
    return None


@dataclass(frozen=True, slots=True)
class _Form:
    full: str
    first: int
    last: int


def _form(name: str, day: date | None) -> _Form | None:
    """What a short form stands for: in its years, else what it stood for last before the day."""
    forms = _forms().get(name)
    if not forms and name.startswith(_STATE):
        short = _forms().get(name.removeprefix(_STATE), ())
        forms = [form for form in short if form.full.startswith(_STATE) and form.full != name]
    if not forms:
        return None
    if day is None:
        return forms[-1]
    then = [form for form in forms if form.first <= day.year]
    now = [form for form in then if day.year <= form.last]
    return (now or then or forms[:1])[-1]


def _written(first: int, last: int) -> str:
    if (first, last) == _ALWAYS:
        return ""
    return f"{first or ''}–{'' if last == _ALWAYS[1] else last}"


@cache
def _forms() -> dict[str, list[_Form]]:
    """Short forms and what they stand for, the earliest first."""
    table = [(short, full, *years) for short, full, _, *years in rows("ner/bodies.tsv", 5) if full]
    found = defaultdict(list)
    for short, full, first, last in (*table, *rows("ner/dated_short_forms.tsv", 4)):
        found[short].append(_Form(full, int(first or _ALWAYS[0]), int(last or _ALWAYS[1])))
    return {short: sorted(forms, key=lambda f: (f.first, f.last)) for short, forms in found.items()}


@cache
def _last_years() -> dict[str, int]:
    """Full names of bodies and the last years in which they were in use."""
    years = {row[0]: int(row[4] or _ALWAYS[1]) for row in rows("ner/bodies.tsv", 5) if not row[1]}
    for form in (form for forms in _forms().values() for form in forms):
        years.setdefault(form.full, form.last)
    for former, names in _successors().items():
        years[former] = min(years.get(former, _ALWAYS[1]), names[0][1])
    return years


@cache
def _successors() -> dict[str, list[tuple[str, int]]]:
    """Later names of bodies and since when they are in use, in order of their years."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for former, later, first in rows("ner/successors.tsv", 3):
        found[former].append((later, int(first)))
    return {former: sorted(names, key=lambda name: name[1]) for former, names in found.items()}
