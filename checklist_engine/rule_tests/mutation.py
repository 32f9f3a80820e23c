"""Mutation: which slips in a rule no test would notice.

A test notices a mutant where its case comes out otherwise in what it expects: the verdict, and where
the case names them, what is waited for and the conditions.
"""

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.rule_tests import RuleTest
from checklist_engine.rule_tests.bench import Bench, Seen, Trial
from checklist_engine.rule_tests.changes import FactWords
from checklist_engine.rule_tests.equivalence import IsEquivalent, never
from checklist_engine.rule_tests.mutants import Mutant, mutants_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMutation:
    """What came of the mutants of a rule: how many were `tried`, and which no test noticed.

    A mutant that means the same as the rule counts for nothing.
    """

    rule: str
    tried: int
    survivors: tuple[Mutant, ...]

    @property
    def noticed(self) -> int:
        return self.tried - len(self.survivors)


def rule_mutation(
    bench: Bench, rule: str, test: RuleTest | None, is_equivalent: IsEquivalent = never
) -> RuleMutation:
    """What the cases of a rule notice of its mutants.

    Args:
        bench: lays the cases out.
        rule: the id of a rule without faults.
        test: its cases; None where it has none.
        is_equivalent: asked about mutants that no case notices.

    Raises:
        InvalidFile: the rule does not compile with the parameters of a case.
    """
    written, planned = bench.pack.rules[rule], bench.planned(rule)
    facts, kinds = FactWords.of(bench.pack.vocabulary), bench.pack.evidence_kinds
    mutants = {each.key: each for each in mutants_of(written, planned, facts, kinds)}
    unnoticed = dict(mutants)
    with_parameters: dict[int, dict[tuple[object, ...], Mutant]] = {id(planned): mutants}
    for trial in bench.trials(test):
        if id(trial.rule) not in with_parameters:
            with_parameters[id(trial.rule)] = {
                each.key: each for each in mutants_of(written, trial.rule, facts, kinds)
            }
        here = with_parameters[id(trial.rule)]
        usual = trial.seen(trial.rule)
        unnoticed = {
            key: mutant
            for key, mutant in unnoticed.items()
            if key not in here or not _is_noticed(trial, here[key], usual)
        }
    survivors = [each for each in unnoticed.values() if not is_equivalent(planned, each.rule)]
    equivalent = len(unnoticed) - len(survivors)
    return RuleMutation(rule=rule, tried=len(mutants) - equivalent, survivors=tuple(survivors))


def _is_noticed(trial: Trial, mutant: Mutant, usual: Seen) -> bool:
    expect = trial.case.expect
    seen = trial.seen(mutant.rule)
    return (
        seen.verdict is not usual.verdict
        or (expect.waiting_for is not None and seen.waiting_for != usual.waiting_for)
        or (expect.conditions is not None and seen.conditions != usual.conditions)
    )
