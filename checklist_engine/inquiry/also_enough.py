"""Which other choices would do as well as the one that an alternative proposes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checklist_engine.conclusion.assess import assess
from checklist_engine.ground.values import Value
from checklist_engine.inquiry.changeable import AnswerChange
from checklist_engine.inquiry.changed_answers import answers_with
from checklist_engine.inquiry.flip import Alternative
from checklist_engine.inquiry.flipped import FlippedCase
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.submission import Agendum
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
    return {
        change.path: tuple(
            code for code, value in _others(change) if _does(alternative, change.path, value, case)
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


def _does(alternative: Alternative, path: str, value: Value, case: FlippedCase) -> bool:
    """Whether another answer does what the alternative does, and no harm beyond."""
    proposed = alternative.assessment
    submission = replace(
        proposed.submission, answers=answers_with(proposed.submission.answers, {path: value})
    )
    rulings = [each.ruling for each in case.assessment.rulings]
    found = assess(case.plan, Agendum(item=None, submission=submission), proposed.as_of, rulings)
    asked = {each.id for each in found.conditions}
    return (
        _rank(found) <= _rank(proposed)
        and case.condition not in asked
        and _failing(found) <= _failing(proposed)
    )


def _rank(assessment: Assessment) -> int:
    """Less for a better decision."""
    decision = assessment.decision
    return 0 if decision is None else list(Decision).index(decision)


def _failing(assessment: Assessment) -> int:
    return sum(
        finding.verdict in _FAILING for rule in assessment.rules for finding in rule.findings
    )
