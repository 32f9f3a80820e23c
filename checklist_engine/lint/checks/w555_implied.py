"""ほかの規則に含まれる規則

何か
この規則が不適合になるときは必ず、結論への効き方も条件も同じ別の規則も同じかそれ以上に重く判定される、という規則を
知らせます。

なぜ
含まれる規則は、結論に何も加えません。しきい値だけが違う規則を二つ作ったときなどに起こります。

悪い例
    # one-001
    require: {people: {at_least: 12}}
    # one-002（gate も condition も同じ）
    require: {people: {at_least: 8}}

良い例
    # one-001 だけを残すか、one-002 の gate か condition を変える
    require: {people: {at_least: 12}}
"""

from collections.abc import Iterator

from checklist_engine.analysis.rules import implies, same_meaning_when_complete
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import study_of
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.lint.twins import related_pairs, same_consequence
from checklist_engine.model.verdicts import Verdict

CODE = "W555"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    for one, other in related_pairs(pack):
        assert one.planned is not None
        assert other.planned is not None
        if not same_consequence(one.planned, other.planned):
            continue
        if same_meaning_when_complete(pack.plan, one.planned, other.planned, pack.as_of):
            continue
        for strong, weak in ((one, other), (other, one)):
            if _adds_nothing(strong, weak, pack):
                yield Problem(
                    place=weak.key_place("require"),
                    message=f"この規則が不適合になるときは、必ず規則「{strong.written.id}」"
                    f"（{strong.written.title}）も不適合になり、結論への効き方も同じです",
                    hint="この規則を pack.yaml の retired に移すか、gate 又は condition を変えてください",
                )


def _adds_nothing(strong: LintedRule, weak: LintedRule, pack: LintedPack) -> bool:
    assert strong.planned is not None
    assert weak.planned is not None
    found = study_of(weak, pack)
    if found is None or not found.where(Verdict.NOT_MET):
        return False
    return implies(pack.plan, strong.planned, weak.planned, pack.as_of)
