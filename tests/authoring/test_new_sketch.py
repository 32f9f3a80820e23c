"""A rule can be begun on any fact, whenever it is asked, and its tests come out as they say."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from packs import DAY, FACTS, write_pack

from checklist_engine.authoring.scaffolding.asking import Relevance, relevance_of
from checklist_engine.authoring.scaffolding.refused import Refused
from checklist_engine.authoring.scaffolding.rule_files import NewRule, cases_text, rule_text
from checklist_engine.authoring.scaffolding.sketch import Sketch, sketch_of
from checklist_engine.authoring.scaffolding.trying import try_out
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.pack import pack_of
from checklist_engine.loader.pack_parts import read_parts
from checklist_engine.model.pack import RulePack
from checklist_engine.model.verdicts import Gate
from checklist_engine.usecases.find_pack import find_base

MUNICIPAL = ROOT / "rules" / "municipal-privacy"


def relevance_in(folder: Path) -> Relevance:
    faults: list[Diagnostic] = []
    parts = read_parts(folder, find_base, faults)
    assert parts is not None
    pack = pack_of(parts, faults)
    assert faults == []
    return relevance_of(pack, parts.groups)


def new_rule(name: str, sketch: Sketch) -> NewRule:
    return NewRule(
        id=name,
        title=None,
        gate=Gate.ADVISORY,
        sketch=sketch,
        condition=None,
        parameters={},
        as_of=None,
    )


def overlay(family: str, sketches: Mapping[str, Sketch]) -> Mapping[str, str]:
    """The files of a rule for each sketch."""
    files = {}
    for number, sketch in enumerate(sketches.values(), start=900):
        rule = new_rule(f"{family}-{number}", sketch)
        files[f"{family}/{rule.id}.yaml"] = rule_text(rule)
        files[f"{family}/{rule.id}.test.yaml"] = cases_text(rule)
    return files


def paths_of(pack: RulePack) -> Iterator[str]:
    yield from (fact.full_id for fact in pack.vocabulary.all_facts())


def test_a_rule_can_be_begun_on_every_fact_of_the_pack_but_on_keys() -> None:
    relevance = relevance_in(MUNICIPAL)
    sketches, refused = {}, []
    for path in paths_of(relevance.pack):
        try:
            sketches[path] = sketch_of(path, relevance, DAY)
        except Refused:
            refused.append(path)
    assert refused == ["parties.id", "record_items.id"]
    try_out(overlay("log", sketches), MUNICIPAL, relevance.pack, find_base)


def test_a_rule_can_be_begun_on_every_type_of_fact(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small")
    relevance = relevance_in(folder)
    refused = {"chief", "parties.id", "parties.sites", "parties.sites.id", "parties.sites.abroad"}
    wanted = [path for path in paths_of(relevance.pack) if path not in refused]
    sketches = {path: sketch_of(path, relevance, DAY) for path in wanted}
    try_out(overlay("one", sketches), folder, relevance.pack, find_base)
    for path in refused:
        with pytest.raises(Refused):
            sketch_of(path, relevance, DAY)


RELEVANT = {
    "yes": "{agreed: true}",
    "no": "{not: {agreed: true}}",
    "one of": "{place: {not_in: [JP]}}",
    "any": "{any: [{agreed: true}, {recorded: true}]}",
    "all": "{agreed: true, all: [{recorded: false}], checked: true}",
    "chosen": "{means: {includes_all: [audit, roster]}}",
    "nothing chosen": "{means: {excludes_all: [audit]}}",
    "number": "{people: {more_than: 3}}",
    "numbers": "{rate: {at_least: 0.5}}",
    "day": "{day: {within_months: 6}}",
    "text": "{note: {matches: '[0-9]{3}'}}",
    "element": "{some: {in: parties, where: {.handles: true}, satisfies: {.papers: {includes: audit}}}}",
    "deep element": "{some: {in: parties, satisfies: {.tier: {at_least: 2}}}}",
    "every element": "{every: {in: parties, satisfies: {.handles: true}, if_none: holds}}",
    "no element": "{none: {in: parties, satisfies: {.handles: true}}}",
    "some element is not": "{not: {every: {in: parties, satisfies: {.handles: true}, if_none: holds}}}",
}


@pytest.mark.parametrize("expression", RELEVANT.values(), ids=list(RELEVANT))
def test_a_rule_applies_only_when_its_fact_is_asked(expression: str, tmp_path: Path) -> None:
    fact = f"  - {{id: extra, label: 追加, type: boolean, relevant_when: {expression}}}\n"
    folder = write_pack(tmp_path / "small", {"facts/main.yaml": FACTS + fact})
    relevance = relevance_in(folder)
    sketch = sketch_of("extra", relevance, DAY)
    written = parse_yaml(rule_text(new_rule("one-900", sketch)), "x.yaml").cursor()
    assert written["applies_when"].value == parse_yaml(expression, "x.yaml").root
    assert sketch.elsewhere is not None
    assert "not_applicable" in cases_text(new_rule("one-900", sketch))
    try_out(overlay("one", {"extra": sketch}), folder, relevance.pack, find_base)


def test_a_section_that_is_asked_only_sometimes_counts_too(tmp_path: Path) -> None:
    section = "section: {id: more, label: 区分二, order: 2, relevant_when: {agreed: true}}\n"
    facts = (
        "facts:\n"
        "  - {id: plain, label: 一, type: boolean}\n"
        "  - {id: other, label: 二, type: boolean, relevant_when: {recorded: true}}\n"
        "  - {id: same, label: 三, type: boolean, relevant_when: {agreed: {is: true}}}\n"
    )
    folder = write_pack(tmp_path / "small", {"facts/more.yaml": section + facts})
    relevance = relevance_in(folder)
    sketches = {path: sketch_of(path, relevance, DAY) for path in ("plain", "other", "same")}
    assert [each.applies_when for each in sketches.values()] == [
        {"agreed": True},
        {"agreed": True, "recorded": True},
        {"all": [{"agreed": True}, {"agreed": {"is": True}}]},
    ]
    try_out(overlay("one", sketches), folder, relevance.pack, find_base)


@pytest.mark.parametrize(
    "expression",
    [
        "{count_of: {of: [{agreed: true}], at_least: 1}}",
        "{count: {in: parties, at_least: 1}}",
        "{agreed: {answered: true}}",
        "{people: {is: {fact: people_too}}}",
        "{all: [{agreed: true}, {agreed: false}]}",
    ],
)
def test_a_fact_that_is_asked_in_an_intricate_case_is_refused_with_a_way_out(
    expression: str, tmp_path: Path
) -> None:
    facts = (
        f"{FACTS}  - {{id: people_too, label: 人数二, type: integer}}\n"
        f"  - {{id: extra, label: 追加, type: boolean, relevant_when: {expression}}}\n"
    )
    relevance = relevance_in(write_pack(tmp_path / "small", {"facts/main.yaml": facts}))
    with pytest.raises(Refused, match=r"「extra」を尋ねる場合.*別の事実を指定してください"):
        sketch_of("extra", relevance, DAY)


FIELDS = """\
section: {id: list, label: 一覧, order: 9}
facts:
  - {id: full, label: 完了, type: boolean}
  - id: firms
    label: 事業者
    type: list
    key: id
    children: below
    closed_by: full
    relevant_when: {agreed: true}
    fields:
      - {id: id, label: 記号, type: text}
      - {id: handles, label: 取扱い, type: boolean}
      - {id: always, label: 一, type: boolean}
      - {id: sometimes, label: 二, type: boolean, relevant_when: {.handles: true, recorded: true}}
      - {id: below_only, label: 三, type: boolean, relevant_when: {.tier: {at_least: 2}, .handles: true}}
      - {id: either, label: 四, type: boolean, relevant_when: {any: [{.tier: {at_least: 2}}, {.handles: true}]}}
