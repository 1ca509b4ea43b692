"""From the parts of a time expression to its first and last day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from policynlp.grammar.numbers import DIGIT_VALUES, half_width, parse_number
from policynlp.grammar.tables import rows

Period = tuple[date | None, date | None]

_UNKNOWN: Period = (None, None)
_BEFORE_ANCHOR = ("近", "过去", "最近")
_DAYS = {"天": 1, "周": 7}
_MONTHS = {"年": 12, "季度": 3, "月": 1}
_AFTER_ANCHOR = ("未来", "今后", "接下来")
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


def resolve(parts: Mapping[str, str | None], anchor: date | None = None) -> Period:
    """First and last day of a time expression.

    Parameters
    ----------
    parts : mapping
        Named groups of the patterns in `policynlp.grammar.dates`.
    anchor : date, optional
        The day the text was written.

    Returns
    -------
    tuple of two dates or None
        None where the day can't be worked out, or is no day of the calendar.
    """
    try:
        first, last = _resolve(parts, anchor)
    except (ValueError, OverflowError):
        return _UNKNOWN
    if parts.get("by") and last is not None:
        return last, last
    return first, last


def _resolve(parts: Mapping[str, str | None], anchor: date | None) -> Period:
    def part(name: str) -> str:
        return parts.get(name) or ""

    if part("year_to"):
        return date(_year(part("year_from")), 1, 1), date(_year(part("year_to")), 12, 31)
    if part("vague") or part("edge") or part("session") or part("occasion"):
        return _UNKNOWN
    if part("plan"):
        return _plan(_small(part("plan")), part("plan_part"), anchor)
    if part("event"):
        days = {name: date.fromisoformat(day) for name, day in rows("grammar/events.tsv", 2)}
        return days[part("event")], anchor
    if part("now"):
        return anchor, anchor
    if part("decade"):
        return _decade(part("decade"), part("century"))
    if part("count"):
        return _stretch(part("side"), _small(part("count")), part("unit"), anchor)
    if part("near_count"):
        count = _small(part("near_count"))
        return _stretch(part("near_side"), count, part("near_unit"), anchor)
    if part("past"):
        return _stretch("过去", _small(part("past")), part("past_unit"), anchor)
    if part("near"):
        return _near(parts, anchor)
    return _within_year(parts, anchor)


def _near(parts: Mapping[str, str | None], anchor: date | None) -> Period:
    """A month, quarter, week or day counted from the day of the text."""
    _, unit, shift = next(
        row for row in rows("grammar/relative_times.tsv", 3) if row[0] == parts["near"]
    )
    if anchor is None or not shift or parts.get("tail"):
        return _UNKNOWN
    if unit in ("day", "week"):
        day = anchor + timedelta(days=int(shift) * (7 if unit == "week" else 1))
        if unit == "day":
            return day, day
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "quarter":
        begin = _shift(anchor.replace(day=1, month=(anchor.month - 1) // 3 * 3 + 1), 3 * int(shift))
        first, last = _months(begin.year, begin.month, begin.month + 2)
        return (last, last) if parts.get("month_edge") else (first, last)
    begin = _shift(anchor.replace(day=1), int(shift))
    return _part_of_month(
        begin.year, begin.month, {key: value for key, value in parts.items() if value}
    )


def _within_year(parts: Mapping[str, str | None], anchor: date | None) -> Period:
    tail = parts.get("tail") or ""
    if parts.get("year"):
        year = _year(parts["year"] or "")
    elif anchor is not None:
        year = _relative_year(parts.get("relative") or "今年", anchor)
    else:
        return _UNKNOWN
    if parts.get("to_year"):
        last_year = _year(parts["to_year"] or "")
    elif parts.get("to_relative") and anchor is not None:
        last_year = _relative_year(parts["to_relative"] or "", anchor)
    else:
        last_year = year
    first, last = _part_of_year(
        year, last_year, {key: value for key, value in parts.items() if value}
    )
    if tail.endswith(("以来", "至今")):
        return first, anchor
    if tail == "起":
        return first, anchor if anchor and anchor >= first else None
    if tail in ("前后", "之前", "以前", "以后") or (tail == "同期" and last.month == 12):
        return _UNKNOWN
    return first, last


def _relative_year(word: str, anchor: date) -> int:
    shifts = {name: int(years) for name, years, _ in rows("grammar/relative_years.tsv", 3)}
    return anchor.year + shifts[word]


def _part_of_year(year: int, last_year: int, part: Mapping[str, str]) -> tuple[date, date]:
    if "half" in part:
        return _months(year, 1, 6) if part["half"].startswith("上") else _months(year, 7, 12)
    if "quarters" in part:
        return _months(year, 1, 3 * _small(part["quarters"]))
    if "quarter" in part or "q" in part:
        end = 3 * _small(part.get("quarter") or part["q"])
        first, last = _months(year, end - 2, end)
        edge = part.get("quarter_edge")
        return (first, first) if edge == "初" else (last, last) if edge else (first, last)
    if "months" in part:
        return _months(year, 1, _small(part["months"]))
    if "from_month" in part:
        last_month = _small(part["to_month"]) if "to_month" in part else 12
        first = date(year, _small(part["from_month"]), 1)
        last = _months(last_year, last_month, last_month)[1]
        if "from_day" in part:
            first = first.replace(day=_small(part["from_day"]))
        return first, last.replace(day=_small(part["to_day"])) if "to_day" in part else last
    if "month" in part:
        return _part_of_month(year, _small(part["month"]), part)
    if "year_edge" in part:
        day = date(year, 1, 1) if part["year_edge"].endswith("初") else date(year, 12, 31)
        return day, day
    return _months(year, 1, 12)


def _part_of_month(year: int, month: int, part: Mapping[str, str]) -> tuple[date, date]:
    first, last = _months(year, month, month)
    if "day" in part:
        day = first.replace(day=_small(part["day"]))
        return day, first.replace(day=_small(part["last_day"])) if "last_day" in part else day
    edge = part.get("month_edge", "")
    if edge.endswith("旬"):
        start, end = _THIRDS[edge[0]]
        return first.replace(day=start), first.replace(day=min(end, last.day))
    if edge:
        return (first, first) if edge == "初" else (last, last)
    return first, last


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _plan(number: int, part: str, anchor: date | None) -> Period:
    """Five-year plans: the first ran 1953-1957, the third 1966-1970, then one every 5 years."""
    year = 1951 + 5 * number if number >= 3 else 1948 + 5 * number
    first, last = date(year, 1, 1), date(year + 4, 12, 31)
    if part == "以来":
        return first, anchor
    if part in ("末", "期末"):
        return last, last
    if part[0] == "前":  # “十四五”前四年
        return first, date(year + int(parse_number(part[1])) - 1, 12, 31)
    if part[0] == "后":
        return date(year + 5 - int(parse_number(part[1])), 1, 1), last
    return _UNKNOWN if part in ("初期", "末期", "初") else (first, last)


def _decade(text: str, century: str) -> Period:
    plain = half_width(text)
    if len(plain) == 4:
        year = int(plain)
    else:
        tens = int(plain) if plain.isdecimal() else int(parse_number(plain))
        year = (1900 if century or tens >= 30 else 2000) + tens
    return date(year, 1, 1), date(year + 9, 12, 31)


def _stretch(side: str, count: int, unit: str, anchor: date | None) -> Period:
    if anchor is None or side not in _BEFORE_ANCHOR + _AFTER_ANCHOR:
        return _UNKNOWN
    count = count if side in _AFTER_ANCHOR else -count
    if unit in _DAYS:
        other = anchor + timedelta(days=count * _DAYS[unit])
    else:
        other = _shift(anchor, count * _MONTHS[unit.removeprefix("个")])
    return min(anchor, other), max(anchor, other)


def _shift(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _small(text: str) -> int:
    value = parse_number(text)
    if value != value.to_integral_value() or value > Decimal(10_000):
        raise ValueError(f"no count: {text!r}")
    return int(value)


def _year(text: str) -> int:
    plain = half_width(text).rstrip("年 \u3000")
    return int("".join(str(DIGIT_VALUES.get(c, c)) for c in plain))
