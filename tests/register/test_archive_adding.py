"""Adding to an archive: what is new is kept, what is not is not kept twice, and nothing goes away."""

import json
import sqlite3
from pathlib import Path

import pytest
from archives import DAY, FILES, add, damage, rows, write_meeting
from conftest import ROOT
from packs import submission, write_files, write_pack

from checklist_engine.ground.canonical import digest
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.register.archive import ArchivedCase, open_archive
from checklist_engine.register.records import CaseRecord, MeetingRecord
from checklist_engine.register.store import reading, writing
from checklist_engine.usecases.archive_add import add_to_archive
from checklist_engine.usecases.archive_gathering import Circumstances
from checklist_engine.usecases.assess_cases import assess_cases


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_meeting(tmp_path / "meeting")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "蓄積.db"


def cases(archive: Path, *, newest: bool = False) -> list[ArchivedCase]:
    with open_archive(archive) as found:
        return list(found.newest_cases() if newest else found.cases())


def test_a_meeting_is_kept_whole(folder: Path, archive: Path) -> None:
    added = add(archive, folder)
    assert [each.is_new for each in (*added.cases, *added.meetings)] == [True] * 4
    with open_archive(archive) as found:
        first, second, notified = found.cases()
        [meeting] = found.meetings()
        blobs = found.store.blob
        assert (first.name, second.name, notified.record.notified) == ("r3-1/a", "r3-1/b", True)
        assert (meeting.record.cases, meeting.record.notifications) == ((1, 2), (3,))
        for record in (first.record, second.record, notified.record, meeting.record):
            for file in record.files:
                assert blobs(file.blob) == (folder / file.name).read_bytes()
        assert [file.name for file in first.record.files] == ["a.yaml", "base.yaml"]
        assert [file.name for file in meeting.record.files] == ["meeting.yaml", "rulings.yaml"]
        assert first.rulings == ()
        assert [each.id for each in second.rulings] == ["R1"]


def test_what_comes_out_is_typed_as_it_went_in(folder: Path, archive: Path) -> None:
    add(archive, folder)
    assessed = assess_cases(folder, as_of=None, pack=None, today=DAY)
    with open_archive(archive) as found:
        pairs = zip(found.cases(), (*assessed.cases, *assessed.notifications), strict=True)
        for case, (assessment, plan) in pairs:
            theirs = assessment.submission
            assert case.submission.digest == theirs.digest
            assert case.submission.answers == theirs.answers
            assert case.submission.case == theirs.case
            assert case.plan.rules == plan.rules
            assert case.rulings == tuple(each.ruling for each in assessment.rulings)
            assert case.assessment["submission_digest"] == theirs.digest
            assert case.agendum.item == assessment.item


def test_reasons_of_unanswered_questions_are_kept(folder: Path, archive: Path) -> None:
    add(archive, folder)
    [first, *_] = cases(archive)
    with open_archive(archive) as found:
        submission = next(found.cases()).submission
    assert dict(submission.answers.reasons) == {"note": "照会中"}
    assert first.record.score is not None


def test_adding_twice_changes_no_byte(folder: Path, archive: Path) -> None:
    add(archive, folder)
    before = archive.read_bytes()
    added = add(archive, folder)
    assert not any(each.is_new for each in (*added.cases, *added.meetings))
    assert [each.entry.number for each in added.cases] == [1, 2, 3]
    assert archive.read_bytes() == before


def test_another_engine_alone_adds_nothing(folder: Path, archive: Path) -> None:
    add(archive, folder, engine="1.0.0")
    before = archive.read_bytes()
    add(archive, folder, engine="2.0.0")
    assert archive.read_bytes() == before


def test_another_text_of_the_same_answers_is_a_revision(folder: Path, archive: Path) -> None:
    add(archive, folder)
    write_files(folder, {"b.yaml": FILES["b.yaml"] + "# 確認済み\n"})
    added = add(archive, folder)
    assert [each.is_new for each in added.cases] == [False, True, False]
    # The meeting names another entry now.
    assert [each.is_new for each in added.meetings] == [True]
    assert [(each.name, each.revision) for each in cases(archive)] == [
        ("r3-1/a", 1),
        ("r3-1/b", 1),
        ("r3-1/n", 1),
        ("r3-1/b", 2),
    ]
    assert [(each.name, each.revision) for each in cases(archive, newest=True)] == [
        ("r3-1/a", 1),
        ("r3-1/n", 1),
        ("r3-1/b", 2),
    ]


