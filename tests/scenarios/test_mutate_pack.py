"""`checklist test --mutate` on slips that a person made: each is one the rule's tests are asked about."""

import json
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from packs import rule, write_pack

from checklist_engine.analysis.rules import same_meaning
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rule_tests import read_rule_tests
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.changes import FactWords
from checklist_engine.rule_tests.mutants import mutants_of
from checklist_engine.usecases.find_pack import find_base

PACK = ROOT / "rules" / "municipal-privacy"

GIVEN = "given: {complete: true}\n"
A = "{id: a, handles: true, papers: [audit]}"
B = "{id: b, handles: false, papers: []}"
C = "{id: c, handles: true, papers: []}"
D = "{id: d, handles: true}"
CASES = {
    "good": f"{{name: good, answers: {{parties: [{A}]}}, expect: {{verdict: met}}}}",
    "bad": f"{{name: bad, answers: {{parties: [{C}]}}, expect: {{verdict: not_met}}}}",
    "open": (
        f"{{name: open, answers: {{parties: [{D}]}}, "
        'expect: {verdict: undetermined, waiting_for: ["parties[d].papers"]}}'
    ),
    "other": f"{{name: other, answers: {{parties: [{B}]}}, expect: {{verdict: not_applicable}}}}",
}
PER_PARTY = rule(
    gate="advisory",
    not_met=None,
    require="{.papers: {includes_any: [audit]}}",
    rest="for_each: {in: parties, where: {.handles: true}}\n",
)
ADDED = [
    "「資料」に「名簿」を加えても、どの試験も気づきません",
    "「資料」に「誓約書」を加えても、どの試験も気づきません",
]
WHERE = "対象とする要素（for_each.where）を外しても、どの試験も気づきません"


def survivors(folder: Path, checklist: Checklist, *cases: str) -> list[str]:
    listed = "".join(f"  - {CASES[name]}\n" for name in cases)
    text = f"rule: one-001\n{GIVEN}cases:\n{listed}"
    write_pack(folder / "small", {"one/one-001.yaml": PER_PARTY, "one/one-001.test.yaml": text})
    ran = checklist("test", "small", "--mutate", "--format", "json", cwd=folder)
    [pack] = json.loads(ran.out)["packs"]
    assert pack["passed"], pack
    return [each["words"] for each in pack["mutation"]["survivors"]]


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        (["good", "bad", "open"], [*ADDED, WHERE]),
        (["good", "bad", "open", "other"], ADDED),
    ],
)
def test_each_further_case_notices_more(
    cases: list[str], expected: list[str], tmp_path: Path, checklist: Checklist
) -> None:
    assert survivors(tmp_path, checklist, *cases) == expected


IN_VAIN = rule(
    gate="advisory",
    not_met=None,
    require="{place: {is_not: JP}}",
    # While the place is another one the rule is met: that part is never decisive when it is FALSE.
    rest="compensated_by: {place: JP, means: {includes: audit}}\n",
)


def test_what_no_test_could_tell_apart_is_not_asked_of_tests(
    tmp_path: Path, checklist: Checklist
) -> None:
    cases = (
        "{name: a, answers: {place: OTHER}, expect: {verdict: met}}",
        "{name: b, answers: {place: JP, means: [audit]}, expect: {verdict: compensated}}",
        "{name: c, answers: {place: JP, means: [roster, pledge]}, expect: {verdict: not_met}}",
        "{name: d, answers: {means: [audit]}, expect: {verdict: undetermined}}",
        "{name: e, answers: {place: JP}, expect: {verdict: undetermined}}",
    )
    listed = "".join(f"  - {each}\n" for each in cases)
    write_pack(
        tmp_path / "small",
        {"one/one-001.yaml": IN_VAIN, "one/one-001.test.yaml": f"rule: one-001\ncases:\n{listed}"},
    )
    ran = checklist("test", "small", "--coverage", "--mutate", "--format", "json", cwd=tmp_path)
    [pack] = json.loads(ran.out)["packs"]
    [one] = pack["coverage"]["rules"]
    told = [(each["part"], each["shown"], each["missing"]) for each in one["leaves"]]
    assert told == [
        ("require", ["true", "false", "unknown"], []),
        ("compensated_by", ["true", "unknown"], []),
        ("compensated_by", ["true", "false", "unknown"], []),
    ]
    assert pack["coverage"]["percent"] == 100.0


def test_every_pack_of_the_project_is_measured_whole(checklist: Checklist) -> None:
    ran = checklist("test", PACK, "--coverage", "--mutate", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    [pack] = json.loads(ran.out)["packs"]
    assert len(pack["coverage"]["rules"]) == pack["rules"]
    assert pack["mutation"]["tried"] > 1000
    assert pack["coverage"]["leaves"]["not"] == 0
    assert pack["coverage"]["percent"] >= 80
    assert pack["mutation"]["percent"] >= 75


def test_rules_that_a_case_tells_apart_are_never_said_to_mean_the_same() -> None:
    pack = load_pack(PACK, find_base)
    faults: list[Diagnostic] = []
    tests = read_rule_tests(PACK, pack, faults)
    bench, facts = Bench.of(pack), FactWords.of(pack.vocabulary)
    told_apart = 0
    for test in tests:
        planned = bench.planned(test.rule)
        trials = [trial for trial in bench.trials(test) if trial.rule is planned]
        for mutant in mutants_of(pack.rules[test.rule], planned, facts, pack.evidence_kinds):
            verdicts = [
                (trial.seen(planned).verdict, trial.seen(mutant.rule).verdict) for trial in trials
            ]
            if any(usual is not now for usual, now in verdicts):
                day = trials[0].case.as_of
                assert not same_meaning(bench.plan, planned, mutant.rule, day), mutant.words
                told_apart += 1
    assert told_apart > 900


def test_a_place_that_is_told_is_where_the_words_stand(checklist: Checklist) -> None:
    ran = checklist("test", PACK, "--mutate", "--format", "json")
    told = json.loads(ran.out)["packs"][0]["mutation"]["survivors"]
    for each in told:
        line = (ROOT / each["file"]).read_text(encoding="utf-8").splitlines()[each["line"] - 1]
        assert each["column"] < each["end_column"] <= len(line) + 1, each
        assert line[each["column"] - 1].strip(), each


def test_the_outcome_is_the_same_every_time(checklist: Checklist) -> None:
    arguments = ("test", PACK, "--rule", "sub-003", "--coverage", "--mutate")
    assert checklist(*arguments).out == checklist(*arguments).out
