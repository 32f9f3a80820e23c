from pathlib import Path

from linting import facts, places, told

CHECK = "w522_same_words"


def test_the_second_of_two_equal_labels_is_told(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: agreed, label: 同意, type: boolean}", "{id: again, label: 同意, type: boolean}"
        )
    }
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:4:24"]
    message, hint = told(CHECK, tmp_path, files).split("\n")
    assert message.startswith("label の「同意」は、「agreed」（")
    assert message.endswith("facts/main.yaml:3:10）と同じです")
    assert hint == "記入する人に違いが分かる言葉にしてください"


def test_questions_are_looked_at_too_and_widths_and_spaces_make_no_difference(
    tmp_path: Path,
) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: agreed, label: 同意, question: IDを使いますか, type: boolean}",
            "{id: again, label: 再度, question: ＩＤ を使いますか, type: boolean}",
        )
    }
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:4:38"]


def test_fields_of_different_lists_may_be_called_the_same(tmp_path: Path) -> None:
    fields = "fields: [{id: id, label: 記号, type: text}, {id: name, label: 名称, type: text}]"
    files = {
        "facts/main.yaml": facts(
            "{id: agreed, label: 同意, type: boolean}",
            f"{{id: firms, label: 委託先, type: list, key: id, {fields}}}",
            f"{{id: items, label: 項目, type: list, key: id, {fields}}}",
        )
    }
    assert places(CHECK, tmp_path, files) == []


def test_fields_of_one_list_may_not(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: agreed, label: 同意, type: boolean}",
            "{id: firms, label: 委託先, type: list, key: id, fields: "
            "[{id: id, label: 記号, type: text}, {id: name, label: 記号, type: text}]}",
        )
    }
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:4:110"]


def test_two_codes_of_one_fact_may_not_be_called_the_same(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: agreed, label: 同意, type: boolean}",
            "{id: place, label: 場所, type: choice, choices: {JP: 日本, US: 米国, UK: 日本}}",
        )
    }
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:4:72"]
    assert "選択肢「UK」の言葉「日本」は、「JP」と同じです" in told(CHECK, tmp_path, files)