def test_going_back_to_what_was_before_is_a_revision_too(folder: Path, archive: Path) -> None:
    add(archive, folder)
    for text in (submission("{agreed: true}", name="b"), FILES["b.yaml"]):
        write_files(folder, {"b.yaml": text})
        add(archive, folder)
    assert [each.revision for each in cases(archive) if each.record.case == "b"] == [1, 2, 3]


def test_a_case_and_its_correction_in_one_folder_are_two_revisions_however_often_added(
    folder: Path, archive: Path
) -> None:
    first, second = folder / "b.yaml", folder / "c.yaml"
    write_files(folder, {"c.yaml": submission("{agreed: true}", name="b")})
    for paths in ((first, second), (first, second), (first, first, second)):
        add(archive, *paths, as_of=DAY)
        assert [each.revision for each in cases(archive)] == [1, 2]
    before = archive.read_bytes()
    add(archive, second, as_of=DAY)
    assert archive.read_bytes() == before
    add(archive, first, as_of=DAY)
    assert [each.revision for each in cases(archive)] == [1, 2, 3]


@pytest.mark.parametrize("files", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")])
def test_in_a_folder_a_correction_comes_after_what_it_corrects_whatever_the_files_are_called(
    tmp_path: Path, archive: Path, files: tuple[str, str, str]
) -> None:
    folder = tmp_path / "folder"
    write_pack(folder / "rules" / "small")
    before = ""
    for people, name in enumerate(files):
        text = submission(f"{{people: {people}}}", name="same")
        more = f", supersedes: {before}.yaml}}" if before else "}"
        write_files(folder, {f"{name}.yaml": text.replace("}", more, 1)})
        before = name
    write_files(folder, {"other.yaml": submission("{people: 9}", name="other")})
    add(archive, folder, as_of=DAY)
    with open_archive(archive) as opened:
        found = [each for each in opened.cases() if each.record.case == "same"]
        assert [each.revision for each in found] == [1, 2, 3]
        assert [json.loads(each.content)["answers"]["people"] for each in found] == [0, 1, 2]
    before_again = archive.read_bytes()
    add(archive, folder, as_of=DAY)
    assert archive.read_bytes() == before_again


def test_corrections_in_a_circle_are_added_as_they_stand(tmp_path: Path, archive: Path) -> None:
    folder = tmp_path / "folder"
    write_pack(folder / "rules" / "small")
    for name, other in ("ab", "ba"):
        text = submission("{people: 1}", name="same").replace(
            "}", f", supersedes: {other}.yaml}}", 1
        )
        write_files(folder, {f"{name}.yaml": text})
    add(archive, folder, as_of=DAY)
    assert len(cases(archive)) == 2


def test_two_meetings_of_one_id_added_together_stay_two(
    folder: Path, archive: Path, tmp_path: Path
) -> None:
    other = write_meeting(tmp_path / "other", {"a.yaml": submission("{people: 5}", name="a")})
    add(archive, folder, other)
    before = archive.read_bytes()
    added = add(archive, folder, other)
    assert not any(each.is_new for each in (*added.cases, *added.meetings))
    assert archive.read_bytes() == before
    with open_archive(archive) as found:
        # The cases first, for a meeting names their entries.
        assert [each.record.cases for each in found.meetings()] == [(1, 2), (4, 2)]


def test_a_change_of_a_rule_gives_revisions_and_both_packs_are_kept(
    folder: Path, archive: Path
) -> None:
    add(archive, folder)
    path = folder / "rules" / "small" / "one" / "one-001.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("weight: 1", "weight: 2"), "utf-8")
    add(archive, folder)
    with open_archive(archive) as found:
        old, new = (each for each in found.cases() if each.record.case == "a")
        assert [old.plan.rules[0].weight, new.plan.rules[0].weight] == [1, 2]
        assert old.record.pack_digest == old.plan.pack_digest != new.plan.pack_digest


def test_line_ends_and_tests_of_a_pack_are_no_change(folder: Path, archive: Path) -> None:
    add(archive, folder)
    before = archive.read_bytes()
    pack = folder / "rules" / "small"
    for path in pack.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (pack / "two" / "two-001.test.yaml").write_text("rule: two-001\ncases: []\n# 後で\n", "utf-8")
    add(archive, folder)
    assert archive.read_bytes() == before


def test_the_same_id_in_another_meeting_is_another_case(folder: Path, archive: Path) -> None:
    add(archive, folder)
    meeting = FILES["meeting.yaml"].replace("r3-1", "r3-2")
    write_files(folder, {"meeting.yaml": meeting})
    add(archive, folder)
    add(archive, folder / "b.yaml", as_of=DAY)
    assert {(each.name, each.revision) for each in cases(archive)} == {
        (name, 1) for name in ("r3-1/a", "r3-1/b", "r3-1/n", "r3-2/a", "r3-2/b", "r3-2/n", "b")
    }


def test_tests_and_notes_of_a_pack_are_left_out(folder: Path, archive: Path) -> None:
    add(archive, folder)
    with open_archive(archive) as found:
        [listing] = {each.record.pack_files for each in found.cases()}
        [layer] = json.loads(found.store.blob(listing))
    assert set(layer) == {
        "pack.yaml",
        "conditions.yaml",
        "facts/main.yaml",
        "profiles/all.yaml",
        "one/one-001.yaml",
        "two/two-001.yaml",
    }


def test_what_the_meeting_says_can_be_read_again(folder: Path, archive: Path) -> None:
    adopted = "adopted:\n  ア: {decision: approve, conclusion: 認める。}\n"
    write_files(folder, {"meeting.yaml": FILES["meeting.yaml"] + adopted})
    add(archive, folder)
    with open_archive(archive) as found:
        [meeting] = found.meetings()
        assert meeting.words["meeting"]["date"] == "2021-04-15"
        assert meeting.words["adopted"] == {"ア": {"decision": "approve", "conclusion": "認める。"}}


@pytest.mark.parametrize("name", ["meeting.yaml", "."])
def test_a_meeting_is_known_by_its_folder_or_its_file(
    folder: Path, archive: Path, name: str
) -> None:
    add(archive, folder)
    before = archive.read_bytes()
    add(archive, folder / name)
    assert archive.read_bytes() == before


def test_a_submission_that_names_no_pack_is_kept_with_the_one_that_is_given(
    folder: Path, archive: Path
) -> None:
    text = FILES["b.yaml"].replace("pack: small\n", "")
    write_files(folder, {"meeting.yaml": None, "alone.yaml": text})
    pack = folder / "rules" / "small"
    circumstances = Circumstances(as_of=DAY, pack=pack, today=DAY, engine="1.0.0")
    add_to_archive(archive, [folder / "alone.yaml"], circumstances)
    with open_archive(archive) as found:
        [case] = found.cases()
        assert (case.record.pack, case.submission.pack) == ("small", "small")
        assert "pack" not in json.loads(case.content)


def test_a_submission_in_json_and_one_behind_a_link_are_kept(folder: Path, archive: Path) -> None:
    text = '{"case": {"id": "j", "title": "導入"}, "pack": "small", "profile": "all"}'
    write_files(folder, {"j.json": text})
    text = "extends: base.yaml\n" + submission("{people: 1}", name="l")
    write_files(folder, {"drafts/elsewhere.yaml": text})
    (folder / "link.yaml").symlink_to("drafts/elsewhere.yaml")
    add(archive, folder / "j.json", folder / "link.yaml", as_of=DAY)
    names = [[file.name for file in each.record.files] for each in cases(archive)]
    assert names == [["j.json"], ["link.yaml", "base.yaml"]]


def test_a_pack_over_another_is_kept_with_it(archive: Path) -> None:
    example = ROOT / "examples" / "own-pack"
    add(archive, example / "submission.yaml", as_of=DAY)
    with open_archive(archive) as found:
        [case] = found.cases()
        assert len(json.loads(found.store.blob(case.record.pack_files))) == 2
        assert case.plan.pack_digest == case.record.pack_digest
        assert case.plan.changes


def test_a_faulty_file_leaves_the_archive_as_it_was(folder: Path, archive: Path) -> None:
    add(archive, folder)
    before = archive.read_bytes()
    write_files(folder, {"b.yaml": submission("{agreed: perhaps}", name="b")})
    with pytest.raises(InvalidFile, match="E30"):
        add(archive, folder / "a.yaml", folder)
    assert archive.read_bytes() == before


def test_a_faulty_file_makes_no_archive(folder: Path, archive: Path) -> None:
    write_files(folder, {"b.yaml": submission("{agreed: perhaps}", name="b")})
    with pytest.raises(InvalidFile):
        add(archive, folder)
    assert not archive.exists()


def test_characters_of_names_are_not_replaced(folder: Path, archive: Path) -> None:
    """NFC would make another character of these, and digests are made of NFC."""
    shrine = "\ufa19社"
    text = submission(f"{{note: {{unknown: {shrine}}}}}", name="b").replace(
        "bの導入", f"{shrine}の清掃"
    )
    write_files(folder, {"b.yaml": text})
    add(archive, folder)
    before = archive.read_bytes()
    add(archive, folder)
    assert archive.read_bytes() == before
    with open_archive(archive) as found:
        case = next(each for each in found.cases() if each.record.case == "b")
        assert case.record.title == case.submission.case.title == f"{shrine}の清掃"
        assert case.assessment["case"]["title"] == f"{shrine}の清掃"
        assert dict(case.submission.answers.reasons) == {"note": shrine}


def test_a_zero_below_zero_comes_out_as_it_went_in(folder: Path, archive: Path) -> None:
    write_files(folder, {"b.yaml": submission("{rate: -0.0}", name="b")})
    add(archive, folder)
    assert damage(archive) == ()


def test_names_outside_ascii_and_decomposed_ones_come_out_again(
    tmp_path: Path, archive: Path
) -> None:
    decomposed = "か\u3099.yaml"
    write_pack(tmp_path / "rules" / "small")
    text = submission("{note: か\u3099}", "extends: もと.yaml\n", name="s")
    write_files(tmp_path, {decomposed: text, "もと.yaml": submission("{agreed: true}")})
    add(archive, tmp_path / decomposed, as_of=DAY)
    with open_archive(archive) as found:
        [case] = found.cases()
        assert case.submission.answers.values["agreed"] is True
        assert found.store.blob(case.record.files[0].blob) == text.encode()


def test_a_name_that_no_other_system_can_have_is_refused(folder: Path, archive: Path) -> None:
    (folder / "10:30.yaml").write_text(FILES["b.yaml"], encoding="utf-8")
    with pytest.raises(InvalidFile, match="E154"):
        add(archive, folder / "10:30.yaml", as_of=DAY)
    assert not archive.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET record = x'7b7d' WHERE number = 1",
        "DELETE FROM entry WHERE number = 4",
        "UPDATE blob SET content = x'00' WHERE number = 1",
        "DELETE FROM blob",
        "INSERT OR REPLACE INTO entry VALUES (1, x'', x'', x'')",
        "INSERT OR REPLACE INTO entry VALUES (9, x'', x'', x'')",
        "INSERT INTO blob VALUES (0, x'', 0, 0, x'')",
        "REPLACE INTO blob SELECT number, digest, 0, 0, content FROM blob",
    ],
)
def test_an_archive_only_grows(folder: Path, archive: Path, statement: str) -> None:
    add(archive, folder)
    before = rows(archive)
    connection = sqlite3.connect(archive, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="an archive only grows"):
        connection.execute(statement)
    connection.close()
    assert rows(archive) == before


