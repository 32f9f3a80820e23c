"""Which lines an ignore is about, which codes, and what is left when it is taken away."""

import pytest

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.lint.fixing import mended
from checklist_engine.lint.suppressions import Ignore, ignores

MARK = "# checklist: ignore W512 例のため"


def only(text: str) -> Ignore:
    [found] = ignores(parse_yaml(text, "f.yaml"))
    return found


@pytest.mark.parametrize(
    ("comment", "codes", "reason"),
    [
        ("# checklist: ignore W512 例のため", ("W512",), "例のため"),
        ("#checklist:ignore W512 例のため", ("W512",), "例のため"),
        ("# checklist: ignore w512 例のため", ("W512",), "例のため"),
        ("# checklist：ignore W512　例のため", ("W512",), "例のため"),
        ("# checklist: ignore W512,W530 例", ("W512", "W530"), "例"),
        ("# checklist: ignore W512, W530、W540 例", ("W512", "W530", "W540"), "例"),
        ("# checklist: ignore W512,W512 例", ("W512",), "例"),
        ("# checklist: ignore W512", ("W512",), ""),
        ("# 先の注釈 # checklist: ignore W512 例", ("W512",), "例"),
    ],
)
def test_codes_and_reason_are_read(comment: str, codes: tuple[str, ...], reason: str) -> None:
    found = only(f"a: 1  {comment}\n")
    assert (found.codes, found.reason, found.readable) == (codes, reason, True)


@pytest.mark.parametrize(
    "comment",
    [
        "# checklist: ignore",
        "# checklist: ignore 例のため",
        "# checklist: W512",
        "# checklist: ignored W512",
    ],
)
def test_what_cannot_be_read_is_kept_to_be_told(comment: str) -> None:
    assert not only(f"a: 1  {comment}\n").readable


@pytest.mark.parametrize(
    "text",
    [
        "a: 1  # ignore W512 例\n",
        "a: 1  # my-checklist: ignore W512 例\n",
        'a: "# checklist: ignore W512 例"\n',
        "a: |\n  # checklist: ignore W512 例\n",
        "a: 1\n",
    ],
)
def test_what_is_not_addressed_to_us_is_no_ignore(text: str) -> None:
    assert ignores(parse_yaml(text, "f.yaml")) == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (f"a: 1  {MARK}\nb: 2\n", 1, 1),
        (f"b: 2\n{MARK}\na: 1\nc: 3\n", 3, 3),
        (f"b: 2\n{MARK}\na:\n  x: 1\n  y: 2\nc: 3\n", 3, 5),
        (f"b: 2\n{MARK}\n# more\n\na:\n  x: 1\nc: 3\n", 5, 6),
        (f"b: 2\n{MARK}\na: |\n  one\n  two\nc: 3\n", 3, 5),
        (f"b: 2\n{MARK}\na: one\n  two\nc: 3\n", 3, 4),
        (f"b: 2\n{MARK}\na: [1,\n  2]\nc: 3\n", 3, 4),
        (f"a:\n  {MARK}\n  - x: 1\n    y: 2\n  - x: 3\n", 3, 4),
        (f"a:\n  - x: 1\n    {MARK}\n    y: 2\n  - x: 3\n", 4, 4),
        (f"a:\n  {MARK}\n  - one\n  - two\n", 3, 3),
        (f"a: 1\n{MARK}\n", 2, 2),
        (f"a:\n  x: 1  {MARK}\n  y: 2\n", 2, 2),
    ],
)
def test_it_is_about_its_line_or_the_entry_below(text: str, first: int, last: int) -> None:
    found = only(text)
    assert (found.first, found.last) == (first, last)
    assert found.covers(first)
    assert found.covers(last)
    assert not found.covers(first - 1)
    assert not found.covers(last + 1)


def test_before_the_first_key_it_is_about_the_whole_file() -> None:
    found = only(f"# a modeline\n{MARK}\n\na: 1\nb: 2\n")
    assert all(found.covers(line) for line in range(6))


@pytest.mark.parametrize(
    ("text", "unused", "after"),
    [
        (f"a: 1  {MARK}\nb: 2\n", ["W512"], "a: 1\nb: 2\n"),
        (f"{MARK}\na: 1\n", ["W512"], "a: 1\n"),
        (f"a:\n  {MARK}\n  - 1\n", ["W512"], "a:\n  - 1\n"),
        (f"a: 1\n{MARK}", ["W512"], "a: 1\n"),
        ("a: 1 # x # checklist: ignore W512 例\n", ["W512"], "a: 1 # x\n"),
        ("# x # checklist: ignore W512 例\na: 1\n", ["W512"], "# x\na: 1\n"),
        (
            "a: 1 # checklist: ignore W512, W530,W540 例\n",
            ["W530"],
            "a: 1 # checklist: ignore W512,W540 例\n",
        ),
    ],
)
def test_what_is_of_no_use_is_taken_away(text: str, unused: list[str], after: str) -> None:
    assert mended(text, [only(text).without(unused)]) == after
