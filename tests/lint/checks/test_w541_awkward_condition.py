from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w541_awkward_condition"


def condition(text: str, text_open: str | None = None, kind: str = "list") -> str:
    opened = f'  text_open: "{text_open}"\n' if text_open else ""
    return (
        f'agree:\n  subject: 同意\n  obligation: consider\n  text: "{text}"\n{opened}'
        f"  parameters: {{items: {kind}}}\n  order: 10\n  route: conclusion\n"
    )


def files(text: str, items: str = "[記録]", **rest: str) -> dict[str, str]:
    use = f"condition: {{use: agree, with: {{items: {items}}}}}"
    return {"conditions.yaml": condition(text, **rest), "one/one-001.yaml": rule(not_met=use)}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "方法について〔{{ items | ya }}、〕、定めること",
            "「について甲、」に「、定めること」が続きます",
        ),
        (
            "児童の〔{{ items | ya }}について〕の管理を定めること",
            "「児童の」に「の管理を定め」が続きます",
        ),
        ("記録（〔{{ items | ya }}〕）を定めること", "括弧の中が空になります"),
        ("{items}と{{ items | ya }}を定めること", "差込みの記号がそのまま印刷されます"),
    ],
)
def test_a_text_that_reads_badly_with_any_words_is_told_where_it_stands(
    tmp_path: Path, text: str, what: str
) -> None:
    written = files(text)
    assert places(CHECK, tmp_path, written) == ["conditions.yaml:4:9"]
    message, _ = told(CHECK, tmp_path, written).split("\n")
    assert message.startswith("条件「agree」の文は、")
    assert message.endswith(what)


def test_the_text_for_what_is_open_is_read_too(tmp_path: Path) -> None:
    written = files("{{ items | ya }}を定めること", text_open="{{ items | ya }}をを確かめること")
    assert places(CHECK, tmp_path, written) == ["conditions.yaml:5:14"]


def test_words_that_a_rule_hands_over_are_told_in_the_rule(tmp_path: Path) -> None:
    written = files("{{ items | ya }}などを定めること", "[記録, 点検など]")
    assert places(CHECK, tmp_path, written) == ["one/one-001.yaml:8:48"]
    assert told(CHECK, tmp_path, written) == (
        "条件「agree」に「点検など」を差し込むと、「甲や点検など」に「などを定める」が続きます\n"
        "差し込む語か、conditions.yaml の文の前後の言葉を直してください"
    )


@pytest.mark.parametrize("items", ["[{labels: means}]", "[{lacking: means, of: [roster]}]"])
def test_labels_are_words_that_a_rule_hands_over(tmp_path: Path, items: str) -> None:
    written = files("〔{{ items | oyobi }}を定め、〕管理すること", items)
    written["facts/main.yaml"] = (
        "section: {id: main, label: 区分, order: 1}\nfacts:\n"
        "  - {id: agreed, label: 同意, type: boolean}\n"
        "  - {id: means, label: 手段, type: choices, choices: {audit: 監査, roster: 名簿で確認する}}\n"
    )
    assert "「名簿で確認する」を差し込むと" in told(CHECK, tmp_path, written)
    written["facts/main.yaml"] = written["facts/main.yaml"].replace("名簿で確認する", "名簿の確認")
    assert places(CHECK, tmp_path, written) == []


def test_a_text_parameter_is_a_single_word(tmp_path: Path) -> None:
    written = files("{{ items }}を定めること", "記録の方法", kind="text")
    assert places(CHECK, tmp_path, written) == []
    written = files("{{ items }}を定めること", "記録を", kind="text")
    assert places(CHECK, tmp_path, written) == ["one/one-001.yaml:8:43"]


def test_texts_that_read_well_are_sound(tmp_path: Path) -> None:
    for text in (
        "{{ items | ya }}の閲覧を求めるなど、監督する方法について検討すること",
        "〔{{ items | oyobi }}など、〕必要な措置を講ずること",
        "記録〔（{{ items | touten }}）〕について、措置を講ずること",
    ):
        assert places(CHECK, tmp_path, files(text, "[監査報告, 身分を示すもの]")) == []


def test_a_use_of_a_condition_that_is_not_there_is_the_business_of_the_compiler(
    tmp_path: Path,
) -> None:
    written = {"one/one-001.yaml": rule(not_met="condition: {use: agrees, with: {items: [など]}}")}
    assert places(CHECK, tmp_path, written, sound=False) == []


def test_a_text_that_ends_with_what_is_handed_over_ends_as_that_does(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, files("速やかに{{ items | ya }}", "[報告すること]")) == []
    written = files("速やかに{{ items | ya }}", "[報告すること, 記録]")
    assert places(CHECK, tmp_path, written) == ["one/one-001.yaml:8:52"]
    assert "文が「こと」でなく「記録」で終わります" in told(CHECK, tmp_path, written)
