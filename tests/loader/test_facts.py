"""The vocabulary: what facts files say, and what is said of ones that are wrong (E203, E211, E212)."""

from decimal import Decimal

import pytest

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.values import FactType
from checklist_engine.loader.checked import checked
from checklist_engine.loader.expressions import RESERVED
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.model.expression import Comparison
from checklist_engine.model.facts import Vocabulary

HOSTING = """\
section: {id: hosting, label: サーバーの設置, order: 30}
facts:
  - id: hosting.country
    label: サーバーの設置国
    question: どの国に設置されていますか
    guidance: 契約で指定したリージョンを確かめてください
    type: choice
    choices: {JP: 日本, OTHER: 日本以外}
    relevant_when: {data.personal: true}
    mutable: false
    effort: 5
  - {id: hosting.days, label: 保存日数, type: integer, unit: 日, min: 1, max: 30}
  - {id: hosting.ratio, label: 割合, type: number, min: 0.5}
"""
DATA = """\
section: {id: data, label: データ, order: 10, relevant_when: {data.used: true}}
facts:
  - {id: data.personal, label: 個人情報, type: boolean}
  - {id: data.used, label: 利用, type: boolean}
"""
PARTIES = """\
section: {id: sub, label: 委託先, order: 40}
facts:
  - {id: chain_complete, label: 一覧は全部, type: boolean}
  - id: parties
    label: 委託先・再委託先
    type: list
    key: id
    name: name
    children: subcontractors
    closed_by: chain_complete
    fields:
      - {id: id, type: text, label: 記号}
      - {id: name, type: text, label: 名称}
      - id: locations
        type: list
        label: 拠点
        key: id
        fields:
          - {id: id, type: text, label: 記号}
          - {id: country, type: choice, label: 国, choices: {JP: 日本}}
  - {id: operator, label: 運用者, type: choice, from: parties}
"""


def read(*files: str) -> tuple[Vocabulary, list[Diagnostic]]:
    faults: list[Diagnostic] = []
    cursors = [
        checked(parse_yaml(text, f"facts/{number}.yaml"), "facts", faults)
        for number, text in enumerate(files)
    ]
    assert faults == []
    return read_vocabulary([cursor for cursor in cursors if cursor], faults), faults


def with_fact(*facts: str) -> str:
    lines = "\n".join(f"  - {fact}" for fact in facts)
    return f"section: {{id: s, label: 区分, order: 1}}\nfacts:\n{lines}\n"


def a_list(name: str, *fields: str, keys: str = "key: id") -> str:
    """A list with a field `id` and those given."""
    inner = ", ".join(["{id: id, label: 記号, type: text}", *fields])
    return f"{{id: {name}, label: 一覧, type: list, {keys}, fields: [{inner}]}}"


def the_fault(*facts: str) -> Diagnostic:
    _, (fault,) = read(with_fact(*facts))
    assert fault.hint
    return fault


def test_a_fact_is_read_whole() -> None:
    vocabulary, faults = read(HOSTING, DATA)
    assert faults == []
    fact = vocabulary.facts["hosting.country"]
    assert (fact.id, fact.full_id, fact.label) == (
        "hosting.country",
        "hosting.country",
        "サーバーの設置国",
    )
    assert (fact.type, fact.section) == (FactType.CHOICE, "hosting")
    assert fact.question == "どの国に設置されていますか"
    assert fact.guidance == "契約で指定したリージョンを確かめてください"
    assert fact.choices == {"JP": "日本", "OTHER": "日本以外"}
    assert isinstance(fact.relevant_when, Comparison)
    assert (fact.mutable, fact.effort) == (False, 5)
    assert (fact.place.file, fact.place.line, fact.place.column) == ("facts/0.yaml", 3, 9)


def test_bounds_and_units_are_exact() -> None:
    vocabulary, _ = read(HOSTING, DATA)
    days, ratio = vocabulary.facts["hosting.days"], vocabulary.facts["hosting.ratio"]
    assert (days.min, days.max, days.unit) == (1, 30, "日")
    assert (ratio.min, ratio.max, ratio.unit) == (Decimal("0.5"), None, None)


def test_what_a_fact_leaves_out_is_not_there() -> None:
    vocabulary, _ = read(DATA)
    fact = vocabulary.facts["data.personal"]
    assert (fact.question, fact.choices, fact.key_of, fact.relevant_when, fact.shape) == (
        None,
        None,
        None,
        None,
        None,
    )
    assert fact.mutable


def test_facts_stand_in_the_order_of_the_form() -> None:
    vocabulary, _ = read(HOSTING, DATA)
    assert list(vocabulary.sections) == ["data", "hosting"]
    assert list(vocabulary.facts) == [
        "data.personal",
        "data.used",
        "hosting.country",
        "hosting.days",
        "hosting.ratio",
    ]
    assert vocabulary.sections["data"].relevant_when is not None


