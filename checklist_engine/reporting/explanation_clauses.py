"""What an explanation is made of: sentences with their truth, and the answers that they look at."""

from checklist_engine.evaluator.relevance import Relevance
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.ground.truth import Truth
from checklist_engine.model.submission import Answer
from checklist_engine.reporting.explanation_proofs import ShownProof


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAnswer:
    """An answer that a sentence looks at, given or not.

    Attributes:
        label: what it is the answer to, with the element that it is of.
        short: the same without the element.
        answer: as it stands in the submission, whether it counts or not.
        words: the same, as a person says it.
        unknown: why it is not given, where the submission says so.
        place: where it is written.
        proofs: those that it needs.
        relevance: whether it is asked.
        not_asked: why it is not: what it is asked for, and does not hold.
        first: labels of what has to be answered before anybody knows whether it is asked.
    """

    path: str
    label: str
    short: str
    answer: Answer | None
    words: str
    unknown: str | None
    place: Place | None
    proofs: tuple[ShownProof, ...]
    relevance: Relevance
    not_asked: tuple["Clause", ...] = ()
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A sentence with its truth, the sentences it is made of, and the answers it looks at itself.

    Attributes:
        truth: with every answer that counts.
        proven: with those alone that do not lack their proof.
        element: whether it speaks of one element of a list; those that decide stand first.
        note: what a reader should know beside it.
        part: which part of a rule it is (`applies_when`, `for_each`, `require`, `compensated_by`).
    """

    text: str
    truth: Truth
    proven: Truth
    parts: tuple["Clause", ...] = ()
    answers: tuple[ShownAnswer, ...] = ()
    element: bool = False
    note: str | None = None
    part: str | None = None
