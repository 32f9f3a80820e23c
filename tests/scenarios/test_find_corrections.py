"""Corrections: what a submission supersedes is found, or it is told why it is not."""

from datetime import date
from pathlib import Path

import pytest
from packs import CONDITIONS, rule, run, submission, write_files, write_pack

from checklist_engine.model.verdicts import Verdict
from checklist_engine.usecases.find_corrections import Corrections, find_corrections

RULES = {
    "conditions.yaml": CONDITIONS,
    "one/one-001.yaml": rule("one-001"),
    "one/one-002.yaml": rule("one-002", require="{day: {within_months: 1}}"),
}
AGREED, REFUSED = "{agreed: true, day: 2021-04-01}", "{agreed: false, day: 2021-04-01}"


def written(answers: str, head: str = "", name: str = "s") -> str:
    """A submission with more in its `case`."""
    return submission(answers, name=name).replace(f"{{id: {name},", f"{{id: {name},{head}")


def meet(folder: Path, files: dict[str, str], more: str = "", **items: str) -> Corrections:
    """The corrections of a meeting on these items (item=file)."""
    write_pack(folder / "rules" / "small", RULES)
    cases = "".join(
        f"  - {{item: {item}, submission: {file}}}\n"
        for item, file in (items or {"ア": "s.yaml"}).items()
    )
    meeting = f"meeting: {{id: m, title: 会議, date: 2021-04-15}}\ncases:\n{cases}{more}"
    write_files(folder, {"meeting.yaml": meeting, **files})
    return find_corrections(folder, run(folder, as_of=None), pack=None)


def test_both_are_assessed_on_the_day_of_the_meeting(tmp_path: Path) -> None:
    files = {"old.yaml": written(REFUSED), "s.yaml": written(AGREED, " supersedes: old.yaml,")}
    found = meet(tmp_path, files)
    [diff] = found.by_file.values()
    assert diff.before is not None
    assert diff.before.assessment.as_of == diff.known.assessment.as_of == date(2021, 4, 15)
    assert diff.outcome is not None
    assert [(each.rule, each.before, each.after) for each in diff.outcome.verdicts] == [
        ("one-001", Verdict.NOT_MET, Verdict.MET)
    ]
    assert found.notices == ()


def test_where_nothing_is_superseded_nothing_is_said(tmp_path: Path) -> None:
    found = meet(tmp_path, {"s.yaml": written(AGREED, " revision: 1,")})
    assert (found.by_file, found.notices) == ({}, ())


@pytest.mark.parametrize(
    ("head", "files", "words"),
    [
        (
            " supersedes: gone.yaml,",
            {},
            "「gone.yaml」は、この提出内容のフォルダにあるファイルではない",
        ),
        (" supersedes: ../out.yaml,", {}, "「../out.yaml」は"),
        (" supersedes: s.yaml,", {}, "「s.yaml」は"),
        (" supersedes: old.yaml,", {"old.yaml": "case: {}\n"}, "old.yaml に誤りがある"),
        (" supersedes: old.yaml,", {"old.yaml": written("{agreed: 3}")}, "old.yaml に誤りがある"),
        (" revision: 2,", {}, "2 版ですが、supersedes に前の提出内容がない"),
    ],
)
def test_what_cannot_be_compared_is_told_with_its_place(
    head: str, files: dict[str, str], words: str, tmp_path: Path
) -> None:
    found = meet(tmp_path, {**files, "s.yaml": written(AGREED, head)})
    assert found.by_file == {}
    [notice] = found.notices
    assert "s.yaml:1:" in notice
    assert words in notice
    assert notice.endswith("訂正前との違いは示しません")


def test_of_a_chain_it_is_the_last_step(tmp_path: Path) -> None:
    found = meet(
        tmp_path,
        {
            "one.yaml": written("{people: 1}"),
            "two.yaml": written("{people: 2}", " supersedes: one.yaml,"),
            "s.yaml": written("{people: 3}", " supersedes: two.yaml,"),
        },
    )
    [diff] = found.by_file.values()
    assert [(each.before, each.after) for each in diff.amendments] == [("2人", "3人")]
    assert [Path(file).name for file in found.superseded] == ["two.yaml"]


def test_a_ruling_stands_on_both_sides_so_that_it_is_no_difference(tmp_path: Path) -> None:
    rulings = (
        "rulings:\n  - {id: R1, case: s, rule: one-001, verdict: compensated, authority: 事務局,"
        " reason: 別に得た, on: 2021-04-01}\n"
    )
    files = {
        "old.yaml": written(REFUSED),
        "s.yaml": written(REFUSED.replace("2021-04-01", "2020-01-01"), " supersedes: old.yaml,"),
        "rulings.yaml": rulings,
    }
    [diff] = meet(tmp_path, files, "rulings: rulings.yaml\n").by_file.values()
    assert diff.outcome is not None
    assert [each.rule for each in diff.outcome.verdicts] == ["one-002"]


def test_a_reference_to_another_case_is_one_on_both_sides(tmp_path: Path) -> None:
    files = {
        "s.yaml": written(REFUSED),
        "old.yaml": written(REFUSED, name="t"),
        "t.yaml": written(
            REFUSED.replace("}", ", note: 追記}"), " supersedes: old.yaml,", name="t"
        ),
    }
    [diff] = meet(tmp_path, files, ア="s.yaml", イ="t.yaml").by_file.values()
    assert diff.before is not None
    assert diff.before.assessment.precedent == "ア"
    assert diff.outcome is not None
    assert diff.outcome.decision is None
