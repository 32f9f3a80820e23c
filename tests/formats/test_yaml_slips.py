"""What Japanese authors slip on in YAML: each is told at its place, in their own words."""

import pytest

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.errors import InvalidFile

QUOTE = "文の一部であれば、その文を引用符で囲んでください"


def told(text: str) -> str:
    with pytest.raises(InvalidFile) as caught:
        parse_yaml(text, "a.yaml")
    return str(caught.value)


def test_a_full_width_indent() -> None:
    assert told("rule:\n　　id: x\n") == (
        "a.yaml:2:1: E108 行の初めに全角の空白があります\n"
        " 2 | 　　id: x\n"
        "   | ^^^^\n"
        "   = ヒント: 字下げは半角の空白にしてください"
    )


def test_a_full_width_space_after_half_width_ones() -> None:
    assert told("rule:\n  id: x\n 　title: y\n") == (
        "a.yaml:3:2: E108 行の初めに全角の空白があります\n"
        " 3 |  　title: y\n"
        "   |  ^^\n"
        "   = ヒント: 字下げは半角の空白にしてください"
    )


def test_a_full_width_colon() -> None:
    assert told("id: x\ntitle： 題名\n") == (
        "a.yaml:2:6: E108 項目の名前の後のコロン「：」が全角です\n"
        " 2 | title： 題名\n"
        "   |      ^^\n"
        f"   = ヒント: 半角の「:」と半角の空白にしてください。{QUOTE}"
    )


def test_a_full_width_colon_in_an_item_of_a_list() -> None:
    assert told("facts:\n  - id：a\n    label: b\n").startswith(
        "a.yaml:2:7: E108 項目の名前の後のコロン「：」が全角です\n 2 |   - id：a\n   |       ^^\n"
    )


def test_a_full_width_space_after_the_colon() -> None:
    assert told("id:　x\n") == (
        "a.yaml:1:4: E108 「:」の後の空白が全角です\n"
        " 1 | id:　x\n"
        "   |    ^^\n"
        f"   = ヒント: 半角の空白にしてください。{QUOTE}"
    )


@pytest.mark.parametrize("hyphen", ["－", "―", "ー", "‐"])
def test_a_full_width_hyphen(hyphen: str) -> None:
    assert told(f"codes:\n  {hyphen} 国内\n").startswith(
        f"a.yaml:2:3: E108 行の初めのハイフンが全角です\n 2 |   {hyphen} 国内\n"
    )


def test_a_full_width_space_after_the_hyphen() -> None:
    assert told("codes:\n  -　国内\n") == (
        "a.yaml:2:4: E108 「-」の後の空白が全角です\n"
        " 2 |   -　国内\n"
        "   |    ^^\n"
        f"   = ヒント: 半角の空白にしてください。{QUOTE}"
    )


def test_a_full_width_space_between_the_hyphen_and_a_key() -> None:
    assert "E108" in told("facts:\n  - 　id: a\n")


def test_a_line_of_full_width_spaces_only() -> None:
    assert told("a: 1\n　\nb: 2\n").startswith("a.yaml:2:1: E108 ")
    assert told("a: JP\n　　\n").startswith("a.yaml:2:1: E108 ")


def test_a_full_width_space_before_a_comment() -> None:
    assert told("personal: true　# 氏名を扱う\n").startswith("a.yaml:1:15: E108 ")


def test_a_tab() -> None:
    assert told("rule:\n\tid: x\n") == (
        "a.yaml:2:1: E109 字下げにタブが使われています\n"
        " 2 |  id: x\n"
        "   | ^\n"
        "   = ヒント: 字下げは半角の空白にしてください"
    )


@pytest.mark.parametrize("value", ["*必須", "%50", "@担当", "`x`", "&必須 x", "!重要 x"])
def test_a_value_that_begins_with_a_mark_of_yaml(value: str) -> None:
    message = told(f"label: {value}\n")
    assert message.startswith("a.yaml:1:")
    assert f"E107 「{value[0]}」で始まる値は、そのままでは書けません" in message
    assert message.endswith("   = ヒント: 文であれば引用符で囲んでください")


@pytest.mark.parametrize("line", ["title: [任意] 確認", "- [任意] 確認"])
def test_a_text_that_begins_with_a_bracket(line: str) -> None:
    message = told(f"{line}\n")
    assert "E107 「[」で始まる値は、そのままでは書けません" in message
    assert message.endswith("   = ヒント: 文であれば引用符で囲んでください")


