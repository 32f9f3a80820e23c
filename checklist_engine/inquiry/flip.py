"""Flipping (逆算): the smallest sets of changed answers and added proofs that reach a better decision.

Facts that cannot be changed to please a rule (`mutable: false`) stand as they are; elements of lists
are neither added nor taken away; claims and rulings stand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from checklist_engine.conclusion.assess import assess
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.inquiry.changeable import AddedProof, AnswerChange, Changeable
from checklist_engine.inquiry.changed_answers import answers_with
from checklist_engine.inquiry.outcomes import ASKED, Outcomes
from checklist_engine.inquiry.partition import Partition
from checklist_engine.inquiry.search import ENOUGH, Found, search
from checklist_engine.inquiry.trials import Aim, Trials
from checklist_engine.inquiry.units import Unit, Units
from checklist_engine.inquiry.ways import Way, put_together
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Ruling, Submission
from checklist_engine.model.verdicts import Decision, Gate, Verdict


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
class Obstacle:
    """支障: a finding that no change does away with, by itself or together with others.

    Attributes:
        rule: its id.
        element: the path of the element that it is about, if any.
        fixed: of the answers that it rests on or waits for, those that cannot be changed: the paths of
            facts that are not mutable, and of lists.
    """

    rule: str
    element: str | None
    fixed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flips:
    """逆算の結果: the alternatives, the smallest first; of one size those first that make no finding worse,
    then those of least effort.

    Attributes:
        reached: whether it is so already, without any change.
        exact: whether everything was looked at; else there may be others, and smaller ones.
        harmless: where every alternative makes some finding worse, a smallest one that makes none.
        obstacles: where there is no alternative, what is in the way.
    """

    alternatives: tuple[Alternative, ...]
    reached: bool
    exact: bool
    harmless: Alternative | None = None
    obstacles: tuple[Obstacle, ...] = ()


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

    def to_decision(self, submission: Submission, aim: Decision) -> Flips:
        """The smallest changes that reach a decision, or a better one."""
        return self._flips(
            submission,
            lambda unit: [self.outcomes.of_decision(unit)],
            self._aim(aim),
            lambda assessment: _reaches(assessment, aim),
        )

    def without_condition(self, submission: Submission, condition: str) -> Flips:
        """The smallest changes after which no finding asks for a condition, and the decision is no worse
        than it is. Of the condition that stands in for open points: after which none is open.
        """
        now = self._assess(submission)
        aim = self._aim(now.decision)
        aim = replace(aim, unwanted=aim.unwanted | ASKED)
        if self._stands_in(condition, now):
            opened = self.outcomes.in_the_way(Decision.APPROVE_WITH_CONDITIONS)
            aim = Aim(unwanted=aim.unwanted | opened)

        def partitions(unit: Unit) -> Iterator[Partition | None]:
            if self.outcomes.may_ask(unit, condition):
                yield self.outcomes.of_condition(unit, condition)
            if now.decision in (Decision.APPROVE, Decision.APPROVE_WITH_CONDITIONS):
                yield self.outcomes.of_decision(unit)
            elif now.decision is Decision.DEFER and unit.rule.gate is Gate.BLOCKING:
                final = {each: self.outcomes.final(unit, each) for each in Verdict}
                yield unit.partition(
                    {each: ASKED for each in Verdict if final[each] is Verdict.NOT_MET}
                )

        def is_reached(after: Assessment) -> bool:
            gone = all(each.id != condition for each in after.conditions)
            return gone and _reaches(after, now.decision)

        return self._flips(submission, partitions, aim, is_reached)

    def _aim(self, decision: Decision | None) -> Aim:
        """What is to go so that the decision is this one, or a better one."""
        if decision is Decision.APPROVE:
            return Aim(unwanted=self.outcomes.in_the_way(decision))
        if decision is not Decision.APPROVE_WITH_CONDITIONS:
            return Aim(unwanted=0)
        unwanted = self.outcomes.in_the_way(decision, left_open=self.outcomes.conditional)
        return Aim(
            unwanted=unwanted,
            counted=self.outcomes.in_the_way(decision) & ~unwanted,
            bearable=self.plan.decision.open_at_most,
        )

    def _stands_in(self, condition: str, now: Assessment) -> bool:
        """Whether a condition is asked for because of open points, and by no rule of its own."""
        drafted = any(each.id == condition for each in now.conditions)
        by_rules = condition in self.outcomes.conditions
        return drafted and (condition == self.plan.decision.open_condition or not by_rules)

    def _flips(
        self,
        submission: Submission,
        partitions: Callable[[Unit], Iterable[Partition | None]],
        aim: Aim,
        is_reached: Callable[[Assessment], bool],
    ) -> Flips:
        case = Changeable(self.units, self.outcomes, submission)
        parts = [
            (unit, part) for unit in case.units for part in partitions(unit) if part is not None
        ]
        wanted = [*(part for _, part in parts), *case.constraints]
        ways, found = _searched(case, wanted, aim)
        # What is imagined is held against what an assessment says of it.
        proposed = [self._alternative(submission, case, way) for way in ways]
        alternatives = tuple(each for each in proposed if is_reached(each.assessment))
        exact = case.exact and found.exact and len(alternatives) == len(proposed)
        if any(not each.size for each in alternatives):
            return Flips(alternatives=(), reached=True, exact=exact)
        stuck = [parts[place][0] for place in found.stuck if place < len(parts)]
        harmless = None
        if alternatives and all(way.harm for way in ways):
            worse = 1 << max(bits for part in wanted for bits in part.parts).bit_length()
            aim = replace(aim, unwanted=aim.unwanted | worse)
            ways, _ = _searched(case, [*wanted, *case.harm(worse)], aim)
            harmless = self._alternative(submission, case, ways[0]) if ways else None
        return Flips(
            alternatives=alternatives,
            reached=False,
            exact=exact,
            harmless=harmless if harmless and is_reached(harmless.assessment) else None,
            obstacles=() if alternatives else self._obstacles(submission, case, stuck),
        )

    def _alternative(self, submission: Submission, case: Changeable, way: Way) -> Alternative:
        changes, proofs = case.changes(way.changed), case.proofs(way.changed)
        answers = {change.path: change.after for change in changes}
        records = (record for proof in proofs for record in proof.records.evidence(proof.path))
        after = replace(
            submission,
            answers=answers_with(submission.answers, answers),
            evidence=(*submission.evidence, *records),
        )
        return Alternative(
            changes=tuple(changes),
            proofs=tuple(proofs),
            effort=way.effort,
            assessment=self._assess(after),
        )

    def _assess(self, submission: Submission) -> Assessment:
        agendum = Agendum(item=None, submission=submission)
        return assess(self.plan, agendum, self.as_of, self.rulings)

    def _obstacles(
        self, submission: Submission, case: Changeable, stuck: Sequence[Unit]
    ) -> tuple[Obstacle, ...]:
        findings = {
            (rule.rule, finding.element): finding
            for rule in self._assess(submission).rules
            for finding in rule.findings
        }
        found = {}
        for unit in stuck:
            finding = findings.get((unit.rule.id, unit.element))
            paths = finding.paths if finding else ()
            facts = {path: case.index.located[path].fact for path in paths}
            found[unit.rule.id, unit.element] = Obstacle(
                rule=unit.rule.id,
                element=unit.element,
                fixed=tuple(path for path, fact in facts.items() if fact.shape or not fact.mutable),
            )
        return tuple(found.values())


def _searched(
    case: Changeable, partitions: Sequence[Partition], aim: Aim
) -> tuple[Sequence[Way], Found]:
    """The best ways to an aim, and how they were found."""
    trials = Trials(
        question_of=case.question_of,
        may_change=case.may_change,
        effort_of=case.effort_of,
        aim=aim,
        constraints=case.constraints,
        costs=case.costs(),
        tastes=case.tastes(),
    )
    found = search(trials, partitions)
    return put_together(found.fronts, trials)[:ENOUGH], found


def _reaches(assessment: Assessment, aim: Decision | None) -> bool:
    """Whether a decision is as good as the aim; without an aim, any will do."""
    if aim is None or assessment.decision is None:
        return aim is None
    return list(Decision).index(assessment.decision) <= list(Decision).index(aim)
