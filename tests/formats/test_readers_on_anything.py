"""Whatever a file holds, a reader gives its data or says what is wrong; it never falls over."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.formats.json_text import parse_json
from checklist_engine.formats.yaml_quick import read_quickly
from checklist_engine.formats.yaml_text import parse_yaml, scalar
from checklist_engine.ground.composed import composed
from checklist_engine.ground.errors import InvalidFile

anything = st.text(max_size=60)
yamlish = st.text(alphabet="ab: -#'\"[]{},&*!|>%@`?~\n\t　：－あ1.\\0\r\x85\u2028", max_size=50)
jsonish = st.text(alphabet='{}[]:,"\\u0dD8 1.eE-+truefalsn\n\t　あ', max_size=40)

plain_text = st.text(
    alphabet=st.characters(
        categories=["L", "N", "P", "S", "Zs"],
        include_characters="\n\t",
        exclude_characters="\ufeff",
    ),
    max_size=20,
)
plain = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), plain_text),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        # Keys that come to be the same would be a fault.
        st.dictionaries(plain_text.map(composed), inner, max_size=4),
    ),
    max_leaves=15,
)


def as_read(data: object) -> object:
    """Data whose texts are composed, as readers give it."""
    match data:
        case str():
            return composed(data)
        case list():
            return [as_read(each) for each in data]
        case dict():
            return {composed(key): as_read(value) for key, value in data.items()}
        case _:
            return data


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.one_of(anything, yamlish))
def test_any_text_is_yaml_or_a_fault_with_a_place_in_it(text: str) -> None:
    try:
        parse_yaml(text, "a.yaml")
    except InvalidFile as error:
        for fault in error.diagnostics:
            assert fault.code.startswith("E1")
            assert fault.place.line <= len(text) + 1


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.one_of(anything, jsonish))
def test_any_text_is_json_as_python_reads_it_or_a_fault_with_a_place_in_it(text: str) -> None:
    try:
        found = parse_json(text, "a.json").root
    except InvalidFile as error:
        for fault in error.diagnostics:
            assert fault.code in {"E110", "E114", "E115"}
            assert 1 <= fault.place.line <= text.count("\n") + 1
        return
    usual = json.loads(text, parse_float=Decimal)
    # A lone surrogate is no character: here it becomes U+FFFD.
    assert found == as_read(usual) or "\\u" in text


@settings(max_examples=300, deadline=None, derandomize=True)
@given(plain)
def test_data_written_as_json_is_read_back_by_both_readers(data: object) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assert parse_json(text, "a.json").root == as_read(data)
    assert parse_yaml(text, "a.yaml").root == as_read(data)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(plain)
def test_data_written_over_many_lines_is_read_back_by_both_readers(data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    assert parse_json(text, "a.json").root == as_read(data)
    assert parse_yaml(text, "a.yaml").root == as_read(data)


@pytest.mark.parametrize(
    "text",
    [
        '{"か\u3099": ["か\u3099", {"は\u309a": "e\u0301"}]}',
        '{"か\\u3099": ["か\\u3099", {"は\\u309a": "e\\u0301"}]}',
    ],
    ids=["written", "escaped"],
)
def test_letters_and_their_marks_are_one_to_both_readers(text: str) -> None:
    wanted = {"が": ["が", {"ぱ": "é"}]}
    for found in (parse_json(text, "a.json"), parse_yaml(text, "a.yaml")):
        assert found.root == wanted
        # The place is that of the file as it is written.
        assert found.place(("が", 0)).excerpt == text
        first = text.index("[") + 2
        assert found.place(("が", 0)).column == first
        assert found.place(("が", 0)).end_column == text.index(",") + 1
        assert found.key_place(("が",)).column == 2


def test_the_careful_reader_of_yaml_composes_as_the_quick_one_does() -> None:
    letters = "か\u3099: か\u3099\n'は\u309a': \"は\u309a\"\n"
    # A full-width colon is what the quick reader leaves to the careful one.
    odd = f"{letters}'：': か\u3099\n"
    assert read_quickly(letters, scalar, 9) is not None
    assert read_quickly(odd, scalar, 9) is None
    assert parse_yaml(letters, "a.yaml").root == {"が": "が", "ぱ": "ぱ"}
    assert parse_yaml(odd, "a.yaml").root == {"が": "が", "ぱ": "ぱ", "：": "が"}


def test_keys_that_come_to_be_the_same_are_told() -> None:
    text = '{"か\u3099": 1, "が": 2}'
    for parse, name in ((parse_json, "a.json"), (parse_yaml, "a.yaml")):
        with pytest.raises(InvalidFile) as error:
            parse(text, name)
        (fault,) = error.value.diagnostics
        assert (fault.code, fault.place.column) == ("E110", text.index('"が"') + 1)
