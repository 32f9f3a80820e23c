"""Wrong command lines: exit code 2, one Japanese line, none of typer's English."""

import re
from pathlib import Path

import pytest
from conftest import Checklist
from packs import submission, write_files, write_pack

WRONG: dict[str, tuple[list[str], str]] = {
    "an unknown command": (["asess", "x"], "「asess」というコマンドはありません"),
    "an unknown option of the program": (
        ["--versoin"],
        "「--versoin」というオプションはありません",
    ),
    "an unknown option": (
        ["assess", "s.yaml", "--formt", "json"],
        "「--formt」というオプションはありません。もしかして --format ですか",
    ),
    "an unknown short option": (["assess", "s.yaml", "-x"], "「-x」というオプションはありません"),
    "no argument": (["assess"], "提出内容 が指定されていません"),
    "no argument of eval": (["eval"], "語彙 が指定されていません"),
    "an option without its value": (
        ["assess", "s.yaml", "--as-of"],
        "「--as-of」の後に値がありません",
    ),
    "a day that is none": (
        ["assess", "s.yaml", "--as-of", "2021-02-30"],
        "--as-of の「2021-02-30」は日付ではありません（例: 2021-04-15）",
    ),
    "a day written otherwise": (
        ["assess", "s.yaml", "--as-of", "令和3年4月15日"],
        "--as-of の「令和3年4月15日」は日付ではありません（例: 2021-04-15）",
    ),
    "an empty day": (
        ["assess", "s.yaml", "--as-of", ""],
        "--as-of の「」は日付ではありません（例: 2021-04-15）",
    ),
    "a number that is none": (
        ["replay", "past.db", "--to", "rules", "--limit", "０"],
        "--limit は、半角の数で書いてください",
    ),
    "an unknown format": (
        ["assess", "s.yaml", "--format", "xml"],
        "--format の「xml」はありません（使えるのは text、json です）",
    ),
    "an unknown format of test": (
        ["test", "--format", "xml"],
        "--format の「xml」はありません（使えるのは text、json、junit です）",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_command_line_is_told_in_one_japanese_line(
    name: str, tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "rules" / "small")
    write_files(tmp_path, {"s.yaml": submission()})
    arguments, words = WRONG[name]
    ran = checklist(*arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert ran.err.startswith(f"使い方が違います: {words}"), ran.err
    assert ran.err.count("\n") == 1
    _assert_no_english(ran.err, *arguments)


def test_an_argument_too_many_is_named(checklist: Checklist) -> None:
    ran = checklist("assess", "a.yaml", "b.yaml")
    assert ran.code == 2
    assert ran.err == (
        "使い方が違います: 余分な引数（b.yaml）があります（詳しくは checklist --help）\n"
    )


def test_an_option_that_takes_no_value_is_not_said_to_lack_one(checklist: Checklist) -> None:
    ran = checklist("--version=3")
    assert ran.code == 2
    assert "値がありません" not in ran.err
    assert "--version" in ran.err


def test_an_option_that_is_required_is_named_as_it_is_typed(checklist: Checklist) -> None:
    ran = checklist("eval", "facts.yaml")
    assert ran.code == 2
    assert "--cases" in ran.err


def _assert_no_english(text: str, *typed: str) -> None:
    """No words but those typed, the program's own name and the options."""
    for word in (*typed, "checklist", "text", "json", "junit", "eval", "assess"):
        text = text.replace(word, "") if word else text
    assert re.findall(r"[A-Za-z]{3,}", re.sub(r"--[a-z-]+", "", text)) == []
