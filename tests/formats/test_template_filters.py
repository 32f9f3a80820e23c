"""What a department types stays text in Markdown, whatever signs are in it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.formats.template_filters import (
    MarkdownText,
    escaped,
    in_lines,
    table_cell,
)

markdown_it = pytest.importorskip("markdown_it", reason="it comes with typer's rich")
SIGNS = st.text(alphabet=list('*_`<>[]()!#+-=~|&;:\\ \n1.aあ"/'), max_size=14)


def shown(text: str) -> str:
    """What a reader sees of a Markdown file; what is no plain text is marked with 〓."""
    reader = markdown_it.MarkdownIt("gfm-like", {"linkify": False})
    return "".join(_pieces(reader.parse(text)))


def _pieces(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if token.children is not None:
            yield from _pieces(token.children)
        elif token.type == "text":
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif not token.type.startswith("paragraph"):
            yield f"〓{token.type}"


def spaced(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text).strip()


@settings(max_examples=400, deadline=None)
@given(SIGNS)
def test_a_text_is_shown_as_it_was_typed(text: str) -> None:
    assert spaced(shown(escaped(text))) == spaced(text)


@settings(max_examples=400, deadline=None)
@given(SIGNS)
def test_a_cell_is_shown_as_it_was_typed(text: str) -> None:
    rows = f"| a | b |\n|---|---|\n| {table_cell(text)} | c |\n"
    row = shown(rows).partition("〓tbody_open〓tr_open〓td_open")[2]
    cell = row.partition("〓td_close")[0].replace("〓html_inline", " ")
    assert spaced(cell) == spaced(text)
    assert row.removeprefix(row.partition("〓td_close")[0]) == (
        "〓td_close〓td_openc〓td_close〓tr_close〓tbody_close〓table_close"
    )


@pytest.mark.parametrize(
    "text",
    [
        "sub-003",
        "snake_case",
        "R&D",
        "10:00～11:30",
        "a|b",
        "[31m",
        "100%",
        "C:\\tmp",
        "3.5",
        "-5",
    ],
)
def test_what_is_no_markup_is_left_as_it_is(text: str) -> None:
    assert escaped(text) == text


def test_what_is_markdown_already_is_not_escaped_again() -> None:
    assert escaped(MarkdownText("a\\|b<br>c")) == "a\\|b<br>c"
    assert escaped(table_cell("*a*|")) == table_cell("*a*|")


@pytest.mark.parametrize(
    ("words", "count", "lines"),
    [
        ("", 1, ""),
        ("sub-003", 1, "sub-003"),
        ("sub-003、sub-004", 1, "sub-003、\nsub-004"),
        ("一、二、三", 2, "一、二、\n三"),
        ("一、二", 5, "一、二"),
    ],
)
def test_a_list_is_set_so_many_a_line(words: str, count: int, lines: str) -> None:
    assert in_lines(words, count) == lines
    assert lines.replace("\n", "") == words