def test_a_list_has_a_shape_and_its_fields_have_ids_of_their_own() -> None:
    vocabulary, faults = read(PARTIES)
    assert faults == []
    shape = vocabulary.facts["parties"].shape
    assert shape is not None
    assert (shape.key, shape.name, shape.children, shape.closed_by) == (
        "id",
        "name",
        "subcontractors",
        "chain_complete",
    )
    assert [fact.full_id for fact in vocabulary.all_facts()] == [
        "chain_complete",
        "parties",
        "parties.id",
        "parties.name",
        "parties.locations",
        "parties.locations.id",
        "parties.locations.country",
        "operator",
    ]
    assert vocabulary.facts["operator"].key_of == "parties"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (["{id: a, label: a, type: boolean}"] * 2, "事実「a」は facts/0.yaml:3:10 にもあります"),
        (
            ["{id: a, label: a, type: boolean}", "{id: a.b, label: b, type: boolean}"],
            "事実「a.b」と「a」は、一方がもう一方の始まり",
        ),
        (
            ["{id: a.b, label: a, type: boolean}", "{id: a, label: b, type: boolean}"],
            "事実「a」と「a.b」は、一方がもう一方の始まり",
        ),
        (
            [a_list("p", "{id: x.y, label: x, type: text}")],
            "一覧の項目「x.y」に「.」は使えません",
        ),
        (
            [a_list("p", "{id: id, label: j, type: text}")],
            "項目「id」が二度書かれています",
        ),
    ],
)
def test_an_id_stands_for_one_fact_only(facts: list[str], words: str) -> None:
    fault = the_fault(*facts)
    assert fault.code == "E211"
    assert words in fault.message


def test_the_beginning_of_a_word_is_no_prefix() -> None:
    _, faults = read(
        with_fact("{id: a.b, label: x, type: boolean}", "{id: a.bc, label: y, type: boolean}")
    )
    assert faults == []


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_word_of_the_language_is_no_name(word: str) -> None:
    for name in (word, f"x.{word}", f"{word}.x"):
        fault = the_fault(f"{{id: {name}, label: x, type: boolean}}")
        assert (fault.code, fault.place.column) == ("E211", 10)
        assert f"「{word}」は式の言葉" in fault.message
    fault = the_fault(a_list("p", f"{{id: {word}, label: x, type: text}}"))
    assert fault.code == "E211"


def test_a_section_has_one_file() -> None:
    _, faults = read(DATA, DATA.replace("data.", "other."))
    assert [fault.code for fault in faults] == ["E211"]
    assert "区分「data」は facts/0.yaml:1:15 にもあります" in faults[0].message


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("{id: a, label: a, type: choice}", "事実「a」に choices がありません"),
        ("{id: a, label: a, type: choices}", "事実「a」に choices がありません"),
        ("{id: a, label: a, type: list}", "事実「a」に key と fields がありません"),
        ("{id: a, label: a, type: list, key: id}", "key と fields がありません"),
        ("{id: a, label: a, type: boolean, choices: {X: x}}", "「choices」は型が boolean の"),
        ("{id: a, label: a, type: text, min: 1}", "「min」は型が text の事実には書けません"),
        ("{id: a, label: a, type: date, max: 1}", "「max」は型が date の事実には書けません"),
        ("{id: a, label: a, type: boolean, unit: 日}", "「unit」は型が boolean の"),
        ("{id: a, label: a, type: text, closed_by: b}", "「closed_by」は型が text の"),
        ("{id: a, label: a, type: text, children: b}", "「children」は型が text の"),
        (
            "{id: a, label: a, type: choices, choices: {X: x}, from: a}",
            "「from」は型が choices の事実には書けません",
        ),
    ],
)
def test_a_key_goes_with_its_types_only(fact: str, words: str) -> None:
    _, faults = read(with_fact(fact))
    fault = faults[0]
    assert fault.code == "E212"
    assert words in fault.message
    assert fault.hint


@pytest.mark.parametrize(
    ("keys", "words", "hint"),
    [
        ("key: idd", "key の「idd」という文の項目が fields にありません", "もしかして「id」"),
        ("key: n", "key の「n」という文の項目が fields にありません", ""),
        ("key: id, name: nam", "name の「nam」という文の項目が fields にありません", "「name」"),
        ("key: id, children: name", "「name」は children の名前に使えません", "fields にない"),
        ("key: id, children: tier", "「tier」は children の名前に使えません", "fields にない"),
    ],
)
def test_key_name_and_children_fit_the_fields(keys: str, words: str, hint: str) -> None:
    fields = ("{id: name, label: n, type: text}", "{id: n, label: n, type: integer}")
    fault = the_fault(a_list("p", *fields, keys=keys))
    assert fault.code == "E212"
    assert words in fault.message
    assert hint in str(fault.hint)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("{id: x, label: x, type: choice, from: partis}", "from の「partis」は、型が list の"),
        ("{id: x, label: x, type: choice, from: flag}", "from の「flag」は、型が list の"),
        (
            a_list("x", keys="key: id, closed_by: flga"),
            "closed_by の「flga」は、型が boolean の",
        ),
        (
            a_list("x", keys="key: id, closed_by: parties"),
            "closed_by の「parties」は、型が boolean の",
        ),
        (
            a_list("x", "{id: y, label: y, type: choice, from: partis}"),
            "from の「partis」は、型が list の",
        ),
    ],
)
def test_what_a_fact_refers_to_is_there_and_of_its_type(fact: str, words: str) -> None:
    fault = the_fault("{id: flag, label: f, type: boolean}", a_list("parties"), fact)
    assert fault.code == "E203"
    assert words in fault.message


def test_a_faulty_relevant_when_is_told_with_the_rest() -> None:
    _, faults = read(
        with_fact(
            "{id: a, label: a, type: choice, relevant_when: {b: []}}",
            "{id: b, label: b, type: boolean, relevant_when: {not: {}}}",
        )
    )
    assert sorted(fault.code for fault in faults) == ["E201", "E201", "E212"]
