"""One grammar of numbers, quantities, dates, document numbers and titles for the whole project."""

from policynlp.grammar.dates import TimeExpression, find_dates
from policynlp.grammar.document_numbers import DocumentNumber, find_document_numbers
from policynlp.grammar.numbers import format_number, parse_number, parse_share
from policynlp.grammar.quantities import Quantity, find_quantities
from policynlp.grammar.titles import TitleSpan, find_titles

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
