"""`checklist diff`, whole: exit codes, the contract of its JSON, and the example of a correction."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist
from packs import CONDITIONS, DAY, PACK, rule, submission, write_files, write_pack

CORRECTIONS = ROOT / "examples" / "corrections"
FILES = [CORRECTIONS.relative_to(ROOT) / name for name in ("first.yaml", "corrected.yaml")]


def two_packs(folder: Path, **changed: str) -> tuple[Path, Path]:
    """The small pack, and one with other files (`one_001`: a rule of that id)."""
    files = {f"one/{name.replace('_', '-')}.yaml": text for name, text in changed.items()}
    return write_pack(folder / "old" / "small"), write_pack(folder / "new" / "small", files)


def two_submissions(folder: Path, before: str, after: str) -> tuple[str, str]:
    write_pack(folder / "rules" / "small")
    write_files(folder, {"a.yaml": submission(before), "b.yaml": submission(after)})
    return "a.yaml", "b.yaml"


# Packs.


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (rule(), 0),
        ("# 注釈\n" + rule(), 0),
        (rule(require="{not: {agreed: false}}"), 0),
        (rule(require="{recorded: true}"), 1),
        (rule().replace("の題名", "の新しい題名"), 1),
    ],
    ids=["the same", "a comment", "another spelling", "another meaning", "another title"],
)
def test_it_ends_with_1_where_there_is_a_difference_in_meaning(
    changed: str, code: int, tmp_path: Path, checklist: Checklist
) -> None:
    old, new = two_packs(tmp_path, one_001=changed)
    for form in ("text", "json", "md"):
        assert checklist("diff", old, new, "--format", form).code == code
    assert json.loads(checklist("diff", old, new, "--format", "json").out)["differs"] is bool(code)


def test_a_stricter_rule_is_shown_with_a_submission_to_copy(
    tmp_path: Path, checklist: Checklist
) -> None:
    old, new = two_packs(tmp_path, one_001=rule(require="{agreed: true, people: {at_least: 10}}"))
    out = checklist("diff", old, new).out
    assert "  ● one-001　one-001の題名\n    厳しくなった\n" in out
    assert "    例：適合 → 不適合\n      answers:\n" in out
    assert re.search("^ {8}people: [0-9]  # 人数（人）$", out, re.MULTILINE)
    assert re.search("判定基準 +「同意」が「はい」である +「同意」が「はい」であり、かつ、", out)


def test_the_same_page_is_written_as_markdown(tmp_path: Path, checklist: Checklist) -> None:
    old, new = two_packs(tmp_path, one_001=rule(require="{people: {at_least: 10}}"))
    out = checklist("diff", old, new, "--format", "md").out
    assert out.startswith("# 規則集の比較　小さな規則集\n")
    assert "### one-001　one-001の題名\n" in out
    assert "```yaml\nanswers:\n" in out
    assert "| 項目 | 旧 | 新 |\n|---|---|---|\n| 判定基準 | 「同意」が「はい」である |" in out


def test_no_difference_is_said_in_words(tmp_path: Path, checklist: Checklist) -> None:
    old, new = two_packs(tmp_path, one_001=rule(require="{not: {agreed: false}}"))
    out = checklist("diff", old, new).out
    assert "意味の違いはありません" in out
    assert "■ 書き方だけが変わった規則（1件）\n    one-001\n" in out


KEYS = {
    "": {
        "kind", "differs", "before", "after", "as_of", "rule", "rules", "sections", "facts",
        "conditions", "parameters", "evidence_kinds", "policies", "families", "profiles",
        "sentences", "papers",
    },
    "before": {"id", "label", "version", "digest", "file"},
    "rules": {
        "id", "was", "label", "state", "departure", "note", "meaning", "changes", "rules",
        "by_rule",
    },
    "rules.changes": {"aspect", "label", "before", "after", "direction"},
    "rules.meaning": {"shift", "exact", "reason", "examples"},
    "rules.meaning.examples": {
        "direction", "element", "before", "after", "answers", "evidence", "only_before", "only_after",
    },
}  # fmt: skip


def keys_at(content: Any, way: str) -> set[str]:
    """The keys of the mapping, or of the first one of the list, at the end of a way."""
    for step in filter(None, way.split(".")):
        content = content[step]
        content = content[0] if isinstance(content, list) else content
    return set(content)


def test_the_json_of_packs_keeps_its_contract(tmp_path: Path, checklist: Checklist) -> None:
    old, new = two_packs(tmp_path, one_001=rule(require="{recorded: true}"))
    content = json.loads(checklist("diff", old, new, "--format", "json").out)
    assert {way: keys_at(content, way) for way in KEYS} == KEYS
    [difference] = content["rules"]
    assert (content["kind"], content["as_of"]) == ("packs", "2021-04-15")
    assert difference["meaning"]["shift"] == "both"
    examples = difference["meaning"]["examples"]
    assert [(each["before"], each["after"]) for each in examples] == [
        ("met", "not_met"),
        ("not_met", "met"),
    ]
    assert examples[0]["answers"] == {"agreed": True, "recorded": False}


def test_facts_and_conditions_have_outcomes_of_their_own_in_the_json(
    tmp_path: Path, checklist: Checklist
) -> None:
    facts = (write_pack(tmp_path / "x") / "facts" / "main.yaml").read_text(encoding="utf-8")
    discharged = CONDITIONS.replace("order: 20", "order: 20\n  discharged_by: {agreed: true}")
    old = write_pack(tmp_path / "old" / "small", {"conditions.yaml": discharged})
    narrowed = facts.replace("label: 点検,", "label: 点検, relevant_when: {agreed: true},")
    new = write_pack(
        tmp_path / "new" / "small",
        {
            "conditions.yaml": discharged.replace("{agreed: true}", "{recorded: true}"),
            "facts/main.yaml": narrowed,
        },
    )
    content = json.loads(checklist("diff", old, new, "--format", "json").out)
    [fact], [condition] = content["facts"], content["conditions"]
    [example] = fact["meaning"]["examples"]
    assert (example["before"], example["after"]) == ("asked", "irrelevant")
    assert {(each["before"], each["after"]) for each in condition["meaning"]["examples"]} == {
        ("discharged", "not_discharged"),
        ("not_discharged", "discharged"),
    }
    text = checklist("diff", old, new).out
    assert "尋ねる場合が減った" in text
    assert "例：尋ねる → 尋ねない" in text
    assert "例：対応が済んだ → 済んでいない" in text
    page = checklist("diff", old, new, "--format", "md").out
    # In Japanese a colon is as wide as what stands before it; YAML has its own.
    assert not re.search("[^\x00-\x7f]: ", re.sub("```yaml.*?```", "", page, flags=re.DOTALL))


def test_one_rule_is_shown_alone_and_an_unknown_one_is_a_usage_fault(
    tmp_path: Path, checklist: Checklist
) -> None:
    old, new = two_packs(
        tmp_path, one_001=rule(require="{recorded: true}"), one_002=rule("one-002")
    )
    shown = checklist("diff", old, new, "--rule", "one-002")
    assert (shown.code, "one-001　" in shown.out) == (1, False)
    unknown = checklist("diff", old, new, "--rule", "one-02")
    assert unknown.code == 2
    assert unknown.err == (
        "使い方が違います: 規則「one-02」は、どちらにもありません。もしかして one-002 ですか\n"
    )


def test_dates_are_judged_on_a_day_that_is_told(tmp_path: Path, checklist: Checklist) -> None:
    dateless = {"pack.yaml": PACK.replace("test_date: 2021-04-15\n", "")}
    old, new = (write_pack(tmp_path / side / "small", dateless) for side in ("old", "new"))
    ran = checklist("diff", old, new)
    assert ran.code == 0
    assert re.match(r"規則集に test_date がないので、今日（\d{4}-\d\d-\d\d）の時点で", ran.err)
    assert "基準日 令和4年1月1日" in checklist("diff", old, new, "--as-of", "2022-01-01").out


def test_a_pack_may_be_named_by_its_pack_yaml(tmp_path: Path, checklist: Checklist) -> None:
    old, new = two_packs(tmp_path)
    assert checklist("diff", old / "pack.yaml", new / "pack.yaml").code == 0


# What cannot be compared.


def test_a_pack_against_a_submission_is_a_usage_fault(tmp_path: Path, checklist: Checklist) -> None:
    two_submissions(tmp_path, "{}", "{}")
    ran = checklist("diff", "rules/small", "a.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "使い方が違います: rules/small は規則集、a.yaml は提出内容なので、比べられません。"
        "規則集と規則集、又は提出内容と提出内容を指定してください\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rules/small/one/one-001.yaml", "a.yaml"), "規則集の中のファイルです"),
        (("rules/small", "rules/small", "--pack", "rules/small"), "--pack は、提出内容を比べる"),
        (("a.yaml", "b.yaml", "--format", "xml"), "使えるのは text、json、md です"),
        (("a.yaml", "b.yaml", "--as-of", "昨日"), "日付ではありません"),
        (("a.yaml",), "新 が指定されていません"),
        (("a.yaml", "other"), "案件の id「s」の提出内容が、もう一方にありません"),
    ],
)
def test_a_wrong_command_line_is_told_in_words(
    arguments: tuple[str, ...], words: str, tmp_path: Path, checklist: Checklist
) -> None:
    two_submissions(tmp_path, "{}", "{}")
    write_files(tmp_path, {"other/c.yaml": submission("{}", name="c")})
    ran = checklist("diff", *arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_the_faults_of_both_sides_come_at_once(tmp_path: Path, checklist: Checklist) -> None:
    old, new = two_packs(tmp_path)
    for pack, unknown in ((old, "agread"), (new, "recordet")):
        write_files(pack, {"one/one-001.yaml": rule(require=f"{{{unknown}: true}}")})
    ran = checklist("diff", old, new)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("E203") == 2
    before, after = two_submissions(tmp_path, "{agread: true}", "{recordet: true}")
    ran = checklist("diff", before, after, cwd=tmp_path)
    assert (ran.code, ran.err.count("E302")) == (3, 2)


def test_files_that_are_not_there_are_all_named(tmp_path: Path, checklist: Checklist) -> None:
    ran = checklist("diff", "x.yaml", "y", cwd=tmp_path)
    assert (ran.code, ran.err.count("E101")) == (3, 2)


def test_a_folder_of_packs_names_those_inside(tmp_path: Path, checklist: Checklist) -> None:
    two_packs(tmp_path)
    ran = checklist("diff", "old", "new/small", cwd=tmp_path)
    assert ran.code == 3
    assert "中にある規則集（small）を指定してください" in ran.err


# Submissions.


@pytest.mark.parametrize("form", ["text", "md"])
def test_the_example_of_a_correction_prints_what_its_expected_folder_holds(
    form: str, checklist: Checklist, golden: Callable[[Path, str], None]
) -> None:
    ran = checklist("diff", *FILES, "--format", form)
    assert (ran.code, ran.err) == (1, "")
    golden(CORRECTIONS / "expected" / ("diff.txt" if form == "text" else "diff.md"), ran.out)


def test_the_amendments_come_first_and_then_what_moved(checklist: Checklist) -> None:
    out = checklist("diff", *FILES).out
    parts = ["訂正資料　", "■ 訂正の内容", "■ 評価の変化", "● 判定", "● 条件及び留意事項", "● 質問"]
    places = [out.index(part) for part in parts]
    assert places == sorted(places)
    assert re.search("^    項目 +訂正前 +訂正後 +記載箇所$", out, re.MULTILINE)


CASE_KEYS = {
    "": {"kind", "differs", "rule", "cases", "notifications"},
    "cases": {"id", "differs", "before", "after", "amendments", "outcome"},
    "cases.after": {
        "id", "item", "title", "file", "pack", "profile", "as_of", "submission_digest",
        "decision",
    },
    "cases.after.pack": {"id", "version", "digest"},
    "cases.amendments": {
        "subject", "path", "label", "change", "before", "after", "place", "asked", "gained",
        "lost",
    },
    "cases.outcome": {"decision", "scores", "verdicts", "conditions", "questions"},
    "cases.outcome.decision": {"before", "after"},
    "cases.outcome.decision.after": {"decision", "provisional", "conclusion"},
    "cases.outcome.scores": {"family", "label", "before", "after"},
    "cases.outcome.scores.after": {"low", "high", "coverage"},
    "cases.outcome.verdicts": {"rule", "title", "gate", "element", "before", "after"},
    "cases.outcome.conditions": {"id", "subject", "before", "after", "rules"},
    "cases.outcome.conditions.after": {"text", "route"},
    "cases.outcome.questions": {"change", "text", "paths", "labels", "rules", "awaited"},
}  # fmt: skip


def test_the_json_of_submissions_keeps_its_contract(checklist: Checklist) -> None:
    content = json.loads(checklist("diff", *FILES, "--format", "json").out)
    assert {way: keys_at(content, way) for way in CASE_KEYS} == CASE_KEYS
    assert (content["kind"], content["differs"]) == ("submissions", True)
    [case] = content["cases"]
    rows = {each["path"]: each for each in case["amendments"]}
    place = rows["data.subjects_count"]["place"]
    text = (ROOT / place["file"]).read_text(encoding="utf-8").splitlines()
    assert "subjects_count: 8500" in text[place["line"] - 1]


def test_two_submissions_that_say_the_same_end_with_0(tmp_path: Path, checklist: Checklist) -> None:
    names = two_submissions(tmp_path, "{agreed: true}", "{agreed: true, recorded: null}")
    ran = checklist("diff", *names, "--as-of", str(DAY), cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "違いはありません" in ran.out


def test_both_are_judged_on_the_day_of_the_new_one(tmp_path: Path, checklist: Checklist) -> None:
    old, new = two_submissions(tmp_path, "{day: 2021-04-15}", "{day: 2021-04-15}")
    files = {"one/one-001.yaml": rule(require="{day: {within_months: 1}}")}
    write_pack(tmp_path / "rules" / "small", files)
    for name, day in ((old, "2021-04-20"), (new, "2021-06-20")):
        text = submission("{day: 2021-04-15}").replace(
            "system: sシステム", f"system: sシステム, submitted_on: {day}"
        )
        write_files(tmp_path, {name: text})
    content = json.loads(checklist("diff", old, new, "--format", "json", cwd=tmp_path).out)
    [case] = content["cases"]
    assert (case["before"]["as_of"], case["after"]["as_of"]) == ("2021-06-20", "2021-06-20")
    assert case["outcome"]["verdicts"] == []
    assert [each["path"] for each in case["amendments"]] == ["case.submitted_on"]


def test_today_is_announced_once(tmp_path: Path, checklist: Checklist) -> None:
    ran = checklist("diff", *two_submissions(tmp_path, "{}", "{}"), cwd=tmp_path)
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("b.yaml: 日付が分からないので、今日")


def test_packs_that_differ_are_told_beside_what_moved(tmp_path: Path, checklist: Checklist) -> None:
    for side, required in (("old", "{agreed: true}"), ("new", "{recorded: true}")):
        write_pack(
            tmp_path / side / "rules" / "small", {"one/one-001.yaml": rule(require=required)}
        )
        write_files(tmp_path / side, {"s.yaml": submission("{agreed: true, recorded: false}")})
    ran = checklist("diff", "old/s.yaml", "new/s.yaml", "--as-of", str(DAY), cwd=tmp_path)
    assert ran.code == 1
    assert "規則集の内容が違うので、評価の変化には、規則の違いによるものが含まれます" in (
        ran.out.replace("\n    ", "")
    )
    same = checklist(
        "diff", "old/s.yaml", "new/s.yaml", "--as-of", str(DAY), "--pack", "old/rules/small",
        cwd=tmp_path,
    )  # fmt: skip
    assert same.code == 0


def test_a_meeting_against_itself_lists_its_cases_and_ends_with_0(checklist: Checklist) -> None:
    example = "examples/niiza-2021-04-15"
    ran = checklist("diff", example, example)
    assert (ran.code, ran.err) == (0, "")
    assert len(re.findall(r"^    [アイウ] .*なし", ran.out, re.MULTILINE)) == 3
    content = json.loads(checklist("diff", example, example, "--format", "json").out)
    assert (len(content["cases"]), len(content["notifications"])) == (3, 9)


def test_nothing_in_a_file_steers_the_terminal_or_the_markdown(
    tmp_path: Path, checklist: Checklist
) -> None:
    names = two_submissions(tmp_path, "{}", '{note: "a|b\\e[31m*赤*<b>"}')
    files = {"one/one-001.yaml": rule(require="{note: {is: x}}")}
    write_pack(tmp_path / "rules" / "small", files)
    text = checklist("diff", *names, "--as-of", str(DAY), cwd=tmp_path).out
    assert "\x1b" not in text
    markdown = checklist("diff", *names, "--as-of", str(DAY), "--format", "md", cwd=tmp_path).out
    assert "a\\|b�[31m\\*赤\\*\\<b>" in markdown


# The page.

PAGE = (ROOT / "docs" / "comparing.md").read_text(encoding="utf-8")


def test_every_key_of_the_json_is_on_the_page() -> None:
    keys = {key for each in (KEYS, CASE_KEYS) for found in each.values() for key in found}
    assert {key for key in keys if not re.search(rf"`(\w+\.)?{key}`", PAGE)} == set()


def test_the_example_of_the_page_is_what_is_printed(tmp_path: Path, checklist: Checklist) -> None:
    def written(words: str) -> str:
        return rule(require=f"{{{words}: [{{agreed: true}}, {{recorded: true}}]}}").replace(
            "one-001の題名", "同意及び記録"
        )

    old, new = (
        write_pack(tmp_path / side / "small", {"one/one-001.yaml": written(words)})
        for side, words in (("old", "any"), ("new", "all"))
    )
    [shown] = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert shown in checklist("diff", old, new).out
