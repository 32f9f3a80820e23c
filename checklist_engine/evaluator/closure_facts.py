"""The answers of a submission as closures see them: plain mappings with an entry for every fact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checklist_engine.evaluator.closures import DAY, ELEMENT, TIER, Facts
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.submission import Answers, Element, elements_of


@dataclass(frozen=True, slots=True)
class Sheets:
    """Makes facts of answers; `blank` has every fact unanswered, `blank_elements` the fields by list."""

    blank: Facts
    blank_elements: Mapping[str, Facts]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Sheets":
        """For submissions in these words."""
        lists = [fact for fact in vocabulary.all_facts() if fact.shape]
        return cls(
            blank=dict.fromkeys(vocabulary.facts),
            blank_elements={
                fact.full_id: dict.fromkeys(fact.shape.fields) for fact in lists if fact.shape
            },
        )

    def facts(self, answers: Answers, as_of: date) -> Facts:
        """All answers, on one day."""
        facts = {**self.blank, **answers.values, DAY: as_of}
        for name in self.blank_elements:
            if name in answers.values:
                facts[name] = tuple(
                    self._element(each, name) for each in elements_of(answers.values[name])
                )
        return facts

    def _element(self, element: Element, of: str) -> Facts:
        found = {**self.blank_elements[of], **element.values, TIER: element.tier, ELEMENT: element}
        for name, value in element.values.items():
            inner = f"{of}.{name}"
            if inner in self.blank_elements:
                found[name] = tuple(self._element(each, inner) for each in elements_of(value))
        return found


def without(facts: Facts, paths: Iterable[str]) -> Facts:
    """The facts without the answers at these paths; what is not concerned is shared."""
    wanted = frozenset(paths)
    return _without(facts, wanted, "") if wanted else facts


def element_without(element: Facts, paths: frozenset[str]) -> Facts:
    """An element without the answers at these paths."""
    return _without(element, paths, f"{element[ELEMENT].path}.")


def _without(facts: Facts, paths: frozenset[str], before: str) -> Facts:
    found = facts
    for name, value in facts.items():
        if value is None or name in (DAY, TIER, ELEMENT):
            continue
        path = f"{before}{name}"
        if path in paths:
            changed: object = None
        elif isinstance(value, tuple):
            inner = [element_without(each, paths) for each in value]
            if all(new is old for new, old in zip(inner, value, strict=True)):
                continue
            changed = tuple(inner)
        else:
            continue
        found = {**found, name: changed}
    return found
