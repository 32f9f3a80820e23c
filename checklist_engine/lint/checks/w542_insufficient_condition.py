"""果たしても足りない条件

何か
条件の `discharged_by`（果たされたと言えるための式）が成り立っても、その条件を付けた規則がまだ「不適合」でありうる
ときに、その例とともに知らせます。

なぜ
条件を果たした部署に、同じ条件がもう一度付きます。`discharged_by` は、規則の `require` か `compensated_by` を
成り立たせるものでなければなりません。

悪い例
    # conditions.yaml
    record: {discharged_by: {planned: true}, …}
    # 規則
    require: {recorded: true}
    outcomes: {not_met: {condition: {use: record}}}

良い例
    # conditions.yaml
    record: {discharged_by: {recorded: true}, …}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import example_words, study_with
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.verdicts import Verdict

CODE = "W542"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    outcome = rule.planned.outcomes.get(Verdict.NOT_MET) if rule.planned else None
    written = rule.written.outcomes.get(Verdict.NOT_MET)
    if rule.planned is None or outcome is None or written is None:
        return
    for use, place in zip(outcome.uses, (each.place for each in written.uses), strict=True):
        condition = pack.plan.conditions[use.condition]
        discharged = condition.discharged_by
        if discharged is None:
            continue
        found = study_with(rule, discharged, pack)
        if found is None:
            continue
        still = found.where(Verdict.NOT_MET) & found.evaluator.table(discharged).true
        example = found.example(still)
        if example is not None:
            yield Problem(
                place=place,
                message=f"条件「{condition.subject}」を果たしても（discharged_by）、この規則は"
                f"不適合のままのことがあります（例: {example_words(example, pack)}）",
                hint="条件の discharged_by を規則の require に合わせるか、"
                "規則の compensated_by に同じ式を書いてください",
            )
