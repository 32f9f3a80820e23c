"""Submission (提出内容): what a department handed in, typed against a vocabulary."""

from collections.abc import Iterator, Mapping
from datetime import date

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import Value
from checklist_engine.model.verdicts import ClaimKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element of a list. A tree stands flat, depth first, parents before children.

    `path` is as it is printed: `parties[sys/aws]`. `values` holds answered fields only.
    """

    path: str
    key: str
    name: str | None
    tier: int
    values: Mapping[str, "Answer"]


Elements = tuple[Element, ...]
Answer = Value | Elements


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """回答: answered facts only. By path, `reasons` says why others have none (`{unknown: …}`), and
    `places` where an answer, or what stands for one, is written.
    """

    values: Mapping[str, Answer]
    reasons: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """証跡: a record that supports answers (by path) or all answers of an element."""

    id: str
    kind: str
    title: str | None
    issued_by: str | None
    issued_on: date | None
    valid_until: date | None
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """申出: what a department asks the reviewers for; it changes no verdict. `element` is a path."""

    rule: str
    element: str | None
    kind: ClaimKind
    reason: str
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """裁定: what the council or the secretariat grants; only their files hold it.

    `case` is the id of a case, `element` a path or the keys in it; `expires` is inclusive.
    """

    id: str
    case: str
    rule: str
    element: str | None
    verdict: Verdict
    authority: str
    reason: str
    on: date
    expires: date | None
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """案件."""

    id: str
    title: str
    system: str | None
    department: str | None
    submitted_on: date | None
    place: Place = field(default=Place(file=""), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """提出内容: one case, its answers and its proofs. `digest` is of the content after `extends`."""

    file: str
    case: Case
    pack: str
    profile: str
    answers: Answers
    evidence: tuple[Evidence, ...]
    claims: tuple[Claim, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agendum:
    """A case on the agenda: its item (ア, イ, …; None outside a meeting)."""

    item: str | None
    submission: Submission


def elements_of(answer: Answer | None) -> Elements:
    """The elements of a list answer; none where it is unanswered."""
    return answer if isinstance(answer, tuple) else ()


def names_element_path(path: str, written: str) -> bool:
    """Whether `written` names the element at `path`: by its path, or shorter by the keys in it."""
    return path == written or path.endswith(f"[{written}]")


def elements_by_path(answers: Answers) -> Mapping[str, Element]:
    """Every element that is listed, those of lists in fields too, by its path."""
    return {
        element.path: element
        for answer in answers.values.values()
        for element in _all_elements(elements_of(answer))
    }


def _all_elements(elements: Elements) -> Iterator[Element]:
    for element in elements:
        yield element
        for value in element.values.values():
            yield from _all_elements(elements_of(value))
