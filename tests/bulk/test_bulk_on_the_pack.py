"""Bulk on what is there already: the examples, the rule tests of a whole pack, the conformance cases."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from agreeing import bulk_findings, check_assessment, seen, submission
from conftest import ROOT

from checklist_engine.bulk import encode, evaluate, from_bytes, to_bytes
from checklist_engine.bulk.findings import RulePlanes
from checklist_engine.bulk.frames import Frame
from checklist_engine.bulk.planes import Planes
from checklist_engine.bulk.scores import scores_of
from checklist_engine.bulk.verdict_table import Cell
from checklist_engine.compiler.plan import compile_plan, rule_compiler
from checklist_engine.compiler.rules import Rules
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.score import rounded
from checklist_engine.evaluator.view import View
from checklist_engine.formats.json_text import parse_json
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.cases import Case, read_case
from checklist_engine.loader.checked import checked, read_checked
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rule_tests import read_rule_tests
from checklist_engine.loader.sentences import read_sentences
from checklist_engine.model.assessment import Assessment, Credit
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.pack_parts import ConclusionPolicy, Credits, DecisionPolicy
from checklist_engine.model.plan import TRUE, Plan, PlannedRule
from checklist_engine.model.rule_tests import RuleTestCase
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.find_pack import find_base

PACK = ROOT / "rules" / "municipal-privacy"
MEETINGS = sorted((ROOT / "examples").glob("*/meeting.yaml"))
DATA = ROOT / "tests" / "conformance" / "data"
TODAY = date(2026, 4, 1)
SOME = 40
TRUTHS = {"true": Verdict.MET, "false": Verdict.NOT_MET, "unknown": Verdict.UNDETERMINED}


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda path: path.parent.name)
def test_the_cases_of_an_example_come_out_as_they_are_assessed(meeting: Path) -> None:
    found = assess_cases(meeting, as_of=None, pack=None, today=TODAY)
    together: dict[str, list[tuple[Assessment, Plan]]] = defaultdict(list)
    for assessment, plan in (*found.cases, *found.notifications):
        together[f"{plan.pack_digest} {plan.profile}"].append((assessment, plan))
    for several in together.values():
        plan = several[0][1]
        columns = encode(plan.vocabulary, [(each.submission, each.as_of) for each, _ in several])
        rulings = {
            row: [each.ruling for each in several[place][0].rulings]
            for row, place in enumerate(columns.order)
        }
        result = evaluate(plan, from_bytes(to_bytes(columns)), rulings=rulings)
        for row, place in enumerate(columns.order):
            check_assessment(result, row, several[place][0])


@cache
def bench() -> Bench:
    return Bench.of(load_pack(PACK, find_base))


def assessor_of(plan: Plan, case: RuleTestCase) -> Assessor:
    hidden = relevance_map(plan, case.answers, case.as_of).irrelevant
    view = View(answers=case.answers, as_of=case.as_of, hidden=hidden)
    return Assessor(plan=plan, view=view, evidence=case.evidence, irrelevant=hidden)


def test_every_case_of_every_rule_test_comes_out_as_the_evaluator_says() -> None:
    """All cases of the pack at once, through all of its rules."""
    faults: list[Diagnostic] = []
    pack = bench().pack
    cases = [
        case
        for test in read_rule_tests(PACK, pack, faults)
        for case in test.cases
        if not case.parameters
    ]
    assert faults == []
    assert len(cases) > 300
    plan = bench().plan
    dated = [
        (submission(f"{number}", case.answers, case.evidence), case.as_of)
        for number, case in enumerate(cases)
    ]
    columns = encode(plan.vocabulary, dated)
    result = evaluate(plan, columns)
    for row, place in enumerate(columns.order):
        assessor = assessor_of(plan, cases[place])
        # A few rules a case, every rule with many cases: all by all takes minutes.
        for rule in plan.rules[place % SOME :: SOME]:
            expected = [seen(each) for each in assessor.findings(rule)]
            assert bulk_findings(result, rule.id, row) == expected, (rule.id, cases[place].name)


def test_every_rule_test_holds_in_bulk() -> None:
    """What a case expects of its rule."""
    faults: list[Diagnostic] = []
    pack = bench().pack
    for test in read_rule_tests(PACK, pack, faults):
        cases = [
            case
            for case in test.cases
            if not case.parameters
            and (case.profile is None or not pack.profiles[case.profile].parameters)
            and case.expect.element is None
        ]
        dated = [
            (submission(f"{number}", case.answers, case.evidence), case.as_of)
            for number, case in enumerate(cases)
        ]
        columns = encode(pack.vocabulary, dated)
        worst = evaluate(bench().plan, columns, only={test.rule}).rules[test.rule].worst
        for row, place in enumerate(columns.order):
            assert worst[cases[place].expect.verdict] >> row & 1, (test.rule, cases[place].name)


def vocabulary_of(name: str) -> Vocabulary:
    faults: list[Diagnostic] = []
    file = read_checked(DATA / name, "facts", faults)
    assert file is not None
    found = read_vocabulary([file], faults)
    assert faults == []
    return found


def conformance(file: str, vocabulary: Vocabulary) -> Iterator[tuple[dict[str, Any], Case]]:
    """The lines of a file: as JSON, and as they are read."""
    faults: list[Diagnostic] = []
    for line in (DATA / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
        cursor = checked(parse_json(line, file), "case", faults)
        assert cursor is not None
        yield json.loads(line), read_case(cursor, vocabulary, faults)
    assert faults == []


def pack_of(case: Case, vocabulary: Vocabulary) -> RulePack:
    base = bench().pack
    profile = Profile(
        id="eval", label="eval", decision="none", rules=None, families=None, place=base.place
    )
    return replace(
        base,
        families=(),
        parameters=case.parameters,
        evidence_kinds=case.evidence_kinds,
        credits=Credits(),
        decision=DecisionPolicy(),
        conclusion=ConclusionPolicy(at_most=None),
        vocabulary=vocabulary,
        rules={},
        conditions={},
        profiles={profile.id: profile},
        sentences=read_sentences(None, []),
        papers=(),
        inherited=frozenset(),
        changes=(),
    )


def plan_of_case(case: Case, vocabulary: Vocabulary, rule: PlannedRule | None) -> Plan:
    pack = pack_of(case, vocabulary)
    plan = compile_plan(pack, pack.profiles["eval"])
    return replace(plan, rules=(rule,) if rule else ())


@pytest.mark.parametrize("file", ["expressions", "relevance", "rules"])
def test_a_conformance_case_comes_out_as_the_reference_says(file: str) -> None:
    vocabulary = vocabulary_of(
        "vocabulary-relevance.yaml" if file == "relevance" else "vocabulary.yaml"
    )
    for line, case in conformance(file, vocabulary):
        compiler = rule_compiler(pack_of(case, vocabulary), [])
        rule = compiler.compile(case.rule) if case.rule else rule_that_wants(case, compiler)
        plan = plan_of_case(case, vocabulary, rule)
        given = submission("x", case.answers, case.evidence)
        columns = encode(vocabulary, [(given, case.as_of or TODAY)])
        found = evaluate(plan, columns).findings(rule.id, 0)
        if case.rule is None:
            [finding] = found
            assert finding.verdict is TRUTHS[line["expect"]["truth"]], line["id"]
            continue
        assert [(each.element, each.verdict.value, floats(each.credit)) for each in found] == [
            (each["element"], each["verdict"], each["credit"])
            for each in line["expect"]["findings"]
        ], line["id"]


def rule_that_wants(case: Case, compiler: Rules) -> PlannedRule:
    """A rule that is met where the expression of a case is TRUE."""
    assert case.expression is not None
    return replace(
        bench().plan.rules[0],
        in_force=None,
        applies_when=TRUE,
        loop=None,
        require=compiler.expressions.compile(case.expression),
        compensated_by=None,
        proofs=(),
        outcomes={},
    )


def floats(credit: Credit | None) -> list[float] | None:
    return [float(credit.low), float(credit.high)] if credit else None


def test_a_score_of_the_conformance_cases_is_what_the_reference_says() -> None:
    for line, case in conformance("scores", vocabulary_of("vocabulary.yaml")):
        assert case.scored is not None
        rules = [(rule.weight, planes_with(rule.credits, rule.open_list)) for rule in case.scored]
        score = scores_of(rules).of(0)
        found = score and {
            name: rounded(getattr(score, name)) for name in ("low", "high", "coverage")
        }
        assert found == line["expect"], line["id"]


def planes_with(shares: Sequence[tuple[Fraction, Fraction] | None], open_list: bool) -> RulePlanes:
    """One submission and a list with these credits, an element each."""
    top = Frame(None, "", None, 1, 1)
    frame = Frame(top, "es", None, len(shares), len(shares))
    cells = tuple(
        (Cell(Verdict.UNPROVEN, each and Credit(low=each[0], high=each[1])), 1 << bit)
        for bit, each in enumerate(shares)
    )
    nothing = Planes(0, 0)
    return RulePlanes(
        frame=frame,
        cells=cells,
        applies=nothing,
        required_proven=nothing,
        # The finding that stands for elements not listed yet is counted, so there is a credit then.
        open_list=int(open_list and any(shares)),
    )
