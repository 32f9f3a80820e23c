"""An operator on a type it is not on, and a right side that does not fit, are faults of the rule."""

import pytest
from comparing import PATHS, compiled

from checklist_engine.ground.values import FactType
from checklist_engine.operators import operators

RIGHT_SIDES = {
    "answered": "true",
    "at_least": "1",
    "at_most": "1",
    "excludes_all": "[mail]",
    "in": "[JP]",
    "includes": "mail",
    "includes_all": "[mail]",
    "includes_any": "[mail]",
    "is": "JP",
    "is_empty": "true",
    "is_not": "JP",
    "less_than": "1",
    "matches": "a",
    "more_than": "1",
    "not_expired": "true",
    "not_in": "[JP]",
    "within_months": "12",
}
UNFIT = [
    (name, kind)
    for name, operator in operators().items()
    for kind in FactType
    if kind not in operator.on
]


@pytest.mark.parametrize(("name", "kind"), UNFIT)
def test_an_operator_on_another_type_is_refused_and_the_fitting_ones_are_named(
    name: str, kind: FactType
) -> None:
    path = PATHS[kind]
    _, (fault,) = compiled(f"{path}: {{{name}: {RIGHT_SIDES[name]}}}")
    assert fault.code == "E205"
    assert f"「{name}」（{operators()[name].label}）は使えません" in fault.message
    assert (fault.place.line, fault.place.column) == (1, len(path) + 4)
    assert fault.hint is not None
    if kind is FactType.LIST:
        assert f"every: {{in: {path}" in fault.hint
    else:
        for other, operator in operators().items():
            listed = fault.hint.removeprefix("使えるのは ").removesuffix(" です").split("、")
            assert (other in listed) is (kind in operator.on)


