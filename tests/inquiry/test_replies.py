"""What is typed at a prompt, as a value of a file or as a wish."""

from dataclasses import replace
from decimal import Decimal

import pytest
from packs import load

from checklist_engine.conclusion.answers import answer_index
from checklist_engine.inquiry.replies import (
    Raw,
    Unknown,
    Wish,
    choices_of,
    read_value,
    read_wish,
    read_yes_or_no,
)
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.submission import Answers, Element


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return load(tmp_path_factory.mktemp("pack")).vocabulary


@pytest.fixture
def facts(vocabulary: Vocabulary) -> dict[str, Fact]:
    return dict(vocabulary.facts)


def value(fact: Fact, line: str) -> Raw:
    return read_value(line, fact, fact.choices or {})


@pytest.mark.parametrize("line", ["はい", "y", "Y", "Ｙ", "yes", "true", "1", "１", " はい "])
def test_yes(line: str, facts: dict[str, Fact]) -> None:
    assert value(facts["agreed"], line) is True
    assert read_yes_or_no(line) is True


@pytest.mark.parametrize("line", ["いいえ", "n", "no", "false", "2", "２"])
def test_no(line: str, facts: dict[str, Fact]) -> None:
    assert value(facts["agreed"], line) is False
    assert read_yes_or_no(line) is False


@pytest.mark.parametrize("line", ["たぶん", "3", "はいいいえ"])
def test_neither_yes_nor_no_stays_text(line: str, facts: dict[str, Fact]) -> None:
    assert value(facts["agreed"], line) == line
    assert read_yes_or_no(line) is None


@pytest.mark.parametrize("line", ["1", "１", "JP", "jp", "ＪＰ", "日本"])
def test_a_choice_by_number_code_or_label(line: str, facts: dict[str, Fact]) -> None:
    assert value(facts["place"], line) == "JP"


@pytest.mark.parametrize("line", ["0", "3", "-1", "JPN", "にほん"])
def test_what_is_no_choice_stays_text(line: str, facts: dict[str, Fact]) -> None:
    assert value(facts["place"], line) == line


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("1", ["audit"]),
        ("1,3", ["audit", "pledge"]),
        ("１、３", ["audit", "pledge"]),
        ("1 3", ["audit", "pledge"]),
        ("監査報告、名簿", ["audit", "roster"]),
        ("pledge, 名簿", ["pledge", "roster"]),
        ("0", []),
        ("該当なし", []),
        ("なし", []),
        ("[]", []),
        ("1,9", ["audit", "9"]),
        ("1,1", ["audit", "audit"]),
        ("1,", ["audit"]),
    ],
)
def test_several_choices(line: str, codes: list[str], facts: dict[str, Fact]) -> None:
    assert value(facts["means"], line) == codes


def test_a_label_with_a_comma_is_one_choice(facts: dict[str, Fact]) -> None:
    fact = replace(facts["means"], choices={"a": "処理、加工又は分析", "b": "保守, 運用"})
    assert value(fact, "処理、加工又は分析") == ["a"]
    assert value(fact, "保守, 運用") == ["b"]
    assert value(fact, "a,b") == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "line", "raw"),
    [
        ("people", "12", 12),
        ("people", "１２", 12),
        ("people", "12人", 12),
        ("people", "１２ 人", 12),
        ("people", "-3", -3),
        ("people", "1,200", 1200),
        ("people", "012", "012"),
        ("people", "十二", "十二"),
        ("people", "1,20", "1,20"),
        ("people", "1.5", Decimal("1.5")),
        ("rate", "０．５", Decimal("0.5")),
        ("rate", "50%", 50),
        ("rate", "５０％", 50),
        ("rate", "1,234.5", Decimal("1234.5")),
        ("day", "R3.4.1", "2021-04-01"),
        ("day", "令和３年４月１日", "2021-04-01"),
        ("day", "2021/4/1", "2021-04-01"),
        ("day", "来月", "来月"),
        ("note", " 書いたとおり　ＡＢＣ ", "書いたとおり　ＡＢＣ"),
        ("note", '"b"', "b"),
        ("note", "「戻る」", "戻る"),
    ],
)
def test_numbers_dates_and_texts(name: str, line: str, raw: Raw, facts: dict[str, Fact]) -> None:
    found = value(facts[name], line)
    assert (found, type(found)) == (raw, type(raw))


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("?", Wish.HELP), ("？", Wish.HELP), ("b", Wish.BACK), ("Ｂ", Wish.BACK), ("戻る", Wish.BACK),
        ("q", Wish.QUIT), ("終わる", Wish.QUIT), (" q ", Wish.QUIT),
        ("分からない", Unknown(reason=None)),
        ("わからない 照会中", Unknown(reason="照会中")),
        ("分からない　事業者に照会中", Unknown(reason="事業者に照会中")),
        ("分からない：照会中", Unknown(reason="照会中")),
        ("分からない（照会中）", Unknown(reason="照会中")),
        ("不明", Unknown(reason=None)),
        ("はい", None), ("", None), ("bb", None), ("分からないこと", None),
    ],
)  # fmt: skip
def test_wishes(line: str, wish: Wish | Unknown | None) -> None:
    assert read_wish(line) == wish


def test_a_reference_is_a_choice_among_the_elements(vocabulary: Vocabulary) -> None:
    parties = tuple(
        Element(path=f"parties[{key}]", key=key, name=name, tier=1, values={})
        for key, name in (("a", "甲社"), ("b", None))
    )
    index = answer_index(vocabulary, Answers(values={"parties": parties}))
    choices = choices_of(vocabulary.facts["chief"], index)
    assert choices == {"a": "甲社", "b": "b"}
    assert read_value("甲社", vocabulary.facts["chief"], choices) == "a"
    assert read_value("2", vocabulary.facts["chief"], choices) == "b"
    assert choices_of(vocabulary.facts["day"], index) == {}
