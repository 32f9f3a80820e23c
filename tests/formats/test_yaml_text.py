"""The restricted YAML of §1: what each scalar is, where each value stands, what is refused."""

import time
from decimal import Decimal

import pytest

from checklist_engine.formats.document import Document
from checklist_engine.formats.yaml_text import DEEPEST, parse_yaml, scalar
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Pointer, Span


def read(text: str) -> object:
    return parse_yaml(text, "a.yaml").root


def faults(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InvalidFile) as caught:
        parse_yaml(text, "a.yaml")
    return [(each.code, each.place.line) for each in caught.value.diagnostics]


def source(document: Document, span: Span) -> str:
    """The text between the ends of a span."""
    lines = document.text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", "Null"),
        ("NULL", "NULL"),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("0", 0),
        ("-0", 0),
        ("12", 12),
        ("-12", -12),
        ("+12", "+12"),
        ("0123", "0123"),
        ("-0123", "-0123"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("１２", "１２"),
        ("0.5", Decimal("0.5")),
        ("-0.50", Decimal("-0.50")),
        ("1.10", Decimal("1.10")),
        ("1.", "1."),
        (".5", ".5"),
        ("01.5", "01.5"),
        ("1.5.0", "1.5.0"),
        ("1e3", "1e3"),
        ("1.5e3", "1.5e3"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("12:30", "12:30"),
        ("10:30:00", "10:30:00"),
        ("2021-04-15", "2021-04-15"),
        ("R3.4.15", "R3.4.15"),
        ("=", "="),
        ("9" * 1_000, int("9" * 1_000)),
        ("9" * 1_001, "9" * 1_001),
        ("9" * 100_000, "9" * 100_000),
    ],
)
def test_a_plain_scalar_is_what_an_author_sees(written: str, value: object) -> None:
    found = scalar(written)
    assert found == value
    assert type(found) is type(value)
    assert read(f"a: {written}") == {"a": value}


def test_1_10_is_not_1_1() -> None:
    assert str(scalar("1.10")) == "1.10"


@pytest.mark.parametrize("written", ["true", "null", "12", "0.5", "~", ""])
def test_in_quotes_everything_is_text(written: str) -> None:
    assert read(f'a: "{written}"') == {"a": written}
    assert read(f"a: '{written}'") == {"a": written}


def test_a_block_is_text_too() -> None:
    assert read("a: |\n  12\nb: >-\n  true\n") == {"a": "12\n", "b": "true"}


def test_keys_are_texts_whatever_they_look_like() -> None:
    assert read("1: a\ntrue: b\n0.5: c\n'': d\n") == {"1": "a", "true": "b", "0.5": "c", "": "d"}


def test_text_behind_a_hash_is_a_comment() -> None:
    assert read("a: x # 注釈\nb: x#y\n") == {"a": "x", "b": "x#y"}


def test_one_document_may_begin_with_its_mark() -> None:
    assert read("---\na: 1\n") == {"a": 1}


BLOCK = """\
id: hosting.country
choices: {JP: 日本, OTHER: "日本 以外"}
fields:
  - id: name
    label: 名称
  - [x, 'y']
blank:
text: |
  一行目
  二行目
"""


@pytest.mark.parametrize(
    ("pointer", "written"),
    [
        (("id",), "hosting.country"),
        (("choices",), '{JP: 日本, OTHER: "日本 以外"}'),
        (("choices", "JP"), "日本"),
        (("choices", "OTHER"), '"日本 以外"'),
        (("fields", 0, "label"), "名称"),
        (("fields", 1), "[x, 'y']"),
        (("fields", 1, 0), "x"),
        (("fields", 1, 1), "'y'"),
        (("blank",), "blank"),
        (("text",), "|\n  一行目\n  二行目\n"),
    ],
)
def test_every_value_has_the_span_of_its_text(pointer: Pointer, written: str) -> None:
    document = parse_yaml(BLOCK, "a.yaml")
    assert source(document, document.spans[pointer]) == written


@pytest.mark.parametrize(
    "pointer",
    [("id",), ("choices",), ("choices", "JP"), ("fields", 0, "label"), ("blank",), ("text",)],
)
def test_every_key_has_the_span_of_its_text(pointer: Pointer) -> None:
    document = parse_yaml(BLOCK, "a.yaml")
    assert source(document, document.key_spans[pointer]) == pointer[-1]


def test_every_value_of_the_data_has_a_span_and_no_other_pointer_has_one() -> None:
    document = parse_yaml(BLOCK, "a.yaml")

    def pointers(value: object, at: Pointer) -> set[Pointer]:
        inner: list[tuple[str | int, object]] = []
        if isinstance(value, dict):
            inner = list(value.items())
        elif isinstance(value, list):
            inner = list(enumerate(value))
        return {at}.union(*(pointers(each, (*at, step)) for step, each in inner))

    assert set(document.spans) == pointers(document.root, ())


