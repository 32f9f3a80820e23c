"""What an alternative does to verdicts and conditions."""

from dataclasses import replace
from pathlib import Path

from flipping import flipped
from packs import rule

from checklist_engine.model.verdicts import Decision, Verdict
from checklist_engine.reporting.flip_effects import (
    NO_EFFECTS,
    Effects,
    effects,
    shared_effects,
    without_effects,
)

SEVERAL = {
    "one/one-001.yaml": rule(gate="blocking", require="{place: JP}", not_met=None),
    "one/one-002.yaml": rule("one-002", require="{place: OTHER}"),
    "one/one-003.yaml": rule("one-003", gate="advisory", require="{place: OTHER}", not_met=None),
    "one/one-004.yaml": rule("one-004", require="{place: JP}", not_met="condition: {use: record}"),
}


def found(folder: Path, files: dict[str, str], answers: str) -> Effects:
    case = flipped(folder, files, answers, aim=Decision.APPROVE_WITH_CONDITIONS)
    return effects(case.assessment, case.flips.alternatives[0].assessment)


def test_mended_worsened_and_failing_findings_are_told_apart(tmp_path: Path) -> None:
    seen = found(tmp_path, SEVERAL, "{place: OTHER}")
    assert [each.rule for each in seen.mended] == ["one-001", "one-004"]
    assert [each.rule for each in seen.worsened] == ["one-002", "one-003"]
    assert [(each.rule, each.after) for each in seen.failing] == [
        ("one-002", Verdict.NOT_MET),
        ("one-003", Verdict.NOT_MET),
    ]
    assert [each.id for each in seen.gone] == ["record"]
    assert [each.id for each in seen.come] == ["agree"]
    assert seen.staying == ()


def test_an_open_advisory_finding_that_becomes_known_is_not_made_worse(tmp_path: Path) -> None:
    seen = found(tmp_path, SEVERAL, "{}")
    assert [each.rule for each in seen.worsened] == ["one-002"]
    assert {each.rule for each in seen.failing} == {"one-002", "one-003"}


def test_what_stood_for_elements_to_come_is_not_counted_where_they_are_listed(
    tmp_path: Path,
) -> None:
    each = rule(
        gate="blocking", require="{.handles: false}", not_met=None, rest="for_each: {in: parties}\n"
    )
    answers = "{complete: false, parties: [{id: a, name: 甲社, handles: true}]}"
    case = flipped(tmp_path, {"one/one-001.yaml": each}, answers, aim=Decision.APPROVE)
    seen = effects(case.assessment, case.flips.alternatives[0].assessment)
    assert [(move.element, move.owner) for move in seen.mended] == [("parties[a]", "甲社")]


def test_an_element_that_a_rule_says_nothing_about_any_more_is_out_of_its_scope(
    tmp_path: Path,
) -> None:
    each = rule(
        gate="blocking",
        require="{.papers: {includes: audit}}",
        not_met=None,
        rest="for_each: {in: parties, where: {.handles: true}}\n",
    )
    answers = "{complete: true, parties: [{id: a, handles: true, papers: []}]}"
    case = flipped(tmp_path, {"one/one-001.yaml": each}, answers, aim=Decision.APPROVE)
    after = {
        alternative.changes[0].path: effects(case.assessment, alternative.assessment)
        for alternative in case.flips.alternatives
    }
    [move] = after["parties[a].handles"].mended
    assert (move.before, move.after) == (Verdict.NOT_MET, Verdict.NOT_APPLICABLE)
    [move] = after["parties[a].papers"].mended
    assert move.after is Verdict.MET


def test_effects_are_shared_or_apart(tmp_path: Path) -> None:
    one = found(tmp_path, SEVERAL, "{place: OTHER}")
    other = replace(one, mended=one.mended[:1], gone=())
    assert shared_effects([one, other]) == other
    assert shared_effects([one]) == one
    assert without_effects(one, one) == NO_EFFECTS
    assert without_effects(one, other) == replace(NO_EFFECTS, mended=one.mended[1:], gone=one.gone)
