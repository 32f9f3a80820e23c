"""Canonical JSON: the same content gives the same bytes, other content gives others."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.ground.canonical import canonical_json, digest

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(alphabet='aあ"\\! \n\t', max_size=6)
)
plain = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(alphabet='abあ" !', max_size=3), inner, max_size=4),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ({"b": 1, "a": [True, False, None]}, '{"a":[true,false,null],"b":1}'),
        ({}, "{}"),
        ([], "[]"),
        ((1, 2), "[1,2]"),
        ("設置国", '"設置国"'),
        ("か\u3099", '"が"'),
        ('a"\n', '"a\\"\\n"'),
        (Decimal("1.10"), "1.1"),
        (Decimal(100), "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.000001"), "0.000001"),
        (True, "true"),
        (1, "1"),
    ],
)
def test_canonical_json_has_sorted_keys_no_spaces_and_exact_numbers(
    content: object, written: str
) -> None:
    assert canonical_json(content) == written


def test_a_long_decimal_keeps_every_digit() -> None:
    exact = "1.000000000000000000000000000000000000001"
    assert canonical_json(Decimal(exact)) == exact


def test_keys_are_sorted_as_texts_not_as_quoted_ones() -> None:
    assert canonical_json({"a!": 1, "a b": 2, "a": 3}) == '{"a":3,"a b":2,"a!":1}'


@settings(max_examples=200, deadline=None, derandomize=True)
@given(plain)
def test_canonical_json_is_what_any_json_writer_gives(content: object) -> None:
    usual = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical_json(content) == usual


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.dictionaries(st.text(alphabet="abc", max_size=3), plain, min_size=2, max_size=5))
def test_the_order_of_keys_changes_no_digest(content: dict[str, object]) -> None:
    backwards = dict(reversed(content.items()))
    assert digest(backwards) == digest(content)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(plain, plain)
def test_only_the_same_content_has_the_same_digest(left: object, right: object) -> None:
    same = json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
    assert (digest(left) == digest(right)) is same


def test_a_digest_is_the_sha_256_of_the_canonical_bytes() -> None:
    # printf '{"a":1}' | sha256sum
    assert digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"
