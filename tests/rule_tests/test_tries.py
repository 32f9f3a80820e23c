"""Cases that were tried: what each sees, and in which words it differs from what it expects."""

from pathlib import Path

import packs
from benching import RULE, bench_of, rule_test

from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.tries import tried


def test_each_case_sees_its_rule_as_it_is() -> None:
    cases = "- {answers: {agreed: true}}\n- {answers: {agreed: false}}"
    bench = bench_of("require: {agreed: true}")
    met, not_met = tried(bench, rule_test(cases))
    assert (met.seen, not_met.seen) == tuple(
        each.seen(each.rule) for each in bench.trials(rule_test(cases))
    )
    assert met.seen is not None
    assert met.seen.verdict is Verdict.MET


def test_what_comes_out_as_expected_has_no_differences() -> None:
    [case] = tried(bench_of("require: {agreed: true}"), rule_test("- {answers: {agreed: true}}"))
    right = case.case.expect.verdict is Verdict.MET
    assert (case.differences() == ()) is right


def test_a_profile_that_leaves_the_rule_out_is_told(tmp_path: Path) -> None:
    few = "profile: less\nlabel: 一部\ndecision: none\nrules: all\nexcept: [{rule: one-001, reason: 使わない}]\n"
    pack = packs.load(tmp_path, {"profiles/less.yaml": few})
    [case] = tried(Bench.of(pack), rule_test("- {answers: {agreed: true}, profile: less}"))
    assert (case.trial, case.seen) == (None, None)
    assert case.differences() == ("適用区分「less」では、この規則は使われません",)
    assert pack.rules[RULE].id == RULE
