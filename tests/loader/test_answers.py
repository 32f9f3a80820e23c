"""Answers against a vocabulary: typed, flattened, or told at their place (E302 to E305)."""

from datetime import date
from decimal import Decimal

import pytest

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.submission import Answers, Elements, elements_by_path, elements_of

FACTS = """\
section: {id: s, label: 区分, order: 1}
facts:
  - {id: data.personal, label: 個人情報, type: boolean}
  - {id: hosting.country, label: 設置国, type: choice, choices: {JP: 日本, US: 米国}}
  - {id: tools, label: 道具, type: choices, choices: {mail: メール, chat: チャット}}
  - {id: days, label: 保存日数, type: integer, min: 1, max: 30, unit: 日}
  - {id: ratio, label: 割合, type: number, min: 0.5}
  - {id: memo, label: 備考, type: text}
  - {id: day, label: 開始日, type: date}
  - {id: operator, label: 運用者, type: choice, from: parties}
  - id: parties
    label: 委託先
    type: list
    key: id
    name: name
    children: subs
    fields:
      - {id: id, type: text, label: 記号}
      - {id: name, type: text, label: 名称}
      - {id: staff, type: integer, label: 人数}
      - {id: watched_by, type: choice, label: 監督者, from: parties}
      - id: locations
        type: list
        label: 拠点
        key: id
        fields:
          - {id: id, type: text, label: 記号}
          - {id: country, type: choice, label: 国, choices: {JP: 日本, US: 米国}}
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    faults: list[Diagnostic] = []
    found = read_vocabulary([parse_yaml(FACTS, "facts.yaml").cursor()], faults)
    assert faults == []
    return found


def read(text: str, vocabulary: Vocabulary) -> tuple[Answers, list[Diagnostic]]:
    faults: list[Diagnostic] = []
    tree = nested(parse_yaml(text, "answers.yaml").cursor(), faults)
    return read_answers(tree, vocabulary, faults), faults


def elements(text: str, vocabulary: Vocabulary) -> Elements:
    answers, faults = read(text, vocabulary)
    assert faults == []
    return elements_of(answers.values["parties"])


def test_answers_are_typed_by_their_facts(vocabulary: Vocabulary) -> None:
    answers, faults = read(
        "data.personal: false\nhosting: {country: JP}\ntools: []\ndays: 30\nratio: 1\n"
        "memo: か\u3099\nday: 2021-04-15\n",
        vocabulary,
    )
    assert faults == []
    assert answers.values == {
        "data.personal": False,
        "hosting.country": "JP",
        "tools": frozenset(),
        "days": 30,
        "ratio": Decimal(1),
        "memo": "が",
        "day": date(2021, 4, 15),
    }


def test_what_is_unanswered_is_left_out_and_keeps_its_reason(vocabulary: Vocabulary) -> None:
    answers, faults = read(
        "data: {personal: }\nhosting.country: {unknown: 照会中}\ntools: {unknown: }\nmemo: '　 '\n"
        "parties: [{id: a, name: {unknown: 契約前}, staff: }]\n",
        vocabulary,
    )
    assert faults == []
    assert list(answers.values) == ["parties"]
    assert answers.reasons == {"hosting.country": "照会中", "parties[a].name": "契約前"}


@pytest.mark.parametrize("nothing", ["null", "{unknown: 照会中}", "''"])
def test_a_whole_branch_may_be_unanswered(vocabulary: Vocabulary, nothing: str) -> None:
    assert read(f"hosting: {nothing}", vocabulary) == (Answers(values={}), [])


def test_a_tree_is_read_depth_first_parents_before_children(vocabulary: Vocabulary) -> None:
    found = elements(
        "parties:\n"
        "  - {id: a, name: 甲, subs: [{id: b, subs: [{id: c}]}, {id: d}]}\n"
        "  - {id: e, name: '　', subs: []}\n"
        "  - {id: f, subs: }\n",
        vocabulary,
    )
    assert [(each.path, each.key, each.tier, each.name) for each in found] == [
        ("parties[a]", "a", 1, "甲"),
        ("parties[a/b]", "b", 2, None),
        ("parties[a/b/c]", "c", 3, None),
        ("parties[a/d]", "d", 2, None),
        ("parties[e]", "e", 1, None),
        ("parties[f]", "f", 1, None),
    ]


def test_a_list_inside_an_element_has_paths_inside_it(vocabulary: Vocabulary) -> None:
    answers, faults = read(
        "parties: [{id: a, subs: [{id: b, locations: [{id: l, country: US}]}]}]", vocabulary
    )
    assert faults == []
    found = elements_by_path(answers)
    assert list(found) == ["parties[a]", "parties[a/b]", "parties[a/b].locations[l]"]
    location = found["parties[a/b].locations[l]"]
    assert elements_of(found["parties[a/b]"].values["locations"]) == (location,)
    assert (location.values, location.tier) == ({"id": "l", "country": "US"}, 1)


def test_an_empty_list_is_an_answer(vocabulary: Vocabulary) -> None:
    assert elements("parties: []", vocabulary) == ()


def test_keys_are_compared_as_nfc(vocabulary: Vocabulary) -> None:
    _, faults = read("parties: [{id: が}, {id: か\u3099}]", vocabulary)
    assert [fault.code for fault in faults] == ["E303"]


@pytest.mark.parametrize(
    ("text", "column", "words", "hint"),
    [
        ("data: {persnal: true}", 8, "事実「data.persnal」は語彙に", "「data.personal」（個人情報）"),
        ("zzz: 1", 1, "事実「zzz」は語彙にありません", "facts フォルダ"),
        ("zzz:", 1, "事実「zzz」は語彙にありません", "facts フォルダ"),
        ("hosting: JP", 1, "事実「hosting」は語彙にありません", ""),
        ("data: {personal: {x: true}}", 19, "の下に、さらに「x」は書けません", "「data.personal:」"),
        ("parties: [{id: a, staf: 3}]", 19, "に「staf」という項目はありません", "「staff」"),
        ("parties: [{id: a, tier: 3}]", 19, "に「tier」という項目はありません", "id、name"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_at_its_key(
    vocabulary: Vocabulary, text: str, column: int, words: str, hint: str
) -> None:
    _, (fault,) = read(text, vocabulary)
    assert (fault.code, fault.place.line, fault.place.column) == ("E302", 1, column)
    assert words in fault.message
    assert hint in str(fault.hint)


@pytest.mark.parametrize(
    "text",
    ["data.personal: {}", "hosting: {country: {}}", "zzz: {}", "hosting: {zzz: {}}", "memo: {}"],
)
def test_an_empty_mapping_is_no_answer_and_no_blank(vocabulary: Vocabulary, text: str) -> None:
    _, faults = read(text, vocabulary)
    assert [fault.code[:2] for fault in faults] == ["E3"]


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("data.personal: はい", 16, "「個人情報」: はい・いいえ"),
        ("data.personal: 1", 16, "「個人情報」: はい・いいえ"),
        ("hosting.country: EU", 18, "「設置国」: 「EU」は選択肢にありません"),
        ("hosting.country: [JP]", 18, "「設置国」: 選択肢から一つを書くところに、一覧"),
        ("tools: mail", 8, "「道具」: 選択肢からいくつでもを書くところに"),
        ("tools: [mail, sms]", 8, "「道具」: 「sms」は選択肢にありません"),
        ("tools: [mail, mail]", 8, "「mail」が二度書かれています"),
        ("days: 3.0", 7, "「保存日数」: 整数を書くところに、数「3.0」"),
        ("days: '3'", 7, "「保存日数」: 整数を書くところに、文「3」"),
        ("days: 0", 7, "「保存日数」は1日以上の数です（書かれているのは 0）"),
        ("days: 31", 7, "「保存日数」は30日以下の数です（書かれているのは 31）"),
        ("ratio: 0.49", 8, "「割合」は0.5以上の数です（書かれているのは 0.49）"),
        ("memo: 123", 7, "「備考」: 文を書くところに、数「123」"),
        ("day: 2021-02-30", 6, "「開始日」: 「2021-02-30」という日付は暦にありません"),
        ("day: 令和3年4月15日", 6, "日付の書き方ではありません"),
        ("parties: 甲社", 10, "「委託先」は一覧ですが、文「甲社」"),
        ("parties: [甲社]", 11, "「委託先」の要素は「項目: 値」の組ですが、文「甲社」"),
        ("parties: [{id: a, subs: {id: b}}]", 25, "「subs」は一覧ですが、項目の組"),
        ("parties: [{id: a, staff: x}]", 26, "「人数」: 整数を書くところに、文「x」"),
        ("parties: [{id: a, locations: [{id: l, country: EU}]}]", 48, "「国」: 「EU」は選択肢に"),
        ("parties: [{id: 12}]", 16, "「記号」: 文を書くところに、数「12」"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_at_its_place_and_left_out(
    vocabulary: Vocabulary, text: str, column: int, words: str
) -> None:
    answers, (fault,) = read(text, vocabulary)
    assert (fault.code, fault.place.line, fault.place.column) == ("E304", 1, column)
    assert words in fault.message
    assert fault.hint
    assert set(answers.values) <= {"parties"}


def test_bounds_are_inclusive(vocabulary: Vocabulary) -> None:
    for text in ("days: 1", "days: 30", "ratio: 0.5", "ratio: 0.50"):
        assert read(text, vocabulary)[1] == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("parties:\n  - {name: 甲}\n", 2, "「委託先」の要素に「id」（記号）がありません"),
        ("parties:\n  - {id: '　'}\n", 2, "「委託先」の要素に「id」（記号）がありません"),
        ("parties:\n  - {id: {unknown: x}}\n", 2, "に「id」（記号）がありません"),
        ("parties:\n  - {id: a/b}\n", 2, "「記号」の「a/b」に「/」「[」「]」は使えません"),
        ("parties:\n  - {id: 'a[1]'}\n", 2, "「/」「[」「]」は使えません"),
        ("parties:\n  - {id: a}\n  - {id: a}\n", 3, "「a」が二度使われています（一つ目は 2 行目）"),
        ("parties:\n  - {id: a, subs: [{id: b}]}\n  - {id: b}\n", 3, "一つ目は 2 行目"),
        ("parties:\n  - id: a\n    subs:\n      - {id: a}\n", 4, "一つ目は 2 行目"),
    ],
)
def test_a_key_is_there_and_unique_at_every_depth(
    vocabulary: Vocabulary, text: str, line: int, words: str
) -> None:
    _, (fault,) = read(text, vocabulary)
    assert (fault.code, fault.place.line) == ("E303", line)
    assert words in fault.message
    assert fault.hint


def test_lists_of_different_elements_have_keys_of_their_own(vocabulary: Vocabulary) -> None:
    assert elements(
        "parties: [{id: a, locations: [{id: l}]}, {id: b, locations: [{id: l}]}]", vocabulary
    )


def test_a_reference_names_an_element_of_the_other_list_at_any_depth(
    vocabulary: Vocabulary,
) -> None:
    text = "operator: b\nparties: [{id: a, subs: [{id: b, watched_by: a}]}]"
    answers, faults = read(text, vocabulary)
    assert faults == []
    assert answers.values["operator"] == "b"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("operator: bbb\nparties: [{id: bb}]", (1, 11)),
        ("operator: a", (1, 11)),
        ("operator: a\nparties: []", (1, 11)),
        ("parties: [{id: aa, watched_by: aaa}]", (1, 32)),
    ],
)
def test_a_dangling_reference_is_told(
    vocabulary: Vocabulary, text: str, place: tuple[int, int]
) -> None:
    _, (fault,) = read(text, vocabulary)
    assert (fault.code, fault.place.line, fault.place.column) == ("E305", *place)
    assert "「委託先」の一覧にありません" in fault.message
    assert fault.hint


def test_a_code_or_its_label_that_is_nearly_right_is_offered(vocabulary: Vocabulary) -> None:
    assert [
        read(f"hosting.country: {written}", vocabulary)[1][0].hint for written in ("jp", "日本")
    ] == ["もしかして「JP」（日本）ですか", "「JP」と書いてください"]


def test_all_faults_of_a_submission_are_told_at_once(vocabulary: Vocabulary) -> None:
    _, faults = read(
        "zzz: 1\ndays: 99\nday: 明日\noperator: x\nparties: [{name: 甲}, {id: b, staf: 1}]\n",
        vocabulary,
    )
    assert sorted(fault.code for fault in faults) == [
        "E302",
        "E302",
        "E303",
        "E304",
        "E304",
        "E305",
    ]
