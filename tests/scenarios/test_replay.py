"""`checklist replay` as a whole: the examples under an edited pack, from folders and from an archive."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from packs import FACTS, rule, submission, write_pack

from checklist_engine.usecases.archive_add import add_to_archive
from checklist_engine.usecases.archive_gathering import Circumstances

sys.path.append(str(ROOT / "tests" / "register"))
from archives import PACK as ARCHIVED
from archives import write_meeting

PACK = ROOT / "rules" / "municipal-privacy"
GOLDEN = ROOT / "tests" / "golden" / "replay"
NEW = "new/municipal-privacy"
MEETINGS = ("adopted", "niiza-2021-04-15", "rulings", "half-answered")
NEW_RULE = """\
id: log-009
title: 記録の消去
gate: conditional
weight: 1
require: {log.items: {includes: erasure}}
outcomes:
  not_met:
    condition: {use: keep-records, with: {items: [消去]}}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the pack, to be edited."""
    return Path(shutil.copytree(PACK, tmp_path / "new" / "municipal-privacy"))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some meetings of the examples in an archive, made once."""
    path = tmp_path_factory.mktemp("stored") / "past.db"
    day = date(2026, 11, 1)
    circumstances = Circumstances(as_of=None, pack=PACK, today=day, engine="1.0.0")
    add_to_archive(path, [ROOT / "examples" / name for name in MEETINGS], circumstances)
    return path


@pytest.fixture
def archive(tmp_path: Path, stored: Path) -> Path:
    return Path(shutil.copy(stored, tmp_path / "past.db"))


def edit(pack: Path, name: str, old: str, new: str) -> None:
    file = pack / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def stricter(pack: Path) -> None:
    edit(pack, "sub/sub-003.yaml", "gate: conditional", "gate: blocking")


def looser(pack: Path) -> None:
    edit(
        pack, "sub/sub-003.yaml", "    - .inspected: true\n", "    - .inspected: {answered: true}\n"
    )


OTHER = {
    **ARCHIVED,
    "facts/main.yaml": "".join(
        line for line in FACTS.splitlines(keepends=True) if "id: rate" not in line
    ),
}
EDITS: dict[str, Callable[[Path], None]] = {"stricter": stricter, "looser": looser}


@pytest.mark.parametrize("how", list(EDITS))
def test_an_archive_and_folders_say_the_same_of_an_edited_rule(
    checklist: Checklist,
    golden: Callable[[Path, str], None],
    pack: Path,
    archive: Path,
    tmp_path: Path,
    how: str,
) -> None:
    EDITS[how](pack)
    ran = checklist("replay", "--to", NEW, archive.name, "--limit", "2", cwd=tmp_path)
    assert ran.code == 1
    golden(GOLDEN / f"{how}.txt", ran.out)
    for name in MEETINGS:
        shutil.copytree(ROOT / "examples" / name, tmp_path / "cases" / name)
    shutil.copytree(PACK, tmp_path / "rules" / PACK.name)
    folder = checklist("replay", "--to", pack, tmp_path / "cases", "--format", "json")
    stored = checklist("replay", "--to", pack, archive, "--format", "json")
    one, other = json.loads(folder.out), json.loads(stored.out)
    for key in (
        "total",
        "moved",
        "groups",
        "decisions",
        "verdicts",
        "scores",
        "rules",
        "conditions",
    ):
        assert one[key] == other[key], key
    without_place = [
        sorted(
            ({**case, "place": 0} for case in each["cases"]), key=lambda c: (c["meeting"], c["id"])
        )
        for each in (one, other)
    ]
    assert without_place[0] == without_place[1]


