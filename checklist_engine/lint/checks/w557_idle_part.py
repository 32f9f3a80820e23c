"""あってもなくても同じ判定基準の一部

何か
`require` の一部で、ほかの部分が既に言っているために、あってもなくても判定の変わらないものを知らせます。

なぜ
効かない部分は、書いた人の思い違いのしるしです。「又は」のつもりで「かつ」に入れた、より緩い条件を足した、
同じことを二度書いた、などが考えられます。

悪い例
    require: {people: {at_least: 5}, any: [{people: {at_least: 3}}, {agreed: true}]}

良い例
    require: {people: {at_least: 5}, agreed: true}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import idle_parts_of, part_at, place_of, repeats_scope
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.phrasing.recitation import Reciter

CODE = "W557"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    if rule.planned is None:
        return
    for part in idle_parts_of(rule, pack):
        written = part_at(rule.written.require, part.way)
        place = place_of(written) if written else None
        if place is not None and not repeats_scope(rule.planned, part, pack):
            words = Reciter.of(pack.plan.vocabulary).words(part.node)
            yield Problem(
                place=place,
                message=f"この部分（{words}）は、あってもなくても判定が変わりません",
                hint="「かつ」と「又は」の取り違えがないかを確かめ、要らなければ消してください",
            )
