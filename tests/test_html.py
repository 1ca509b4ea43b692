"""Escaping and marked spans."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from policynlp.html import Highlight, marked, notebook_table

TAG = re.compile(r"</?mark[^<>]*>")
HOSTILE = "<script>alert('1')</script>\"&"


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50), st.sampled_from("ab"))),
)
def test_without_its_marks_the_text_is_the_text(
    text: str, spans: list[tuple[int, int, str]]
) -> None:
    html = marked(text, [Highlight(*span) for span in spans])
    plain = TAG.sub("", html)
    assert "<" not in plain
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'")):
        plain = plain.replace(entity, character)
    assert plain.replace("&amp;", "&") == text


def test_text_title_and_data_come_out_escaped() -> None:
    html = marked(HOSTILE, [Highlight(0, 8, "a", HOSTILE, {"at": HOSTILE})])
    assert "<script" not in html
    assert html.count('"') == 6  # of three attributes, none of the document
    assert html.startswith('<mark class="a" title="&lt;script&gt;')


def test_the_later_of_two_spans_is_on_top_and_neighbours_stay_apart() -> None:
    spans = [Highlight(0, 4, "outer"), Highlight(1, 2, "inner"), Highlight(4, 5, "outer")]
    assert marked("abcde", spans) == (
        '<mark class="outer">a</mark><mark class="inner">b</mark>'
        '<mark class="outer">cd</mark><mark class="outer">e</mark>'
    )


def test_cells_of_a_notebook_table_are_escaped_unless_they_are_markup() -> None:
    html = notebook_table([HOSTILE], [[HOSTILE], [marked("a", [Highlight(0, 1, "m")])]])
    assert "<script" not in html
    assert '<mark class="m">a</mark>' in html
