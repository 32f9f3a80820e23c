"""Whatever a file holds, a reader gives its data or says what is wrong; it never falls over."""

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.formats.json_text import parse_json
from checklist_engine.formats.yaml_text import parse_yaml
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
        st.lists(inner, max_size=4), st.dictionaries(plain_text, inner, max_size=4)
    ),
    max_leaves=15,
)


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
    assert found == usual or "\\u" in text


@settings(max_examples=300, deadline=None, derandomize=True)
@given(plain)
def test_data_written_as_json_is_read_back_by_both_readers(data: object) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assert parse_json(text, "a.json").root == data
    assert parse_yaml(text, "a.yaml").root == data


@settings(max_examples=100, deadline=None, derandomize=True)
@given(plain)
def test_data_written_over_many_lines_is_read_back_by_both_readers(data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    assert parse_json(text, "a.json").root == data
    assert parse_yaml(text, "a.yaml").root == data
