"""`checklist archive`: whole runs."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist
from packs import rule, submission, write_files, write_pack

from checklist_engine.ground.canonical import canonical_json
from checklist_engine.loader.pack_files import files_in
from checklist_engine.model.verdicts import Decision
from checklist_engine.register.blobs import digest_of
from checklist_engine.register.reassessing import outcome_of
from checklist_engine.register.records import CaseRecord
from checklist_engine.register.store import reading, writing

NIIZA = ROOT / "examples" / "niiza-2021-04-15"
DAY = ("--as-of", "2021-04-15")
MEETING = """\
meeting: {id: r3-1, title: 第1回審議会, date: 2021-04-15}
cases: [{item: ア, submission: a.yaml}, {item: イ, submission: b.yaml}]
notifications: [n.yaml]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules" / "small")
    return write_files(
        tmp_path,
        {
            "meeting.yaml": MEETING,
            # The second case comes to the same condition, and refers to the first.
            "a.yaml": submission("{agreed: false}", name="a"),
            "b.yaml": submission("{agreed: false}", name="b"),
            "n.yaml": submission("{agreed: true}", name="n"),
        },
    )


@pytest.fixture
def filled(folder: Path, checklist: Checklist) -> Path:
    assert checklist("archive", "add", "a.db", ".", cwd=folder).code == 0
    return folder


