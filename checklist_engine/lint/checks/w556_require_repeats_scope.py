"""適用条件と同じことを言う判定基準

何か
`require` の一部で、`applies_when` や `for_each` の `where` が既に言っているために、なくても判定の変わらないものを
知らせます。

なぜ
同じことを二か所に書くと、片方だけを直したときに規則の意味が変わります。当てはまる場合は適用条件に、確かめたいことは
判定基準にだけ書きます。

悪い例
    applies_when: {place: JP}
    require: {place: JP, agreed: true}

良い例
    applies_when: {place: JP}
    require: {agreed: true}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import idle_parts_of, part_at, place_of, repeats_scope
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.phrasing.recitation import Reciter

CODE = "W556"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    if rule.planned is None:
        return
    for part in idle_parts_of(rule, pack):
        written = part_at(rule.written.require, part.way)
        place = place_of(written) if written else None
        if place is not None and repeats_scope(rule.planned, part, pack):
            words = Reciter.of(pack.plan.vocabulary).words(part.node)
            yield Problem(
                place=place,
                message=f"この部分（{words}）は適用条件と同じことを言っているので、なくても判定は変わりません",
                hint="require から消すか、適用条件のほうを直してください",
            )
