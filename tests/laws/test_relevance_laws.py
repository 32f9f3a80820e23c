"""Relevance: what nobody is asked makes no difference, and what everybody answered leaves nothing open."""

from typing import Any

from generators import AS_OF, Raw, Strategy, compiled, typed, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_generators import findings, plan_of

from checklist_engine.evaluator.expression import Evaluation, evaluate
from checklist_engine.evaluator.relevance import Relevance, RelevanceMap, relevance_map
from checklist_engine.evaluator.view import View
from checklist_engine.model.verdicts import Verdict

NAME = "vocabulary-relevance"
laws = settings(max_examples=160, deadline=None, derandomize=True)

VALUES: dict[str, Strategy[Any]] = {
    "cards": st.booleans(),
    "stored": st.booleans(),
    "masked": st.booleans(),
    "pupils": st.booleans(),
    "grade": st.sampled_from(["low", "high"]),
    "qr": st.booleans(),
    "note": st.sampled_from(["かな", "x"]),
}
FIELDS = {"handles": st.booleans(), "papers": st.booleans()}


def vendors(element: Strategy[Raw]) -> Strategy[list[Raw]]:
    return st.lists(element, max_size=3).map(
        lambda items: [{"id": f"v{number}", **item} for number, item in enumerate(items)]
    )


some_answers = st.fixed_dictionaries(
    {}, optional={**VALUES, "vendors": vendors(st.fixed_dictionaries({}, optional=FIELDS))}
)
all_answers = st.fixed_dictionaries({**VALUES, "vendors": vendors(st.fixed_dictionaries(FIELDS))})

leaves: Strategy[Raw] = st.one_of(
    *(st.fixed_dictionaries({name: strategy}) for name, strategy in VALUES.items()),
    st.sampled_from(["some", "none"]).map(
        lambda word: {word: {"in": "vendors", "satisfies": {".papers": True}}}
    ),
    st.just({"count": {"in": "vendors", "where": {".handles": True}, "at_least": 1}}),
)
expressions: Strategy[Raw] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: {"all": each}),
        st.lists(inner, max_size=3).map(lambda each: {"any": each}),
        inner.map(lambda each: {"not": each}),
    ),
    max_leaves=5,
)
element_tests: Strategy[Raw] = st.sampled_from(
    [{".papers": True}, {".handles": True}, {".papers": False, "cards": True}]
)
rules: Strategy[Raw] = st.fixed_dictionaries(
    {
        "id": st.just("x-001"),
        "gate": st.just("advisory"),
        "weight": st.just(1),
        "require": expressions,
    },
    optional={"applies_when": expressions},
)
loops: Strategy[Raw] = st.fixed_dictionaries(
    {
        "id": st.just("x-001"),
        "gate": st.just("advisory"),
        "weight": st.just(1),
        "for_each": st.fixed_dictionaries(
            {"in": st.just("vendors")}, optional={"where": element_tests}
        ),
        "require": element_tests,
    },
    optional={"applies_when": expressions},
)


def relevance(answers: Raw) -> RelevanceMap:
    return relevance_map(plan_of(NAME), typed(answers, NAME), AS_OF)


def outcome(expression: Raw, answers: Raw) -> Evaluation:
    hidden = relevance(answers).irrelevant
    return evaluate(
        compiled(expression, NAME), View(answers=typed(answers, NAME), as_of=AS_OF, hidden=hidden)
    )


def without_the_irrelevant(answers: Raw) -> Raw:
    """The submission without what nobody is asked."""
    states = relevance(answers)
    kept = {name: value for name, value in answers.items() if name not in states.irrelevant}
    if "vendors" in kept:
        kept["vendors"] = [
            {
                field: value
                for field, value in item.items()
                if f"vendors[{item['id']}].{field}" not in states.irrelevant
            }
            for item in kept["vendors"]
        ]
    return kept


@laws
@given(expressions, some_answers)
def test_what_is_irrelevant_makes_no_difference(expression: Raw, answers: Raw) -> None:
    assert outcome(expression, without_the_irrelevant(answers)) == outcome(expression, answers)


@laws
@given(some_answers)
def test_leaving_the_irrelevant_out_changes_no_relevance_of_the_rest(answers: Raw) -> None:
    before, after = relevance(answers), relevance(without_the_irrelevant(answers))
    assert dict(after.states) == dict(before.states)


@laws
@given(all_answers)
def test_with_everything_answered_nothing_is_pending(answers: Raw) -> None:
    states = relevance(without_the_irrelevant(answers)).states
    assert set(states.values()) <= {Relevance.ASKED, Relevance.IRRELEVANT}


@laws
@given(some_answers)
def test_what_is_pending_waits_for_something_that_may_be_asked(answers: Raw) -> None:
    found = relevance(answers)
    for path, state in found.states.items():
        if state is Relevance.PENDING:
            causes = found.open_causes_of(path)
            assert causes
            assert all(found.of(cause) is not Relevance.IRRELEVANT for cause in causes)


@laws
@given(st.one_of(rules, loops), all_answers)
def test_with_everything_asked_answered_nothing_waits_for_what_is_asked(
    rule: Raw, answers: Raw
) -> None:
    answers = without_the_irrelevant(answers)
    states = relevance(answers)
    for finding in findings(rule, answers, [], NAME):
        if finding.verdict is Verdict.UNDETERMINED:
            assert all(states.of(path) is Relevance.IRRELEVANT for path in finding.paths)


@laws
@given(some_answers)
def test_every_fact_has_a_relevance(answers: Raw) -> None:
    found = relevance(answers)
    for name, fact in vocabulary(NAME).facts.items():
        asked_always = fact.relevant_when is None
        assert (name not in found.states) is asked_always
        if asked_always:
            assert found.of(name) is Relevance.ASKED
