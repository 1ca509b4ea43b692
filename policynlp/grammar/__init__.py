"""One grammar of numbers, quantities, dates, document numbers and titles for the whole project.

Each part is loaded when it is first used: the segmenter needs few of the patterns, and compiling
all of them would be a fifth of its start-up.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policynlp.grammar.dates import TimeExpression, find_dates
    from policynlp.grammar.document_numbers import DocumentNumber, find_document_numbers
    from policynlp.grammar.numbers import format_number, parse_number, parse_share
    from policynlp.grammar.quantities import Quantity, find_quantities
    from policynlp.grammar.titles import TitleSpan, find_titles

_HOMES = {
    "DocumentNumber": "document_numbers",
    "Quantity": "quantities",
    "TimeExpression": "dates",
    "TitleSpan": "titles",
    "find_dates": "dates",
    "find_document_numbers": "document_numbers",
    "find_quantities": "quantities",
    "find_titles": "titles",
    "format_number": "numbers",
    "parse_number": "numbers",
    "parse_share": "numbers",
}

__all__ = [
    "DocumentNumber",
    "Quantity",
    "TimeExpression",
    "TitleSpan",
    "find_dates",
    "find_document_numbers",
    "find_quantities",
    "find_titles",
    "format_number",
    "parse_number",
    "parse_share",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