def test_a_slot_without_quotes() -> None:
    assert told("finding: {{ 件名 }}\n") == (
        "a.yaml:1:11: E116 差し込み {{ … }} のある文が、引用符で囲まれていません\n"
        " 1 | finding: {{ 件名 }}\n"
        "   |           ^^^^^^^^\n"
        '   = ヒント: 文全体を二重引用符で囲んでください（例: "再委託先「{{ .name }}」"）'
    )


@pytest.mark.parametrize(
    "line",
    [
        "finding: {{ 件名 }}がありません",
        "with: {means: [{{ .name }}の報告]}",
        "with: {means: 再委託先 {{ .name }} 様}",
    ],
)
def test_a_slot_inside_a_flow_mapping_must_be_quoted(line: str) -> None:
    message = told(f"{line}\n")
    assert "差し込み {{ … }} のある文が、引用符で囲まれていません" in message
    assert '文全体を二重引用符で囲んでください（例: "再委託先「{{ .name }}」"）' in message


def test_a_slot_in_the_middle_of_a_plain_text_is_none_of_yamls_business() -> None:
    document = parse_yaml("finding: 再委託先「{{ .name }}」の従業者\n", "a.yaml")
    assert document.root == {"finding": "再委託先「{{ .name }}」の従業者"}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('a: "x\nb: y\n', "a.yaml:2:5", "引用符が閉じていません"),
        ("a: 'x\nb: y\n", "a.yaml:2:5", "引用符が閉じていません"),
        ("a: x: y\n", "a.yaml:1:5", "「:」をここに書くことはできません"),
        ("a: [x, y\nb: c\n", "a.yaml:2:2", "「[」又は「{」が正しく閉じていません"),
        ("a: {x: y\nb: c\n", "a.yaml:2:2", "「[」又は「{」が正しく閉じていません"),
        ("a: [x\n", "a.yaml:1:6", "「[」又は「{」が正しく閉じていません"),
        ("a:\n    b: 1\n  c: 2\n", "a.yaml:3:3", "字下げ又は書き方が前後の行と合っていません"),
        ("- a\nb: c\n", "a.yaml:2:1", "字下げ又は書き方が前後の行と合っていません"),
        ("a: 1\nb\nc: 2\n", "a.yaml:3:1", "項目の名前の後に「:」がありません"),
    ],
)
def test_what_libyaml_stumbles_over_is_said_in_japanese(
    text: str, place: str, message: str
) -> None:
    lines = told(text).splitlines()
    assert lines[0] == f"{place}: E107 {message}"
    assert lines[-1].startswith("   = ヒント: ")


def test_all_slips_before_libyaml_gives_up_are_told_instead_of_its_complaint() -> None:
    message = told("　a: 1\nb： 2\nc:　3\nd: x\nd: y\n")
    assert [
        line.split(" ", 2)[1] for line in message.splitlines() if line.startswith("a.yaml")
    ] == [
        "E108",
        "E108",
        "E108",
    ]


def test_slips_and_other_faults_are_told_together() -> None:
    message = told("a: &x 1\nc: 1\nc: 2\nid:　x\n")
    assert [
        line.split(" ", 2)[1] for line in message.splitlines() if line.startswith("a.yaml")
    ] == [
        "E111",
        "E110",
        "E108",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('a: "\n　字下げ\n\n  id： x\n  - ー 国"\n', " \u3000字下げ\nid： x - ー 国"),
        ("a: '　x'\n", "　x"),
        (
            "a: |\n  　字下げ\n  id： x\n  id:　x\n  ー 国\n  -　国\n",
            "　字下げ\nid： x\nid:　x\nー 国\n-　国\n",
        ),
        ("a: >-\n  　字下げ\n  \tタブ\n", "　字下げ\n\tタブ"),
        ("a: 時間：10：30　まで\n", "時間：10：30　まで"),
        ("a: 国内－国外\n", "国内－国外"),
        ("a: x # id： 　-　\n", "x"),
    ],
)
def test_full_width_characters_inside_a_text_are_left_alone(text: str, value: str) -> None:
    assert parse_yaml(text, "a.yaml").root == {"a": value}
