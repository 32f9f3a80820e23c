"""Assessing a submission: Plan × Submission → Assessment."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklist_engine.conclusion.answers import answer_index
from checklist_engine.conclusion.conditions import (
    draft_conditions,
    draft_open_condition,
    outcome_of,
)
from checklist_engine.conclusion.filling import Filler
from checklist_engine.conclusion.questions import Questioner
from checklist_engine.conclusion.remarks import draft_remarks
from checklist_engine.conclusion.rulings import with_rulings
from checklist_engine.conclusion.sentence import concluding, sentence_of
from checklist_engine.conclusion.sheet import checklist_sheet
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.score import RuleCredits, score_of
from checklist_engine.evaluator.tables import decision_of
from checklist_engine.evaluator.view import View
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.assessment import (
    Assessment,
    DraftedCondition,
    Finding,
    RuleFindings,
    Score,
)
from checklist_engine.model.plan import Plan, PlannedRule, names_element
from checklist_engine.model.submission import Agendum, Element, Ruling, elements_by_path
from checklist_engine.model.verdicts import Decision, Gate, Verdict


def assess(plan: Plan, agendum: Agendum, as_of: date, rulings: Sequence[Ruling] = ()) -> Assessment:
    """Everything that the rules and the rulings on this case conclude about it on one day."""
    submission = agendum.submission
    relevance = relevance_map(plan, submission.answers, as_of)
    view = View(answers=submission.answers, as_of=as_of, hidden=relevance.irrelevant)
    assessor = Assessor(
        plan=plan, view=view, evidence=submission.evidence, irrelevant=relevance.irrelevant
    )
    index = answer_index(plan.vocabulary, submission.answers)
    filler = Filler(view=view, index=index)
    elements = elements_by_path(submission.answers)
    machine = tuple(
        RuleFindings(
            rule=rule.id,
            title=rule.title,
            family=rule.family,
            gate=rule.gate,
            weight=rule.weight,
            by_element=rule.loop is not None,
            findings=assessor.findings(rule),
        )
        for rule in plan.rules
    )
    ruled, ruled_on = with_rulings(machine, rulings, as_of, plan.credits)
    rules = _worded(plan, ruled, elements, filler)
    conditions = draft_conditions(plan, rules, elements, filler)
    decided = _decide(plan, rules, conditions) if plan.decides else None
    if decided is not None:
        conditions = decided.conditions
    questioner = Questioner(
        plan=plan, index=index, relevance=relevance, filler=filler, elements=elements
    )
    return Assessment(
        item=agendum.item,
        submission=submission,
        pack=plan.pack,
        pack_label=plan.pack_label,
        pack_version=plan.pack_version,
        pack_digest=plan.pack_digest,
        profile=plan.profile,
        as_of=as_of,
        decision=decided.decision if decided else None,
        provisional=decided is not None and _is_provisional(decided.decision, rules),
        conclusion=sentence_of(decided.decision, submission.case.title, conditions, plan.sentences)
        if decided
        else None,
        score=_score(rules),
        families=_family_scores(plan, rules),
        rules=rules,
        conditions=conditions,
        questions=questioner.questions(rules),
        remarks=draft_remarks(plan, rules, conditions, elements, filler),
        sheet=checklist_sheet(plan, index, relevance),
        rulings=ruled_on,
    )


def _worded(
    plan: Plan,
    rules: Sequence[RuleFindings],
    elements: Mapping[str, Element],
    filler: Filler,
) -> tuple[RuleFindings, ...]:
    planned = {rule.id: rule for rule in plan.rules}
    return tuple(
        replace(
            rule,
            findings=tuple(
                replace(finding, text=_text(planned[rule.rule], finding, elements, filler))
                for finding in rule.findings
            ),
        )
        for rule in rules
    )


def _text(
    rule: PlannedRule, finding: Finding, elements: Mapping[str, Element], filler: Filler
) -> str | None:
    """What the rule says about a finding, where it can be said without an element or with its own."""
    text = outcome_of(rule, finding).finding
    scope = (elements[finding.element],) if finding.element else ()
    if text is None or (not scope and names_element(text)):
        return None
    return filler.fill(text, scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    decision: Decision
    conditions: tuple[DraftedCondition, ...]


def _decide(
    plan: Plan, rules: Sequence[RuleFindings], conditions: tuple[DraftedCondition, ...]
) -> _Decided:
    decision = decision_of(
        blocking=frozenset().union(
            *(rule.verdicts for rule in rules if rule.gate is Gate.BLOCKING)
        ),
        open_conditional_rules=sum(
            rule.gate is Gate.CONDITIONAL and Verdict.UNDETERMINED in rule.verdicts
            for rule in rules
        ),
        open_at_most=plan.decision.open_at_most,
        has_condition=bool(concluding(conditions)),
    )
    if decision is Decision.APPROVE_WITH_CONDITIONS and not concluding(conditions):
        added = (*conditions, draft_open_condition(plan, rules))
        conditions = tuple(sorted(added, key=lambda each: (each.order, each.id)))
    return _Decided(decision=decision, conditions=conditions)


def _is_provisional(decision: Decision, rules: Sequence[RuleFindings]) -> bool:
    """暫定: approved while something that counts for the decision is still open."""
    return decision in (Decision.APPROVE, Decision.APPROVE_WITH_CONDITIONS) and any(
        rule.gate is not Gate.ADVISORY and Verdict.UNDETERMINED in rule.verdicts for rule in rules
    )


def _score(rules: Sequence[RuleFindings]) -> Score | None:
    return score_of(
        [
            RuleCredits(
                weight=rule.weight,
                credits=[finding.credit for finding in rule.findings],
                open_list=any(finding.open_list for finding in rule.findings),
            )
            for rule in rules
        ]
    )


def _family_scores(plan: Plan, rules: Sequence[RuleFindings]) -> Mapping[str, Score]:
    scores = {
        family.id: _score([rule for rule in rules if rule.family == family.id])
        for family in plan.families
    }
    return {family: score for family, score in scores.items() if score is not None}
