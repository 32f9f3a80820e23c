"""Flipping (逆算): the smallest sets of changed answers and added proofs that reach a better decision.

Facts that cannot be changed to please a rule (`mutable: false`) stand as they are; elements of lists
are neither added nor taken away; claims and rulings stand.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest
from itertools import combinations, islice

from checklist_engine.analysis.proofs import Records
from checklist_engine.analysis.scheme import ANY, PROOF, Scheme, path_of_variable
from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.conclusion.assess import assess
from checklist_engine.ground.values import FactType, Value
from checklist_engine.inquiry.changed_answers import answers_with, fixed_answers
from checklist_engine.inquiry.outcomes import ASKED, Outcomes
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.search import Changed, Search, Step
from checklist_engine.inquiry.units import Unit, Units, full_id_of
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import (
    Agendum,
    Ruling,
    Submission,
)
from checklist_engine.model.verdicts import Decision, Gate, Verdict

MOST_ALTERNATIVES = 5
_MOST_CHOICES = 64
USUAL_EFFORT = 3
"""The effort of changing a fact that says nothing of it; of an added proof, always 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """An answer that is changed, or given for the first time (`before` None)."""

    path: str
    label: str
    fact: Fact
    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedProof:
    """The records that are handed in for one answer."""

    path: str
    label: str
    records: Records

    @property
    def kinds(self) -> tuple[str, ...]:
        """The ids of their kinds."""
        return tuple(kind for kind, _ in self.records.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way to get there; none of its parts can be left out.

    Attributes:
        effort: the sum of what its parts take.
        assessment: of the submission as it would be.
    """

    changes: tuple[AnswerChange, ...]
    proofs: tuple[AddedProof, ...]
    effort: int
    assessment: Assessment

    @property
    def size(self) -> int:
        return len(self.changes) + len(self.proofs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flips:
    """逆算の結果: the alternatives, the smallest first, then the least effort.

    Attributes:
        reached: whether it is so already, without any change.
        exact: whether everything was looked at; else there may be others, and smaller ones.
    """

    alternatives: tuple[Alternative, ...]
    reached: bool
    exact: bool


class Flipper:
    """Finds what would change the outcome of a submission."""

    def __init__(self, plan: Plan, as_of: date, rulings: Sequence[Ruling] = ()) -> None:
        """Args:
        plan: the rules that count.
        as_of: the assessment date.
        rulings: those on this case.
        """
        self.plan, self.as_of, self.rulings = plan, as_of, tuple(rulings)
        self.units = Units(plan, as_of)
        self.outcomes = Outcomes(plan, self.rulings, as_of)
        self.facts = {fact.full_id: fact for fact in plan.vocabulary.all_facts()}

    def to_decision(self, submission: Submission, aim: Decision) -> Flips:
        """The smallest changes that reach a decision, or a better one."""
        found = [
            self._flips(
                submission, self.outcomes.of_mending, self.outcomes.in_the_way(aim, left), aim
            )
            for left in self._left_open(submission, aim)
        ]
        return Flips(
            alternatives=tuple(_apart(each for one in found for each in one.alternatives))[
                :MOST_ALTERNATIVES
            ],
            reached=any(each.reached for each in found),
            exact=len(found) < _MOST_CHOICES and all(each.exact for each in found),
        )

    def _left_open(self, submission: Submission, aim: Decision) -> list[Collection[str]]:
        """The choices of conditional rules that may stay open: none for an approval; for one with
        conditions all, unless too many are open: then so many of them as a decision bears.
        """
        if aim is Decision.APPROVE:
            return [()]
        now = assess(self.plan, Agendum(item=None, submission=submission), self.as_of, self.rulings)
        open_now = [
            rule.rule
            for rule in now.rules
            if rule.gate is Gate.CONDITIONAL and Verdict.UNDETERMINED in rule.verdicts
        ]
        others = set(self.outcomes.conditional) - set(open_now)
        bearable = min(self.plan.decision.open_at_most, len(open_now))
        choices = islice(combinations(open_now, bearable), _MOST_CHOICES)
        return [others | set(chosen) for chosen in choices]

    def without_condition(self, submission: Submission, condition: str) -> Flips:
        """The smallest changes after which no finding asks for a condition."""

        def partition(unit: Unit) -> Partition | None:
            may_ask = self.outcomes.may_ask(unit, condition)
            return self.outcomes.of_condition(unit, condition) if may_ask else None

        return self._flips(submission, partition, ASKED, None)

    def _flips(
        self,
        submission: Submission,
        partition: Callable[[Unit], Partition | None],
        wanted: Bits,
        aim: Decision | None,
    ) -> Flips:
        index = answer_index(self.plan.vocabulary, submission.answers)
        current = self._changeable(index)
        scheme = Scheme(
            given=fixed_answers(submission.answers, self.plan.vocabulary),
            current=current,
            evidence=submission.evidence,
            may_prove=True,
            closed=False,
            blanks=True,
            further=0,
        )
        found = list(self.units.of(scheme))
        units = [each for each in found if isinstance(each, Unit)]
        exact = len(units) == len(found) and all(unit.exact for unit in units)
        parts = [part for unit in units if (part := partition(unit)) is not None]
        parts += self.units.constraints(units)
        search = Search(question_of=_question_of, may_change=self._may_be_changed, wanted=wanted)
        ways = _best(search.fronts(parts), self._effort)
        # A change may open rules that were not asked before: an assessment says what has been reached.
        proposed = [self._alternative(submission, way, index) for way in ways]
        alternatives = [
            self._shortened(each, submission, aim)
            for each in proposed
            if _reaches(each.assessment, aim)
        ]
        reached = any(not each.size for each in alternatives)
        return Flips(
            alternatives=() if reached else tuple(_apart(alternatives)),
            reached=reached,
            exact=exact and search.exact and len(alternatives) == len(proposed),
        )

    def _shortened(
        self, found: Alternative, submission: Submission, aim: Decision | None
    ) -> Alternative:
        """An alternative without what can be left out of it: of many open rules, some may stay so."""
        if aim is not Decision.APPROVE_WITH_CONDITIONS:
            return found
        for change in sorted(found.changes, key=lambda each: -self._effort(each.path)):
            shorter = self._changed(
                submission,
                tuple(each for each in found.changes if each is not change),
                found.proofs,
            )
            if _reaches(shorter.assessment, aim):
                found = shorter
        return found

    def _changeable(self, index: AnswerIndex) -> Mapping[str, Value]:
        """By path, the answers that may be changed."""
        return {
            path: located.answer
            for path, located in index.located.items()
            if located.answer is not None
            and not isinstance(located.answer, tuple)
            and located.fact.mutable
        }

    def _may_be_changed(self, question: str) -> bool:
        return question.endswith(PROOF) or self.facts[full_id_of(question)].mutable

    def _effort(self, question: str) -> int:
        if question.endswith(PROOF):
            return 1
        fact = self.facts[full_id_of(question)]
        return fact.effort or USUAL_EFFORT

    def _alternative(self, submission: Submission, way: "_Way", index: AnswerIndex) -> Alternative:
        return self._changed(
            submission,
            tuple(self._changes(way.changed, index)),
            tuple(_added_proofs(way.changed, index)),
        )

    def _changed(
        self,
        submission: Submission,
        changes: tuple[AnswerChange, ...],
        proofs: tuple[AddedProof, ...],
    ) -> Alternative:
        after = replace(
            submission,
            answers=answers_with(
                submission.answers, {change.path: change.after for change in changes}
            ),
            evidence=(
                *submission.evidence,
                *(record for proof in proofs for record in proof.records.evidence(proof.path)),
            ),
        )
        return Alternative(
            changes=changes,
            proofs=proofs,
            effort=sum(self._effort(change.path) for change in changes) + len(proofs),
            assessment=assess(
                self.plan, Agendum(item=None, submission=after), self.as_of, self.rulings
            ),
        )

    def _changes(self, changed: Changed, index: AnswerIndex) -> Iterator[AnswerChange]:
        names = [name for name in changed if not name.endswith(PROOF)]
        for path in dict.fromkeys(map(path_of_variable, names)):
            located = index.located[path]
            before = located.answer
            assert not isinstance(before, tuple)
            after = _after(path, located.fact, before, changed)
            if after != before:
                yield AnswerChange(
                    path=path,
                    label=located.label,
                    fact=located.fact,
                    before=before,
                    after=after,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A step in every group of partitions."""

    questions: frozenset[str]
    changed: Changed
    effort: int

    @property
    def rank(self) -> tuple[int, int, list[str]]:
        return len(self.questions), self.effort, sorted(self.questions)


def _best(fronts: Iterable[Sequence[Step]], effort_of: Callable[[str], int]) -> list[_Way]:
    """The smallest ways, a step of every front each; as fronts share nothing, no part of one can be
    left out.
    """
    ways = [_Way(questions=frozenset(), changed={}, effort=0)]
    for front in fronts:
        longer = (
            _Way(
                questions=way.questions | step.questions,
                changed={**way.changed, **step.changed},
                effort=way.effort + sum(map(effort_of, step.questions)),
            )
            for way in ways
            for step in front
        )
        ways = nsmallest(MOST_ALTERNATIVES, longer, key=lambda way: way.rank)
    return ways


def _reaches(assessment: Assessment, aim: Decision | None) -> bool:
    """Whether a decision is as good as the aim; without an aim, any will do."""
    if aim is None or assessment.decision is None:
        return aim is None
    return list(Decision).index(assessment.decision) <= list(Decision).index(aim)


def _question_of(name: str) -> str:
    """Answers and proofs are changed apart: `hosting.country`, `hosting.country?`."""
    return name if name.endswith(PROOF) else path_of_variable(name)


def _after(path: str, fact: Fact, before: Value | None, changed: Changed) -> Value:
    """The new answer; of several codes, the old ones with those changed that are."""
    if fact.type is not FactType.CHOICES:
        return changed[path]  # type: ignore[return-value]
    codes = set(before) if isinstance(before, frozenset) else set[str]()
    for code in fact.choices or ():
        chosen = changed.get(path + ANY + code)
        if chosen is not None:
            codes = codes | {code} if chosen else codes - {code}
    any_chosen = changed.get(path + ANY)
    if any_chosen is False:
        codes = set()
    elif any_chosen and not codes:
        codes = {next(code for code in fact.choices or () if path + ANY + code not in changed)}
    return frozenset(codes)


def _added_proofs(changed: Changed, index: AnswerIndex) -> Iterator[AddedProof]:
    for name, records in changed.items():
        if isinstance(records, Records):
            path = name.removesuffix(PROOF)
            yield AddedProof(path=path, label=index.located[path].label, records=records)


def _apart(alternatives: Iterable[Alternative]) -> Iterator[Alternative]:
    """The smallest first, and none that holds another."""
    seen: list[frozenset[object]] = []
    for each in sorted(alternatives, key=lambda each: (each.size, each.effort)):
        parts = frozenset({part.path for part in each.changes}) | frozenset(
            (part.path, part.kinds) for part in each.proofs
        )
        if not any(known <= parts for known in seen):
            seen.append(parts)
            yield each
