"""同じ意味の規則が二つ

何か
どの提出内容でも判定の同じになる規則が二つあるとき、後のほうを知らせます。書き方が違っていても、意味で比べます。

なぜ
同じことを二度確かめると、評点に二重に効き、指摘も二度出ます。片方だけを直すと、食い違います。

悪い例
    # one-001
    require: {not: {place: OTHER}}
    # one-002（選択肢は JP と OTHER だけ）
    require: {place: JP}

良い例
    # one-001 だけを残し、one-002 は pack.yaml の retired に移す
    require: {place: JP}
"""

from collections.abc import Iterator

from checklist_engine.analysis.rules import same_meaning_when_complete
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import study_of
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.twins import criteria_facts, related_pairs
from checklist_engine.model.verdicts import Verdict

CODE = "W554"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    for one, other in related_pairs(pack):
        assert one.planned is not None
        assert other.planned is not None
        if criteria_facts(one.planned) != criteria_facts(other.planned):
            continue
        study = study_of(one, pack)
        # Two rules that never find a fault are alike in that only, and it is told of each.
        if study is None or not study.where(Verdict.NOT_MET):
            continue
        if same_meaning_when_complete(pack.plan, one.planned, other.planned, pack.as_of):
            yield Problem(
                place=other.key_place("require"),
                message=f"この規則は、規則「{one.written.id}」（{one.written.title}）と同じ意味です",
                hint="どちらかを pack.yaml の retired に移すか、確かめたいことの違いを書いてください",
            )
