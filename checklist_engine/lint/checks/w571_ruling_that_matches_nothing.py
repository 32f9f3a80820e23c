"""当てはまる判定のない裁定

何か
裁定の `rule` や `element` に当たる確認結果が、その案件に一つもないものを知らせます。
要素ごとに判定する規則（`for_each` のあるもの）の裁定に `element` がないもの、そうでない規則の裁定に `element` が
あるものも、ここで知らせます。

なぜ
裁定は判定を変えず、例外として認めたはずのものが不適合のまま結論案に残ります。

悪い例
    rulings:
      - {id: S1, case: r3-1-a, rule: sub-03, element: sys/aws, verdict: waived, …}

良い例
    rulings:
      - {id: S1, case: r3-1-a, rule: sub-003, element: sys/aws, verdict: waived, …}
"""

from collections.abc import Iterator

from checklist_engine.ground.near_misses import nearest
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedMeeting
from checklist_engine.model.assessment import Assessment, RuleFindings, RulingStatus
from checklist_engine.model.submission import Ruling

CODE = "W571"
SEVERITY = Severity.WARNING


def of_meeting(meeting: LintedMeeting) -> Iterator[Problem]:
    for assessment in meeting.assessments:
        for each in assessment.rulings:
            if each.status is RulingStatus.UNMATCHED:
                what, hint = _why(each.ruling, assessment)
                yield Problem(
                    place=each.ruling.place,
                    message=f"裁定「{each.ruling.id}」に当てはまる判定がありません（{what}）",
                    hint=hint,
                )


def _why(ruling: Ruling, assessment: Assessment) -> tuple[str, str]:
    """What there is none of, and the way out."""
    rules = {rule.rule: rule for rule in assessment.rules}
    rule = rules.get(ruling.rule)
    if rule is None:
        near = nearest(ruling.rule, rules)
        return (
            f"規則「{ruling.rule}」は、この案件では使われません",
            f"もしかして「{near}」（{rules[near].title}）ですか"
            if near
            else f"適用区分「{assessment.profile}」で使う規則の id を書いてください",
        )
    if not rule.by_element:
        return (
            f"規則「{rule.rule}」は、要素ごとに判定する規則ではありません",
            "element を消してください",
        )
    listed = _elements(rule)
    known = f"あるのは {'、'.join(listed)} です" if listed else "この案件には、まだ要素がありません"
    if ruling.element is None:
        return f"規則「{rule.rule}」は、要素ごとに判定します", f"element を書いてください。{known}"
    near = nearest(ruling.element, listed)
    return (
        f"要素「{ruling.element}」の判定がありません",
        f"もしかして「{near}」ですか" if near else known,
    )


def _elements(rule: RuleFindings) -> list[str]:
    """The elements that the rule has findings on, as a ruling names them: by the keys in the path."""
    paths = [finding.element for finding in rule.findings if finding.element is not None]
    return [path.partition("[")[2].removesuffix("]") for path in paths]