def test_every_form_says_what_moved_and_a_file_is_written_once(
    checklist: Checklist, golden: Callable[[Path, str], None], pack: Path, tmp_path: Path
) -> None:
    stricter(pack)
    meeting = ROOT / "examples" / "niiza-2021-04-15"
    ran = checklist("replay", "--to", NEW, meeting, "--format", "md", cwd=tmp_path)
    golden(GOLDEN / "stricter.md", ran.out)
    file = tmp_path / "out" / "impact.html"
    wrote = checklist("replay", "--to", pack, meeting, "--format", "html", "-o", file)
    assert wrote.code == 1
    assert "影響を書き込みました" in wrote.out
    page = file.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "結論案が厳しくなる案件" in page
    assert checklist("replay", "--to", pack, meeting, "-o", file).code == 3
    assert checklist("replay", "--to", pack, meeting, "-o", file, "--force").code == 1


def test_nothing_moves_under_the_same_rules(checklist: Checklist, archive: Path) -> None:
    ran = checklist("replay", "--to", PACK, archive)
    assert ran.code == 0
    assert "どれも変わりません" in ran.out
    assert checklist("replay", "--to", PACK, "--from", PACK, archive).code == 0


def test_a_new_rule_is_told_by_what_it_newly_finds(
    checklist: Checklist, pack: Path, archive: Path
) -> None:
    edit(pack, "facts/log.yaml", "      login:", "      erasure: 消去\n      login:")
    (pack / "log" / "log-009.yaml").write_text(NEW_RULE, encoding="utf-8")
    found = json.loads(checklist("replay", "--to", pack, archive, "--format", "json").out)
    (rule,) = found["rules"]
    assert (rule["id"], rule["edits"]) == ("log-009", ["new"])
    assert rule["verdicts"].keys() <= {"not_met", "undetermined"}
    moved = [move for case in found["cases"] for move in case["verdicts"]]
    assert {move["rule"] for move in moved} <= {"log-009"}
    assert all(move["before"] is None and move["because"] for move in moved)


def test_a_case_that_the_other_pack_cannot_read_is_told_with_the_reason(
    checklist: Checklist, pack: Path, archive: Path
) -> None:
    edit(
        pack, "profiles/external-connection.yaml", "profile: external-connection", "profile: other"
    )
    (pack / "profiles/external-connection.yaml").rename(pack / "profiles/other.yaml")
    ran = checklist("replay", "--to", pack, archive, "--format", "json", "--limit", "1")
    assert ran.code == 1
    found = json.loads(ran.out)
    (case,) = found["unfit"]["cases"]
    assert case["reasons"] == ["変更後の規則集に、適用区分「external-connection」がありません"]
    assert not case["compared"]
    assert found["unfit"]["not_compared"] == found["unfit"]["count"] > 1
    assert found["total"] > found["unfit"]["count"]


def test_answers_to_a_fact_that_is_gone_are_told_and_the_rest_is_compared(
    checklist: Checklist, tmp_path: Path
) -> None:
    meeting = write_meeting(tmp_path / "meeting")
    new = write_pack(tmp_path / "new" / "small", OTHER)
    one = checklist("replay", "--to", new, meeting, "--format", "json")
    assert one.code == 1
    found = json.loads(one.out)
    reasons = {case["id"]: case["reasons"] for case in found["unfit"]["cases"]}
    assert reasons == {"a": ["「割合」（rate）という事実がありません"]}
    assert found["unfit"]["cases"][0]["compared"]
    # An answer out of its new bounds is told in the words of who reads it, and counts as none.
    edit(new, "facts/main.yaml", "min: 0, max: 100", "min: 50, max: 100")
    other = json.loads(checklist("replay", "--to", new, meeting, "--format", "json").out)
    (case,) = other["unfit"]["cases"]
    # What is gone is told once, though it is found twice.
    assert case["reasons"] == [
        "「割合」（rate）という事実がありません",
        "「人数」は50人以上の数です（書かれているのは 3）",
    ]


def test_an_answer_that_cannot_be_read_is_not_called_unanswered(
    checklist: Checklist, pack: Path
) -> None:
    edit(pack, "facts/storage.yaml", "      vendor_key: 暗号化し、事業者が鍵を管理する\n", "")
    for file in ("storage/storage-002.yaml", "conditions.yaml"):
        edit(pack, file, "[city_key, vendor_key]", "[city_key]")
    meeting = ROOT / "examples" / "niiza-2021-04-15"
    ran = checklist("replay", "--to", pack, meeting, "--format", "json")
    case = next(each for each in json.loads(ran.out)["cases"] if each["item"] == "ア")
    (verdict,) = case["verdicts"]
    assert (verdict["rule"], verdict["after"]) == ("storage-002", "undetermined")
    (because,) = verdict["because"]
    assert because["answer"] == "読めない回答（暗号化し、事業者が鍵を管理する）"


