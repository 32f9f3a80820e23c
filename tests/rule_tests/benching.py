"""A rule and its cases on the bench, from a few lines of YAML over the facts of the small pack."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import packs

from checklist_engine.formats.document import Cursor
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.truth import Truth
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.evidence import read_date, read_evidence
from checklist_engine.loader.profiles import read_settings
from checklist_engine.loader.rules import read_rule
from checklist_engine.model.pack import RulePack
from checklist_engine.model.rule_tests import Expectation, RuleTest, RuleTestCase
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.changes import FactWords
from checklist_engine.rule_tests.coverage import RuleCoverage, rule_coverage
from checklist_engine.rule_tests.equivalence import IsEquivalent, never
from checklist_engine.rule_tests.mutants import Mutant, mutants_of
from checklist_engine.rule_tests.mutation import RuleMutation, rule_mutation

RULE = "one-001"


@cache
def small_pack() -> RulePack:
    """The small pack, with a fact that is not always asked."""
    facts = packs.FACTS + (
        "  - {id: detail, label: 詳細, type: boolean, relevant_when: {agreed: true}}\n"
        "  - {id: proof_days, label: 証明の日数, type: integer, relevant_when: {recorded: true}}\n"
    )
    with TemporaryDirectory() as folder:
        return packs.load(Path(folder), {"facts/main.yaml": facts})


def bench_of(rule: str, pack: RulePack | None = None) -> Bench:
    """A bench for one rule: what stands in its file after `weight`; advisory, if it says no other."""
    faults: list[Diagnostic] = []
    gate = "" if "gate:" in rule else "gate: advisory\n"
    head = f"id: {RULE}\nweight: 1\n{gate}"
    written = read_rule(parse_yaml(f"{head}{rule}", f"{RULE}.yaml").cursor(), "one", faults)
    assert faults == [], faults
    return Bench.of(replace(pack or small_pack(), rules={RULE: written}))


def rule_test(cases: str) -> RuleTest:
    """Cases, as a test file lists them; `expect` may be left out where it does not matter."""
    listed = parse_yaml(cases, f"{RULE}.test.yaml").cursor().items() if cases else []
    return RuleTest(rule=RULE, cases=tuple(_case(cursor) for cursor in listed))


def _case(cursor: Cursor) -> RuleTestCase:
    faults: list[Diagnostic] = []
    pack = small_pack()
    tree = nested(cursor["answers"], faults) if "answers" in cursor else {}
    expect = cursor.get("expect")
    case = RuleTestCase(
        name=cursor.get_text("name") or "場合",
        profile=cursor.get_text("profile"),
        parameters=read_settings(cursor, pack.parameters, faults),
        as_of=read_date(cursor, "as_of", faults) or packs.DAY,
        answers=read_answers(tree, pack.vocabulary, faults),
        evidence=tuple(read_evidence(each, faults) for each in cursor.listed("evidence")),
        expect=Expectation(
            element=expect.get_text("element") if expect else None,
            verdict=Verdict(expect["verdict"].text) if expect else Verdict.MET,
            waiting_for=_set(expect, "waiting_for"),
            conditions=_set(expect, "conditions"),
        ),
        place=cursor.place,
    )
    assert faults == [], faults
    return case


def _set(expect: Cursor | None, key: str) -> frozenset[str] | None:
    if expect is None or key not in expect:
        return None
    return frozenset(each.text for each in expect.listed(key))


def coverage_of(rule: str, cases: str = "", is_equivalent: IsEquivalent = never) -> RuleCoverage:
    """The coverage of a rule by these cases."""
    return rule_coverage(bench_of(rule), RULE, rule_test(cases), is_equivalent)


def shown(rule: str, cases: str = "") -> list[str]:
    """What is shown of each leaf: T, F, U, or - for nothing."""
    return [letters(each.shown) for each in coverage_of(rule, cases).leaves]


def letters(truths: frozenset[Truth]) -> str:
    """Truths as letters, in the order TFU."""
    return "".join(truth.name[0] for truth in Truth if truth in truths) or "-"


def mutants(rule: str) -> list[Mutant]:
    """The mutants of a rule."""
    bench = bench_of(rule)
    pack = bench.pack
    facts = FactWords.of(pack.vocabulary)
    return list(mutants_of(pack.rules[RULE], bench.planned(RULE), facts, pack.evidence_kinds))


def slips(rule: str) -> list[str]:
    """What was changed in each mutant."""
    return [each.words for each in mutants(rule)]


def mutation_of(rule: str, cases: str = "", is_equivalent: IsEquivalent = never) -> RuleMutation:
    """What came of the mutants of a rule."""
    return rule_mutation(bench_of(rule), RULE, rule_test(cases), is_equivalent)


def unnoticed(rule: str, cases: str = "") -> list[str]:
    """The slips that no case notices."""
    return [each.words for each in mutation_of(rule, cases).survivors]
