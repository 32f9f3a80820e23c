"""`matches` against Python's `re` on the part of it that the language has, and in linear time."""

import re
import time
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.ground.pattern_syntax import PatternFault
from checklist_engine.ground.patterns import MOST_STATES, check_pattern, matches

characters = st.sampled_from(
    ["a", "b", "か", r"\.", ".", "[ab]", "[^a]", "[a-c]", "[^か\\-]", r"\d", r"\w", r"\s", "-", "1"]
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeats = st.sampled_from(["?", "*", "+", "{0}", "{2}", "{1,2}", "{0,3}", "{1,}"])
    return st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, repeats).map(lambda pair: f"({pair[0]}){pair[1]}"),
    )


patterns = st.recursive(characters, grown, max_leaves=6)
texts = st.text(alphabet="abcか1-. \n", max_size=8)


def fault_in(pattern: str) -> PatternFault | None:
    try:
        check_pattern(pattern)
    except PatternFault as fault:
        return fault
    return None


@settings(max_examples=600, deadline=None, derandomize=True)
@given(patterns, texts)
def test_matching_agrees_with_re(pattern: str, text: str) -> None:
    assert matches(pattern, text) is (re.fullmatch(pattern, text, re.ASCII) is not None)


@settings(max_examples=1_500, deadline=None, derandomize=True)
@given(
    st.text(alphabet="ab()[]|?*+{}01,\\^-.$d", max_size=9), st.text(alphabet="ab01-^", max_size=4)
)
def test_what_is_accepted_as_a_pattern_means_what_re_says(pattern: str, text: str) -> None:
    fault = fault_in(pattern)
    if fault is not None:
        assert 0 <= fault.position <= len(pattern)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        usual = re.compile(pattern, re.ASCII)
    assert matches(pattern, text) is (usual.fullmatch(text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("", "", True),
        ("", "a", False),
        ("R[0-9]{1,2}", "R3", True),
        ("R[0-9]{1,2}", "R3.4", False),
        ("第[0-9]+条(第[0-9]+項)?", "第66条第2項", True),
        ("a.c", "a\nc", False),
        (".", "\u2028", True),
        ("が", "か\u3099", True),
        ("か\u3099", "が", True),
        ("[が]", "か\u3099", True),
        (r"\d", "３", False),
        (r"\w", "か", False),
    ],
)
def test_the_whole_text_matches_or_nothing(pattern: str, text: str, *, expected: bool) -> None:
    assert matches(pattern, text) is expected


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a*)*b", "a" * 5_000),
        ("(a|a)*b", "a" * 5_000),
        ("(a|aa)+b", "a" * 5_000),
        ("(((a*)*)*)*b", "a" * 5_000),
        ("(a?){30}a{30}", "a" * 5_000),
    ],
)
def test_what_makes_other_matchers_hang_is_quick(pattern: str, text: str) -> None:
    start = time.perf_counter()
    assert matches(pattern, text) is False
    assert time.perf_counter() - start < 5


def test_a_pattern_that_unfolds_too_far_is_refused() -> None:
    check_pattern("a{100}" * (MOST_STATES // 100 - 1))
    with pytest.raises(PatternFault, match="大きくなりすぎ"):
        check_pattern("((a{100}){100}){100}")
    with pytest.raises(PatternFault, match="大きくなりすぎ"):
        check_pattern("((((){100}){100}){100}){100}")