def test_scores_that_differ_are_never_printed_the_same(checklist: Checklist, pack: Path) -> None:
    """A rule that counts little and a case that lacks little: one decimal does not tell them apart."""
    (pack / "org/org-001.yaml").unlink()
    (pack / "org/org-001.test.yaml").unlink()
    ran = checklist("replay", "--to", pack, ROOT / "examples", "--format", "md", "--limit", "0")
    table = ran.out.partition("| 案件 | 評点（変更前） | 評点（変更後） |")[2].partition("\n\n")[0]
    rows = [line.split(" | ") for line in table.splitlines()[2:]]
    assert rows
    assert all(before != after.removesuffix(" |") for _, before, after in rows)


def test_every_sort_of_change_makes_a_sentence(checklist: Checklist, pack: Path) -> None:
    edit(pack, "org/org-001.yaml", "established", "{in: [established, planned]}")
    ran = checklist("replay", "--to", pack, ROOT / "examples" / "niiza-2021-04-15")
    assert "問題がなくなった規則がある" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["missing.db"], 3, "見つかりません"),
        (["README.md"], 3, "蓄積のファイルではありません"),
        (["examples", "--all-revisions"], 2, "蓄積を再評価するとき"),
        (["examples", "--limit", "-1"], 2, "--limit は 0 以上"),
        (["examples", "--engine", "ray://x"], 2, "dask://"),
        (["examples", "--engine", "dask://local?workers=0"], 2, "1 から 256"),
        (["examples", "--engine", "dask://somewhere"], 2, "番号がありません"),
        (["examples", "--engine", "dask://local?worker=4"], 2, "workers=2 のように"),
        (["examples", "--engine", "dask://local?workers="], 2, "1 から 256"),
        (["examples", "--watch", "--format", "json"], 2, "--watch は"),
        (["examples", "--format", "pdf"], 2, "pdf"),
    ],
)
def test_what_cannot_be_done_is_told(
    checklist: Checklist, arguments: list[str], code: int, words: str
) -> None:
    ran = checklist("replay", "--to", PACK, *arguments)
    assert ran.code == code
    assert words in ran.err


def test_what_is_replayed_is_never_written_over(
    checklist: Checklist, pack: Path, archive: Path
) -> None:
    before = archive.read_bytes()
    for output in (archive, archive.parent / "." / archive.name, archive.with_name("link.html")):
        if not output.exists():
            output.symlink_to(archive)
        ran = checklist("replay", "--to", pack, archive, "-o", output, "--force")
        assert ran.code == 2
        assert "再評価する案件のファイル" in ran.err
        assert archive.read_bytes() == before


def test_what_was_corrected_counts_once_in_a_folder_as_in_an_archive(
    checklist: Checklist, tmp_path: Path
) -> None:
    cases = tmp_path / "cases"
    shutil.copytree(ROOT / "examples" / "corrections", cases)
    (cases / "meeting.yaml").unlink()
    arguments = ("--pack", PACK, "--as-of", "2025-08-01")
    assert checklist("archive", "add", tmp_path / "past.db", cases, *arguments).code == 0
    stored = checklist("replay", "--to", PACK, tmp_path / "past.db", "--format", "json")
    folder = checklist("replay", "--to", PACK, "--from", PACK, "--as-of", "2025-08-01", cases,
                       "--format", "json")  # fmt: skip
    assert json.loads(stored.out)["total"] == json.loads(folder.out)["total"] == 1
    assert "first.yaml: ほかの提出内容に置き換えられたので、数えていません" in folder.err
    listed = json.loads(checklist("archive", "list", tmp_path / "past.db", "--format", "json").out)
    corrected = checklist("assess", cases / "corrected.yaml", *arguments, "--format", "json")
    (one,) = listed["cases"]
    score = json.loads(corrected.out)["score"]
    assert one["score"] == {"low": score["low"], "high": score["high"]}


