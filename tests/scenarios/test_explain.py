"""`checklist explain`: from a decision down to the answer and the place where it is written."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist
from packs import rule, submission, write_files, write_pack

from checklist_engine.ground.widths import width
from checklist_engine.reporting.explanation import Explainer
from checklist_engine.reporting.explanation_text import explanation_text
from checklist_engine.reporting.layout import Canvas
from checklist_engine.usecases.assess_cases import assess_cases

EXAMPLE = ROOT / "examples" / "niiza-2021-04-15"
FURUSATO = EXAMPLE / "furusato.yaml"
HALF = ROOT / "examples" / "half-answered" / "school-library.yaml"
DAY = ("--as-of", "2021-04-15")
PAGE = (ROOT / "docs" / "explaining.md").read_text(encoding="utf-8")


def test_a_rule_is_read_aloud_with_its_answers_evidence_and_clause(checklist: Checklist) -> None:
    out = checklist("explain", FURUSATO, "cloud-001", *DAY).out
    assert "「サーバーの設置国」が「日本」であることを求めます" in out
    assert "証跡未確認" in out
    assert "furusato.yaml:" in out
    assert "口頭での確認" in out
    assert "口頭確認では足りません" in out
    assert "根拠" in out


def test_what_is_open_says_what_it_waits_for_and_why(checklist: Checklist) -> None:
    out = checklist("explain", FURUSATO, "cloud-002", *DAY).out.replace("\n", "").replace(" ", "")
    assert "回答を待つもの" in out
    assert "未回答（質疑で問われたが、指定の可否について回答がなかった）" in out


def test_without_a_rule_the_chain_goes_from_the_decision_to_the_answers(
    checklist: Checklist,
) -> None:
    out = checklist("explain", FURUSATO, *DAY).out
    order = [
        "結論案",
        "条件「再委託先従業者の監督」",
        "sub-003　再委託先従業者の監督の証跡（クラウド事業者）: 不適合",
        "受け取った監督の資料（クラウド事業者）: 該当なし",
    ]
    places = [out.index(words) for words in order]
    assert places == sorted(places)


def test_a_case_that_refers_says_to_which(checklist: Checklist) -> None:
    assert "条件が諮問イと同じ" in checklist("explain", EXAMPLE).out


RULINGS = ROOT / "examples" / "rulings"
SHOWN: list[tuple[str, list[str | Path]]] = [
    ("a claim lacks its proof", [FURUSATO, "cloud-001", *DAY]),
    ("an element fails", [FURUSATO, "sub-003", *DAY]),
    ("nobody is asked", [FURUSATO, "device-002", *DAY]),
    ("some element applies", [FURUSATO, "sub-004", *DAY]),
    ("a list is open", [HALF, "cloud-003", "--as-of", "2024-06-20"]),
    ("one answer would do", [HALF, "data-010", "--as-of", "2024-06-20"]),
    ("a ruling counts", [RULINGS, "sub-003"]),
]


def test_what_an_officer_reads(checklist: Checklist, golden: Callable[[Path, str], None]) -> None:
    told = [f"# {why}\n{checklist('explain', *arguments).out}" for why, arguments in SHOWN]
    golden(ROOT / "tests" / "golden" / "explanations.txt", "\n".join(told))


def test_the_parts_of_a_score_that_an_officer_reads(
    checklist: Checklist, golden: Callable[[Path, str], None]
) -> None:
    out = checklist("explain", FURUSATO, "--score", *DAY).out
    golden(ROOT / "tests" / "golden" / "explained-score.txt", out)


@pytest.mark.parametrize(
    "folder", sorted(each.name for each in (ROOT / "examples").iterdir() if each.is_dir())
)
def test_every_rule_of_every_example_can_be_explained(folder: str) -> None:
    path = ROOT / "examples" / folder
    assessed = assess_cases(path, as_of=None, pack=None, today=date(2021, 4, 15))
    for assessment, plan in assessed.cases:
        explainer = Explainer(assessment, plan)
        for each in plan.rules:
            text = list(explanation_text(explainer, Canvas(cells=80, colour=False), each.id))
            assert f"■ {each.id}" in "\n".join(text)
            assert not any("None" in line for line in text)
            # A path with no blank in it is not cut.
            assert max(width(line) for line in text if "〔" not in line) <= 80


# JSON.


def rules_in(found: dict[str, Any]) -> dict[str, Any]:
    return {each["rule"]: each for each in found["rules"]}


def clauses(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for part in tree["parts"]:
        yield from clauses(part)


def test_json_has_the_reading_and_the_places(checklist: Checklist) -> None:
    found = json.loads(checklist("explain", FURUSATO, "sub-003", *DAY, "--format", "json").out)
    (each,) = found["rules"]
    assert each["reading"].startswith("「委託先・再委託先」のうち")
    (finding,) = each["findings"]
    places = [answer["place"] for answer in finding["answers"]]
    assert all(place and "furusato.yaml:" in place for place in places)


def test_json_keeps_its_keys_and_adds_the_tree_and_the_reason(checklist: Checklist) -> None:
    found = json.loads(checklist("explain", FURUSATO, *DAY, "--format", "json").out)
    assert found.keys() == {"case", "item", "decision", "conclusion", "rules"}
    for each in found["rules"]:
        assert each.keys() == {"rule", "title", "reading", "basis", "findings"}
        for finding in each["findings"]:
            kept = {"element", "verdict", "machine_verdict", "text", "answers"}
            assert finding.keys() == kept | {"reason", "reason_is_smallest", "tree"}
            for answer in finding["answers"]:
                assert answer.keys() == {"path", "label", "answer", "place", "lacks_proof"}
            if finding["machine_verdict"] != "undetermined":
                assert finding["reason_is_smallest"]
            for clause in clauses(finding["tree"]):
                expected = {"text", "truth", "proven", "note", "parts", "answers"}
                assert clause.keys() - {"part"} == expected
                assert {clause["truth"], clause["proven"]} <= {"true", "false", "unknown"}


def test_json_says_which_proof_is_missing(checklist: Checklist) -> None:
    found = json.loads(checklist("explain", FURUSATO, "cloud-001", *DAY, "--format", "json").out)
    [finding] = rules_in(found)["cloud-001"]["findings"]
    require, compensated_by = finding["tree"]["parts"]
    assert (require["part"], require["truth"], require["proven"]) == ("require", "true", "unknown")
    [answer] = require["answers"]
    assert answer["value"] == "JP"
    assert answer["words"] == "日本"
    assert not answer["proof"]["holds"]
    [need] = answer["proof"]["needs"]
    assert need["records"] == [
        {
            "id": "E1",
            "words": "サーバーの国内設置についての確認、種類: 口頭での確認（口頭確認）、"
            "発行: システム業者、日付なし",
            "faults": ["口頭確認では足りません"],
        }
    ]
    assert finding["reason"] == ["hosting.country"]
    [answer] = compensated_by["answers"]
    assert (answer["relevance"], answer["value"], answer["proof"]["holds"]) == (
        "irrelevant", None, False
    )  # fmt: skip
    assert [each["truth"] for each in answer["not_asked"]] == ["false"]


def test_json_of_a_meeting_has_all_cases(checklist: Checklist) -> None:
    found = json.loads(checklist("explain", EXAMPLE, "sub-003", "--format", "json").out)
    assert [case["item"] for case in found["cases"]] == ["ア", "イ", "ウ"]


def test_the_parts_of_a_score_add_up(checklist: Checklist) -> None:
    ran = checklist("explain", FURUSATO, "--score", *DAY, "--format", "json")
    found = json.loads(ran.out)
    rules = [each for family in found["families"] for each in family["rules"]]
    low = sum(each["given"] for each in rules)
    high = low + sum(each["possible"] for each in rules)
    assert found["score"]["low"] == pytest.approx(low, abs=0.05)
    assert found["score"]["high"] == pytest.approx(high, abs=0.05)
    assessed = json.loads(checklist("assess", FURUSATO, *DAY, "--format", "json").out)
    whole = {key: assessed["score"][key] for key in ("low", "high", "coverage")}
    assert found["score"] == whole
    families = {each["family"]: each["score"] for each in found["families"] if each["score"]}
    assert families == assessed["score"]["families"]


def test_one_family_is_chosen_and_put_in_the_order_of_the_pack(checklist: Checklist) -> None:
    options = ("--score", "--family", "sub", "--sort", "order", "--format", "json")
    found = json.loads(checklist("explain", FURUSATO, *options, *DAY).out)
    [family] = found["families"]
    names = [each["rule"] for each in family["rules"]]
    assert family["family"] == "sub"
    assert names == sorted(names)
    assert len(names) > 5


# What a person gets wrong.


def test_a_rule_that_is_not_there_is_a_usage_fault_with_the_nearest(checklist: Checklist) -> None:
    ran = checklist("explain", FURUSATO, "sub-0033", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "もしかして sub-003" in ran.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--score", "--family", "subb"], "分野「subb」は、この適用区分にありません。もしかして sub ですか"),
        (["--score", "--family", "まったく別"], "あるのは legal、data、sub、"),
        (["まったく別"], "checklist assess で確かめてください"),
        (["--score", "--sort", "points"], "--sort の「points」はありません（使えるのは gain、order です）"),
        (["sub-003", "--score"], "--score は、規則の id とは一緒に使えません"),
        (["--family", "sub"], "--family と --sort は、--score とともに使います"),
        (["--sort", "gain"], "--family と --sort は、--score とともに使います"),
    ],
)  # fmt: skip
def test_options_that_do_not_fit_say_so(
    options: list[str], words: str, checklist: Checklist
) -> None:
    ran = checklist("explain", FURUSATO, *options, *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_submission_that_cannot_be_read_is_told_as_such(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "rules" / "small")
    write_files(tmp_path, {"s.yaml": submission("{agreed: 多分}")})
    ran = checklist("explain", "s.yaml", "one-001", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "E304" in ran.err


def test_a_case_with_nothing_to_count_has_no_points(tmp_path: Path, checklist: Checklist) -> None:
    needless = rule(rest="applies_when: {checked: true}\n")
    write_pack(tmp_path / "rules" / "small", {"one/one-001.yaml": needless})
    write_files(tmp_path, {"s.yaml": submission("{checked: false}")})
    ran = checklist("explain", "s.yaml", "--score", *DAY, cwd=tmp_path)
    assert ran.code == 0
    assert "評点　数える規則がありません" in ran.out


# The page.


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_lines_of_the_page_work_as_a_library(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    [source] = blocks("python")
    exec(source, {})  # noqa: S102 - the page's own lines
    assert capsys.readouterr().out == blocks("text")[-1]
    assert len(source.splitlines()) <= 14


def test_what_the_page_shows_is_what_is_shown(checklist: Checklist) -> None:
    shown = [each for each in blocks("text")[:-1] if not each.startswith("#")]
    outputs = "".join(
        checklist(*line.split()[1:]).out
        for line in "".join(blocks("sh")).splitlines()
        if line.startswith("checklist explain")
    )
    assert shown
    for block in shown:
        assert block in outputs


def test_every_key_of_the_json_is_on_the_page(checklist: Checklist) -> None:
    def keys(content: object) -> Iterator[str]:
        if isinstance(content, dict):
            yield from content
            for value in content.values():
                yield from keys(value)
        elif isinstance(content, list):
            for value in content:
                yield from keys(value)

    for options in ([], ["--score"]):
        content = json.loads(checklist("explain", EXAMPLE, *options, "--format", "json").out)
        for key in set(keys(content)):
            assert f"`{key}`" in PAGE, key
