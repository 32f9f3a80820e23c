"""`checklist test`: the rule tests of packs, and what these tests are worth."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from checklist_engine.analysis.rules import same_meaning
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rule_tests import read_rule_tests
from checklist_engine.model.pack import RulePack
from checklist_engine.model.rule_tests import RuleTest
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.coverage import rule_coverage
from checklist_engine.rule_tests.equivalence import IsEquivalent, never
from checklist_engine.rule_tests.mutation import rule_mutation
from checklist_engine.rule_tests.outcome import (
    PackCoverage,
    PackMutation,
    PackTests,
    TestedPack,
)
from checklist_engine.rule_tests.run import run_rule_tests
from checklist_engine.usecases.find_pack import find_base, pack_folder, packs_near

_WANTED = (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED)


class NoSuchRule(LookupError):
    """No pack has the rule that was asked for; `near` is the nearest that there is."""

    def __init__(self, rule: str, near: str | None) -> None:
        super().__init__(rule)
        self.near = near


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be told: of one rule or (None) of all, and which measures beside the tests."""

    rule: str | None = None
    coverage: bool = False
    mutation: bool = False


def run_pack_tests(folder: Path | None, here: Path, wanted: Wanted) -> tuple[TestedPack, ...]:
    """The tests of one pack or, without a folder, of every pack in `rules/` from `here` upward.

    Raises:
        InvalidFile: a pack or a test file is faulty, or no pack is found.
        NoSuchRule: none of the packs has the rule that is wanted.
    """
    folders = [pack_folder(folder)] if folder else packs_near(here)
    packs = [_read(each) for each in folders]
    if wanted.rule is not None:
        known = [rule for pack, _ in packs for rule in pack.rules]
        if wanted.rule not in known:
            raise NoSuchRule(wanted.rule, nearest(wanted.rule, known))
        packs = [(pack, tests) for pack, tests in packs if wanted.rule in pack.rules]
    return tuple(_tested(pack, tests, wanted) for pack, tests in packs)


def _read(folder: Path) -> tuple[RulePack, list[RuleTest]]:
    faults: list[Diagnostic] = []
    pack = load_pack(folder, find_base)
    tests = read_rule_tests(folder, pack, faults)
    raise_faults(faults)
    return pack, tests


def _tested(pack: RulePack, tests: Sequence[RuleTest], wanted: Wanted) -> TestedPack:
    by_rule = {test.rule: test for test in tests if wanted.rule in (None, test.rule)}
    # What a pack below has is tested there.
    untested = tuple(
        rule
        for rule in pack.rules
        if rule not in by_rule and rule not in pack.inherited and wanted.rule in (None, rule)
    )
    measured = [
        (rule, by_rule.get(rule)) for rule in pack.rules if rule in by_rule or rule in untested
    ]
    bench = Bench.of(pack)
    return TestedPack(
        tests=PackTests(
            pack=pack.id,
            rules=len(pack.rules) if wanted.rule is None else 1,
            outcomes=tuple(run_rule_tests(bench, tuple(by_rule.values()))),
            untested=untested,
            thin=tuple(_thin(by_rule)),
        ),
        coverage=PackCoverage(
            vocabulary=pack.vocabulary,
            rules=tuple(
                rule_coverage(bench, rule, test, _alike(bench, test)) for rule, test in measured
            ),
        )
        if wanted.coverage
        else None,
        mutation=PackMutation(
            rules=tuple(
                rule_mutation(bench, rule, test, _alike(bench, test)) for rule, test in measured
            )
        )
        if wanted.mutation
        else None,
    )


def _alike(bench: Bench, test: RuleTest | None) -> IsEquivalent:
    """Whether two rules mean the same on every day on which there is a case."""
    if test is None:
        return never
    days = {case.as_of for case in test.cases}
    return lambda rule, other: all(same_meaning(bench.plan, rule, other, day) for day in days)


def _thin(tests: Mapping[str, RuleTest]) -> list[tuple[str, tuple[Verdict, ...]]]:
    expected = {rule: {case.expect.verdict for case in test.cases} for rule, test in tests.items()}
    return [
        (rule, tuple(verdict for verdict in _WANTED if verdict not in verdicts))
        for rule, verdicts in expected.items()
        if not verdicts.issuperset(_WANTED)
    ]
