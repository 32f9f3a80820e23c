"""Against brute force: what Kleene decides, every completion of the unanswered decides alike.

The expressions here are of booleans only, so that all completions can be gone through. They are
evaluated a second time below, in two values, by a few lines that share nothing with the project.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from generators import Raw, Strategy, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.ground.truth import Truth

FACTS = ("a", "b", "c")
laws = settings(max_examples=200, deadline=None, derandomize=True)


def leaves(*paths: str) -> Strategy[Raw]:
    return st.tuples(st.sampled_from(paths), st.booleans()).map(lambda pair: {pair[0]: pair[1]})


def grown(inner: Strategy[Raw]) -> Strategy[Raw]:
    parts = st.lists(inner, max_size=3)
    bounds = st.sampled_from([{"at_least": 1}, {"at_least": 2}, {"at_most": 1}, {"at_most": 0}])
    return st.one_of(
        parts.map(lambda each: {"all": each}),
        parts.map(lambda each: {"any": each}),
        inner.map(lambda each: {"not": each}),
        st.tuples(parts, bounds).map(lambda pair: {"count_of": {"of": pair[0], **pair[1]}}),
    )


over_facts = st.recursive(leaves(*FACTS), grown, max_leaves=8)
over_elements = st.recursive(leaves(".handles", *FACTS), grown, max_leaves=4)
quantified = st.one_of(
    st.tuples(st.sampled_from(["some", "none"]), over_elements, over_elements).map(
        lambda each: {each[0]: {"in": "items", "where": each[1], "satisfies": each[2]}}
    ),
    st.tuples(st.sampled_from(["holds", "fails"]), over_elements, over_elements).map(
        lambda each: {
            "every": {"in": "items", "if_none": each[0], "where": each[1], "satisfies": each[2]}
        }
    ),
    st.tuples(st.sampled_from(["at_least", "at_most"]), st.integers(0, 2), over_elements).map(
        lambda each: {"count": {"in": "items", "where": each[2], each[0]: each[1]}}
    ),
)
over_a_list = st.recursive(st.one_of(quantified, leaves(*FACTS)), grown, max_leaves=4)
answered = st.fixed_dictionaries({}, optional={name: st.booleans() for name in FACTS})
listed = st.lists(st.fixed_dictionaries({}, optional={"handles": st.booleans()}), max_size=3).map(
    lambda items: [{"id": f"i{number}", **item} for number, item in enumerate(items)]
)


def holds(expression: Raw, answers: Raw, element: Raw | None = None) -> bool:
    """The expression in two values; everything is answered."""
    return all(_entry(word, body, answers, element) for word, body in expression.items())


def _entry(word: str, body: Any, answers: Raw, element: Raw | None) -> bool:
    def each(parts: Sequence[Raw]) -> list[bool]:
        return [holds(part, answers, element) for part in parts]

    match word:
        case "all":
            return all(each(body))
        case "any":
            return any(each(body))
        case "not":
            return not holds(body, answers, element)
        case "count_of":
            return within(body, sum(each(body["of"])))
        case "some" | "none" | "every" | "count":
            matching = [item for item in answers["items"] if holds(body["where"], answers, item)]
            if word == "count":
                return within(body, len(matching))
            satisfying = [holds(body["satisfies"], answers, item) for item in matching]
            if word == "every":
                return all(satisfying) and (bool(matching) or body["if_none"] == "holds")
            return any(satisfying) is (word == "some")
        case ".handles":
            assert element is not None
            return bool(element["handles"] is body)
        case _:
            return bool(answers[word] is body)


def within(bounds: Raw, number: int) -> bool:
    return bool(bounds.get("at_least", 0) <= number <= bounds.get("at_most", number))


def completions(answers: Raw) -> Iterator[Raw]:
    """Every way to answer what is unanswered."""
    items = answers.get("items", [])
    facts = [[answers[name]] if name in answers else [True, False] for name in FACTS]
    fields = [[item["handles"]] if "handles" in item else [True, False] for item in items]
    for values in product(*facts, *fields):
        complete: Raw = dict(zip(FACTS, values, strict=False))
        complete["items"] = [
            {"id": item["id"], "handles": value}
            for item, value in zip(items, values[len(FACTS) :], strict=True)
        ]
        yield complete


def decided_alike(expression: Raw, answers: Raw) -> None:
    truth = outcome(expression, answers).truth
    possible = {holds(expression, each) for each in completions(answers)}
    if truth is not Truth.UNKNOWN:
        assert possible == {truth is Truth.TRUE}
    if all(name in answers for name in FACTS) and all(
        "handles" in item for item in answers.get("items", [])
    ):
        assert truth is not Truth.UNKNOWN


@laws
@given(over_facts, answered)
def test_a_decided_expression_of_facts_is_decided_alike_by_every_completion(
    expression: Raw, answers: Raw
) -> None:
    decided_alike(expression, answers)


@laws
@given(over_a_list, answered, listed)
def test_a_decided_expression_over_a_list_is_decided_alike_by_every_completion(
    expression: Raw, answers: Raw, items: list[Raw]
) -> None:
    decided_alike(expression, {**answers, "items": items})


@laws
@given(over_a_list, st.tuples(st.booleans(), st.booleans(), st.booleans()), listed)
def test_with_everything_answered_there_are_two_values(
    expression: Raw, facts: tuple[bool, bool, bool], items: list[Raw]
) -> None:
    answers: Raw = dict(zip(FACTS, facts, strict=True))
    answers["items"] = [{"handles": False, **item} for item in items]
    truth = outcome(expression, answers).truth
    assert truth is (Truth.TRUE if holds(expression, answers) else Truth.FALSE)
