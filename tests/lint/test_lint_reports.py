"""Messages as text, as JSON, for GitHub, and as SARIF."""

import json
import re
from typing import Any

import pytest

from checklist_engine.ground.places import Place, Span
from checklist_engine.lint.catalogue import checks
from checklist_engine.lint.check import Edit, Severity
from checklist_engine.lint.message import Message
from checklist_engine.lint.report_github import github_report
from checklist_engine.lint.report_json import json_report
from checklist_engine.lint.report_sarif import sarif_report
from checklist_engine.lint.report_text import summary, text_report, watch_report

PLACE = Place(
    file="rules/小 さな/a.yaml", line=2, column=8, end_column=10, excerpt="title: ＩＤの題名"
)
SPAN = Span(line=2, column=8, end_line=2, end_column=10)
WARNING = Message(
    code="W510",
    severity=Severity.WARNING,
    place=PLACE,
    message="全角の英数字「ＩＤ」があります",
    hint="「ID」と書いてください",
    edits=(Edit(file=PLACE.file, span=SPAN, text="ID"),),
)
ERROR = Message(
    code="E104",
    severity=Severity.ERROR,
    place=Place(file="b.yaml"),
    message="ファイルが空です（100%）: a, b",
)
NOTE = Message(code="W519", severity=Severity.NOTE, place=PLACE, message="長い", hint=None)
ALL = (WARNING, ERROR, NOTE)
FILES = {PLACE.file: PLACE.file, "b.yaml": "b.yaml"}


def test_text_is_a_diagnostic_each_and_a_count() -> None:
    assert text_report(ALL).split("\n") == [
        "rules/小 さな/a.yaml:2:8: W510 全角の英数字「ＩＤ」があります",
        " 2 | title: ＩＤの題名",
        "   |        ^^^^",
        "   = ヒント: 「ID」と書いてください",
        "",
        "b.yaml: E104 ファイルが空です（100%）: a, b",
        "",
        "rules/小 さな/a.yaml:2:8: W519 長い",
        " 2 | title: ＩＤの題名",
        "   |        ^^^^",
        "",
        "誤り 1 件、注意 1 件、参考 1 件",
    ]


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        ((), "問題は見つかりませんでした"),
        ((ERROR, WARNING, WARNING, NOTE), "誤り 1 件、注意 2 件、参考 1 件"),
        ((NOTE,), "参考 1 件"),
    ],
)
def test_the_count_leaves_out_what_there_is_none_of(
    messages: tuple[Message, ...], words: str
) -> None:
    assert summary(messages) == words


def test_what_was_mended_comes_first() -> None:
    assert text_report((), (WARNING,)).split("\n") == [
        "rules/小 さな/a.yaml:2:8: W510 直しました: 全角の英数字「ＩＤ」があります",
        "1 件を直しました",
        "",
        "問題は見つかりませんでした",
    ]


def test_after_a_change_the_file_comes_first_and_then_what_is_new() -> None:
    first = watch_report((ERROR,), (ERROR, WARNING), [PLACE.file], settled=False)
    assert first.startswith("rules/小 さな/a.yaml が変わりました\n\nrules/小 さな/a.yaml:2:8: W510")
    assert first.endswith("このファイル: 注意 1 件")
    assert watch_report((ERROR, WARNING), ALL, [PLACE.file], settled=True).split("\n\n") == [
        str(NOTE),
        "規則集の全体: 誤り 1 件、注意 1 件、参考 1 件",
    ]


def test_json_is_a_list_with_these_keys() -> None:
    first, second, _ = json_report(ALL)
    assert first == {
        "code": "W510",
        "severity": "warning",
        "file": "rules/小 さな/a.yaml",
        "line": 2,
        "column": 8,
        "end_column": 10,
        "message": "全角の英数字「ＩＤ」があります",
        "hint": "「ID」と書いてください",
    }
    assert list(second) == list(first)
    assert (second["severity"], second["line"], second["hint"]) == ("error", 0, None)


def test_github_reads_a_command_a_line() -> None:
    where = "file=rules/小 さな/a.yaml,line=2,col=8,endColumn=10"
    assert github_report(ALL, FILES).split("\n") == [
        f"::warning {where},title=W510::全角の英数字「ＩＤ」があります%0Aヒント: 「ID」と書いてください",
        "::error file=b.yaml,title=E104::ファイルが空です（100%25）: a, b",
        f"::notice {where},title=W519::長い",
    ]


def test_github_is_not_misled_by_a_name() -> None:
    line = github_report((ERROR,), {"b.yaml": "a,b:c%d\n.yaml"})
    assert line.startswith("::error file=a%2Cb%3Ac%25d%0A.yaml,title=E104::")


def sarif() -> dict[str, Any]:
    # As a reader gets it, so that nothing in it can be anything but JSON.
    found: dict[str, Any] = json.loads(json.dumps(sarif_report(ALL, FILES, "1.2.3")))
    return found


def test_sarif_has_one_run_of_this_program() -> None:
    assert sarif()["version"] == "2.1.0"
    assert sarif()["$schema"].endswith("sarif-2.1.0.json")
    [run] = sarif()["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("checklist", "1.2.3")
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_describes_each_rule_that_is_named() -> None:
    rules = sarif()["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["E104", "W510", "W519"]
    page = next(check for check in checks() if check.code == "W510")
    assert rules[1]["shortDescription"]["text"] == page.title
    assert rules[1]["help"]["text"] == page.page
    assert rules[1]["help"]["markdown"].startswith(f"# W510 {page.title}\n\n## 何か\n\n")
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "warning", "note"]
    for rule in rules:
        assert rule["shortDescription"]["text"]


def test_sarif_results_point_to_their_rules_and_places() -> None:
    first, second, third = sarif()["runs"][0]["results"]
    rules = sarif()["runs"][0]["tool"]["driver"]["rules"]
    for result in (first, second, third):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
    location = first["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "rules/%E5%B0%8F%20%E3%81%95%E3%81%AA/a.yaml"
    assert location["region"] == {"startLine": 2, "startColumn": 8, "endColumn": 10}
    assert "region" not in second["locations"][0]["physicalLocation"]
    bases = sarif()["runs"][0]["originalUriBaseIds"]
    assert location["artifactLocation"]["uriBaseId"] in bases
    assert re.fullmatch(r"[!-~]+", location["artifactLocation"]["uri"])


def test_sarif_says_how_to_mend_what_can_be() -> None:
    first, second, third = sarif()["runs"][0]["results"]
    assert "fixes" not in second
    assert "fixes" not in third
    [fix] = first["fixes"]
    [change] = fix["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 10},
            "insertedContent": {"text": "ID"},
        }
    ]


def test_the_page_of_every_check_goes_into_sarif() -> None:
    every = [
        Message(code=check.code, severity=check.severity, place=PLACE, message="文")
        for check in checks()
    ]
    rules: Any = sarif_report(every, FILES, "1")
    for rule in rules["runs"][0]["tool"]["driver"]["rules"]:
        assert rule["fullDescription"]["text"]
        assert "## 良い例" in rule["help"]["markdown"]
