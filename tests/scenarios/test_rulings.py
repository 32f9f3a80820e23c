"""Claims change no verdict; rulings do, while they last, and none of them passes in silence."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Checklist
from packs import rule, submission, write_files, write_pack

MEETING = """\
meeting: {id: m1, title: 第一回, date: 2021-04-15}
cases: [{item: ア, submission: s.yaml}]
rulings: rulings.yaml
"""
LOOP = "for_each: {in: parties, where: {.handles: true}}\n"
PARTIES = (
    "complete: true, parties: [{id: a, name: 甲社, handles: true, below: [{id: b, handles: true}]}]"
)


def ruling(**changed: str) -> str:
    entry = {
        "id": "R1",
        "case": "s",
        "rule": "one-001",
        "verdict": "waived",
        "authority": "審議会",
        "reason": "経過措置として認める",
        "on": "2021-04-01",
        "expires": "2021-04-15",
    }
    entry.update(changed)
    return "rulings: [{" + ", ".join(f"{k}: {v}" for k, v in entry.items() if v) + "}]\n"


def meeting(
    folder: Path, rulings: str, *, answers: str = "{agreed: false}", rest: str = "", **files: str
) -> Path:
    write_pack(folder / "rules" / "small", {"one/one-001.yaml": rule(), **files})
    return write_files(
        folder,
        {"meeting.yaml": MEETING, "rulings.yaml": rulings, "s.yaml": submission(answers, rest)},
    )


def case(checklist: Checklist, folder: Path) -> tuple[dict[str, Any], str]:
    ran = checklist("assess", folder, "--format", "json")
    assert ran.code in (0, 1), ran.err
    found: dict[str, Any] = json.loads(ran.out)["cases"][0]
    return found, ran.err


@pytest.mark.parametrize("verdict", ["waived", "compensated", "not_applicable"])
def test_a_ruling_replaces_the_verdict_and_the_machines_stays_beside_it(
    checklist: Checklist, tmp_path: Path, verdict: str
) -> None:
    found, err = case(checklist, meeting(tmp_path, ruling(verdict=verdict)))
    (finding,) = found["findings"]
    assert (finding["verdict"], finding["machine_verdict"]) == (verdict, "not_met")
    assert finding["ruling"] == "R1"
    assert found["decision"] == "approve"
    assert found["conditions"] == []
    assert [each["status"] for each in found["rulings"]] == ["applied"]
    assert err == ""


def test_a_ruled_finding_counts_as_ruled(checklist: Checklist, tmp_path: Path) -> None:
    found, _ = case(checklist, meeting(tmp_path, ruling(verdict="compensated")))
    assert found["findings"][0]["credit"] == [0.7, 0.7]
    found, _ = case(checklist, meeting(tmp_path, ruling()))
    assert found["findings"][0]["credit"] is None
    assert found["score"] is None


def test_an_expiry_is_inclusive_and_a_day_later_changes_nothing(
    checklist: Checklist, tmp_path: Path
) -> None:
    folder = meeting(tmp_path, ruling())
    assert case(checklist, folder)[0]["findings"][0]["verdict"] == "waived"
    ran = checklist("assess", folder, "--as-of", "2021-04-16", "--format", "json")
    found = json.loads(ran.out)["cases"][0]
    assert found["findings"][0]["verdict"] == "not_met"
    assert found["rulings"][0]["status"] == "expired"
    assert "R1" in ran.err
    assert "期限切れ" in ran.err


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"rule": "one-999"}, "unmatched", "当てはまる判定なし"),
        ({"element": '"parties[a]"'}, "unmatched", "当てはまる判定なし"),
        ({"on": "2021-04-16", "expires": "2021-05-01"}, "not_yet", "基準日より後"),
    ],
)
def test_a_ruling_that_changes_nothing_is_announced(
    checklist: Checklist, tmp_path: Path, changed: dict[str, str], status: str, words: str
) -> None:
    found, err = case(checklist, meeting(tmp_path, ruling(**changed)))
    assert found["findings"][0]["verdict"] == "not_met"
    assert [each["status"] for each in found["rulings"]] == [status]
    assert "rulings.yaml:1:" in err
    assert words in err


def test_a_ruling_on_what_is_met_anyway_is_needless(checklist: Checklist, tmp_path: Path) -> None:
    found, err = case(checklist, meeting(tmp_path, ruling(), answers="{agreed: true}"))
    assert found["findings"][0]["verdict"] == "met"
    assert found["rulings"][0]["status"] == "needless"
    assert "不要" in err


def test_a_ruling_for_another_case_is_announced_with_the_nearest_name(
    checklist: Checklist, tmp_path: Path
) -> None:
    found, err = case(checklist, meeting(tmp_path, ruling(case="ss")))
    assert found["rulings"] == []
    assert "案件「ss」" in err


def test_of_two_rulings_the_latest_counts(checklist: Checklist, tmp_path: Path) -> None:
    two = (
        "rulings:\n"
        "  - {id: R2, case: s, rule: one-001, verdict: compensated, authority: 審議会, "
        "reason: 代替措置を認める, on: 2021-04-10}\n"
        "  - {id: R1, case: s, rule: one-001, verdict: not_applicable, authority: 事務局, "
        "reason: 当たらない, on: 2021-04-01}\n"
    )
    found, _ = case(checklist, meeting(tmp_path, two))
    assert found["findings"][0]["ruling"] == "R2"


def test_elements_are_ruled_on_one_by_one(checklist: Checklist, tmp_path: Path) -> None:
    folder = meeting(
        tmp_path,
        ruling(element='"parties[a/b]"'),
        answers=f"{{{PARTIES}, agreed: false}}",
        **{"one/one-001.yaml": rule(rest=LOOP)},
    )
    found, err = case(checklist, folder)
    assert [(each["element"], each["verdict"]) for each in found["findings"]] == [
        ("parties[a]", "not_met"),
        ("parties[a/b]", "waived"),
    ]
    assert err == ""


def test_what_is_not_listed_yet_cannot_be_ruled_on(checklist: Checklist, tmp_path: Path) -> None:
    folder = meeting(
        tmp_path,
        ruling(),
        answers="{parties: [], complete: false}",
        **{"one/one-001.yaml": rule(rest=LOOP)},
    )
    found, err = case(checklist, folder)
    assert found["findings"][0]["verdict"] == "undetermined"
    assert found["rulings"][0]["status"] == "unmatched"
    assert "R1" in err


def test_the_text_shows_both_verdicts(checklist: Checklist, tmp_path: Path) -> None:
    ran = checklist("assess", meeting(tmp_path, ruling()))
    assert "例外承認（規則による判定は不適合）" in ran.out
    assert "令和3年4月15日まで" in ran.out


def test_a_claim_changes_no_verdict_and_is_listed(checklist: Checklist, tmp_path: Path) -> None:
    claims = "claims: [{rule: one-001, claim: alternative, reason: 掲示で知らせている}]\n"
    folder = meeting(
        tmp_path,
        "rulings: []\n",
        rest=claims,
        **{"one/one-001.yaml": rule(rest="may_claim: [alternative]\n")},
    )
    found, _ = case(checklist, folder)
    assert found["findings"][0]["verdict"] == "not_met"
    assert found["claims"] == [
        {
            "rule": "one-001",
            "element": None,
            "claim": "alternative",
            "reason": "掲示で知らせている",
        }
    ]
    text = checklist("assess", folder).out
    assert "代わりの措置があるとの申出（今の判定は不適合）" in text
    assert "掲示で知らせている" in text


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("{rule: one-001, claim: not_applicable, reason: x}", "申出はできません"),
        ("{rule: one-002, claim: alternative, reason: x}", "もしかして「one-001」"),
        ("{rule: one-001, claim: alternative, reason: x, element: parties[z]}", "回答にありません"),
    ],
)
def test_a_claim_that_may_not_be_made_is_a_fault(
    checklist: Checklist, tmp_path: Path, claim: str, words: str
) -> None:
    claim = claim.replace("parties[z]", '"parties[z]"')
    folder = meeting(
        tmp_path,
        "rulings: []\n",
        rest=f"claims: [{claim}]\n",
        **{"one/one-001.yaml": rule(rest="may_claim: [alternative]\n")},
    )
    ran = checklist("assess", folder)
    assert (ran.code, ran.out) == (3, "")
    assert "E320" in ran.err
    assert words in ran.err


TWICE = ruling().removesuffix("]\n") + ", " + ruling().removeprefix("rulings: [")


@pytest.mark.parametrize(
    ("rulings", "code"),
    [
        (ruling(expires=""), "E321"),
        (ruling(expires="2021-03-01"), "E321"),
        (ruling(verdict="met"), "E123"),
        (ruling(authority=""), "E121"),
        (ruling(on="2021-02-30"), "E308"),
        (TWICE, "E321"),
    ],
)
def test_a_ruling_that_is_no_ruling_is_a_fault(
    checklist: Checklist, tmp_path: Path, rulings: str, code: str
) -> None:
    ran = checklist("assess", meeting(tmp_path, rulings))
    assert (ran.code, ran.out) == (3, "")
    assert code in ran.err
    assert "rulings.yaml:" in ran.err


AGENDA = {
    "two cases": "cases: [{item: ア, submission: s.yaml}, {item: イ, submission: t.yaml}]",
    "a case and a notification": "cases: [{item: ア, submission: s.yaml}]\nnotifications: [t.yaml]",
    "two notifications": "cases: [{item: ア, submission: other.yaml}]\n"
    "notifications: [s.yaml, t.yaml]",
}


@pytest.mark.parametrize("agenda", AGENDA.values(), ids=AGENDA)
def test_two_submissions_of_a_meeting_have_two_ids(
    checklist: Checklist, tmp_path: Path, agenda: str
) -> None:
    folder = meeting(tmp_path, "rulings: []\n")
    head, _ = MEETING.splitlines(keepends=True)[:2]
    files = {
        "meeting.yaml": head + agenda,
        "t.yaml": "# 写したもの\n" + submission(),
        "other.yaml": submission().replace("id: s,", "id: other,"),
    }
    write_files(folder, files)
    ran = checklist("assess", folder)
    assert (ran.code, ran.out) == (3, "")
    assert "t.yaml:2:12: E314" in ran.err
    assert "案件の id「s」が二つあります（一つ目は s.yaml の 1 行目）" in ran.err.replace(
        f"{folder}/", ""
    )


def test_a_third_submission_of_an_id_is_told_of_the_first(
    checklist: Checklist, tmp_path: Path
) -> None:
    folder = meeting(tmp_path, "rulings: []\n")
    head, _ = MEETING.splitlines(keepends=True)[:2]
    files = {
        "meeting.yaml": f"{head}{AGENDA['two cases']}\nnotifications: [u.yaml]",
        "t.yaml": submission(),
        "u.yaml": submission(),
    }
    write_files(folder, files)
    ran = checklist("assess", folder)
    assert ran.err.count("E314") == ran.err.count("s.yaml の 1 行目") == 2
