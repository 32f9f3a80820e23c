"""The answers of a submission as closures see them: records with an entry for every fact."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from checklist_engine.evaluator.closure_rows import Known, Rows
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.submission import Answers, Element, elements_of

SUBMISSION = ""
"""The kind of record that a submission is; elements are of the kind that the full id of their list says."""
TIER = " tier"
"""Where the tier of an element stands among its answers; no field can be called so."""


class Record(NamedTuple):
    """A submission, or an element of a list: what its answers say to the tests that are put to them
    alone, and the answers by name, None where there is none. A list is a tuple of records.
    """

    truths: list[Known]
    answers: dict[str, Any]
    day: date
    kind: str = SUBMISSION
    element: Element | None = None


Around: TypeAlias = tuple[Record, ...]
"""The elements around an expression, innermost first."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Makes records of answers; `blank` has every name unanswered, by kind of record."""

    blank: Mapping[str, Mapping[str, None]]
    rows: Mapping[str, Rows]

    @classmethod
    def of(cls, vocabulary: Vocabulary, rows: Mapping[str, Rows]) -> "Sheets":
        """For submissions in these words."""
        fields = {
            fact.full_id: dict.fromkeys(fact.shape.fields)
            for fact in vocabulary.all_facts()
            if fact.shape
        }
        blank: dict[str, dict[str, None]] = {SUBMISSION: dict.fromkeys(vocabulary.facts), **fields}
        return cls(blank, {kind: rows.get(kind, Rows(())) for kind in blank})

    def sheet(self, answers: Answers, day: date) -> Record:
        """All answers, on one day."""
        found: dict[str, Any] = {**self.blank[SUBMISSION], **answers.values}
        for name in self.blank.keys() & answers.values.keys():
            found[name] = tuple(
                self._element(each, name, day) for each in elements_of(answers.values[name])
            )
        return Record(self.rows[SUBMISSION].truths(found, day), found, day)

    def _element(self, element: Element, kind: str, day: date) -> Record:
        found: dict[str, Any] = {**self.blank[kind], **element.values, TIER: element.tier}
        for name, value in element.values.items():
            inner = f"{kind}.{name}"
            if inner in self.blank:
                found[name] = tuple(self._element(each, inner, day) for each in elements_of(value))
        return Record(self.rows[kind].truths(found, day), found, day, kind, element)

    def take_away(self, record: Record, name: str) -> None:
        """Take an answer away from a record."""
        record.answers[name] = None
        self.rows[record.kind].take_away(name, record.truths)

    def without(self, record: Record, paths: Iterable[str]) -> Record:
        """The record without the answers at these paths; what is not concerned is shared."""
        start = f"{record.element.path}." if record.element else ""
        names = [path[len(start) :] for path in paths if path.startswith(start)]
        if not names:
            return record
        found = record._replace(truths=list(record.truths), answers=dict(record.answers))
        for name in names:
            listed, inside, _ = name.partition("[")
            if not inside:
                self.take_away(found, name)
            elif found.answers[listed] is not None:
                found.answers[listed] = tuple(
                    self.without(each, paths) for each in found.answers[listed]
                )
        return found
