"""The quick reader reads what the careful one reads, or leaves it to that."""

import re
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.formats.document import Document
from checklist_engine.formats.yaml_careful import read_carefully
from checklist_engine.formats.yaml_quick import read_quickly
from checklist_engine.formats.yaml_slips import slips
from checklist_engine.formats.yaml_text import DEEPEST, scalar
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Span

LINES = (
    "a: 1", "b: x", "a:", "- 1", "- a: 2", "  b: 3", "    - x", "c: [1, {d: 2}]", "e: {f: }",
    "g: ''", 'h: "x # y"', "i: 手順 #3", "j: |", "   text", "k: >-", "# 注釈", "", "---", "...",
    "l: &m 1", "n: *m", "o: !p 1", "? q", ": r", "s: 全角　空白", "t：1", "\tu: 1", "v: -0.5",
    "w: 012", "x: 1e3", "y: ~", "z: null", "'a': 1", '"": 1', ": 1", "- - 1", "[1, 2]: 3", "{a: 1}",
    "a: サーバー {{ x }}", "\x85", "a: \u2028b", "a: \ufeffb", "}", "]", "\0",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(LINES), max_size=6).map("\n".join) | st.text(
    alphabet="ab: -#[]{}'\"|>&*!?,\n\t1　", max_size=20
)


def careful(text: str) -> Document | None:
    """What the careful reader makes of a text; None where it has something against it."""
    # Not `parse_yaml`: that may have asked the quick one.
    try:
        return read_carefully(text, "f.yaml", scalar, DEEPEST)
    except InvalidFile:
        return None


def quick(text: str) -> Document | None:
    found = read_quickly(text, scalar, DEEPEST)
    if found is None:
        return None
    root, spans, key_spans = found
    return Document(file="f.yaml", text=text, root=root, spans=spans, key_spans=key_spans)


def agrees(text: str) -> bool:
    document = quick(text)
    if document is None:
        return True
    other = careful(text)
    return (
        other is not None
        and document == other
        and repr(document.root) == repr(other.root)
        and list(document.spans.items()) == list(other.spans.items())
        and list(document.key_spans.items()) == list(other.key_spans.items())
    )


@given(text=TEXTS)
def test_where_it_does_not_give_up_it_reads_the_same(text: str) -> None:
    assert agrees(text)


REAL = sorted((ROOT / "rules").rglob("*.yaml")) + sorted((ROOT / "examples").rglob("*.yaml"))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_reads_the_real_files_the_same(path: Path) -> None:
    assert agrees(path.read_text(encoding="utf-8"))


@given(text=st.text(alphabet="a:-#\"'　 \n－\u2028", max_size=12))
def test_full_width_spaces_are_read_the_same_wherever_they_stand(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize("text", ['a: "　"', "a: 全角　の　空白", "- 全角　", "a: |\n  b　c"])
def test_full_width_spaces_in_words_are_nothing_out_of_the_ordinary(text: str) -> None:
    assert quick(f"{text}\n") is not None
    assert agrees(f"{text}\n")


def test_it_gives_up_on_hardly_any_real_file() -> None:
    given_up = [path for path in REAL if quick(path.read_text(encoding="utf-8")) is None]
    assert len(given_up) * 50 < len(REAL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "a: &b 1\n",
        "a: *b\n",
        "a: !b 1\n",
        "a: 1\na: 2\n",
        ": 1\n",
        "? [a]\n: 1\n",
        "a: 1\n---\nb: 2\n",
        "a: [\n",
        "a:　全角\n",
        "a: 全角　# 注釈\n",
        "a：1\n",
        "\ta: 1\n",
        "a: \x00\n",
        f"{'[' * (DEEPEST + 1)}{']' * (DEEPEST + 1)}\n",
    ],
)
def test_it_gives_up_where_something_looks_odd(text: str) -> None:
    assert quick(text) is None


def test_the_deepest_that_may_be_is_read() -> None:
    text = f"{'[' * DEEPEST}{']' * DEEPEST}\n"
    assert quick(text) is not None
    assert agrees(text)


def test_spans_are_a_mapping() -> None:
    found = read_quickly("a: [1, 二]\n", scalar, DEEPEST)
    assert found is not None
    _, spans, keys = found
    assert spans[("a", 1)] == Span(line=1, column=8, end_line=1, end_column=9)
    assert spans[("a", 1)] is spans[("a", 1)]
    assert (("a", 1) in spans, ("b",) in spans) == (True, False)
    assert spans.get(("b",)) is None
    with pytest.raises(KeyError):
        spans[("b",)]
    assert set(spans) == {(), ("a",), ("a", 0), ("a", 1)}
    assert (len(spans), len(keys)) == (4, 1)
    assert spans == dict(spans)


def test_every_slip_that_the_careful_reader_knows_looks_odd() -> None:
    for line in ("　a: 1", "\ta: 1", "a：1", "a:　1", "－ a", "ー　a", "-　a", "a　#b", "- a：x"):
        assert slips([line]), line
        assert quick(f"{line}\n") is None, re.escape(line)