"""


def test_a_field_is_looked_at_in_the_elements_that_are_asked_for_it(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small", {"facts/list.yaml": FIELDS})
    relevance = relevance_in(folder)
    names = ("always", "sometimes", "below_only", "either")
    sketches = {name: sketch_of(f"firms.{name}", relevance, DAY) for name in names}
    assert {each.applies_when and True for each in sketches.values()} == {True}
    assert sketches["always"].for_each == {"in": "firms"}
    assert sketches["sometimes"].for_each == {
        "in": "firms",
        "where": {".handles": True, "recorded": True},
    }
    assert sketches["sometimes"].given == {"agreed": True, "recorded": True, "full": True}
    assert sketches["below_only"].waiting_for == "firms[a/b].below_only"
    assert sketches["either"].waiting_for == "firms[a].either"
    try_out(overlay("one", sketches), folder, relevance.pack, find_base)


@pytest.mark.parametrize(
    ("fact", "good", "bad"),
    [
        ("type: integer", 1, 0),
        ("type: integer, min: 5", 6, 5),
        ("type: integer, max: 5", 5, 4),
        ("type: integer, min: 0.5, max: 2.5", 2, 1),
        ("type: number, min: 0, max: 0.5", "0.5", 0),
        ("type: date", "2021-04-15", "2019-04-01"),
        ("type: choice, choices: {a: 一, true: 二}", "a", "true"),
    ],
)
def test_answers_lie_on_either_side_of_the_test(
    fact: str, good: object, bad: object, tmp_path: Path
) -> None:
    text = f"{FACTS}  - {{id: extra, label: 追加, {fact}}}\n"
    folder = write_pack(tmp_path / "small", {"facts/main.yaml": text})
    relevance = relevance_in(folder)
    sketch = sketch_of("extra", relevance, DAY)
    assert (str(sketch.met["extra"]), str(sketch.not_met["extra"])) == (str(good), str(bad))
    try_out(overlay("one", {"extra": sketch}), folder, relevance.pack, find_base)


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        ("type: integer, min: 3, max: 3", "回答は一つの数だけ"),
        ("type: choice, choices: {a: 一}", "選択肢は一つだけ"),
        ("type: choice, from: parties", "一覧「parties」の記号から選ぶ事実"),
    ],
)
def test_a_fact_without_a_failing_answer_is_refused(fact: str, why: str, tmp_path: Path) -> None:
    text = f"{FACTS}  - {{id: extra, label: 追加, {fact}}}\n"
    relevance = relevance_in(write_pack(tmp_path / "small", {"facts/main.yaml": text}))
    with pytest.raises(Refused, match=why):
        sketch_of("extra", relevance, date(2024, 2, 29))


def test_tests_that_do_not_come_out_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small")
    relevance = relevance_in(folder)
    sketch = Sketch(
        require={"agreed": True}, met={"agreed": False}, not_met={}, waiting_for="agreed"
    )
    with pytest.raises(Refused, match=r"「満たしている」が成り立ちません.*not_met"):
        try_out(overlay("one", {"x": sketch}), folder, relevance.pack, find_base)
