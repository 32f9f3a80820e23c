"""Parties (委託先): the trees of a submission, what is proven of each element, at any depth."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.drafting.html.words import UNSETTLED, Count, counts_of, verdict_mark
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Assessment, RuleFindings
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Element, elements_of
from checklist_engine.model.verdicts import Verdict
from checklist_engine.pictures.party_tree import Party, party_tree


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """An element: whom it stands below, what came out on it, what proves something of it."""

    name: str
    rank: str
    above: str
    counts: tuple[Count, ...]
    points: tuple[str, ...]
    proofs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTree:
    """A list whose elements have elements below them; `state` says whether it is complete."""

    label: str
    anchor: str
    state: str
    pictures: tuple[str, ...]
    rows: tuple[PartyRow, ...]


def party_trees(assessment: Assessment, plan: Plan, anchors: str) -> tuple[PartyTree, ...]:
    """The trees that are asked for and have elements, in the order of the form."""
    teller = _Teller(assessment, plan)
    asked = {row.path for row in assessment.sheet}
    return tuple(
        teller.tree(fact, anchors)
        for fact in plan.vocabulary.facts.values()
        if fact.shape is not None
        and fact.shape.children is not None
        and fact.id in asked
        and teller.elements(fact)
    )


class _Teller:
    """Looks up what is known of the elements of one case."""

    def __init__(self, assessment: Assessment, plan: Plan) -> None:
        self.plan = plan
        self.submission = assessment.submission
        self.index: AnswerIndex = answer_index(plan.vocabulary, self.submission.answers)
        self.findings: Mapping[str, list[tuple[RuleFindings, Verdict]]] = defaultdict(list)
        for rule in assessment.rules:
            for finding in rule.findings:
                if finding.element is not None:
                    self.findings[finding.element].append((rule, finding.verdict))

    def elements(self, fact: Fact) -> Sequence[Element]:
        return elements_of(self.submission.answers.values.get(fact.id))

    def tree(self, fact: Fact, anchors: str) -> PartyTree:
        elements = self.elements(fact)
        rows = tuple(self._row(element, around) for element, around in _with_parents(elements))
        anchor = f"{anchors}list-{fact.id}"
        parties = _nested(elements, rows)
        return PartyTree(
            label=fact.label,
            anchor=anchor,
            state=self._state(fact),
            pictures=party_tree(anchor, f"{fact.label}の図", parties),
            rows=rows,
        )

    def _state(self, fact: Fact) -> str:
        assert fact.shape is not None
        if fact.shape.closed_by is None:
            return ""
        complete = self.submission.answers.values.get(fact.shape.closed_by)
        return "全て記入されています" if complete is True else "全て記入されたかどうかは未確認です"

    def _row(self, element: Element, around: Element | None) -> PartyRow:
        found = self.findings.get(element.path, [])
        return PartyRow(
            name=element.name or element.key,
            rank=f"第{element.tier}段階",
            above=(around.name or around.key) if around else "",
            counts=counts_of([verdict for _, verdict in found]),
            points=tuple(
                f"{verdict_mark(verdict).sign} {rule.title}（{rule.rule}）"
                for rule, verdict in found
                if verdict in UNSETTLED
            ),
            proofs=tuple(self._proofs(element)),
        )

    def _proofs(self, element: Element) -> Iterator[str]:
        """Records on the element or on an answer of it, by their kinds and ids."""
        for record in self.submission.evidence:
            about = (element.path, f"{element.path}.")
            if any(path == about[0] or path.startswith(about[1]) for path in record.supports):
                yield f"{self.plan.evidence_kinds[record.kind].label} {record.id}"


def _with_parents(elements: Sequence[Element]) -> Iterator[tuple[Element, Element | None]]:
    way: list[Element] = []
    for element in elements:
        del way[element.tier - 1 :]
        yield element, way[-1] if way else None
        way.append(element)


def _nested(elements: Sequence[Element], rows: Sequence[PartyRow]) -> tuple[Party, ...]:
    """The rows as the tree they are: from the last to the first, each takes those below it."""
    below: dict[int, list[Party]] = defaultdict(list)
    for element, row in reversed(list(zip(elements, rows, strict=True))):
        party = Party(
            name=row.name,
            rank=row.rank,
            marks=tuple((each.mark, each.count) for each in row.counts),
            points=row.points,
            proofs=row.proofs,
            below=tuple(reversed(below.pop(element.tier + 1, []))),
        )
        below[element.tier].append(party)
    return tuple(reversed(below.get(1, [])))
