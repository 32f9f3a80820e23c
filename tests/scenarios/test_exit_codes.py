"""What a script can rely on: exit codes, data on stdout, all else on stderr."""

import json
from pathlib import Path

import pytest
from conftest import Checklist
from packs import DAY, rule, submission, write_files, write_pack

from checklist_engine.usecases import assess_cases


def written(folder: Path, *answers: str, gate: str = "conditional") -> Path:
    """A folder of cases with these answers, to a pack with one rule of that gate."""
    not_met = "finding: 同意がありません" if gate != "conditional" else "condition: {use: agree}"
    write_pack(folder / "rules" / "small", {"one/one-001.yaml": rule(gate=gate, not_met=not_met)})
    for number, each in enumerate(answers):
        write_files(folder, {f"s{number}.yaml": submission(each, name=f"s{number}")})
    return folder


@pytest.mark.parametrize(
    ("gate", "answers", "decision", "code"),
    [
        ("conditional", "{agreed: true}", "approve", 0),
        ("conditional", "{agreed: false}", "approve_with_conditions", 0),
        ("conditional", "{}", "approve_with_conditions", 0),
        ("blocking", "{}", "defer", 1),
        ("blocking", "{agreed: false}", "reject", 1),
    ],
)
def test_approval_is_0_and_refusal_or_deferral_1(
    gate: str, answers: str, decision: str, code: int, tmp_path: Path, checklist: Checklist
) -> None:
    written(tmp_path, answers, gate=gate)
    ran = checklist("assess", "s0.yaml", "--as-of", str(DAY), "--format", "json", cwd=tmp_path)
    assert (json.loads(ran.out)["decision"], ran.code, ran.err) == (decision, code, "")


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (["{agreed: true}", "{agreed: true}"], 0),
        (["{agreed: true}", "{agreed: false}"], 1),
        (["{}", "{agreed: true}"], 1),
    ],
)
def test_of_several_the_worst_counts(
    answers: list[str], code: int, tmp_path: Path, checklist: Checklist
) -> None:
    written(tmp_path, *answers, gate="blocking")
    assert checklist("assess", ".", "--as-of", str(DAY), cwd=tmp_path).code == code


def test_a_profile_that_decides_nothing_ends_well(tmp_path: Path, checklist: Checklist) -> None:
    written(tmp_path, "{agreed: false}", gate="blocking")
    write_files(
        tmp_path / "rules" / "small" / "profiles",
        {"all.yaml": "profile: all\nlabel: 自己点検\ndecision: none\nrules: all\n"},
    )
    ran = checklist("assess", "s0.yaml", "--as-of", str(DAY), cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")


def test_rule_tests_that_fail_are_1(tmp_path: Path, checklist: Checklist) -> None:
    case = "{name: 場合, answers: {agreed: true}, expect: {verdict: VERDICT}}"
    for verdict, code in (("met", 0), ("not_met", 1)):
        test = f"rule: one-001\ncases: [{case.replace('VERDICT', verdict)}]\n"
        write_pack(tmp_path / "small", {"one/one-001.test.yaml": test})
        assert checklist("test", "small", cwd=tmp_path).code == code


def test_a_fault_of_ours_is_4_and_says_whom_to_tell(
    tmp_path: Path, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(assess_cases, "assess_cases", broken)
    ran = checklist("assess", "x.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (4, "")
    assert "RuntimeError: a fault of ours" in ran.err
    assert "の誤りです。上の表示を添えて、管理者に知らせてください" in ran.err


def test_an_interruption_says_so_without_a_traceback(
    tmp_path: Path, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(assess_cases, "assess_cases", interrupted)
    ran = checklist("assess", "x.yaml", cwd=tmp_path)
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "中断しました")


def test_notices_go_beside_the_data(tmp_path: Path, checklist: Checklist) -> None:
    written(tmp_path, "{agreed: true}")
    write_files(tmp_path, {"memo.yaml": "覚え: 後で\n", "note.txt": "x"})
    ran = checklist("assess", ".", "--format", "json", cwd=tmp_path)
    assert len(json.loads(ran.out)["cases"]) == 1
    assert "memo.yaml: 提出内容ではないので、評価していません" in ran.err
    assert "日付が分からないので、今日（" in ran.err
    assert "note.txt" not in ran.err


def test_the_assessment_date_is_the_option_the_meeting_the_submission_today(
    tmp_path: Path, checklist: Checklist
) -> None:
    written(tmp_path)
    dated = submission().replace("id: s,", "id: s, submitted_on: 2021-03-01,")
    meeting = (
        "meeting: {id: m, title: 会議, date: 2021-04-15}\ncases: [{item: ア, submission: s.yaml}]\n"
    )
    write_files(tmp_path, {"s.yaml": dated, "meeting.yaml": meeting})

    def day(*arguments: str) -> str:
        ran = checklist("assess", *arguments, "--format", "json", cwd=tmp_path)
        assert ran.err == ""
        content = json.loads(ran.out)
        return str(content.get("cases", [content])[0]["as_of"])

    assert day("s.yaml") == "2021-03-01"
    assert day(".") == "2021-04-15"
    assert day("meeting.yaml") == "2021-04-15"
    assert day(".", "--as-of", "2021-05-01") == "2021-05-01"
    assert day("s.yaml", "--as-of", "2021-05-01") == "2021-05-01"


def test_a_meeting_that_is_named_is_assessed_like_its_folder(
    tmp_path: Path, checklist: Checklist
) -> None:
    written(tmp_path, "{agreed: true}")
    write_files(
        tmp_path,
        {
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
            "cases: [{item: ア, submission: s0.yaml}]\n"
        },
    )
    assert checklist("assess", "meeting.yaml", cwd=tmp_path) == checklist(
        "assess", ".", cwd=tmp_path
    )


def test_a_folder_without_a_meeting_is_assessed_by_name(
    tmp_path: Path, checklist: Checklist
) -> None:
    written(tmp_path)
    for name in ("い", "あ", "b", "a"):
        write_files(tmp_path, {f"{name}.yaml": submission(name=f"x{ord(name)}")})
    ran = checklist("assess", ".", "--format", "json", "--as-of", str(DAY), cwd=tmp_path)
    ids = [case["case"]["id"] for case in json.loads(ran.out)["cases"]]
    assert ids == [f"x{ord(name)}" for name in ("a", "b", "あ", "い")]
