"""The tests of a rule, run once for all checks that look at them."""

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.tries import Tried, tried


def tried_of(rule: LintedRule, pack: LintedPack) -> tuple[Tried, ...]:
    """The cases of a rule with what came of them; none where the rule has no tests or has faults, and
    none where it does not compile with the parameters of a case: that has been told, or `test` tells it.
    """
    if rule.tests is None or rule.planned is None:
        return ()
    known = pack.tried.get(rule.written.id)
    if known is None or known[0] is not rule.planned or known[1] is not rule.tests:
        try:
            found = tuple(tried(Bench(pack=pack.pack, plan=pack.plan), rule.tests))
        except InvalidFile:
            found = ()
        known = (rule.planned, rule.tests, found)
        pack.tried[rule.written.id] = known
    return known[2]