@pytest.mark.parametrize(
    ("expression", "column", "words"),
    [
        ("flag: 1", 7, "はい・いいえ（true・false）を書くところに、数「1」"),
        ("flag: 'true'", 7, "はい・いいえ（true・false）を書くところに、文「true」"),
        ("flag: yes", 7, "文「yes」"),
        ("country: EU", 10, "「EU」は選択肢にありません"),
        ("country: 日本", 10, "「日本」は選択肢にありません"),
        ("country: true", 10, "選択肢から一つを書くところに、「true」"),
        ("country: [JP, EU]", 15, "「EU」は選択肢にありません"),
        ("country: {in: JP}", 15, "値を並べるところです"),
        ("country: {in: []}", 15, "比べる値が一つも"),
        ("country: [JP, JP]", 15, "同じ値が二度"),
        ("country: {is: [JP]}", 15, "一覧が書かれています"),
        ("country: {is: }", 11, "空欄"),
        ("tools: {includes: [mail]}", 19, "一覧が書かれています"),
        ("tools: {includes: mial}", 19, "「mial」は選択肢にありません"),
        ("tools: {includes_any: mail}", 23, "値を並べるところです"),
        ("tools: {includes_any: [mail, sms]}", 30, "「sms」は選択肢にありません"),
        ("tools: {includes_all: []}", 23, "比べる値が一つも"),
        ("tools: {is_empty: yes}", 19, "文「yes」"),
        ("staff: 3.0", 8, "整数を書くところに、数「3.0」"),
        ("staff: '3'", 8, "整数を書くところに、文「3」"),
        ("staff: １", 8, "整数を書くところに、文「１」"),
        ("staff: {at_least: x}", 19, "整数を書くところに、文「x」"),
        ("ratio: {at_most: 1e3}", 18, "数値を書くところに、文「1e3」"),
        ("ratio: [0.5, 0.50]", 14, "同じ値が二度"),
        ("memo: 3", 7, "文を書くところに、数「3」"),
        ("day: 2021-02-30", 6, "「2021-02-30」という日付は暦に"),
        ("day: {at_least: 令和3年}", 17, "日付の書き方ではありません"),
        ("day: {within_months: -1}", 22, "月数は 0 から 1200 まで"),
        ("day: {within_months: 1201}", 22, "月数は 0 から 1200 まで"),
        ("day: {within_months: 1.5}", 22, "整数を書くところに"),
        ("day: {within_months: true}", 22, "整数を書くところに"),
        ("day: {not_expired: 1}", 20, "はい・いいえ"),
        ("memo: {answered: yes}", 18, "文「yes」"),
        ("memo: {matches: 3}", 17, "文を書くところに、数「3」"),
    ],
)
def test_a_right_side_that_the_type_cannot_hold_is_refused_at_its_place(
    expression: str, column: int, words: str
) -> None:
    _, (fault,) = compiled(expression)
    assert (fault.code, fault.place.line, fault.place.column) == ("E204", 1, column)
    assert words in fault.message
    assert fault.hint


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("country: Jp", "もしかして「JP」（日本）ですか"),
        ("tools: {includes: mial}", "もしかして「mail」（メール）ですか"),
        ("country: 日本", "「JP」と書いてください"),
        ("memo: 3", "引用符で囲むと文になります"),
    ],
)
def test_a_near_miss_of_a_right_side_is_offered(expression: str, hint: str) -> None:
    _, (fault,) = compiled(expression)
    assert fault.hint is not None
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("staff: {is: {fact: ratio}}", "数値の事実「ratio」は置けません"),
        ("country: {is: {fact: memo}}", "文の事実「memo」は置けません"),
        ("tools: {includes_any: {fact: country}}", "選択肢から一つの事実「country」は置けません"),
        ("country: {in: {fact: country2}}", "「in」の右に"),
        ("tools: {includes: {fact: tools2}}", "「includes」の右に"),
        ("memo: {matches: {fact: memo2}}", "「matches」の右に"),
        ("day: {within_months: {fact: staff}}", "「within_months」の右に"),
        ("flag: {answered: {fact: flag2}}", "「answered」の右に"),
        ("country: {is: {fact: [country2]}}", "fact には事実の名前"),
        ("country: {in: [JP, {fact: country2}]}", "値そのもの、{parameter: 設定値}、{fact: 事実}"),
        ("country: {is: {facts: country2}}", "値そのもの、{parameter: 設定値}、{fact: 事実}"),
        ("country: {is: {}}", "値そのもの、{parameter: 設定値}、{fact: 事実}"),
    ],
)
def test_a_fact_stands_alone_on_the_right_and_is_of_the_same_type(
    expression: str, words: str
) -> None:
    _, (fault,) = compiled(expression)
    assert fault.code == "E204"
    assert words in fault.message
    assert fault.hint


def test_an_unknown_fact_on_the_right_has_its_near_miss() -> None:
    _, (fault,) = compiled("country: {is: {fact: contry2}}")
    assert fault.code == "E203"
    assert fault.hint == "「country2」（国二）ではありませんか"


def test_an_unknown_operator_has_its_near_miss() -> None:
    _, (fault,) = compiled("staff: {at_leest: 3}")
    assert (fault.code, fault.place.column) == ("E205", 9)
    assert fault.hint == "もしかして「at_least」（以上）ですか"


def test_an_operator_that_is_like_no_other_gets_the_whole_list() -> None:
    _, (fault,) = compiled("staff: {zzz: 3}")
    assert fault.hint is not None
    assert all(name in fault.hint for name in operators())


@pytest.mark.parametrize(
    ("pattern", "position"), [("(a", 3), ("a**", 3), ("^a", 1), (r"\b", 3), ("a{101}", 6)]
)
def test_a_pattern_that_is_none_is_told_with_the_position_of_its_fault(
    pattern: str, position: int
) -> None:
    _, (fault,) = compiled(f"memo: {{matches: '{pattern}'}}")
    assert (fault.code, fault.place.column) == ("E208", 17)
    assert fault.message.startswith(f"パターンの {position} 文字目: ")
    assert fault.hint


def test_all_faults_of_an_expression_are_told_at_once() -> None:
    _, faults = compiled("{contry: JP, staff: x, flag: {at_least: 1}, memo: {matches: '('}}")
    assert [fault.code for fault in faults] == ["E203", "E204", "E205", "E208"]
