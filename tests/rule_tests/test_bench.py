"""The bench: a case sees of its rule what a whole assessment would conclude, and costs much less."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import packs
import pytest
from benching import RULE, bench_of, rule_test
from conftest import ROOT

from checklist_engine.compiler.plan import compile_sound
from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.tables import worst
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rule_tests import read_rule_tests
from checklist_engine.model.rule_tests import RuleTestCase
from checklist_engine.model.submission import Agendum, Case, Submission, names_element_path
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.bench import Bench, Seen
from checklist_engine.usecases.find_pack import find_base

PACK = ROOT / "rules" / "municipal-privacy"


def concluded(bench: Bench, rule: str, case: RuleTestCase) -> Seen:
    """The same from an assessment by the whole plan, with all that is drafted."""
    rules = tuple(each for each in bench.plan.rules if each.id == rule)
    submission = Submission(
        file="",
        case=Case(id="c", title="c", system=None, department=None, submitted_on=None),
        pack=bench.pack.id,
        profile="all",
        answers=case.answers,
        evidence=case.evidence,
        claims=(),
        digest="",
    )
    plan = replace(bench.plan, rules=rules, decides=False)
    assessment = assess(plan, Agendum(item=None, submission=submission), case.as_of)
    wanted = case.expect.element

    def is_meant(element: str | None) -> bool:
        return wanted is None or (element is not None and names_element_path(element, wanted))

    [found] = assessment.rules
    findings = [each for each in found.findings if is_meant(each.element)]
    return Seen(
        verdict=worst({each.verdict for each in findings}) if findings else None,
        waiting_for=frozenset(
            path for each in findings if each.verdict is Verdict.UNDETERMINED for path in each.paths
        ),
        conditions=frozenset(
            condition.id
            for condition in assessment.conditions
            if any(is_meant(origin.element) for origin in condition.origins)
        ),
    )


def test_every_case_of_the_pack_sees_what_an_assessment_concludes() -> None:
    pack = load_pack(PACK, find_base)
    faults: list[Diagnostic] = []
    tests = read_rule_tests(PACK, pack, faults)
    assert faults == []
    bench = Bench.of(pack)
    compared = 0
    for test in tests:
        for case in test.cases:
            trial = bench.trial(test.rule, case)
            assert trial is not None
            if not case.parameters:
                assert trial.seen(trial.rule) == concluded(bench, test.rule, case), case.name
                compared += 1
    assert compared > 600


RELEVANT = {
    "a fact that is asked after another one": "require: {detail: true}\n",
    "both of them": "applies_when: {agreed: true, detail: true}\nrequire: {recorded: true}\n",
    "two chains": "applies_when: {proof_days: {at_least: 3}}\n"
    "require: {any: [{detail: true}, {recorded: false}]}\n"
    "compensated_by: {proof_days: {more_than: 5}}\n",
}


@pytest.mark.parametrize("rule", RELEVANT.values(), ids=RELEVANT)
def test_facts_that_are_not_always_asked_count_as_in_an_assessment(rule: str) -> None:
    bench = bench_of(rule)
    seen = set()
    for agreed, detail, recorded, days in product(
        ["true", "false", "null"], ["true", "false", "null"], ["true", "false", "null"], [3, 6]
    ):
        answers = (
            f"{{agreed: {agreed}, detail: {detail}, recorded: {recorded}, proof_days: {days}}}"
        )
        [trial] = bench.trials(rule_test(f"- {{answers: {answers}}}"))
        assert trial.seen(trial.rule) == concluded(bench, RULE, trial.case), answers
        seen.add(trial.seen(trial.rule).verdict)
    assert len(seen) > 2


PER_PARTY = (
    "for_each: {in: parties, where: {.handles: true}}\nrequire: {.papers: {includes: audit}}\n"
)
TWO = "complete: false, parties: [{id: a, handles: true, papers: []}, {id: b, handles: true}]"


@pytest.mark.parametrize(
    ("element", "verdict", "waiting_for"),
    [
        ("", Verdict.NOT_MET, {"parties[b].papers", "complete"}),
        ("element: a, ", Verdict.NOT_MET, set()),
        ("element: b, ", Verdict.UNDETERMINED, {"parties[b].papers"}),
        ("element: c, ", None, set()),
    ],
)
def test_a_case_sees_the_element_that_it_names_and_no_other(
    element: str, verdict: Verdict | None, waiting_for: set[str]
) -> None:
    case = f"- {{answers: {{{TWO}}}, expect: {{{element}verdict: met}}}}"
    [trial] = bench_of(PER_PARTY).trials(rule_test(case))
    seen = trial.seen(trial.rule)
    assert seen.verdict is verdict
    assert set(seen.waiting_for) == waiting_for


BY_PARAMETER = "require: {people: {at_most: {parameter: days}}}\n"


def test_a_case_without_parameters_of_its_own_tries_the_rule_of_the_pack() -> None:
    bench = bench_of(BY_PARAMETER)
    cases = "- {answers: {people: 30}}\n- {answers: {people: 31}, parameters: {days: 30}}"
    trials = bench.trials(rule_test(cases))
    assert [trial.rule is bench.planned(RULE) for trial in trials] == [True, True]
    assert [trial.seen(trial.rule).verdict for trial in trials] == [Verdict.MET, Verdict.NOT_MET]


def test_a_case_with_parameters_of_its_own_tries_the_rule_with_these() -> None:
    cases = "- {answers: {people: 31}, parameters: {days: 31}}\n" * 2
    one, two = bench_of(BY_PARAMETER).trials(rule_test(cases))
    assert one.seen(one.rule).verdict is Verdict.MET
    assert one.rule is two.rule


OTHER = "profile: other\nlabel: 別\ndecision: council\n"


def test_a_profile_sets_parameters_and_leaves_rules_out(tmp_path: Path) -> None:
    pack = packs.load(
        tmp_path,
        {
            "one/one-001.yaml": packs.rule(require="{people: {at_most: {parameter: days}}}"),
            "two/two-001.yaml": packs.rule("two-001"),
            "profiles/less.yaml": "profile: less\nlabel: 少\ndecision: council\nrules: all\n"
            "parameters: {days: 10}\n",
            "profiles/other.yaml": f"{OTHER}rules: {{families: [two]}}\n",
        },
    )
    case = "- {answers: {people: 11}, profile: %s}"
    [trial] = Bench.of(pack).trials(rule_test(case % "less"))
    assert trial.seen(trial.rule).verdict is Verdict.NOT_MET
    assert Bench.of(pack).trials(rule_test(case % "other")) == ()
    own = rule_test("- {answers: {people: 11}, profile: less, parameters: {days: 11}}")
    [trial] = Bench.of(pack).trials(own)
    assert trial.seen(trial.rule).verdict is Verdict.MET


WITH_COUNTRY = packs.PACK.replace(
    "parameters: [", "parameters: [{id: home, type: text, default: JP, label: 国}, "
)
HOME = packs.rule(require="{place: {is: {parameter: home}}}")


def test_a_parameter_that_the_rule_cannot_do_with_is_told(tmp_path: Path) -> None:
    pack = packs.load(tmp_path, {"pack.yaml": WITH_COUNTRY, "one/one-001.yaml": HOME})
    case = replace(rule_test("- {answers: {place: JP}}").cases[0], parameters={"home": "XX"})
    with pytest.raises(InvalidFile) as caught:
        Bench.of(pack).trial(RULE, case)
    assert [each.code for each in caught.value.diagnostics] == ["E204"]


def test_faults_of_other_files_that_are_known_are_not_told_again(tmp_path: Path) -> None:
    open_condition = packs.PACK + "decision: {open_condition: agree}\n"
    pack = packs.load(
        tmp_path,
        {
            "pack.yaml": open_condition,
            "one/one-001.yaml": packs.rule(require="{people: {at_most: {parameter: days}}}"),
        },
    )
    faults: list[Diagnostic] = []
    plan = compile_sound(pack, pack.profiles["all"], faults)
    assert [each.code for each in faults] == ["E213"]
    test = rule_test("- {answers: {people: 31}, parameters: {days: 31}}")
    [trial] = Bench(pack=pack, plan=plan, known=frozenset(faults)).trials(test)
    assert trial.seen(trial.rule).verdict is Verdict.MET
    with pytest.raises(InvalidFile):
        Bench(pack=pack, plan=plan).trials(test)


def test_a_rule_without_a_test_file_has_no_cases() -> None:
    assert bench_of("require: {agreed: true}").trials(None) == ()


def test_a_pack_that_does_not_compile_gets_no_bench() -> None:
    with pytest.raises(InvalidFile):
        bench_of("require: {agred: true}")
