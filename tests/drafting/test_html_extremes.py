"""Reports on what nobody would hand in, and on what somebody one day does."""

from pathlib import Path

import pytest
from conftest import ROOT
from packs import rule, submission, write_files, write_pack
from reading import Node, read, report

EACH = "for_each: {in: parties}\n"


def page_of(folder: Path, answers: str, files: dict[str, str | None] | None = None) -> Node:
    write_pack(folder / "rules" / "small", files)
    write_files(folder, {"s.yaml": submission(answers)})
    return read(report(folder / "s.yaml").text)


def test_a_case_with_nothing_answered_says_what_everything_waits_for(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(
        "case: {id: s, title: 白紙の案件}\npack: municipal-privacy\n"
        "profile: external-connection\nanswers: {}\n",
        encoding="utf-8",
    )
    (tmp_path / "rules").symlink_to(ROOT / "rules")
    page = read(report(tmp_path / "s.yaml").text)
    assert "？ 継続審議" in page.of_class("verdict")[0].text
    assert len(page.of_class("rule")) == 121
    assert "× 不適合" not in page.text
    assert page.of_class("questions")


def test_a_profile_with_no_rule_that_applies_has_a_page_without_score(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-001.yaml": rule(rest="applies_when: {recorded: true}\n"),
        "one/one-002.yaml": rule("one-002", rest="applies_when: {recorded: true}\n"),
    }
    page = page_of(tmp_path, "{recorded: false}", files)
    assert "○ 認める" in page.of_class("verdict")[0].text
    assert "評点はありません" in page.text
    assert "－ 対象外 2件" in page.text


@pytest.mark.parametrize("depth", [12])
def test_a_tree_of_two_hundred_twelve_deep_is_told_in_full_in_its_table(
    tmp_path: Path, depth: int
) -> None:
    chain = ""
    for at in reversed(range(depth)):
        below = f", below: [{chain}]" if chain else ""
        chain = f"{{id: d{at}, name: 深さ{at}, handles: true{below}}}"
    broad = ", ".join(f"{{id: b{at}, name: 事業者{at}, handles: false}}" for at in range(200))
    page = page_of(
        tmp_path,
        f"{{complete: true, parties: [{chain}, {broad}]}}",
        {"one/one-001.yaml": rule(require="{.handles: true}", rest=EACH)},
    )
    [table] = [each for each in page.all("table") if "委託元" in each.text]
    rows = [
        [cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.all("tr")
    ]
    assert len(rows) == 1 + depth + 200
    assert rows[depth][:3] == ["第12段階", "深さ11", "深さ10"]
    description = next(
        next(each.all("desc")).text
        for each in page.all("svg")
        if "委託先" in next(each.all("title")).text
    )
    assert description.endswith("ほか200件は、図の後に書いてあります")
    assert len(description) < 1_000


def test_thousands_of_findings_are_all_there(tmp_path: Path) -> None:
    names = [f"one-{at:03}" for at in range(1, 11)]
    files: dict[str, str | None] = {
        f"one/{name}.yaml": rule(name, require="{.handles: true}", rest=EACH) for name in names
    }
    parties = ", ".join(f"{{id: p{at}, handles: {str(at % 2 == 0).lower()}}}" for at in range(400))
    page = page_of(tmp_path, f"{{complete: true, parties: [{parties}]}}", files)
    assert len(page.of_class("finding")) == 4_000
    assert "× 不適合 2000件" in page.text


def test_a_meeting_of_forty_is_listed_by_mark_where_columns_have_no_room(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", {"one/one-002.yaml": rule("one-002")})
    items = [chr(ord("ア") + at) for at in range(40)]
    files = {
        f"c{at}.yaml": submission("{agreed: true}" if at % 2 else "{}", name=f"c{at}")
        for at in range(40)
    }
    agenda = "\n".join(
        f"  - {{item: {item}, submission: c{at}.yaml}}" for at, item in enumerate(items)
    )
    files["meeting.yaml"] = f"meeting: {{id: m, title: 会議, date: 2021-04-15}}\ncases:\n{agenda}\n"
    page = read(report(write_files(tmp_path, files)).text)
    [table] = [each for each in page.all("table") if "図と同じ内容" in each.text]
    [head] = table.all("thead")
    assert [each.text for each in head.all("th")] == [
        "規則",
        "題名",
        "判定と、その判定になった案件",
    ]
    row = next(each for each in table.all("tr") if "one-001" in each.text)
    waiting = "、".join(f"諮問{item}" for item in items[::2])
    settled = "、".join(f"諮問{item}" for item in items[1::2])
    assert f"？ 判定保留 20件：{waiting}" in row.text
    assert f"○ 適合 20件：{settled}" in row.text
    [calm] = row.of_class("screen-only")
    assert calm.text == f"：{settled}"


def test_words_that_are_long_or_towering_stay_in_the_pictures(tmp_path: Path) -> None:
    for name in ("A" * 5_000, "長" * 5_000, "e" + "\u0301" * 5_000, "👩\u200d👧" * 1_000):
        page = page_of(
            tmp_path / str(len(name.encode())),
            f"{{complete: true, parties: [{{id: a, name: '{name}', handles: false}}]}}",
            {"one/one-001.yaml": rule(require="{.handles: true}", rest=EACH)},
        )
        drawn = [each.text for each in page.all("tspan")]
        assert max(map(len, drawn)) < 200


def test_a_ruling_that_has_expired_is_told_and_changes_nothing(tmp_path: Path) -> None:
    files = {
        "s.yaml": submission("{agreed: false}"),
        "rulings.yaml": (
            "rulings: [{id: R1, case: s, rule: one-001, verdict: waived, authority: 審議会, "
            "reason: 試行の間に限る, on: 2019-04-01, expires: 2020-03-31}]\n"
        ),
        "meeting.yaml": (
            "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
            "cases: [{item: ア, submission: s.yaml}]\nrulings: rulings.yaml\n"
        ),
    }
    write_pack(tmp_path / "rules" / "small")
    made = report(write_files(tmp_path, files))
    page = read(made.text)
    assert "one-001 例外承認（期限切れ）：試行の間に限る" in page.text
    assert "× 不適合 1件" in page.text
    assert any("期限切れ" in each for each in made.notices)


def test_a_superseded_file_that_is_faulty_leaves_a_report_without_correction(
    tmp_path: Path,
) -> None:
    write_pack(tmp_path / "rules" / "small")
    new = submission("{agreed: true}").replace("システム}", "システム, supersedes: old.yaml}", 1)
    write_files(tmp_path, {"new.yaml": new, "old.yaml": "case: [\n"})
    made = report(tmp_path / "new.yaml")
    assert "correction" not in {each.attributes.get("id") for each in read(made.text).all()}
    assert any("old.yaml に誤りがある" in each for each in made.notices)
