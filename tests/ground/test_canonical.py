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


@pytest.mark.parametrize(
    ("number", "ways"),
    [
        (0, ["0", "0.0", "-0", "-0.0", "-0.00", "0E+2", "-0E-5"]),
        (1, ["1", "1.0", "1.00", "10E-1", "0.1E+1"]),
        (-1, ["-1", "-1.0", "-10E-1"]),
        (100, ["100", "100.0", "1E+2", "1.00E+2"]),
        (-1200, ["-1200", "-1.2E+3"]),
    ],
)
def test_a_number_has_one_digest_however_it_is_written(number: int, ways: list[str]) -> None:
    assert {digest(Decimal(way)) for way in ways} == {digest(number)}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.decimals(min_value=-1000, max_value=1000, places=3),
    st.decimals(min_value=-1000, max_value=1000, places=2),
)
def test_numbers_have_the_same_digest_exactly_where_they_are_equal(
    left: Decimal, right: Decimal
) -> None:
    assert (digest(left) == digest(right)) is (left == right)
    assert digest(left) == digest(left.normalize())


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
