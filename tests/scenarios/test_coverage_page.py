"""The page about rule tests: its example is a pack, and comes out as the page says."""

import contextlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from xml.etree.ElementTree import fromstring

import pytest
from conftest import ROOT, Checklist

from checklist_engine.cli.app import run

PAGE = (ROOT / "docs" / "testing-rules.md").read_text(encoding="utf-8")
TEST = "rules/backup/keep/keep-001.test.yaml"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def named() -> Iterator[tuple[str, str]]:
    for block in blocks("yaml"):
        if found := re.match(r"# (\S+\.yaml)\n", block):
            yield found[1], block


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The pack of the page."""
    for name, text in named():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def add_cases(folder: Path) -> None:
    """Add the cases that the page adds."""
    [more] = [block for block in blocks("yaml") if block.startswith("- name:")]
    with (folder / TEST).open("a", encoding="utf-8") as file:
        file.write(indent(more, "  "))


def test_the_example_lacks_what_the_page_says(folder: Path, checklist: Checklist) -> None:
    ran = checklist("test", "rules/backup", "--coverage", "--mutate", cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == blocks("text")[0]


def test_the_cases_that_the_page_adds_show_and_notice_everything(
    folder: Path, checklist: Checklist
) -> None:
    add_cases(folder)
    ran = checklist(
        "test", "rules/backup", "--coverage", "--mutate", "--at-least", "100", cwd=folder
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == blocks("text")[1]


def test_a_share_that_is_not_reached_fails(folder: Path, checklist: Checklist) -> None:
    arguments = ("test", "rules/backup", "--coverage", "--mutate", "--at-least")
    assert checklist(*arguments, "66", cwd=folder).code == 0
    ran = checklist(*arguments, "67", cwd=folder)
    assert ran.code == 1
    assert ran.err == "backup: 網羅率 66.6%、検出率 71.4%で、--at-least の 67% に届きません\n"


def test_one_rule_can_be_asked_for(folder: Path, checklist: Checklist) -> None:
    ran = checklist("test", "--rule", "keep-001", "--coverage", "--format", "json", cwd=folder)
    [pack] = json.loads(ran.out)["packs"]
    assert (ran.code, pack["rules"], len(pack["cases"])) == (0, 1, 3)
    assert [rule["rule"] for rule in pack["coverage"]["rules"]] == ["keep-001"]
    assert "mutation" not in pack


def test_a_rule_without_tests_shows_and_notices_nothing(folder: Path, checklist: Checklist) -> None:
    (folder / TEST).unlink()
    ran = checklist("test", "--coverage", "--mutate", "--format", "json", cwd=folder)
    [pack] = json.loads(ran.out)["packs"]
    assert ran.code == 1
    assert (pack["coverage"]["percent"], pack["coverage"]["leaves"]["not"]) == (0.0, 2)
    assert (pack["mutation"]["tried"], pack["mutation"]["noticed"]) == (7, 0)


def test_a_rule_of_a_pack_below_is_measured_there(folder: Path, checklist: Checklist) -> None:
    above = folder / "rules" / "above" / "pack.yaml"
    above.parent.mkdir()
    above.write_text(
        "pack: above\nlanguage: 1\nversion: 1.0.0\nlabel: 上\nextends: backup\n"
        "families: [{id: own, label: 市}]\ntest_date: 2026-04-01\n",
        encoding="utf-8",
    )
    ran = checklist("test", "rules/above", "--coverage", "--format", "json", cwd=folder)
    [pack] = json.loads(ran.out)["packs"]
    assert pack["coverage"]["rules"] == []
    # There is not one test in it: that is a failure, and said.
    assert ran.code == 1
    assert checklist("test", "rules/above", cwd=folder).out == (
        "× above: 規則 1 件、場合 0 件、試験が一つもありません\n"
    )


def test_the_file_for_other_programs_fails_what_the_text_fails(
    folder: Path, checklist: Checklist
) -> None:
    ran = checklist("test", "--format", "junit", cwd=folder)
    assert ran.code == 0
    assert 'tests="3" failures="0"' in ran.out
    (folder / TEST).unlink()
    ran = checklist("test", "--format", "junit", cwd=folder)
    assert ran.code == 1
    assert 'tests="1" failures="1"' in ran.out


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "ascii"])
def test_the_file_for_other_programs_is_the_same_on_every_console(
    encoding: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    written = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(written, encoding=encoding)) as console:
        assert run(["test", "--format", "junit"]) == 0
        console.flush()
    cases = fromstring(written.getvalue()).iter("testcase")  # noqa: S314 - it was written here
    assert [case.get("name") for case in cases] == [
        "クラウドに置いている",
        "同じ建物にだけ置いている",
        "置き場所が未回答",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--at-least", "80"], "--at-least は、--coverage か --mutate と一緒に使います"),
        (
            ["--coverage", "--at-least", "101"],
            "--at-least の「101」は、0 から 100 までの数ではありません",
        ),
        (
            ["--coverage", "--at-least", "-1"],
            "--at-least の「-1」は、0 から 100 までの数ではありません",
        ),
        (["--coverage", "--at-least", "x"], "--at-least は、半角の数で書いてください"),
        (
            ["--mutate", "--format", "junit"],
            "--format junit は、--coverage や --mutate とは一緒に使えません",
        ),
        (
            ["--format", "xml"],
            "--format の「xml」はありません（使えるのは text、json、junit です）",
        ),
        (
            ["--rule", "keep-002"],
            "規則「keep-002」は、規則集にありません。もしかして keep-001 ですか",
        ),
        (
            ["--rule", "zzz"],
            "規則「zzz」は、規則集にありません。規則の id を確かめてください",
        ),
    ],
)
def test_what_does_not_go_together_is_told(
    arguments: list[str], words: str, folder: Path, checklist: Checklist
) -> None:
    ran = checklist("test", *arguments, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
