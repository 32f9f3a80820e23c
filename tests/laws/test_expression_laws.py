"""THE LAW, for expressions: one more answer never turns a TRUE or a FALSE; UNKNOWN says what it waits for."""

from typing import Any

from generators import (
    Raw,
    answers,
    compares,
    expressions,
    one_more,
    outcome,
    paths_in,
    restricted,
    unanswered,
    words_in,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.ground.truth import Truth

laws = settings(max_examples=160, deadline=None, derandomize=True)
data: st.SearchStrategy[Any] = st.data()


def is_open(raw: Raw) -> bool:
    return raw.get("complete") is not True


@laws
@given(expressions(), answers, data)
def test_one_more_answer_never_turns_a_true_or_a_false(
    expression: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    # To answer `complete` anew would be another answer, not one more, where it is compared itself.
    may_close = not compares(expression, "complete")
    before = outcome(expression, given_answers)
    more, _ = data.draw(one_more(given_answers, expression, may_close=may_close))
    after = outcome(expression, more)
    if before.truth is not Truth.UNKNOWN:
        assert after.truth is before.truth


@laws
@given(expressions(), answers, data)
def test_only_an_answer_that_it_waits_for_changes_an_unknown(
    expression: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    before = outcome(expression, given_answers)
    more, step = data.draw(one_more(given_answers, expression, may_close=False))
    if before.truth is Truth.UNKNOWN and step.path not in before.paths and not step.grows:
        assert outcome(expression, more) == before


@laws
@given(expressions(), answers)
def test_an_unknown_waits_for_what_is_open_and_a_decided_truth_rests_on_answers(
    expression: Raw, given_answers: Raw
) -> None:
    found = outcome(expression, given_answers)
    answered = paths_in(given_answers)
    assert found.paths <= answered.keys()
    if found.truth is not Truth.UNKNOWN:
        assert all(answered[path] for path in found.paths)
        return
    assert found.paths
    undecided = {path for path in ("parties", "items") if "unknown" in set(words_in(expression))}
    for path in found.paths:
        open_list = path == "complete" and is_open(given_answers)
        listed = path in undecided or (path.endswith(".locations") and undecided)
        assert not answered[path] or open_list or listed


@laws
@given(expressions(), answers)
def test_the_reasons_alone_decide(expression: Raw, given_answers: Raw) -> None:
    found = outcome(expression, given_answers)
    if found.truth is not Truth.UNKNOWN:
        alone = outcome(expression, restricted(given_answers, found.paths))
        assert alone == found


@laws
@given(expressions(probes=True), answers)
def test_evaluation_is_total(expression: Raw, given_answers: Raw) -> None:
    found = outcome(expression, given_answers)
    assert isinstance(found.truth, Truth)
    assert found.paths <= paths_in(given_answers).keys()


def backwards(value: object) -> Any:
    """The same data with every mapping in the opposite order."""
    match value:
        case dict():
            return {key: backwards(inner) for key, inner in reversed(value.items())}
        case list():
            return [backwards(item) for item in value]
        case _:
            return value


@laws
@given(expressions(probes=True), answers)
def test_the_order_of_keys_changes_nothing(expression: Raw, given_answers: Raw) -> None:
    found = outcome(expression, given_answers)
    assert outcome(backwards(expression), backwards(given_answers)) == found


def without_blanks(value: object) -> Any:
    """The same data without the entries that are as good as none."""
    match value:
        case dict():
            return {
                key: without_blanks(inner) for key, inner in value.items() if not unanswered(inner)
            }
        case list():
            return [without_blanks(item) for item in value]
        case _:
            return value


@laws
@given(expressions(probes=True), answers)
def test_an_answer_that_says_nothing_is_as_good_as_none(
    expression: Raw, given_answers: Raw
) -> None:
    assert outcome(expression, without_blanks(given_answers)) == outcome(expression, given_answers)


def test_the_cases_that_are_tried_are_decided_and_open_in_fair_shares() -> None:
    seen: dict[Truth, int] = dict.fromkeys(Truth, 0)

    @settings(max_examples=200, deadline=None, derandomize=True)
    @given(expressions(), answers)
    def count(expression: Raw, given_answers: Raw) -> None:
        seen[outcome(expression, given_answers).truth] += 1

    count()
    assert all(found > 20 for found in seen.values()), seen
