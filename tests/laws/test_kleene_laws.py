"""Strong Kleene logic over whole expressions: their truth, and where it must be, their reasons too."""

import pytest
from generators import Raw, answers, expressions, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.ground.truth import Truth

laws = settings(max_examples=80, deadline=None, derandomize=True)
e = expressions(most=2)


def same(left: Raw, right: Raw, given_answers: Raw) -> bool:
    """Whether two expressions come to the same truth for the same reasons (or causes)."""
    return outcome(left, given_answers) == outcome(right, given_answers)


def same_truth(left: Raw, right: Raw, given_answers: Raw) -> bool:
    return outcome(left, given_answers).truth is outcome(right, given_answers).truth


@laws
@given(e, e, answers)
def test_de_morgan(p: Raw, q: Raw, given_answers: Raw) -> None:
    assert same({"not": {"all": [p, q]}}, {"any": [{"not": p}, {"not": q}]}, given_answers)
    assert same({"not": {"any": [p, q]}}, {"all": [{"not": p}, {"not": q}]}, given_answers)


@laws
@given(e, answers)
def test_double_negation_idempotence_and_identity(p: Raw, given_answers: Raw) -> None:
    always: Raw = {"all": []}
    never: Raw = {"any": []}
    for other in (
        {"not": {"not": p}},
        {"all": [p]},
        {"any": [p]},
        {"all": [p, p]},
        {"any": [p, p]},
        {"all": [p, always]},
        {"any": [p, never]},
        {"all": [p], "any": [p, p]},
    ):
        assert same(other, p, given_answers)
    assert outcome({"any": [p, always]}, given_answers).truth is Truth.TRUE
    assert outcome({"all": [p, never]}, given_answers).truth is Truth.FALSE


@laws
@given(e, e, e, answers)
def test_order_and_brackets_do_not_matter(p: Raw, q: Raw, r: Raw, given_answers: Raw) -> None:
    for word in ("all", "any"):
        assert same({word: [p, q, r]}, {word: [r, p, q]}, given_answers)
        assert same({word: [p, q, r]}, {word: [{word: [p, q]}, r]}, given_answers)


@laws
@given(e, e, e, answers)
def test_and_and_or_distribute_and_absorb(p: Raw, q: Raw, r: Raw, given_answers: Raw) -> None:
    for one, other in (("all", "any"), ("any", "all")):
        left = {one: [p, {other: [q, r]}]}
        assert same_truth(left, {other: [{one: [p, q]}, {one: [p, r]}]}, given_answers)
        assert same_truth({one: [p, {other: [p, q]}]}, p, given_answers)


@laws
@given(expressions(most=0), expressions(most=0), answers)
def test_entries_of_one_mapping_are_joined_by_and(p: Raw, q: Raw, given_answers: Raw) -> None:
    together = {**p, **q}
    if len(together) == 2:
        assert same(together, {"all": [p, q]}, given_answers)


@laws
@given(e, e, answers)
def test_counting_is_and_or_and_not(p: Raw, q: Raw, given_answers: Raw) -> None:
    def counted(*parts: Raw, **bounds: int) -> Raw:
        return {"count_of": {"of": list(parts), **bounds}}

    assert same(counted(p, q, at_least=1), {"any": [p, q]}, given_answers)
    assert same(counted(p, q, at_least=2), {"all": [p, q]}, given_answers)
    assert same(counted(p, q, at_most=0), {"not": {"any": [p, q]}}, given_answers)
    assert same(counted(p, q, at_most=1), {"not": {"all": [p, q]}}, given_answers)
    two_bounds = counted(p, q, at_least=1, at_most=1)
    both = {"all": [counted(p, q, at_least=1), counted(p, q, at_most=1)]}
    assert same(two_bounds, both, given_answers)
    assert outcome(counted(p, q, at_least=0), given_answers).truth is Truth.TRUE
    assert outcome(counted(p, q, at_least=3), given_answers).truth is Truth.FALSE


@pytest.mark.parametrize("path", ["parties", "items"])
@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.data(), answers)
def test_quantifiers_are_one_another_denied(
    path: str, data: st.DataObject, given_answers: Raw
) -> None:
    inner = expressions((path,), most=1)
    where, satisfies = data.draw(inner), data.draw(inner)
    some = {"some": {"in": path, "where": where, "satisfies": satisfies}}
    matched = {"some": {"in": path, "where": where}}

    def every(if_none: str, then: Raw = satisfies) -> Raw:
        body = {"in": path, "where": where, "satisfies": then, "if_none": if_none}
        return {"every": body}

    none = {"none": {"in": path, "where": where, "satisfies": satisfies}}
    assert same(none, {"not": some}, given_answers)
    assert same(
        some, {"some": {"in": path, "satisfies": {"all": [where, satisfies]}}}, given_answers
    )
    assert same(every("holds", {"not": satisfies}), none, given_answers)
    assert same(every("fails"), {"all": [every("holds"), matched]}, given_answers)
    assert same({"count": {"in": path, "where": where, "at_least": 1}}, matched, given_answers)
    nobody = {"count": {"in": path, "where": where, "at_most": 0}}
    assert same(nobody, {"none": {"in": path, "where": where}}, given_answers)


@pytest.mark.parametrize("path", ["parties", "items"])
@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.data(), answers)
def test_if_none_speaks_only_where_nothing_matches(
    path: str, data: st.DataObject, given_answers: Raw
) -> None:
    inner = expressions((path,), most=1)
    where, satisfies = data.draw(inner), data.draw(inner)
    truths = {
        if_none: outcome(
            {"every": {"in": path, "where": where, "satisfies": satisfies, "if_none": if_none}},
            given_answers,
        ).truth
        for if_none in ("holds", "fails", "unknown")
    }
    matched = outcome({"some": {"in": path, "where": where}}, given_answers).truth
    if matched is Truth.TRUE:
        assert len(set(truths.values())) == 1
    if matched is Truth.FALSE:
        assert truths == {
            "holds": Truth.TRUE,
            "fails": Truth.FALSE,
            "unknown": Truth.UNKNOWN,
        }
