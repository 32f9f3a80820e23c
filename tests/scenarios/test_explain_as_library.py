"""Explanations asked for by a program: cases, rules and scores, without a command line."""

from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from packs import rule, submission, write_files, write_pack

from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.explanation_score import Order
from checklist_engine.usecases.explain_submission import (
    Explained,
    NotInProfile,
    explain_submission,
)

DAY = date(2021, 4, 15)


def explained(path: Path, rule: str | None = None, family: str | None = None) -> Explained:
    return explain_submission(path, as_of=None, pack=None, today=DAY, rule=rule, family=family)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with two profiles, and a submission to each."""
    second = "profile: few\nlabel: 一部\ndecision: council\nrules: {ids: [one-001]}\n"
    files = {"two/two-001.yaml": rule("two-001"), "profiles/few.yaml": second}
    write_pack(tmp_path / "rules" / "small", files)
    few = submission("{agreed: true}", name="b", profile="few")
    return write_files(tmp_path, {"a.yaml": submission("{agreed: false}", name="a"), "b.yaml": few})


def test_a_file_is_one_case_and_a_folder_several(folder: Path) -> None:
    alone, together = explained(folder / "a.yaml"), explained(folder)
    assert (len(alone.cases), alone.together) == (1, False)
    assert (len(together.cases), together.together) == (2, True)
    assert "今日（2021-04-15）の時点で評価しました" in alone.notices[0]


def test_a_case_is_asked_for_a_rule(folder: Path) -> None:
    [case] = explained(folder / "a.yaml").cases
    found = case.rule("two-001")
    assert found.reading == "「同意」が「はい」であることを求めます。"
    [finding] = found.findings
    assert finding.finding.verdict is Verdict.NOT_MET
    assert finding.reason.paths == ("agreed",)
    assert case.assessment.submission.case.id == "a"
    assert [each.id for each in case.plan.rules] == ["one-001", "two-001"]


def test_a_rule_that_a_case_does_not_have_is_told_of(folder: Path) -> None:
    [case] = explained(folder / "b.yaml").cases
    with pytest.raises(NotInProfile, match="規則「two-001」は、この適用区分にありません"):
        case.rule("two-001")
    # It must be there in every case that is explained together.
    with pytest.raises(NotInProfile):
        explained(folder, rule="two-001")
    assert len(explained(folder, rule="one-001").cases) == 2


def test_a_family_of_which_the_profile_has_no_rule_is_none(folder: Path) -> None:
    [case] = explained(folder / "b.yaml").cases
    with pytest.raises(NotInProfile, match="あるのは one です"):
        case.score(family="two")
    [one] = case.score(Order.ORDER, "one")
    assert [each.rule for each in one.rules] == ["one-001"]


def test_a_case_that_is_half_answered_is_told_rule_by_rule() -> None:
    [case] = explained(ROOT / "examples" / "half-answered" / "school-library.yaml").cases
    for each in case.plan.rules:
        told = case.rule(each.id)
        assert [one.finding for one in told.findings] == list(told.found.findings)
        for one in told.findings:
            if one.finding.verdict is Verdict.UNDETERMINED:
                assert one.reason.paths
