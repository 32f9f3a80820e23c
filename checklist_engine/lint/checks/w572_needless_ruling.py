"""要らない裁定

何か
裁定がなくても、適合、代替措置あり又は対象外となる判定についての裁定を知らせます。

なぜ
裁定は判定を変えません。案件が改められて裁定が要らなくなったか、別の規則や要素についての裁定の書き誤りと思われます。
残しておくと、例外を認めた案件のように見えます。

悪い例
    # sub-003 は、監査報告書が提出されて適合
    rulings:
      - {id: S1, case: r3-1-a, rule: sub-003, element: sys/aws, verdict: waived, …}

良い例
    rulings: []
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedMeeting
from checklist_engine.model.assessment import Assessment, RulingStatus
from checklist_engine.model.submission import Ruling, names_element_path

CODE = "W572"
SEVERITY = Severity.WARNING


def of_meeting(meeting: LintedMeeting) -> Iterator[Problem]:
    for assessment in meeting.assessments:
        for each in assessment.rulings:
            if each.status is RulingStatus.NEEDLESS:
                yield Problem(
                    place=each.ruling.place,
                    message=f"裁定「{each.ruling.id}」は要りません。"
                    f"規則「{each.ruling.rule}」の判定は{_verdict(each.ruling, assessment)}です",
                    hint="消すか、rule と element を確かめてください",
                )


def _verdict(ruling: Ruling, assessment: Assessment) -> str:
    """What the machine says of the findings that the ruling is about."""
    about = [
        finding.machine_verdict.label
        for rule in assessment.rules
        if rule.rule == ruling.rule
        for finding in rule.findings
        if ruling.element is None
        or (finding.element is not None and names_element_path(finding.element, ruling.element))
    ]
    return "、".join(dict.fromkeys(about))
