from pathlib import Path

from packs import load, rule

from checklist_engine.lint.mentions import (
    Mention,
    elements_around,
    mentions,
    pack_expressions,
    pack_texts,
    printed,
    relevance_expressions,
    rule_mentions,
    slots,
)
from checklist_engine.model.expression import Comparison
from checklist_engine.model.pack import RulePack


def small(folder: Path, **how: str) -> RulePack:
    return load(folder, {"one/one-001.yaml": rule(**how)})


def read(pack: RulePack) -> list[str]:
    return [_name(each) for each in rule_mentions(pack.rules["one-001"], pack.vocabulary)]


def _name(mention: Mention) -> str:
    return mention.fact.full_id if mention.fact else ".tier"


def test_every_part_of_a_rule_is_looked_through(tmp_path: Path) -> None:
    pack = small(
        tmp_path,
        require="{any: [{.handles: true}, {not: {.tier: {at_least: 2}}}]}",
        rest="applies_when: {agreed: true}\n"
        "for_each: {in: parties, where: {.papers: {includes: audit}}}\n"
        "compensated_by: {count_of: {of: [{recorded: true}], at_least: 1}}\n",
    )
    assert read(pack) == [
        "parties",
        "agreed",
        "parties.papers",
        "parties.handles",
        ".tier",
        "recorded",
    ]


def test_quantifiers_name_their_list_and_open_a_scope(tmp_path: Path) -> None:
    pack = small(
        tmp_path,
        require="{every: {in: parties, where: {.handles: true}, if_none: holds, satisfies: "
        "{none: {in: .sites, where: {.abroad: true, ..name: {is: 甲}}}}}}",
    )
    assert read(pack) == [
        "parties",
        "parties.handles",
        "parties.sites",
        "parties.sites.abroad",
        "parties.name",
    ]


def test_a_fact_on_the_right_side_is_a_mention_of_its_own(tmp_path: Path) -> None:
    pack = small(tmp_path, require="{people: {at_least: {fact: people}}, agreed: true}")
    assert read(pack) == ["people", "people", "agreed"]


def test_names_that_mean_nothing_are_passed_over(tmp_path: Path) -> None:
    pack = small(
        tmp_path,
        require="{agred: true, .handles: true, some: {in: partes, where: {.handles: true}}}",
    )
    assert read(pack) == []


def test_texts_print_answers_labels_and_arguments(tmp_path: Path) -> None:
    pack = small(
        tmp_path,
        require="{.handles: true}",
        not_met='finding: "{{ .name }}、{{ parameter.days }}日"\n'
        "    condition: {use: agree, with: {a: [{labels: means}, '{{ note }}'], b: '{{ place }}'}}",
        rest="for_each: {in: parties}\n",
    )
    found = [each.fact.full_id for each in printed(pack.rules["one-001"], pack.vocabulary)]
    assert found == ["parties.name", "means", "note", "place"]


def test_relevance_is_told_with_what_it_lets_be_asked(tmp_path: Path) -> None:
    facts = (
        "section: {id: main, label: 区分, order: 1, relevant_when: {checked: true}}\n"
        "facts:\n"
        "  - {id: checked, label: 点検, type: boolean}\n"
        "  - {id: agreed, label: 同意, type: boolean, relevant_when: {checked: true}}\n"
        "  - id: firms\n    label: 委託先\n    type: list\n    key: id\n    fields:\n"
        "      - {id: id, label: 記号, type: text}\n"
        "      - {id: safe, label: 安全, type: boolean, relevant_when: {.id: {is: a}}}\n"
    )
    vocabulary = load(tmp_path, {"facts/main.yaml": facts}).vocabulary
    found = {
        (fact.full_id, _name(each))
        for fact, (expression, around) in relevance_expressions(vocabulary)
        for each in mentions(expression, vocabulary, around)
    }
    assert found == {
        ("checked", "checked"),
        ("agreed", "checked"),
        ("firms", "checked"),
        ("firms.safe", "firms.id"),
    }


def test_a_pack_is_looked_through_with_its_conditions_and_sentences(tmp_path: Path) -> None:
    pack = small(tmp_path, rest="  undetermined:\n    question: '{{ note }}は'\n")
    assert {slot.name for text in pack_texts(pack) for slot in slots(text)} == {
        "note",
        "title",
        "conditions",
        "item",
        "system",
    }
    comparisons = [each for each, _ in pack_expressions(pack) if isinstance(each, Comparison)]
    assert [each.path for each in comparisons] == ["agreed"]


def test_a_for_each_over_what_is_no_list_puts_nothing_around(tmp_path: Path) -> None:
    pack = small(tmp_path, require="{agreed: true}", rest="for_each: {in: agreed}\n")
    assert elements_around(pack.rules["one-001"], pack.vocabulary) == ()
