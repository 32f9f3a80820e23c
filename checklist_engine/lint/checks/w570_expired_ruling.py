"""期限の切れた裁定

何か
期限（`expires`）が会議の日より前の裁定を知らせます。

なぜ
期限の切れた裁定は、判定を変えません。例外を認め続けるのであれば、審議会に諮り直す必要があります。

悪い例
    # 会議の日が 2024-04-15
    rulings:
      - {id: S1, case: r3-1-a, rule: sub-003, element: sys/aws, verdict: waived, expires: 2024-03-31, …}

良い例
    rulings:
      - {id: S1, case: r3-1-a, rule: sub-003, element: sys/aws, verdict: waived, expires: 2025-03-31, …}
"""

from collections.abc import Iterator

from checklist_engine.ground.wareki import wareki
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedMeeting
from checklist_engine.model.assessment import RulingStatus

CODE = "W570"
SEVERITY = Severity.WARNING


def of_meeting(meeting: LintedMeeting) -> Iterator[Problem]:
    for assessment in meeting.assessments:
        for each in assessment.rulings:
            expires = each.ruling.expires
            if each.status is RulingStatus.EXPIRED and expires is not None:
                yield Problem(
                    place=each.ruling.place,
                    message=f"裁定「{each.ruling.id}」は、{wareki(expires)}で期限が切れており、判定を変えません",
                    hint="認め続けるときは新しい裁定を加え、認めないときは消してください",
                )