def listed(checklist: Checklist, folder: Path, *options: str) -> Any:
    ran = checklist("archive", "list", "a.db", "--format", "json", *options, cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def verified(checklist: Checklist, folder: Path, code: int) -> Any:
    ran = checklist("archive", "verify", "a.db", "--format", "json", cwd=folder)
    assert (ran.code, ran.err) == (code, "")
    return json.loads(ran.out)


def test_a_meeting_is_added_listed_and_verified(folder: Path, checklist: Checklist) -> None:
    ran = checklist("archive", "add", "a.db", ".", cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "     1  納めました　  a　aの導入　条件付きで認める\n"
        "     2  納めました　  b　bの導入　条件付きで認める\n"
        "     3  納めました　  n　nの導入　認める\n"
        "     4  納めました　  会議 r3-1　第1回審議会\n"
        "4 件を納めました（0 件は、同じものが納められています）\n"
    )
    ran = checklist("archive", "list", "a.db", cwd=folder)
    lines = ran.out.splitlines()
    assert lines[0] == "会議 r3-1　第1回審議会（2021-04-15）"
    assert [line.split() for line in lines[1:5]] == [
        ["番号", "諮問", "案件", "基準日", "結論案", "評点", "回数", "題名"],
        ["1", "ア", "a", "2021-04-15", "条件付きで認める", "0.0", "1", "aの導入"],
        ["2", "イ", "b", "2021-04-15", "条件付きで認める", "0.0", "1", "bの導入"],
        ["3", "届出", "n", "2021-04-15", "認める", "100.0", "1", "nの導入"],
    ]
    assert lines[-2] == "案件 3 件、記録 4 件"
    ran = checklist("archive", "verify", "a.db", cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    assert "記録 4 件に壊れたところはなく、評価し直した結果も同じです" in ran.out
    assert ran.out.splitlines()[-1] == lines[-1]


def test_what_is_added_again_is_said_to_be_there(filled: Path, checklist: Checklist) -> None:
    ran = checklist("archive", "add", "a.db", ".", "--format", "json", cwd=filled)
    found = json.loads(ran.out)
    assert [each["new"] for each in (*found["cases"], *found["meetings"])] == [False] * 4
    ran = checklist("archive", "add", "a.db", ".", cwd=filled)
    assert "0 件を納めました（4 件は、同じものが納められています）" in ran.out


def test_a_reference_to_an_earlier_case_is_kept_and_verified(
    filled: Path, checklist: Checklist
) -> None:
    with reading(filled / "a.db") as store:
        entry = store.entry(2)
        assert entry is not None
        assert isinstance(entry.record, CaseRecord)
        assert json.loads(store.blob(entry.record.assessment))["precedent"] == "ア"
    assert verified(checklist, filled, 0)["deviations"] == []


def test_revisions_are_listed_with_their_case(filled: Path, checklist: Checklist) -> None:
    write_files(filled, {"b.yaml": submission("{agreed: true}", name="b")})
    checklist("archive", "add", "a.db", ".", cwd=filled)
    found = listed(checklist, filled)
    assert [(each["case"], each["entries"], each["decision"]) for each in found["cases"]] == [
        ("a", [1], "approve_with_conditions"),
        ("b", [2, 5], "approve"),
        ("n", [3], "approve"),
    ]
    [meeting] = found["meetings"]
    assert (meeting["entry"], meeting["revision"]) == (6, 2)
    assert (meeting["cases"], meeting["notifications"]) == ([1, 5], [3])
    assert verified(checklist, filled, 0)["entries"] == 6


def test_only_cases_since_a_day_are_listed(filled: Path, checklist: Checklist) -> None:
    checklist("archive", "add", "a.db", "a.yaml", "--as-of", "2024-10-01", cwd=filled)
    assert len(listed(checklist, filled)["cases"]) == 4
    [case] = listed(checklist, filled, "--since", "2024-10-01")["cases"]
    assert (case["meeting"], case["case"], case["as_of"]) == (None, "a", "2024-10-01")
    assert listed(checklist, filled, "--since", "2024-10-02")["cases"] == []


def test_the_archive_outlives_the_files_that_went_into_it(
    filled: Path, checklist: Checklist
) -> None:
    for path in sorted(filled.rglob("*"), reverse=True):
        if path.name != "a.db":
            path.rmdir() if path.is_dir() else path.unlink()
    assert verified(checklist, filled, 0)["damage"] == []


def as_another_engine_concluded(folder: Path, number: int, **changes: object) -> None:
    """An entry beside another, as an engine would have made it that concludes otherwise."""
    with writing(folder / "a.db") as store:
        entry = store.entry(number)
        assert entry is not None
        assert isinstance(entry.record, CaseRecord)
        contract = json.loads(store.blob(entry.record.assessment))
        contract |= {"versions": {**contract["versions"], "engine": "0.0.9"}, **changes}
        content = canonical_json(contract).encode()
        record = replace(
            entry.record,
            meeting=None,
            assessment=digest_of(content),
            outcome=outcome_of(contract),
            decision=Decision(contract["decision"]),
            engine="0.0.9",
        )
        store.add(record, [content])


def test_what_this_engine_concludes_otherwise_is_listed(folder: Path, checklist: Checklist) -> None:
    checklist("archive", "add", "a.db", "a.yaml", *DAY, cwd=folder)
    as_another_engine_concluded(folder, 1, decision="defer", conditions=[])
    ran = checklist("archive", "verify", "a.db", cwd=folder)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(
        "2 番　a　aの導入（checklist 0.0.9 で評価）\n"
        "  結論案: 継続審議 → 条件付きで認める\n"
        "  条件 agree 同意を得ること: なし → あり\n"
    )
    assert (
        "記録 2 件に壊れたところはありませんが、今の checklist では 1 件の評価結果が違います"
        in ran.out
    )
    found = verified(checklist, folder, 1)
    [deviation] = found["deviations"]
    assert (deviation["entry"], deviation["engine"]) == (2, "0.0.9")
    assert deviation["differences"][0] == {
        "key": "decision",
        "subject": "",
        "part": "",
        "before": "defer",
        "after": "approve_with_conditions",
    }


def test_another_version_alone_is_no_difference(folder: Path, checklist: Checklist) -> None:
    checklist("archive", "add", "a.db", "a.yaml", *DAY, cwd=folder)
    with closing(sqlite3.connect(folder / "a.db")) as connection:
        assert (
            b'"engine":"0.0.9"' not in connection.execute("SELECT record FROM entry").fetchone()[0]
        )
    as_another_engine_concluded(folder, 1, decision="defer")
    as_another_engine_concluded(folder, 1)
    assert [each["entry"] for each in verified(checklist, folder, 1)["deviations"]] == [2]


def test_a_pack_that_this_engine_cannot_read_is_a_difference(
    folder: Path, checklist: Checklist
) -> None:
    """As if a later engine had become stricter: the pack is stored with a rule that has a fault."""
    checklist("archive", "add", "a.db", "a.yaml", *DAY, cwd=folder)
    faulty = rule(require="{agred: true}").encode()
    with writing(folder / "a.db") as store:
        entry = store.entry(1)
        assert entry is not None
        assert isinstance(entry.record, CaseRecord)
        [files] = json.loads(store.blob(entry.record.pack_files))
        listing = json.dumps([{**files, "one/one-001.yaml": digest_of(faulty)}]).encode()
        record = replace(entry.record, pack_files=digest_of(listing), pack_digest="0" * 64)
        store.add(record, [listing, faulty])
    ran = checklist("archive", "verify", "a.db", cwd=folder)
    assert (ran.code, ran.err) == (1, "")
    assert "2 番　a　aの導入" in ran.out
    assert "今の checklist では読めません: E203 事実「agred」は語彙にありません" in ran.out


def test_a_record_that_says_another_decision_than_its_assessment_is_damage(
    folder: Path, checklist: Checklist
) -> None:
    """Its digests are right and its chain holds; whoever made it did not mean it."""
    checklist("archive", "add", "a.db", "a.yaml", *DAY, cwd=folder)
    with writing(folder / "a.db") as store:
        entry = store.entry(1)
        assert entry is not None
        assert isinstance(entry.record, CaseRecord)
        store.add(replace(entry.record, decision=Decision.APPROVE), [])
    ran = checklist("archive", "verify", "a.db", cwd=folder)
    assert (ran.code, ran.out) == (3, "")
    assert "E152 蓄積が壊れています（2 番の記録と、その評価結果が合いません）" in ran.err


def test_damage_is_told_and_nothing_is_assessed_anew(filled: Path, checklist: Checklist) -> None:
    archive = filled / "a.db"
    raw = bytearray(archive.read_bytes())
    raw[raw.index(b'"case":"b"') + 8] ^= 1
    archive.write_bytes(raw)
    ran = checklist("archive", "verify", "a.db", cwd=filled)
    assert ran.code == 3
    assert ran.err.startswith("a.db: E152 蓄積が壊れています（2 番の記録が、書き換わったか、")
    assert verified(checklist, filled, 3)["damage"][0].startswith("2 番の記録が、書き換わったか")
    ran = checklist("archive", "list", "a.db", cwd=filled)
    assert (ran.code, ran.out) == (3, "")


def test_a_case_is_exported_as_it_was_and_assessed_to_the_same(
    filled: Path, checklist: Checklist
) -> None:
    ran = checklist("archive", "export", "a.db", "1", "-o", "out", cwd=filled)
    assert (ran.code, ran.err) == (0, "")
    out = filled / "out"
    assert (out / "a.yaml").read_bytes() == (filled / "a.yaml").read_bytes()
    for name in files_in(out / "rules"):
        assert (out / "rules" / name).read_bytes() == (filled / "rules" / name).read_bytes()
    assert not list(out.parent.glob(".export-*"))
    ran = checklist("assess", "a.yaml", *DAY, "--format", "json", cwd=out)
    kept = json.loads((out / "expected" / "assessment.json").read_text(encoding="utf-8"))
    assert {**json.loads(ran.out), "case": {}} == {**kept, "case": {}}


def test_a_meeting_is_exported_whole(tmp_path: Path, checklist: Checklist) -> None:
    archive, out = tmp_path / "a.db", tmp_path / "out"
    example = ROOT / "examples" / "rulings"
    checklist("archive", "add", archive, example)
    [meeting] = json.loads(checklist("archive", "list", archive, "--format", "json").out)[
        "meetings"
    ]
    ran = checklist("archive", "export", archive, str(meeting["entry"]), "-o", out)
    assert (ran.code, ran.err) == (0, "")
    for path in example.glob("*.yaml"):
        assert (out / path.name).read_bytes() == path.read_bytes()
    runs = [checklist("assess", each, "--format", "json") for each in (example, out)]
    assert runs[0].out == runs[1].out


def test_a_pack_over_another_is_exported_with_it(tmp_path: Path, checklist: Checklist) -> None:
    archive, out = tmp_path / "a.db", tmp_path / "out"
    checklist("archive", "add", archive, ROOT / "examples" / "own-pack" / "submission.yaml", *DAY)
    assert checklist("archive", "export", archive, "1", "-o", out).code == 0
    runs = [
        checklist("assess", folder / "submission.yaml", *DAY, "--format", "json")
        for folder in (ROOT / "examples" / "own-pack", out)
    ]
    assert runs[0].out == runs[1].out


def test_nothing_is_exported_over_what_is_there(filled: Path, checklist: Checklist) -> None:
    ran = checklist("archive", "export", "a.db", "1", "-o", "rules", cwd=filled)
    assert ran.code == 3
    assert "rules: E156 書き出す先に、既にファイルがあります" in ran.err
    (filled / "empty").mkdir()
    assert checklist("archive", "export", "a.db", "1", "-o", "empty", cwd=filled).code == 0


@pytest.mark.parametrize("where", ["x" * 300, "a.db/inner"])
def test_where_nothing_can_be_exported_to_is_told(
    filled: Path, checklist: Checklist, where: str
) -> None:
    ran = checklist("archive", "export", "a.db", "1", "-o", where, cwd=filled)
    assert ran.code == 3
    assert "E153 書き出せません" in ran.err


def test_arguments_that_changed_places_are_told(folder: Path, checklist: Checklist) -> None:
    before = (folder / "a.yaml").read_bytes()
    ran = checklist("archive", "add", "a.yaml", "a.db", cwd=folder)
    assert (ran.code, ran.out) == (3, "")
    assert "a.yaml: E150 checklist の蓄積のファイルではありません" in ran.err
    assert (folder / "a.yaml").read_bytes() == before
    ran = checklist("archive", "add", ".", "a.db", cwd=folder)
    assert "E102 蓄積のファイルを指定するところに、フォルダが指定されています" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ad", "a.db", "."), "作業の「ad」はありません。もしかして add ですか"),
        (("remove", "a.db"), "作業の「remove」はありません。"),
        (("add", "a.db"), "納める提出内容のファイル又はフォルダを、蓄積の後に書いてください"),
        (("list", "a.db", "."), "対象は、list では使えません"),
        (("verify", "a.db", "--as-of", "2021-04-15"), "--as-of は、verify では使えません"),
        (("add", "a.db", ".", "--since", "2021-04-15"), "--since は、add では使えません"),
        (("list", "a.db", "--since", "昨日"), "--since の「昨日」は日付ではありません"),
        (("export", "a.db", "一"), "取り出す記録の番号を、蓄積の後に一つ書いてください"),
        (("export", "a.db", "1"), "書き出す先のフォルダを、-o に書いてください"),
        (("list", "a.db", "--format", "xml"), "--format の「xml」はありません"),
    ],
)
def test_a_wrong_command_line_is_told(
    filled: Path, checklist: Checklist, arguments: tuple[str, ...], words: str
) -> None:
    ran = checklist("archive", *arguments, cwd=filled)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_today_is_announced_where_no_day_is_known(folder: Path, checklist: Checklist) -> None:
    ran = checklist("archive", "add", "a.db", "a.yaml", cwd=folder)
    assert ran.code == 0
    assert "日付が分からないので、今日（" in ran.err


def test_the_meeting_of_the_seeds_is_kept_and_comes_out_again(
    tmp_path: Path, checklist: Checklist
) -> None:
    archive = tmp_path / "a.db"
    assert checklist("archive", "add", archive, NIIZA).code == 0
    found = json.loads(checklist("archive", "list", archive, "--format", "json").out)
    agenda = [each for each in found["cases"] if not each["notification"]]
    assert [(each["item"], each["decision"]) for each in agenda] == [
        (item, "approve_with_conditions") for item in "アイウ"
    ]
    assert checklist("archive", "verify", archive).code == 0
