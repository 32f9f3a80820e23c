"""What is found out in the study of a rule that there is already is what a study of its own would find."""

from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from packs import DAY, load, rule

from checklist_engine.analysis.reading import Reading
from checklist_engine.analysis.rules import Study, idle_parts_in, study, waiting_for_ever
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import Profile
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Verdict
from checklist_engine.usecases.find_pack import find_base

LIST_OF_THEM = "all: [{agreed: true}, {any: [{agreed: true}, {recorded: true}]}]"


@cache
def ours() -> Plan:
    pack = load_pack(ROOT / "rules" / "municipal-privacy", find_base)
    every = Profile(
        id="all", label="", decision="council", rules=None, families=None, place=pack.place
    )
    return compile_plan(pack, every)


def plan_of(folder: Path, **files: str) -> Plan:
    pack = load(folder, {name.replace("__", "/") + ".yaml": text for name, text in files.items()})
    return compile_plan(pack, pack.profiles["all"])


def known(plan: Plan, position: int = 0) -> Study:
    found = study(plan, [plan.rules[position]], DAY)
    assert found is not None
    return found


def test_whoever_waits_for_ever_does_so_with_a_study_at_hand() -> None:
    plan = ours()
    for each in plan.rules:
        found = study(plan, [each], DAY)
        assert waiting_for_ever(plan, each, DAY, found) == waiting_for_ever(plan, each, DAY), (
            each.id
        )


def test_a_rule_that_waits_for_what_nobody_asks_is_found_with_a_study_at_hand(
    tmp_path: Path,
) -> None:
    facts = (
        "section: {id: main, label: 区分, order: 1}\nfacts:\n"
        "  - {id: agreed, label: 同意, type: boolean, question: はいか, relevant_when: {recorded: true}}\n"
        "  - {id: recorded, label: 記録, type: boolean, question: はいか}\n"
    )
    files = {"facts__main": facts, "one__one-001": rule(require="{agreed: true}")}
    plan = plan_of(tmp_path, **files)
    own = waiting_for_ever(plan, plan.rules[0], DAY)
    assert waiting_for_ever(plan, plan.rules[0], DAY, known(plan)) == own


def test_idle_parts_are_those_without_which_nothing_comes_out_otherwise(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, **{"one__one-001": rule(require=f"{{{LIST_OF_THEM}}}")})
    assert [part.way for part in idle_parts_in(known(plan))] == [(1,)]


@pytest.mark.parametrize(
    ("written", "covered"),
    [
        ("{agreed: true}", True),
        ("{any: [{agreed: true}, {recorded: true}]}", True),
        ("{agreed: false}", False),
        ("{people: {at_least: 12}}", False),
        ("{agreed: {answered: true}}", False),
    ],
)
def test_an_expression_is_covered_where_it_tells_nothing_else_apart(
    written: str, covered: bool, tmp_path: Path
) -> None:
    plan = plan_of(
        tmp_path,
        **{
            "one__one-001": rule(require="{all: [{agreed: true}, {recorded: true}]}"),
            "one__one-002": rule("one-002", require=written),
        },
    )
    assert known(plan).covers(plan.rules[1].require) is covered


def test_what_discharges_a_condition_comes_out_the_same_in_worlds_that_cover_it() -> None:
    plan = ours()
    compared = 0
    for each in plan.rules:
        found = study(plan, [each], DAY)
        outcome = each.outcomes.get(Verdict.NOT_MET)
        for use in outcome.uses if outcome else ():
            node = plan.conditions[use.condition].discharged_by
            if found is None or node is None or not found.covers(node):
                continue
            apart = study(plan, [each], DAY, nodes=[node])
            assert apart is not None
            one, other = (
                of.where(Verdict.NOT_MET) & of.evaluator.table(node).true for of in (found, apart)
            )
            assert (one, found.possible) == (other, apart.possible)
            compared += 1
    assert compared > 20


def test_a_reading_covers_itself_and_nothing_covers_what_reads_more() -> None:
    one, both = Reading(), Reading()
    first, second = ours().rules[:2]
    one.rule(first)
    both.rule(first)
    both.rule(second)
    assert one.covers(one)
    assert both.covers(one)
    assert not one.covers(both)
