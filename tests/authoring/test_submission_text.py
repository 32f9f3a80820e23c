"""A submission put together elsewhere, as the text of its file: it says the same, and reads well."""

from decimal import Decimal
from typing import Any

import pytest

from checklist_engine.authoring.submission_text import submission_text
from checklist_engine.formats.document import PlacedDocument
from checklist_engine.formats.yaml_text import parse_yaml

CASE = {"id": "r1", "title": "件名"}


def text_of(answers: dict[str, Any], schema: str | None = None, **rest: Any) -> str:
    root = {"case": CASE, "pack": "small", "profile": "all", "answers": answers, **rest}
    return submission_text(PlacedDocument(file="form.xlsx", root=root, places={}), schema)


def test_answers_stand_below_the_words_of_their_paths() -> None:
    text = text_of({"hosting.country": "JP", "hosting.contract_no": "A-12", "agreed": True})
    assert "hosting:" in text or "hosting: {country: JP, contract_no: A-12}" in text
    assert parse_yaml(text, "s.yaml").root["answers"] == {  # type: ignore[index]
        "hosting": {"country": "JP", "contract_no": "A-12"},
        "agreed": True,
    }


@pytest.mark.parametrize(
    "value",
    [
        "文",
        "=1+1",
        "true",
        "12",
        "2021-04-15",
        "a: b",
        "- x",
        "一行目\n二行目",
        '"引用"',
        "#注",
        "あ" * 300,
        True,
        12,
        Decimal("0.5"),
        {"unknown": "照会中"},
        [],
        ["audit", "pledge"],
        [{"id": "a", "name": "甲社", "below": [{"id": "b"}]}, {"id": "c"}],
    ],
    ids=repr,
)
def test_a_value_says_what_it_said(value: Any) -> None:
    root = parse_yaml(text_of({"x": value}), "s.yaml").root
    assert root["answers"] == {"x": value}  # type: ignore[index]


def test_a_key_longer_than_yaml_takes_in_one_line_is_written_all_the_same() -> None:
    key = "とても長い覚え" * 200
    notes = {key: {"source": "form", "remark": "言葉"}}
    root = parse_yaml(text_of({}, notes=notes), "s.yaml").root
    assert root["notes"] == notes  # type: ignore[index]


def test_the_first_line_names_the_schema_for_editors() -> None:
    first, *_ = text_of({}, "schemas/submission.schema.json").splitlines()
    assert first == "# yaml-language-server: $schema=schemas/submission.schema.json"
    assert not text_of({}).startswith("#")
