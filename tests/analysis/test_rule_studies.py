"""What can be said of rules whatever is answered."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from packs import DAY, load, rule

from checklist_engine.analysis.comparison import Comparison, compare
from checklist_engine.analysis.rules import (
    idle_parts,
    implies,
    same_meaning,
    same_meaning_when_complete,
    study,
    waiting_for_ever,
)
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.conclusion.assess import assess
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Case, Submission
from checklist_engine.model.verdicts import Verdict

Files = Mapping[str, str | None]


def plan_of(folder: Path, files: Files) -> Plan:
    pack = load(folder, files)
    return compile_plan(pack, pack.profiles["all"])


def test_every_verdict_that_can_be_has_an_example(tmp_path: Path) -> None:
    rest = (
        "applies_when: {checked: true}\ncompensated_by: {recorded: true}\n"
        "evidence: [{for: agreed, strength: contract}]\n"
    )
    plan = plan_of(tmp_path, {"one/one-001.yaml": rule(rest=rest)})
    found = study(plan, plan.rules, DAY)
    assert found is not None
    for verdict in Verdict:
        example = found.example(found.where(verdict))
        if verdict in (Verdict.WAIVED, Verdict.UNDETERMINED):
            assert example is None
            continue
        assert example is not None, verdict
        submission = Submission(
            file="",
            case=Case(id="x", title="x", system=None, department=None, submitted_on=None),
            pack=plan.pack,
            profile=plan.profile,
            answers=example.answers,
            evidence=example.evidence,
            claims=(),
            digest="",
        )
        assessed = assess(plan, Agendum(item=None, submission=submission), DAY)
        assert assessed.rules[0].verdicts == {verdict}


def test_a_rule_over_too_much_is_not_studied(tmp_path: Path) -> None:
    facts = "".join(f"  - {{id: f{n}, label: f{n}, type: boolean}}\n" for n in range(19))
    files = {
        "facts/main.yaml": f"section: {{id: m, label: m, order: 1}}\nfacts:\n{facts}",
        "one/one-001.yaml": rule(require="{" + ", ".join(f"f{n}: true" for n in range(19)) + "}"),
    }
    plan = plan_of(tmp_path, files)
    assert study(plan, plan.rules, DAY) is None
    assert not same_meaning(plan, plan.rules[0], plan.rules[0], DAY)


COMPARED = [
    ("{people: {at_least: 12}}", "{people: {at_least: 10}}", "looser"),
    ("{people: {at_least: 10}}", "{people: {at_least: 12}}", "stricter"),
    (
        "{any: [{agreed: true}, {recorded: true}]}",
        "{all: [{agreed: true}, {recorded: true}]}",
        "stricter",
    ),
    ("{means: {includes_any: [audit, roster]}}", "{means: {includes_any: [audit]}}", "stricter"),
    ("{agreed: true}", "{recorded: true}", "both"),
    ("{place: JP}", "{not: {place: {not_in: [JP]}}}", "same"),
    (
        "{every: {in: parties, satisfies: {.handles: true}, if_none: holds}}",
        "{every: {in: parties, satisfies: {.handles: true}, if_none: fails}}",
        "stricter",
    ),
    (
        "{every: {in: parties, where: {.tier: {at_least: 2}}, satisfies: {.handles: true}, if_none: holds}}",
        "{every: {in: parties, satisfies: {.handles: true}, if_none: holds}}",
        "stricter",
    ),
]


def named(found: Comparison) -> str:
    if found.stricter and found.looser:
        return "both"
    if found.stricter:
        return "stricter"
    if found.looser:
        return "looser"
    return "same" if found.same else "otherwise"


@pytest.mark.parametrize(("before", "after", "wanted"), COMPARED)
def test_a_change_is_named_for_what_it_does(
    tmp_path: Path, before: str, after: str, wanted: str
) -> None:
    old = plan_of(tmp_path / "old", {"one/one-001.yaml": rule(require=before)})
    new = plan_of(tmp_path / "new", {"one/one-001.yaml": rule(require=after)})
    found = compare((old, old.rules[0]), (new, new.rules[0]), DAY)
    assert found.exact
    assert named(found) == wanted


def test_a_wider_scope_is_stricter(tmp_path: Path) -> None:
    narrow = rule(rest="applies_when: {recorded: true}\n")
    old = plan_of(tmp_path / "old", {"one/one-001.yaml": narrow})
    new = plan_of(tmp_path / "new", {"one/one-001.yaml": rule()})
    found = compare((old, old.rules[0]), (new, new.rules[0]), DAY)
    assert named(found) == "stricter"
    assert found.stricter is not None
    assert (found.stricter.before, found.stricter.after) == (
        Verdict.NOT_APPLICABLE,
        Verdict.NOT_MET,
    )
    assert found.other is not None


def test_stronger_proof_is_stricter(tmp_path: Path) -> None:
    def plan(name: str, strength: str) -> Plan:
        rest = f"evidence: [{{for: agreed, strength: {strength}}}]\n"
        return plan_of(tmp_path / name, {"one/one-001.yaml": rule(rest=rest)})

    old, new = plan("old", "statement"), plan("new", "contract")
    found = compare((old, old.rules[0]), (new, new.rules[0]), DAY)
    assert named(found) == "stricter"
    assert found.stricter is not None
    assert [each.kind for each in found.stricter.witness.evidence] == ["letter"]


def test_a_fact_that_is_asked_otherwise_moves_a_rule(tmp_path: Path) -> None:
    def plan(name: str, relevance: str) -> Plan:
        facts = (
            "section: {id: m, label: m, order: 1}\nfacts:\n"
            "  - {id: place, label: 場所, type: choice, choices: {JP: 日本, OTHER: 日本以外}}\n"
            f"  - {{id: agreed, label: 同意, type: boolean{relevance}}}\n"
        )
        files = {
            "facts/main.yaml": facts,
            "one/one-001.yaml": rule(require="{any: [{agreed: true}, {place: JP}]}"),
        }
        return plan_of(tmp_path / name, files)

    old, new = plan("old", ""), plan("new", ", relevant_when: {place: JP}")
    found = compare((old, old.rules[0]), (new, new.rules[0]), DAY)
    assert found.exact
    assert not found.same


def test_what_is_said_twice_is_idle_once(tmp_path: Path) -> None:
    twice = rule(require="{all: [{agreed: true}, {recorded: true}, {agreed: true}]}")
    plan = plan_of(tmp_path, {"one/one-001.yaml": twice})
    assert [part.way for part in idle_parts(plan, plan.rules[0], DAY)] == [(2,)]


def test_a_rule_implies_one_that_asks_for_less(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{people: {at_least: 12}}"),
        "one/one-002.yaml": rule("one-002", require="{people: {at_least: 8}}"),
    }
    plan = plan_of(tmp_path, files)
    hard, soft = plan.rules
    assert implies(plan, hard, soft, DAY)
    assert not implies(plan, soft, hard, DAY)


def test_what_is_the_same_once_all_is_answered_may_wait_for_other_answers(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{agreed: true}"),
        "one/one-002.yaml": rule(
            "one-002", require="{agreed: true, any: [{recorded: true}, {recorded: false}]}"
        ),
    }
    plan = plan_of(tmp_path, files)
    plain, padded = plan.rules
    assert same_meaning_when_complete(plan, plain, padded, DAY)
    assert not same_meaning(plan, plain, padded, DAY)
    assert same_meaning(plan, plain, replace(plain, title="別の題名"), DAY)


def test_nothing_waits_for_ever_where_everything_is_asked(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, {})
    assert waiting_for_ever(plan, plan.rules[0], DAY) is None
