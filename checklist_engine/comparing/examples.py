"""Examples: the shortest submission that still shows a difference, checked by the evaluator itself."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

from checklist_engine.analysis.comparison import Shown
from checklist_engine.analysis.rules import HARDNESS
from checklist_engine.analysis.witnesses import Witness
from checklist_engine.comparing.differences import Example
from checklist_engine.comparing.written_answers import (
    answer_lines,
    plain_answers,
    plain_evidence,
)
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.tables import worst
from checklist_engine.evaluator.view import View
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import (
    Answer,
    Element,
    Elements,
    elements_by_path,
    elements_of,
)
from checklist_engine.model.verdicts import Verdict

Direction: TypeAlias = Literal["stricter", "looser", "other"]

_NOWHERE = ""
"""No path of an element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A rule by the plans of two packs on one day: what an example has to show."""

    before: tuple[Plan, PlannedRule]
    after: tuple[Plan, PlannedRule]
    as_of: date

    def example(self, direction: Direction, shown: Shown) -> Example | None:
        """What was found, cut down to what it takes; None where the evaluator does not confirm it."""
        spot = next(
            (
                each
                for each in (None, *elements_by_path(shown.witness.answers))
                if _direction(*self._verdicts(shown.witness, each)) == direction
            ),
            _NOWHERE,
        )
        if spot == _NOWHERE:
            return None
        witness = self._shortest(shown.witness, spot)
        before, after = self._verdicts(witness, spot)
        if self._verdicts(witness, None) == (before, after):
            spot = None
        facts = _joint_facts(_facts(self.before[0]), _facts(self.after[0]))
        kinds = {**self.before[0].evidence_kinds, **self.after[0].evidence_kinds}
        return Example(
            direction=direction,
            element=spot,
            before=before,
            after=after,
            answers=plain_answers(witness.answers, facts),
            evidence=plain_evidence(witness.evidence),
            lines=answer_lines(witness.answers, witness.evidence, facts, kinds),
            only_before=tuple(_unknown(witness, facts, kinds, self.after[0])),
            only_after=tuple(_unknown(witness, facts, kinds, self.before[0])),
        )

    def _verdicts(self, witness: Witness, element: str | None) -> tuple[Verdict, Verdict]:
        return (
            verdict_in(*self.before, witness, self.as_of, element),
            verdict_in(*self.after, witness, self.as_of, element),
        )

    def _shortest(self, witness: Witness, element: str | None) -> Witness:
        """Nothing more can be left out without another outcome."""
        wanted = self._verdicts(witness, element)
        for shorter in _shorter(witness):
            if self._verdicts(shorter, element) == wanted:
                return self._shortest(shorter, element)
        return witness


def verdict_in(
    plan: Plan, rule: PlannedRule, witness: Witness, as_of: date, element: str | None = None
) -> Verdict:
    """The verdict of a rule, or that on one element; records of a kind that the pack does not know
    are left aside.
    """
    relevance = relevance_map(plan, witness.answers, as_of)
    assessor = Assessor(
        plan=plan,
        view=View(answers=witness.answers, as_of=as_of, hidden=relevance.irrelevant),
        evidence=[each for each in witness.evidence if each.kind in plan.evidence_kinds],
        irrelevant=relevance.irrelevant,
    )
    findings = assessor.findings(replace(rule, in_force=None))
    verdicts = frozenset(
        finding.verdict for finding in findings if element in (None, finding.element)
    )
    return worst(verdicts) if verdicts else Verdict.NOT_APPLICABLE


def _direction(before: Verdict, after: Verdict) -> Direction | None:
    """What a pair of verdicts shows; None where they are one."""
    gap = HARDNESS.get(after, 0) - HARDNESS.get(before, 0)
    if gap:
        return "stricter" if gap > 0 else "looser"
    return None if before is after else "other"


def _shorter(witness: Witness) -> Iterator[Witness]:
    """The submission without one thing: a record, an answer, an element, a field of one."""
    for at in range(len(witness.evidence)):
        records = (*witness.evidence[:at], *witness.evidence[at + 1 :])
        yield replace(witness, evidence=records)
    values = witness.answers.values
    for name, answer in values.items():
        others = {other: value for other, value in values.items() if other != name}
        yield _with_values(witness, others)
        for less in _less(answer):
            yield _with_values(witness, {**values, name: less})


def _with_values(witness: Witness, values: Mapping[str, Answer]) -> Witness:
    return replace(witness, answers=replace(witness.answers, values=values))


def _less(answer: Answer) -> Iterator[Elements]:
    """A list with one element less (and with what stands below it), or with one answer less."""
    elements = elements_of(answer)
    for at, element in enumerate(elements):
        below = element.path.removesuffix("]") + "/"
        kept = (each for each in elements if each is not element)
        yield tuple(each for each in kept if not each.path.startswith(below))
        for less in _less_said(element):
            yield (*elements[:at], less, *elements[at + 1 :])


def _less_said(element: Element) -> Iterator[Element]:
    for name, value in element.values.items():
        # The key is what the element is known by.
        if value != element.key:
            others = {other: each for other, each in element.values.items() if other != name}
            yield replace(element, values=others)
        for less in _less(value):
            yield replace(element, values={**element.values, name: less})


def _facts(plan: Plan) -> Mapping[str, Fact]:
    return {fact.full_id: fact for fact in plan.vocabulary.all_facts()}


def _joint_facts(before: Mapping[str, Fact], after: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """Facts of both, with the codes of either, so that every answer has a label."""
    both = {
        name: replace(
            fact, choices={**(before[name].choices or {}), **(fact.choices or {})} or None
        )
        for name, fact in after.items()
        if name in before
    }
    return {**before, **after, **both}


def _unknown(
    witness: Witness, facts: Mapping[str, Fact], kinds: Mapping[str, EvidenceKind], plan: Plan
) -> Iterator[str]:
    """Labels of what is answered or handed in here, and is not in the vocabulary of a pack."""
    known = _facts(plan)
    named = (name for answered in _answered(witness) for name in _strange(*answered, facts, known))
    yield from dict.fromkeys(named)
    for record in witness.evidence:
        if record.kind not in plan.evidence_kinds:
            yield f"証跡の種類「{kinds[record.kind].label}」"


def _strange(
    name: str, answer: Answer, facts: Mapping[str, Fact], known: Mapping[str, Fact]
) -> Iterator[str]:
    if name not in known:
        yield f"事実「{facts[name].label}」"
        return
    codes = known[name].choices
    if codes is None or not isinstance(answer, str | frozenset):
        return
    for code in sorted({answer} if isinstance(answer, str) else answer):
        if code not in codes:
            label = (facts[name].choices or {}).get(code, code)
            yield f"「{facts[name].label}」の選択肢「{label}」"


def _answered(witness: Witness) -> Iterator[tuple[str, Answer]]:
    """Every answer with the full id of its fact or field."""

    def walk(name: str, answer: Answer) -> Iterator[tuple[str, Answer]]:
        yield name, answer
        for element in elements_of(answer):
            for field, value in element.values.items():
                yield from walk(f"{name}.{field}", value)

    for name, answer in witness.answers.values.items():
        yield from walk(name, answer)
