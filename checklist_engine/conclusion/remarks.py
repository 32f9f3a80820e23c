"""Remarks (留意事項): what advisory findings say, and what did not fit into the conclusion (§6, §7)."""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.conclusion.conditions import origin_of, outcome_of
from checklist_engine.conclusion.filling import Filler
from checklist_engine.model.assessment import (
    DraftedCondition,
    Finding,
    Origin,
    Remark,
    RuleFindings,
)
from checklist_engine.model.plan import Plan, PlannedRule, names_element
from checklist_engine.model.submission import Element
from checklist_engine.model.texts import Text
from checklist_engine.model.verdicts import Gate, Route, Verdict


def draft_remarks(
    plan: Plan,
    rules: Sequence[RuleFindings],
    conditions: Sequence[DraftedCondition],
    elements: Mapping[str, Element],
    filler: Filler,
) -> tuple[Remark, ...]:
    """Conditions that became remarks, then what the rules remark; equal words once."""
    remarks = [
        Remark(text=condition.text, condition=condition.id, origins=condition.origins)
        for condition in conditions
        if condition.route is Route.REMARK
    ]
    planned = {rule.id: rule for rule in plan.rules}
    merged: dict[str, list[Origin]] = {}
    for rule in rules:
        for finding in rule.findings:
            scope = (elements[finding.element],) if finding.element else ()
            for text in _texts(planned[rule.rule], finding):
                if isinstance(text, str):
                    words = text
                elif scope or not names_element(text):
                    words = filler.fill(text, scope)
                else:
                    continue
                merged.setdefault(words, []).append(origin_of(finding))
    remarks += [
        Remark(text=words, condition=None, origins=tuple(origins))
        for words, origins in merged.items()
    ]
    return tuple(remarks)


def _texts(rule: PlannedRule, finding: Finding) -> Iterator[Text | str]:
    outcome = outcome_of(rule, finding)
    if outcome.remark is not None:
        yield outcome.remark
    elif rule.gate is Gate.ADVISORY and outcome.finding is not None:
        yield outcome.finding
    elif rule.gate is Gate.ADVISORY and finding.verdict is Verdict.NOT_MET:
        yield f"「{rule.title}」を満たしていません"
