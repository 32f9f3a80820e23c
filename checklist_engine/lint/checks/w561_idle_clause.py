"""試験で一度も決め手にならない比較

何か
規則の比較のうち、その成否を逆にしても、どの試験の判定も変わらないものを知らせます。
試験のない規則は、別の点検（W560）で知らせます。

なぜ
その比較を書き誤っても（境目の数、選択肢のコード、満たすか満たさないか）、試験は全て通ります。
比較が本当に要るのであれば、それだけで判定の変わる場合を試験に加えられるはずです。
`checklist test --coverage` で、比較ごとに、どの場合が足りないかが分かります。

悪い例
    # log/log-001.yaml
    require: {log.items: {includes_all: [login, operation]}, log.retention_months: {at_least: 6}}
    # log/log-001.test.yaml
    cases:
      - name: そろっている
        answers: {log: {items: [login, operation], retention_months: 6}}
        expect: {verdict: met}
      - name: 何も残さない
        answers: {log: {items: [], retention_months: 0}}
        expect: {verdict: not_met}

良い例
    # log/log-001.test.yaml
    cases:
      - name: そろっている
        answers: {log: {items: [login, operation], retention_months: 6}}
        expect: {verdict: met}
      - name: 操作を記録しない
        answers: {log: {items: [login], retention_months: 6}}
        expect: {verdict: not_met}
      - name: 5か月しか保存しない
        answers: {log: {items: [login, operation], retention_months: 5}}
        expect: {verdict: not_met}
"""

from collections.abc import Iterator, Sequence

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.lint.trials import tried_of
from checklist_engine.model.plan import Negation, PlannedRule
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.bench import Seen, Trial
from checklist_engine.rule_tests.leaves import Leaf, leaves_of
from checklist_engine.rule_tests.written_nodes import with_node

CODE = "W561"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    trials = [
        (each.trial, each.seen)
        for each in tried_of(rule, pack)
        if each.trial is not None and each.seen is not None
    ]
    # A rule that is met mostly hangs on each of its comparisons, so that one look is enough.
    trials.sort(key=lambda each: each[1].verdict is not Verdict.MET)
    for leaf in _idle(rule, trials, pack):
        yield Problem(
            place=leaf.place,
            message=f"「{leaf.comparison.path}」の比較は、どの試験でも決め手になりません",
            hint="この比較だけが違えば判定の変わる場合を、試験に加えてください",
        )


def _idle(
    rule: LintedRule, trials: Sequence[tuple[Trial, Seen]], pack: LintedPack
) -> Iterator[Leaf]:
    """The comparisons that could as well be the other way round: coverage in its roughest form."""
    # A case may set parameters, and then its rule is another one, with leaves of its own.
    rules = {id(each.rule): each.rule for each, _ in trials}
    leaves_by_rule = {
        key: leaves_of(rule.written, planned, pack.pack.vocabulary)
        for key, planned in rules.items()
    }
    for position, leaf in enumerate(next(iter(leaves_by_rule.values()), ())):
        turned = {
            key: _turned(planned, leaves_by_rule[key][position]) for key, planned in rules.items()
        }
        if all(each.seen(turned[id(each.rule)]).verdict is usual.verdict for each, usual in trials):
            yield leaf


def _turned(rule: PlannedRule, leaf: Leaf) -> PlannedRule:
    return with_node(rule, leaf.part, leaf.test, Negation(part=leaf.test))
