"""Which pack, profile and day a form is made of, and what is said where they are not plain."""

from datetime import date
from pathlib import Path

import pytest
from conftest import Checklist
from filling import DAY
from forming import READS_ALL, answer_of, opened
from packs import submission, write_files, write_pack

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.usecases.write_form import filled_form, form_from_earlier

OTHER = "profile: other\nlabel: 別の区分\ndecision: none\nrules: all\n"
FILES = {"one/one-001.yaml": READS_ALL, "profiles/other.yaml": OTHER}


def written(folder: Path, head: str = "") -> Path:
    """A submission to the small pack, of two profiles; `head` stands in place of pack and profile."""
    write_pack(folder / "rules" / "small", FILES)
    text = submission("{agreed: true}")
    if head:
        lines = text.splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(("pack:", "profile:"))]
        text = head + "".join(kept)
    write_files(folder, {"s.yaml": text})
    return folder / "s.yaml"


def profile_of(path: Path, profile: str | None, pack: Path | None = None) -> object:
    """The profile that the form of a submission is for."""
    made = filled_form(path, pack, profile, as_of=DAY, today=DAY)
    sheet = opened(made.content)["案件"]
    [found] = [row[2].value for row in sheet.iter_rows() if row[1].value == "profile"]
    return found


def refusal(path: Path, profile: str | None = None) -> str:
    with pytest.raises(InvalidFile) as caught:
        filled_form(path, None, profile, as_of=DAY, today=DAY)
    [fault] = caught.value.diagnostics
    assert fault.hint
    return f"{fault.code} {fault.message} → {fault.hint}"


def test_a_profile_that_is_asked_for_counts_before_that_of_the_submission(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert profile_of(path, None) == "all"
    assert profile_of(path, "other") == "other"


def test_a_submission_without_a_profile_gets_the_one_that_is_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "pack: small\n")
    assert profile_of(path, "other") == "other"
    assert "--profile で次のどれかを指定してください" in refusal(path)


def test_a_profile_that_a_submission_names_wrongly_is_a_fault_where_it_stands(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, "pack: small\nprofile: othr\n")
    assert refusal(path) == (
        "E318 適用区分「othr」は規則集「small」にありません → もしかして「other」ですか"
    )
    assert profile_of(path, "other") == "other"


def test_a_submission_without_a_pack_wants_one(tmp_path: Path) -> None:
    path = written(tmp_path, "profile: all\n")
    assert refusal(path).startswith("E316 どの規則集の様式かが書かれていません")
    assert profile_of(path, None, tmp_path / "rules" / "small") == "all"


def test_another_pack_than_the_submission_names_is_announced(tmp_path: Path) -> None:
    path = written(tmp_path, "pack: larger\nprofile: all\n")
    made = filled_form(path, tmp_path / "rules" / "small", None, as_of=DAY, today=DAY)
    assert made.notices == (
        f"{path}: 提出内容の規則集は「larger」ですが、規則集「small」の様式にしました",
    )


def test_without_a_day_the_form_says_that_it_is_of_today(tmp_path: Path) -> None:
    path = written(tmp_path)
    today = date(2021, 5, 6)
    [notice] = filled_form(path, None, None, as_of=None, today=today).notices
    assert notice.endswith(
        "日付が分からないので、今日（2021-05-06）の時点の様式です（--as-of で変えられます）"
    )
    assert filled_form(path, None, None, as_of=DAY, today=today).notices == ()
    # A new case has no assessment yet, so that its day is the day it is made on.
    assert form_from_earlier(path, None, None, as_of=None, today=today).notices == ()


def test_a_form_is_made_whether_or_not_its_pack_was_compiled_before(
    tmp_path: Path, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKLIST_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    written(tmp_path)
    made = []
    for name in ("cold", "warm", "warmer"):
        options = ("--submission", "s.yaml", "--as-of", "2021-04-15", "-o", f"{name}.xlsx")
        assert checklist("form", *options, cwd=tmp_path).code == 0
        assert checklist("assess", "s.yaml", "--as-of", "2021-04-15", cwd=tmp_path).code in (0, 1)
        made.append((tmp_path / f"{name}.xlsx").read_bytes())
    assert made[0] == made[1] == made[2]
    assert answer_of(opened(made[0]), "agreed") == "はい"
