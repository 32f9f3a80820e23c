"""The worked examples that operators bring: each comes out as it says, and shows what it is there for."""

import pytest

from checklist_engine.evaluator.expression import evaluate
from checklist_engine.evaluator.view import View
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.truth import Truth
from checklist_engine.ground.values import FactType
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.model.plan import Test
from checklist_engine.operators import operators
from checklist_engine.operators.operator import (
    EXAMPLE_DAY,
    UNANSWERED,
    Argument,
    Example,
    Operator,
)
from checklist_engine.reporting.operator_pages import compiled_example, example_vocabulary

VOCABULARY = example_vocabulary()
EXAMPLES = [(each, example) for each in operators().values() for example in each.examples]
IDS = [example.expression for _, example in EXAMPLES]


def truth_of(example: Example, answer: str) -> Truth:
    faults: list[Diagnostic] = []
    tree = nested(parse_yaml(f"{example.fact}: {answer}", "answers.yaml").cursor(), faults)
    answers = read_answers(tree, VOCABULARY, faults)
    assert faults == []
    node = compiled_example(example, VOCABULARY)
    return evaluate(node, View(answers=answers, as_of=EXAMPLE_DAY)).truth


@pytest.mark.parametrize(("_", "example"), EXAMPLES, ids=IDS)
def test_the_answers_of_an_example_give_the_truths_it_says(_: Operator, example: Example) -> None:
    for truth, answers in (
        (Truth.TRUE, example.true),
        (Truth.FALSE, example.false),
        (Truth.UNKNOWN, example.unknown),
    ):
        assert {answer: truth_of(example, answer) for answer in answers} == dict.fromkeys(
            answers, truth
        )


@pytest.mark.parametrize(("operator", "example"), EXAMPLES, ids=IDS)
def test_an_example_shows_its_own_operator_true_false_and_unanswered(
    operator: Operator, example: Example
) -> None:
    short = example.right == "true" and operator.name == "is"
    assert short or example.right.startswith(f"{{{operator.name}: ")
    assert isinstance(compiled_example(example, VOCABULARY), Test)
    assert example.true
    assert example.false
    told = (*example.true, *example.false, *example.unknown)
    assert len(set(told)) == len(told)
    assert set(UNANSWERED) <= set(told)


def test_only_answered_is_never_unknown() -> None:
    assert {operator.name for operator, example in EXAMPLES if not example.unknown} == {"answered"}


@pytest.mark.parametrize("operator", operators().values(), ids=operators())
def test_an_operator_says_in_japanese_sentences_when_it_holds(operator: Operator) -> None:
    assert "成り立ちます。" in operator.meaning
    assert operator.meaning.endswith("。")


def test_what_may_be_true_or_false_on_its_right_is_shown_both_ways() -> None:
    both = {each for each in operators().values() if each.argument is Argument.YES_NO}
    assert {each.name for each in both} == {"answered", "is_empty", "not_expired"}
    for operator in both:
        sides = {example.right for example in operator.examples}
        assert sides == {f"{{{operator.name}: true}}", f"{{{operator.name}: false}}"}


def test_what_stands_on_numbers_and_dates_is_shown_on_both() -> None:
    for operator in operators().values():
        if operator.on == {FactType.INTEGER, FactType.NUMBER, FactType.DATE}:
            shown = {VOCABULARY.facts[example.fact].type for example in operator.examples}
            assert shown == {FactType.INTEGER, FactType.DATE}


def test_every_fact_of_the_examples_is_used() -> None:
    assert {example.fact for _, example in EXAMPLES} == set(VOCABULARY.facts)
