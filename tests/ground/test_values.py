"""Every raw value of a file against every type: what is an answer, and what is said where it is none."""

from datetime import date
from decimal import Decimal

import pytest

from checklist_engine.ground.values import FactType, Misfit, Value, shown, typed

CODES = {"JP": "日本", "US": "米国"}
RAW: dict[str, object] = {
    "true": True,
    "3": 3,
    "3.0": Decimal("3.0"),
    "'3'": "3",
    "note": "note",
    "2021-04-15": "2021-04-15",
    "JP": "JP",
    "[JP]": ["JP"],
    "[]": [],
    "[3]": [3],
    "{a: 1}": {"a": 1},
    "null": None,
}
ANSWERABLE = [kind for kind in FactType if kind is not FactType.LIST]


def of_codes(kind: FactType) -> dict[str, str] | None:
    return CODES if kind in (FactType.CHOICE, FactType.CHOICES) else None


def test_only_a_value_of_the_declared_type_is_an_answer() -> None:
    head = " ".join(["          ", *(f"{kind.value:7}" for kind in ANSWERABLE)])
    rows = [
        " ".join(
            [
                f"{name:10}",
                *(
                    f"{'-' if isinstance(typed(raw, kind, of_codes(kind)), Misfit) else 'yes':7}"
                    for kind in ANSWERABLE
                ),
            ]
        )
        for name, raw in RAW.items()
    ]
    assert [line.rstrip() for line in [head, *rows]] == [
        "           boolean choice  choices integer number  text    date",
        "true       yes     -       -       -       -       -       -",
        "3          -       -       -       yes     yes     -       -",
        "3.0        -       -       -       -       yes     -       -",
        "'3'        -       -       -       -       -       yes     -",
        "note       -       -       -       -       -       yes     -",
        "2021-04-15 -       -       -       -       -       yes     yes",
        "JP         -       yes     -       -       -       yes     -",
        "[JP]       -       -       yes     -       -       -       -",
        "[]         -       -       yes     -       -       -       -",
        "[3]        -       -       -       -       -       -       -",
        "{a: 1}     -       -       -       -       -       -       -",
        "null       -       -       -       -       -       -       -",
    ]


@pytest.mark.parametrize("kind", ANSWERABLE)
@pytest.mark.parametrize("name", RAW)
def test_whatever_does_not_fit_is_told_in_japanese_with_a_way_out(
    kind: FactType, name: str
) -> None:
    outcome = typed(RAW[name], kind, of_codes(kind))
    if isinstance(outcome, Misfit):
        assert outcome.message
        assert outcome.hint
        for told in (outcome.message, outcome.hint):
            assert not any(word in told for word in ("Decimal", "None", "int", "str", "dict"))


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        (True, FactType.BOOLEAN, True),
        (0, FactType.INTEGER, 0),
        (3, FactType.NUMBER, Decimal(3)),
        (Decimal("0.1"), FactType.NUMBER, Decimal("0.1")),
        ("2020-02-29", FactType.DATE, date(2020, 2, 29)),
        ("0001-01-01", FactType.DATE, date(1, 1, 1)),
        ("JP", FactType.CHOICE, "JP"),
        (["US", "JP"], FactType.CHOICES, frozenset({"JP", "US"})),
        ([], FactType.CHOICES, frozenset()),
        ("か\u3099", FactType.TEXT, "が"),
        ("Ａ", FactType.TEXT, "Ａ"),
    ],
)
def test_a_fitting_value_is_typed_exactly(raw: object, kind: FactType, value: Value) -> None:
    found = typed(raw, kind, of_codes(kind))
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "raw",
    [
        "2021/4/15",
        "2021-4-15",
        "２０２１-04-15",
        "20210415",
        "令和3年4月15日",
        "2021-04-15T00:00",
        "2021-04-15\n",
        "",
    ],
)
def test_a_date_is_written_in_one_way_only(raw: str) -> None:
    outcome = typed(raw, FactType.DATE, None)
    assert isinstance(outcome, Misfit)
    assert "書き方" in outcome.message
    assert outcome.hint is not None
    assert "2021-04-15" in outcome.hint


@pytest.mark.parametrize(
    "raw", ["2021-02-30", "2021-13-01", "2021-00-10", "2021-02-29", "0000-01-01"]
)
def test_a_day_that_is_not_in_the_calendar_is_no_date(raw: str) -> None:
    outcome = typed(raw, FactType.DATE, None)
    assert isinstance(outcome, Misfit)
    assert outcome.message == f"「{raw}」という日付は暦にありません"


def test_an_undeclared_code_is_named_and_the_choices_are_listed() -> None:
    assert typed("EU", FactType.CHOICE, CODES) == Misfit(
        message="「EU」は選択肢にありません",
        hint="選択肢は JP（日本）、US（米国） です",
        code="EU",
    )


def test_a_label_in_place_of_a_code_leads_to_the_code() -> None:
    outcome = typed("日本", FactType.CHOICE, CODES)
    assert isinstance(outcome, Misfit)
    assert outcome.hint == "「JP」と書いてください"


def test_a_choice_of_another_list_takes_any_code_here() -> None:
    assert typed("sys", FactType.CHOICE, None) == "sys"


def test_one_code_of_several_that_is_undeclared_is_named() -> None:
    outcome = typed(["JP", "EU"], FactType.CHOICES, CODES)
    assert isinstance(outcome, Misfit)
    assert outcome.code == "EU"


def test_the_same_code_twice_is_no_answer() -> None:
    outcome = typed(["JP", "JP"], FactType.CHOICES, CODES)
    assert isinstance(outcome, Misfit)
    assert "二度" in outcome.message


def test_a_number_where_text_is_declared_is_to_be_put_in_quotes() -> None:
    for raw in (123, True, Decimal("0.5")):
        outcome = typed(raw, FactType.TEXT, None)
        assert isinstance(outcome, Misfit)
        assert outcome.hint is not None
        assert "引用符で囲む" in outcome.hint


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (None, "空欄"),
        (True, "「true」"),
        ("  ", "空白"),
        ("あ" * 31, f"文「{'あ' * 30}…」"),
        (12, "数「12」"),
        (Decimal("1.50"), "数「1.50」"),
        ([1], "一覧"),
        ({"a": 1}, "項目の組（キーと値）"),
    ],
)
def test_a_raw_value_is_named_as_its_author_wrote_it(raw: object, named: str) -> None:
    assert shown(raw) == named


def test_every_type_has_a_japanese_label_of_its_own() -> None:
    labels = [kind.label for kind in FactType]
    assert len(set(labels)) == len(FactType)