def test_a_name_of_several_lines_stays_one_heading(checklist: Checklist, tmp_path: Path) -> None:
    new = write_pack(
        tmp_path / "new" / "small", {"one/one-001.yaml": rule(require="{agreed: false}")}
    )
    write_pack(tmp_path / "rules" / "small")
    text = submission("{agreed: true}").replace("sシステム", '"一行\\n# 二行"')
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    ran = checklist("replay", "--to", new, tmp_path / "case.yaml", "--format", "md",
                    "--as-of", "2021-04-15")  # fmt: skip
    assert "### s　一行 # 二行（令和3年4月15日）\n" in ran.out


def test_a_meeting_that_several_ways_lead_to_is_counted_once(
    checklist: Checklist, tmp_path: Path
) -> None:
    new = write_pack(tmp_path / "new" / "small", ARCHIVED)
    cases = tmp_path / "cases"
    write_meeting(cases / "first")
    one = checklist("replay", "--to", new, cases, "--format", "json")
    (cases / "again").symlink_to(cases / "first")
    (cases / "round").symlink_to(cases)
    other = checklist("replay", "--to", new, cases, "--format", "json")
    assert json.loads(one.out)["total"] == json.loads(other.out)["total"] == 3


def test_a_folder_that_cannot_be_looked_into_is_told(checklist: Checklist, tmp_path: Path) -> None:
    new = write_pack(tmp_path / "new" / "small", ARCHIVED)
    write_meeting(tmp_path / "cases" / "first")
    locked = tmp_path / "cases" / "locked"
    locked.mkdir(mode=0)
    if os.access(locked, os.R_OK):
        pytest.skip("whoever runs this may look into every folder")
    ran = checklist("replay", "--to", new, tmp_path / "cases")
    assert ran.code == 3
    assert "locked: E103 フォルダの中を見られません" in ran.err


def test_a_file_that_nobody_can_have_is_told(checklist: Checklist, archive: Path) -> None:
    ran = checklist("replay", "--to", PACK, archive, "-o", f"{'x' * 300}.txt")
    assert ran.code == 3
    assert "E323" in ran.err


@pytest.mark.parametrize("from_archive", [True, False])
def test_where_no_case_can_be_replayed_nobody_reads_that_none_changes(
    checklist: Checklist, tmp_path: Path, from_archive: bool
) -> None:
    cases = write_meeting(tmp_path / "meeting")
    new = write_pack(tmp_path / "new" / "small", ARCHIVED)
    file = new / "profiles" / "all.yaml"
    file.write_text(file.read_text("utf-8").replace("profile: all", "profile: other"), "utf-8")
    file.rename(new / "profiles" / "other.yaml")
    if from_archive:
        checklist("archive", "add", tmp_path / "past.db", cases)
        cases = tmp_path / "past.db"
    ran = checklist("replay", "--to", new, cases, "--format", "md")
    assert ran.code == 1
    assert "案件 3 件は、どれも再評価できません" in ran.out
    assert "変わりません" not in ran.out
    assert "再評価できない案件（3件）" in ran.out
    assert "ないものとして再評価しました" not in ran.out
    assert ran.out.count("変更後の規則集に、適用区分「all」がありません") == 3


def test_an_archive_has_its_own_days(checklist: Checklist, archive: Path) -> None:
    ran = checklist("replay", "--to", PACK, archive, "--as-of", "2021-04-15")
    assert ran.code == 2
    assert "それぞれの基準日" in ran.err


def test_the_pack_must_be_sound(checklist: Checklist, pack: Path, archive: Path) -> None:
    edit(pack, "sub/sub-003.yaml", "gate: conditional", "gate: sometimes")
    ran = checklist("replay", "--to", pack, archive)
    assert ran.code == 3
    assert "sub-003.yaml" in ran.err
