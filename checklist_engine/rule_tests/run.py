"""Running rule tests: each case through the same evaluation as a submission (§10)."""

from collections.abc import Iterator, Sequence

from checklist_engine.model.rule_tests import RuleTest
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.outcome import TestOutcome
from checklist_engine.rule_tests.tries import tried


def run_rule_tests(bench: Bench, tests: Sequence[RuleTest]) -> Iterator[TestOutcome]:
    """The outcome of every case, in order.

    Raises:
        InvalidFile: a rule does not compile with the parameters of a case.
    """
    for test in tests:
        for each in tried(bench, test):
            yield TestOutcome(
                rule=test.rule,
                case=each.case.name,
                place=each.case.place,
                differences=each.differences(),
            )