def test_spans_count_characters_also_outside_the_basic_plane() -> None:
    document = parse_yaml("a: 𠮷野家\nb: [𠮷, x]\n", "a.yaml")
    assert source(document, document.spans["b", 1]) == "x"
    assert source(document, document.spans["a",]) == "𠮷野家"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [("E110", 2)]),
        ("{a: 1, b: 2, a: 3}", [("E110", 1)]),
        ("a:\n  b: 1\n  b: 2\na: 3\n", [("E110", 3), ("E110", 4)]),
        ("a: 1\n'a': 2\n\"a\": 3\n", [("E110", 2), ("E110", 3)]),
        ("a: &x 1\n", [("E111", 1)]),
        ("a: &x {b: 1}\nc: *x\n", [("E111", 1), ("E111", 2)]),
        ("a: {b: 1}\nc:\n  <<: *x\n", [("E111", 3)]),
        ("&x a: 1\n", [("E111", 1)]),
        ("a: !!str 1\n", [("E112", 1)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("E112", 1)]),
        ("a: !x {b: 1}\n", [("E112", 1)]),
        ("a: 1\n---\nb: 2\n", [("E113", 2)]),
        ("a: 1\n---\n", [("E113", 2)]),
        ("? [a, b]\n: 1\n", [("E116", 1)]),
        ("? {a: b}\n: 1\n", [("E116", 1)]),
        ("?\n: 1\n", [("E116", 1)]),
        ("", [("E104", 0)]),
        ("# 注釈だけ\n\n", [("E104", 0)]),
    ],
)
def test_what_the_language_does_without_is_refused(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert faults(text) == expected


def test_a_duplicate_says_where_the_first_one_stands() -> None:
    with pytest.raises(InvalidFile, match="一つ目は 1 行目"):
        parse_yaml("a: 1\nb: 2\na: 3\n", "a.yaml")


def test_what_stands_under_a_duplicate_is_looked_at_too() -> None:
    assert faults("a: 1\na: {b: 1, b: 2}\nc: &x 1\n") == [("E110", 2), ("E110", 2), ("E111", 3)]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = "a: &x 1\nb: 1\nb: 2\nc: !t 3\nd: *x\n"
    assert faults(text) == [("E111", 1), ("E110", 3), ("E112", 4), ("E111", 5)]


@pytest.mark.parametrize(
    "stop", ["---\nb: 2\n", "b: " + "[" * 200], ids=["second document", "too deep"]
)
def test_where_reading_ends_early_what_was_seen_before_is_told_too(stop: str) -> None:
    found = faults(f"codes:\n  ー 国内\nc: &x 1\n{stop}")
    assert {("E108", 2), ("E111", 3)} <= set(found)


@pytest.mark.parametrize("open_mark", ["[", "{a: ", "- "])
def test_nesting_ends_at_its_deepest_level(open_mark: str) -> None:
    close = {"[": "]", "{a: ": "}", "- ": ""}[open_mark]
    read(open_mark * DEEPEST + "x" + close * DEEPEST)
    with pytest.raises(InvalidFile, match="E114"):
        parse_yaml(open_mark * (DEEPEST + 1) + "x" + close * (DEEPEST + 1), "a.yaml")


@pytest.mark.parametrize("text", ["[" * 30_000, "{a: " * 30_000, "- " * 30_000, "? " * 30_000])
def test_30_000_levels_are_refused_and_crash_nothing(text: str) -> None:
    assert [code for code, _ in faults(text)] == ["E114"]


def test_5_mb_of_open_brackets_are_refused_quickly() -> None:
    start = time.perf_counter()
    assert [code for code, _ in faults("[" * 5_000_000)] == ["E114"]
    assert time.perf_counter() - start < 5


def test_many_faults_take_no_more_than_their_number() -> None:
    start = time.perf_counter()
    assert len(faults("a: 1\n" * 12_000)) == 11_999
    assert time.perf_counter() - start < 6


def test_many_slips_beside_many_quoted_texts_take_no_more_than_their_number() -> None:
    start = time.perf_counter()
    text = "".join(f'k{number}: "x"\n　a: 1\n' for number in range(10_000))
    assert faults(text).count(("E108", 2)) == 1
    assert time.perf_counter() - start < 6


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ufffe"])
def test_a_control_character_is_found_at_its_place(character: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        parse_yaml(f"a: 1\nb: 設{character}置\n", "a.yaml")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place.line, fault.place.column) == ("E107", 2, 5)
    assert f"U+{ord(character):04X}" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: &x 1\n",
        "a: !t 1\n",
        "a: 1\n---\n",
        "[" * 101,
        "? [a]\n",
        "# だけ\n",
        "a: b\x07",
    ],
)
def test_every_fault_has_a_way_out(text: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        parse_yaml(text, "a.yaml")
    assert all(each.hint for each in caught.value.diagnostics)
