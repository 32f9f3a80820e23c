"""What writing and reading agree about."""

import pytest

from checklist_engine.forms.layout import (
    can_stand_among_others,
    claim_rule_words,
    kind_words,
    option_words,
    sheet_name,
)
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.verdicts import Strength


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("委託先", [], "委託先"),
        ("委託先", ["委託先"], "委託先 (2)"),
        ("委託先", ["委託先", "委託先 (2)"], "委託先 (3)"),
        ("A", ["a"], "A (2)"),
        ("a[b]c:d*e?f/g\\h'i", [], "a・b・c・d・e・f・g・h・i"),
        ("あ" * 40, [], "あ" * 31),
        ("あ" * 40, ["あ" * 31], "あ" * 27 + " (2)"),
        ("  \n", [], "一覧"),
        ("History", [], "History (2)"),
    ],
)
def test_a_sheet_gets_a_name_that_excel_takes(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name
    assert len(name) <= 31


@pytest.mark.parametrize(
    ("symbol", "can"),
    [
        ("E1", True),
        ("契約書第3条", True),
        ("E 1", False),
        ("E1、E2", False),
        ("E1,", False),
        ("E1，2", False),
        ("a\nb", False),
        ("", False),
        ("\u3000E1", False),
    ],
)
def test_a_symbol_can_stand_among_others_if_nothing_in_it_separates(symbol: str, can: bool) -> None:
    assert can_stand_among_others(symbol) is can


def test_an_option_is_one_line() -> None:
    assert option_words(3, "二行の\n 名称") == "3 二行の 名称"


def test_kinds_of_evidence_are_told_apart() -> None:
    kinds = {
        name: EvidenceKind(id=name, label=label, strength=Strength.ORAL)
        for name, label in (("a", "確認"), ("b", "確認"), ("c", "契約"))
    }
    assert kind_words(kinds) == {"a": "確認（a）", "b": "確認（b）", "c": "契約"}


def test_a_rule_is_named_by_its_id_first() -> None:
    assert claim_rule_words("sub-003", "監督の 証跡") == "sub-003 監督の 証跡"