def test_what_is_added_within_one_with_is_there_whole_or_not_at_all(
    folder: Path, archive: Path
) -> None:
    add(archive, folder)
    before = archive.read_bytes()
    with reading(archive) as store:
        entry = store.entry(1)
    assert entry is not None
    record = entry.record
    assert isinstance(record, CaseRecord)
    with pytest.raises(KeyboardInterrupt), writing(archive) as store:  # noqa: PT012
        content = b"x" * 100_000
        changed = MeetingRecord(
            meeting="r9",
            title="第9回",
            held_on=DAY,
            cases=(),
            notifications=(),
            files=record.files,
            words=digest("x"),
            added_on=DAY,
        )
        store.add(changed, [content])
        raise KeyboardInterrupt
    assert archive.read_bytes() == before


def test_names_and_decisions_are_told_by_the_records_alone(folder: Path, archive: Path) -> None:
    add(archive, folder)
    assessed = assess_cases(folder, as_of=None, pack=None, today=DAY)
    for case, (assessment, _) in zip(
        cases(archive), (*assessed.cases, *assessed.notifications), strict=True
    ):
        assert case.record.decision == assessment.decision
        assert case.record.provisional == assessment.provisional
        assert case.record.title == assessment.submission.case.title
        assert (case.record.as_of, case.record.profile) == (assessment.as_of, assessment.profile)
