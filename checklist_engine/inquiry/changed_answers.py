"""Answers with some of them changed, and answers without those that may change."""

from collections.abc import Mapping

from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.ground.values import Value
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.submission import Answer, Answers, Element, elements_of


def fixed_answers(answers: Answers, vocabulary: Vocabulary) -> Answers:
    """The answers that stand: lists with their elements, and what cannot be changed to please a rule."""
    facts = vocabulary.facts
    return Answers(
        values={
            name: _fixed_answer(answer, facts[name])
            for name, answer in answers.values.items()
            if isinstance(answer, tuple) or not facts[name].mutable
        }
    )


def answers_with(answers: Answers, changes: Mapping[str, Value]) -> Answers:
    """The answers with others at some paths, of facts or of fields of elements that are there."""
    values = {
        name: _elements_with(answer, changes) if isinstance(answer, tuple) else answer
        for name, answer in answers.values.items()
    }
    values |= {path: value for path, value in changes.items() if "[" not in path}
    return replace(answers, values=values)


def _elements_with(
    elements: tuple[Element, ...], changes: Mapping[str, Value]
) -> tuple[Element, ...]:
    return tuple(_element_with(element, changes) for element in elements)


def _element_with(element: Element, changes: Mapping[str, Value]) -> Element:
    values: dict[str, Answer] = {
        name: _elements_with(answer, changes) if isinstance(answer, tuple) else answer
        for name, answer in element.values.items()
    }
    before = f"{element.path}."
    values |= {
        path.removeprefix(before): value
        for path, value in changes.items()
        if path.startswith(before) and "[" not in path.removeprefix(before)
    }
    return replace(element, values=values)


def _fixed_answer(answer: Answer, fact: Fact) -> Answer:
    """An answer without what may be changed in it."""
    if fact.shape is None:
        return answer
    fields, key = fact.shape.fields, fact.shape.key
    return tuple(
        replace(
            element,
            values={
                name: _fixed_answer(value, fields[name])
                for name, value in element.values.items()
                if name == key or isinstance(value, tuple) or not fields[name].mutable
            },
        )
        for element in elements_of(answer)
    )
