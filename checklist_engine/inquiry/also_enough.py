"""Which other choices would do as well as the one that an alternative proposes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from checklist_engine.conclusion.assess import assess
from checklist_engine.conclusion.conditions import draft_open_condition
from checklist_engine.evaluator.closure_verdicts import Judge
from checklist_engine.ground.values import Value
from checklist_engine.inquiry.changeable import AnswerChange
from checklist_engine.inquiry.changed_answers import answers_with
from checklist_engine.inquiry.flip import Alternative
from checklist_engine.inquiry.flipped import FlippedCase
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.submission import Agendum, Submission
from checklist_engine.model.verdicts import Decision, Verdict

MOST_CHANGES = 6
"""Of alternatives with more changes than this nothing is said: it would take too long."""
_FAILING = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.UNPROVEN)


def also_enough(
    alternative: Alternative, case: FlippedCase
) -> Mapping[str, tuple[str, ...]] | None:
    """By path, the codes of which each would do in place of the one that is proposed: that is chosen, or
    added to those chosen; all else as it is proposed. None where there are too many to tell.
    """
    if len(alternative.changes) > MOST_CHANGES:
        return None
    trials = _Trials(alternative, case)
    return {
        change.path: tuple(
            code for code, value in _others(change) if trials.does(change.path, value)
        )
        for change in alternative.changes
    }


def _others(change: AnswerChange) -> Iterator[tuple[str, Value]]:
    """The other codes, with the answer that each of them makes."""
    before = change.before if isinstance(change.before, frozenset) else frozenset[str]()
    for code in change.fact.choices or ():
        if isinstance(change.after, frozenset):
            gained = change.after - before
            if len(gained) == 1 and before <= change.after and code not in change.after:
                yield code, before | {code}
        elif code not in (change.before, change.after):
            yield code, code


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What counts of an assessment: 0 for the best decision, conditions by id, how much fails."""

    rank: int
    asked: frozenset[str]
    failing: int


@dataclass(frozen=True)
class _Trials:
    """Tries one other answer after another; nobody asks why it comes out as it does."""

    alternative: Alternative
    case: FlippedCase

    def does(self, path: str, value: Value) -> bool:
        """Whether another answer does what the alternative does, and no harm beyond."""
        submission = self.alternative.assessment.submission
        answers = answers_with(submission.answers, {path: value})
        found = self._outcome(replace(submission, answers=answers))
        return (
            found.rank <= self._proposed.rank
            and self.case.condition not in found.asked
            and found.failing <= self._proposed.failing
        )

    @cached_property
    def _proposed(self) -> _Outcome:
        return _assessed(self.alternative.assessment)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.case.plan)

    def _outcome(self, submission: Submission) -> _Outcome:
        plan, as_of = self.case.plan, self.alternative.assessment.as_of
        rulings = [each.ruling for each in self.case.assessment.rulings]
        if rulings:
            return _assessed(
                assess(plan, Agendum(item=None, submission=submission), as_of, rulings)
            )
        judged = self._judge.judged(submission.answers, submission.evidence, as_of)
        asked = judged.conditions
        if judged.decision is Decision.APPROVE_WITH_CONDITIONS and not judged.concludes_with_one:
            asked |= {draft_open_condition(plan, ()).id}
        return _Outcome(
            rank=_rank(judged.decision),
            asked=asked,
            failing=sum(each.verdict in _FAILING for found in judged.results for each in found),
        )


def _assessed(assessment: Assessment) -> _Outcome:
    return _Outcome(
        rank=_rank(assessment.decision),
        asked=frozenset(each.id for each in assessment.conditions),
        failing=sum(
            finding.verdict in _FAILING for rule in assessment.rules for finding in rule.findings
        ),
    )


def _rank(decision: Decision | None) -> int:
    """Less for a better decision."""
    return 0 if decision is None else list(Decision).index(decision)
