"""Expressions in schemas that know a pack: paths by scope, tests by type, lists and their elements."""

from pathlib import Path

import pytest
from packs import PACK, rule
from schema_tries import refused, small_schema

PARAMETERS = PACK.replace(
    "parameters: [{id: days, type: integer, default: 30, min: 7, max: 90, unit: 日, label: 保存日数}]",
    "parameters:\n"
    "  - {id: days, type: integer, default: 30, min: 7, max: 90, unit: 日, label: 保存日数}\n"
    "  - {id: country, type: text, default: JP, label: 国}\n"
    "  - {id: since, type: date, default: 2021-04-01, label: 始まり}\n",
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return small_schema(tmp_path_factory.mktemp("pack"), "rule", {"pack.yaml": PARAMETERS})


@pytest.mark.parametrize(
    "expression",
    [
        "{agreed: true}",
        "{agreed: {is_not: false}, recorded: {answered: true}}",
        "{agreed: [true, false]}",
        "{agreed: {is: {fact: recorded}}}",
        "{place: JP}",
        "{place: [JP, OTHER]}",
        "{place: {is_not: JP, in: [JP], not_in: [OTHER]}}",
        "{place: {is: {parameter: country}}}",
        "{place: [JP, {parameter: country}]}",
        "{means: {includes: audit, excludes_all: [roster], is_empty: false}}",
        "{means: {includes_any: [audit, roster], includes_all: {fact: means}}}",
        "{people: 3}",
        "{people: -3}",
        "{people: {at_least: 3, less_than: {parameter: days}}}",
        "{rate: 0.5}",
        "{rate: {at_most: {parameter: days}, more_than: {fact: rate}}}",
        "{day: 2021-04-01}",
        "{day: {within_months: 12, not_expired: true, at_least: {parameter: since}}}",
        "{day: {within_months: {parameter: days}}}",
        "{note: {matches: '[a-z]+'}}",
        "{note: {is: {parameter: country}}}",
        "{chief: sys}",
        "{chief: {in: [sys, aws]}}",
        "{parties: {answered: true}}",
        "{all: [{agreed: true}], any: [{place: JP}], not: {recorded: true}}",
        "{count_of: {of: [{agreed: true}, {recorded: true}], at_least: 1}}",
        "{every: {in: parties, satisfies: {.handles: true}, if_none: holds}}",
        (
            "{every: {in: parties, where: {.tier: {at_least: 2}, agreed: true},"
            " satisfies: {.papers: {includes: audit}}, if_none: unknown}}"
        ),
        "{some: {in: parties}}",
        "{none: {in: parties, satisfies: {.name: x}}}",
        "{count: {in: parties, where: {.handles: true}, at_most: 3}}",
        (
            "{some: {in: parties, satisfies: {some: {in: .sites, where: {.abroad: true,"
            " ..handles: true, ..tier: 1}}}}}"
        ),
        (
            "{some: {in: parties, satisfies: {every: {in: parties, if_none: holds,"
            " satisfies: {.name: {is: {fact: ..name}}}}}}}"
        ),
        # Three lists deep, no path is known any more, and none is refused.
        (
            "{some: {in: parties, where: {some: {in: .sites, where: {some: {in: parties,"
            " where: {.handles: true, ...handles: true}}}}}}}"
        ),
    ],
)
def test_what_the_language_allows_is_not_refused(
    schema: dict[str, object], expression: str
) -> None:
    assert refused(schema, rule(require=expression)) == {}


@pytest.mark.parametrize(
    ("expression", "way", "words"),
    [
        ("{agred: true}", "", "この名前は、式の言葉にも、この規則集の事実にもありません"),
        ("{agreed: 1}", "agreed", "「同意」は、true か false、又は演算子で比べます"),
        (
            "{agreed: {at_least: 1}}",
            "agreed",
            "使える演算子は answered、in、is、is_not、not_in です",
        ),
        (
            "{place: JPN}",
            "place",
            "「場所」の選択肢にありません。あるのは JP（日本）、OTHER（日本以外）",
        ),
        ("{place: [JP, FR]}", "place/1", "「場所」の選択肢にありません"),
        ("{place: {is_not: FR}}", "place/is_not", "「場所」の選択肢にありません"),
        ("{place: {not_in: [FR]}}", "place/not_in/0", "「場所」の選択肢にありません"),
        ("{place: {is: {parameter: days}}}", "place/is/parameter", "選択肢のコードの設定値"),
        ("{place: {is: {fact: agreed}}}", "place/is/fact", "左と同じ型（選択肢から一つ）の事実"),
        ("{place: [{fact: place}]}", "place/0", "値のほかに書けるのは {parameter: …} です"),
        ("{means: audit}", "means", "「手段」はいくつでも選べるので"),
        ("{means: {includes: adit}}", "means/includes", "「手段」の選択肢にありません"),
        ("{means: {excludes_all: [adit]}}", "means/excludes_all/0", "「手段」の選択肢にありません"),
        ("{means: {includes_any: {fact: place}}}", "means/includes_any/fact", "左と同じ型"),
        ("{people: '3'}", "people", "「人数」は、整数、その一覧、又は演算子で比べます"),
        ("{people: {at_least: many}}", "people/at_least", "整数か {parameter: …}、{fact: …} を"),
        ("{people: {at_least: {parameter: dais}}}", "people/at_least/parameter", "parameters に"),
        ("{day: 4月1日}", "day", "2021-04-15 のように"),
        ("{day: {within_months: 1201}}", "day/within_months", "0 から 1200 までの整数"),
        (
            "{note: {at_least: a}}",
            "note",
            "使える演算子は answered、in、is、is_not、matches、not_in",
        ),
        ("{parties: {is_empty: true}}", "parties", "使える演算子は answered です"),
        ("{parties: sys}", "parties", "「委託先」は一覧です。every: {in: parties, …}"),
        ("{parties.name: x}", "", "「委託先」は一覧です。どれか一つなら some:"),
        ("{.name: x}", "", "「.」で始まる項目は"),
        ("true", "", "式は「事実: 値」の形で書きます"),
        ("{any: [true]}", "any/0", "式は「事実: 値」の形で書きます"),
        ("{every: {in: parties, satisfies: {.handles: true}}}", "every", "必ず書く項目は in、"),
        ("{count: {in: parties}}", "count", "at_least と at_most の、少なくとも一方"),
        ("{some: {in: partys}}", "some/in", "ここで使える一覧"),
        ("{some: {in: agreed}}", "some/in", "ここで使える一覧"),
        ("{some: {in: parties, where: {.handle: true}}}", "some/where", "この名前は"),
        ("{some: {in: parties, where: {.handles: yes}}}", "some/where/.handles", "「取扱い」は"),
        ("{some: {in: parties, where: {.sites.abroad: true}}}", "some/where", "「拠点」は一覧です"),
        ("{some: {in: parties, where: {..handles: true}}}", "some/where", "この名前は"),
        (
            "{some: {in: parties, where: {some: {in: .sites, where: {.handles: true}}}}}",
            "some/where/some/where",
            "この名前は",
        ),
    ],
)
def test_what_it_does_not_is_refused_in_place_and_in_words(
    schema: dict[str, object], expression: str, way: str, words: str
) -> None:
    found = refused(schema, rule(require=expression))
    place = f"require/{way}".rstrip("/")
    assert words in found.get(place, ""), found


def test_the_elements_of_for_each_are_known_where_they_are_meant(
    schema: dict[str, object],
) -> None:
    loop = "for_each: {in: parties, where: {.handles: true}}\ncompensated_by: {.name: x}\n"
    proof = "evidence: [{for: .papers, kinds: [letter]}]\n"
    assert refused(schema, rule(require="{.tier: 2, agreed: true}", rest=loop + proof)) == {}
    wrong = refused(
        schema,
        rule(
            require="{.tear: 2}",
            rest=loop.replace(".handles", ".handle") + "applies_when: {.name: x}\n",
        ),
    )
    assert wrong.keys() == {"require", "for_each/where", "applies_when"}


def test_without_for_each_there_are_no_elements(schema: dict[str, object]) -> None:
    found = refused(schema, rule(rest="evidence: [{for: .papers, kinds: [leter]}]\n"))
    assert found.keys() == {"evidence/0/for", "evidence/0/kinds/0"}


def test_a_list_that_is_not_known_yet_is_the_only_fault(schema: dict[str, object]) -> None:
    found = refused(
        schema, rule(require="{.x: 1}", rest="for_each: {in: partys, where: {.y: 1}}\n")
    )
    assert found.keys() == {"for_each/in"}


def test_a_pack_without_parameters_offers_none(tmp_path: Path) -> None:
    bare = "\n".join(line for line in PACK.splitlines() if not line.startswith("parameters"))
    schema = small_schema(tmp_path, "rule", {"pack.yaml": bare + "\n"})
    found = refused(schema, rule(require="{people: {at_least: {parameter: days}}}"))
    assert found == {"require/people/at_least": "値のほかに書けるのは {fact: …} です"}
    assert refused(schema, rule(require="{people: [{parameter: days}]}")) == {
        "require/people/0": "整数を書きます"
    }
