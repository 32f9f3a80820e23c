"""Published JSON Schemas: sound, explained in Japanese, and of one mind with the loader."""

import copy
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import ROOT, Checklist
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from checklist_engine.formats.document import Document
from checklist_engine.formats.json_text import parse_json
from checklist_engine.formats.reading import read_document
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.loader.expressions import RESERVED
from checklist_engine.operators import operators

FOLDER = ROOT / "checklist_engine" / "loader" / "schemas"
SCHEMAS: Mapping[str, dict[str, Any]] = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.schema.json"))
}
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
Schema = Mapping[str, Any]


@cache
def as_an_editor_sees(kind: str) -> Draft202012Validator:
    """The validator of a published schema, which looks into expressions too.

    The loader leaves these to `loader/expressions.py`, which words their faults better.
    """
    schema = copy.deepcopy(SCHEMAS[kind])
    if "expression" in schema.get("$defs", {}) and kind != "expression":
        schema["$defs"]["expression"] = {"$ref": "expression.schema.json"}
    expressions = DRAFT202012.create_resource(SCHEMAS["expression"])
    registry = Registry[Any]().with_resource("expression.schema.json", expressions)
    return Draft202012Validator(schema, registry=registry)


def subschemas(schema: object) -> Iterator[Schema]:
    """Every schema inside a schema, itself first."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("properties", "patternProperties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from subschemas(inner)
    for key in ("items", "additionalProperties", "propertyNames"):
        yield from subschemas(schema.get(key))
    for inner in schema.get("anyOf", ()):
        yield from subschemas(inner)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])
    assert SCHEMAS[kind]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert JAPANESE.search(SCHEMAS[kind]["title"])
    assert JAPANESE.search(SCHEMAS[kind]["description"])


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_property_is_described_in_japanese(kind: str) -> None:
    for schema in subschemas(SCHEMAS[kind]):
        for name, described in schema.get("properties", {}).items():
            words = described.get("description", "")
            assert JAPANESE.search(words), name
            assert not words.endswith("。"), name
            assert described.get("markdownDescription", words).startswith(words), name


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_pattern_says_what_to_write_instead(kind: str) -> None:
    for schema in subschemas(SCHEMAS[kind]):
        if "pattern" in schema:
            assert JAPANESE.search(schema.get("patternErrorMessage", "")), schema["pattern"]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_code_is_explained(kind: str) -> None:
    for schema in subschemas(SCHEMAS[kind]):
        if "enum" in schema:
            assert len(schema["enumDescriptions"]) == len(schema["enum"]), schema["enum"]


def test_an_editor_knows_every_word_and_operator_of_expressions() -> None:
    parts = SCHEMAS["expression"]["$defs"]
    assert parts["test"]["properties"].keys() == operators().keys()
    assert parts["expression"]["properties"].keys() == RESERVED - {"unknown", "tier", "parent"}


def test_the_expressions_of_the_conformance_cases_satisfy_the_schema() -> None:
    file = ROOT / "tests" / "conformance" / "data" / "expressions.jsonl"
    for line in file.read_text(encoding="utf-8").splitlines():
        expression = json.loads(line)["expression"]
        assert list(as_an_editor_sees("expression").iter_errors(expression)) == [], line


def kind_of(path: Path) -> str | None:
    """The kind of a YAML file, by where it stands or by what it begins with."""
    pack = pack_of(path)
    if pack is None:
        root = read_document(path).root
        keys = list(root) if isinstance(root, dict) else []
        known = {"meeting": "meeting", "rulings": "rulings", "case": "submission"}
        return next((known[key] for key in keys if key in known), None)
    match path.relative_to(pack).parts:
        case ("pack.yaml" | "conditions.yaml" | "lint.yaml",) | ("templates", _):
            return path.stem
        case ("facts", _):
            return "facts"
        case ("profiles", _):
            return "profile"
        case (_, name):
            return "rule-test" if name.endswith(".test.yaml") else "rule"
        case _:
            return None


def pack_of(path: Path) -> Path | None:
    """The folder of the pack that a file belongs to."""
    return next((each for each in path.parents if (each / "pack.yaml").is_file()), None)


def is_on_top(path: Path) -> bool:
    """Whether a file belongs to a pack that extends another."""
    pack = pack_of(path)
    head = read_document(pack / "pack.yaml").root if pack else None
    return isinstance(head, dict) and "extends" in head


def real_files() -> Mapping[str, tuple[Path, str]]:
    files = [path for top in ("rules", "examples") for path in (ROOT / top).rglob("*.yaml")]
    found = {path: kind_of(path) for path in sorted(files)}
    return {str(path.relative_to(ROOT)): (path, kind) for path, kind in found.items() if kind}


FILES = real_files()


def test_real_files_are_of_every_kind() -> None:
    kinds = {kind for _, kind in FILES.values()}
    # What comes out of the program, and what only parts of files are, is in no folder of examples.
    others = {"assessment", "case", "expression", "flips", "lint", "prospect"}
    assert kinds >= SCHEMAS.keys() - others


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_satisfies_its_schema(name: str) -> None:
    path, kind = FILES[name]
    errors = as_an_editor_sees(kind).iter_errors(read_document(path).root)
    # A file of a pack on top may leave out what the pack below says.
    assert [each for each in errors if each.validator != "required" or not is_on_top(path)] == []


@pytest.mark.parametrize("name", FILES)
def test_a_modeline_names_the_schema_of_its_file(name: str) -> None:
    path, kind = FILES[name]
    found = MODELINE.match(path.read_text(encoding="utf-8"))
    if found:
        assert (path.parent / found[1]).resolve() == FOLDER / f"{kind}.schema.json"


SOUND: Mapping[str, tuple[str, str]] = {
    "pack": (
        "rules/small/pack.yaml",
        """\
pack: small
language: 1
version: 1.0.0
label: 小さな規則集
families:
  - {id: one, label: 第一}
parameters:
  - {id: days, type: integer, default: 30, min: 7, max: 90, unit: 日, label: 保存日数}
evidence_kinds:
  - {id: letter, label: 書面による回答, strength: statement}
credits: {compensated: 0.7}
decision: {open_at_most: 5}
conclusion: {at_most: 2, rest: remark}
test_date: 2021-04-15
""",
    ),
    "facts": (
        "rules/small/facts/main.yaml",
        """\
section: {id: main, label: 区分, order: 1}
facts:
  - {id: agreed, label: 同意, type: boolean}
  - {id: place, label: 場所, type: choice, choices: {JP: 日本, OTHER: 日本以外}}
  - {id: means, label: 手段, type: choices, choices: {audit: 監査報告, roster: 名簿}}
  - {id: people, label: 人数, type: integer, min: 0, effort: 2}
  - {id: day, label: 期日, type: date, relevant_when: {agreed: true}}
  - id: parties
    label: 委託先
    type: list
    key: id
    fields:
      - {id: id, label: 記号, type: text}
      - {id: handles, label: 取扱い, type: boolean}
""",
    ),
    "conditions": (
        "rules/small/conditions.yaml",
        """\
agree:
  subject: 同意
  obligation: consider
  text: 同意を得ること
  parameters: {means: list}
  order: 10
  due: {months: 6}
  discharged_by: {agreed: true}
  route: conclusion
""",
    ),
    "rule": (
        "rules/small/one/one-001.yaml",
        """\
id: one-001
title: 同意
gate: conditional
weight: 1
basis:
  - {document: 法律, clause: 第1条, in_force: {from: 2021-04-01}}
applies_when: {agreed: {answered: true}}
require: {agreed: true}
evidence:
  - {for: agreed, kinds: [letter], max_age_months: 12}
may_claim: [alternative]
outcomes:
  not_met: {finding: 同意がありません, condition: {use: agree, with: {means: [書面]}}}
""",
    ),
    "rule-test": (
        "rules/small/one/one-001.test.yaml",
        """\
rule: one-001
given: {agreed: true}
cases:
  - name: 同意がある
    as_of: 2021-04-15
    parameters: {days: 30}
    evidence: [{id: E1, kind: letter, issued_on: 2021-04-01, supports: [agreed]}]
    expect: {verdict: met, conditions: []}
""",
    ),
    "profile": (
        "rules/small/profiles/all.yaml",
        """\
profile: all
label: 全ての規則
decision: council
rules: {families: [one]}
parameters: {days: 14}
weights: {one-001: 2}
""",
    ),
    "sentences": (
        "rules/small/templates/sentences.yaml",
        """\
approve: "{{ title }}については、認める。"
""",
    ),
    "papers": (
        "rules/small/templates/papers.yaml",
        """\
papers:
  - {name: 次第, for: meeting, template: agenda.md.j2}
""",
    ),
    "submission": (
        "s.yaml",
        """\
case: {id: s, title: 導入, revision: 1, submitted_on: 2021-04-01}
pack: small
profile: all
answers: {agreed: true}
evidence:
  - {id: E1, kind: letter, supports: [agreed]}
claims:
  - {rule: one-001, claim: alternative, reason: 別の書面がある}
notes: {agreed: {source: assumed}}
""",
    ),
    "meeting": (
        "meeting.yaml",
        """\
meeting: {id: m-1, title: 審議会, date: 2021-04-15}
cases:
  - {item: ア, submission: s.yaml}
notifications: []
rulings: rulings.yaml
adopted:
  ア: {decision: approve, conditions: [{id: agree, text: 同意を得ること, due: 2021-10-15}]}
""",
    ),
    "rulings": (
        "rulings.yaml",
        """\
rulings:
  - id: R1
    case: s
    rule: one-001
    verdict: waived
    authority: 審議会
    reason: 契約の更新で改める
    on: 2021-04-15
    expires: 2022-03-31
""",
    ),
    "lint": (
        "rules/small/lint.yaml",
        """\
severity: {W519: off, W530: note}
family_share: 0.4
""",
    ),
    "case": (
        "cases.jsonl",
        """\
{"id": "x1", "as_of": "2021-04-15", "expression": {"agreed": true}, "answers": {"agreed": true}}
{"id": "x2", "rules": [{"weight": 1, "credits": [[0, 1], null], "open_list": false}]}
{"id": "x3", "rule": {"id": "x-1", "gate": "advisory", "weight": 1, "require": {"agreed": true}}}
""",
    ),
}


class Fault(NamedTuple):
    """A faulty file: a sound one with one thing changed."""

    kind: str
    what: str
    old: str
    new: str


FAULTS = (
    Fault("pack", "unknown key", "label: 小さな規則集", "label: 小さな規則集\nlabels: x"),
    Fault("pack", "missing key", "version: 1.0.0\n", ""),
    Fault("pack", "bad version", "version: 1.0.0", "version: 一"),
    Fault("pack", "number for text", "label: 小さな規則集", "label: 3"),
    Fault("pack", "bad id", "pack: small", "pack: Small"),
    Fault("pack", "empty list", "families:\n  - {id: one, label: 第一}", "families: []"),
    Fault("pack", "unknown strength", "strength: statement", "strength: letter"),
    Fault("pack", "more than all", "compensated: 0.7", "compensated: 7"),
    Fault("pack", "other type", "type: integer", "type: list"),
    Fault("pack", "bad date", "test_date: 2021-04-15", "test_date: 2021年4月15日"),
    Fault("facts", "unknown key", "section: {id: main,", "section: {id: main, name: x,"),
    Fault("facts", "missing key", "{id: agreed, label: 同意, type: boolean}", "{id: agreed, type: boolean}"),
    Fault("facts", "unknown type", "type: boolean", "type: bool"),
    Fault("facts", "bad id", "id: people", "id: People"),
    Fault("facts", "bad code", "{JP: 日本,", "{日本: 日本,"),
    Fault("facts", "no choices", "choices: {audit: 監査報告, roster: 名簿}", "choices: {}"),
    Fault("facts", "text for a number", "min: 0", 'min: "0"'),
    Fault("facts", "effort out of range", "effort: 2", "effort: 6"),
    Fault("facts", "empty expression", "relevant_when: {agreed: true}", "relevant_when: {}"),
    Fault("facts", "unknown key of a field", "label: 記号,", "label: 記号, hint: x,"),
    Fault("conditions", "unknown key", "  order: 10", "  orders: 10\n  order: 10"),
    Fault("conditions", "missing key", "  route: conclusion\n", ""),
    Fault("conditions", "unknown obligation", "obligation: consider", "obligation: think"),
    Fault("conditions", "bad id", "agree:\n", "Agree:\n"),
    Fault("conditions", "unknown kind of parameter", "{means: list}", "{means: choices}"),
    Fault("conditions", "months below zero", "{months: 6}", "{months: -6}"),
    Fault("conditions", "blank text", "text: 同意を得ること", 'text: ""'),
    Fault("rule", "unknown key", "weight: 1", "weight: 1\nrequires: {agreed: true}"),
    Fault("rule", "missing key", "gate: conditional\n", ""),
    Fault("rule", "unknown gate", "gate: conditional", "gate: bloking"),
    Fault("rule", "bad id", "id: one-001", "id: One_001"),
    Fault("rule", "fraction for a whole number", "weight: 1", "weight: 1.5"),
    Fault("rule", "bad date", "from: 2021-04-01", "from: 2021/04/01"),
    Fault("rule", "unknown claim", "may_claim: [alternative]", "may_claim: [other]"),
    Fault("rule", "twice", "kinds: [letter]", "kinds: [letter, letter]"),
    Fault("rule", "empty list", "kinds: [letter]", "kinds: []"),
    Fault("rule", "number for text", "title: 同意", "title: 3"),
    Fault("rule", "unknown key of an outcome", "{finding: 同意がありません,", "{findings: x,"),
    Fault("rule", "condition without its id", "{use: agree, with", "{with"),
    Fault("rule-test", "unknown key", "given:", "give: {}\ngiven:"),
    Fault("rule-test", "missing key", "  - name: 同意がある\n    as_of", "  - as_of"),
    Fault("rule-test", "unknown verdict", "verdict: met", "verdict: ok"),
    Fault("rule-test", "bad date", "as_of: 2021-04-15", "as_of: R3.4.15"),
    Fault("rule-test", "mapping for a list", "conditions: []", "conditions: {}"),
    Fault("rule-test", "evidence for nothing", "supports: [agreed]", "supports: []"),
    Fault("profile", "unknown key", "label: 全ての規則", "label: 全ての規則\nrule: all"),
    Fault("profile", "missing key", "decision: council\n", ""),
    Fault("profile", "unknown decision", "decision: council", "decision: city"),
    Fault("profile", "neither all nor some", "rules: {families: [one]}", "rules: some"),
    Fault("profile", "negative weight", "{one-001: 2}", "{one-001: -2}"),
    Fault("sentences", "unknown key", "approve:", "aprove:"),
    Fault("sentences", "blank", '"{{ title }}については、認める。"', '""'),
    Fault("papers", "unknown key", "for: meeting", "for: meeting, as: x"),
    Fault("papers", "unknown scope", "for: meeting", "for: city"),
    Fault("papers", "name that is no file name", "name: 次第", "name: 次/第"),
    Fault("submission", "unknown key", "profile: all", "profile: all\nanswer: {}"),
    Fault("submission", "missing key", "case: {id: s, title: 導入,", "case: {id: s,"),
    Fault("submission", "bad id", "{id: s,", "{id: 案件ア,"),
    Fault("submission", "bad date", "submitted_on: 2021-04-01", "submitted_on: 令和3年4月1日"),
    Fault("submission", "revision nought", "revision: 1", "revision: 0"),
    Fault("submission", "list for answers", "answers: {agreed: true}", "answers: [agreed]"),
    Fault("submission", "evidence for nothing", "supports: [agreed]", "supports: []"),
    Fault("submission", "unknown claim", "claim: alternative", "claim: waived"),
    Fault("submission", "note without a source", "{source: assumed}", "{quote: x}"),
    Fault("meeting", "unknown key", "cases:", "case: []\ncases:"),
    Fault("meeting", "missing key", "title: 審議会, ", ""),
    Fault("meeting", "bad date", "date: 2021-04-15", "date: 4月15日"),
    Fault("meeting", "no case", "cases:\n  - {item: ア, submission: s.yaml}", "cases: []"),
    Fault("meeting", "bad item", "item: ア", "item: ア/イ"),
    Fault("meeting", "unknown decision", "decision: approve", "decision: approved"),
    Fault("rulings", "unknown key", "    on: 2021-04-15", "    on: 2021-04-15\n    until: 2022-03-31"),
    Fault("rulings", "missing key", "    authority: 審議会\n", ""),
    Fault("rulings", "unknown verdict", "verdict: waived", "verdict: met"),
    Fault("rulings", "bad date", "expires: 2022-03-31", "expires: 来年3月"),
    Fault("lint", "unknown key", "family_share", "share"),
    Fault("lint", "unknown weight", "W530: note", "W530: information"),
    Fault("lint", "bad code", "W519", "w519"),
    Fault("lint", "nothing set", "{W519: off, W530: note}", "{}"),
    Fault("lint", "more than all", "0.4", "40"),
    Fault("case", "unknown key", '"answers"', '"answer"'),
    Fault("case", "bad date", "2021-04-15", "2021-4-15"),
    Fault("case", "credit above one", "[0, 1]", "[0, 2]"),
    Fault("case", "unknown key of a rule", '"weight": 1, "require"', '"weight": 1, "aplies_when": {}, "require"'),
    Fault("case", "loop without a list", '"weight": 1, "require"', '"weight": 1, "for_each": {}, "require"'),
)  # fmt: skip


EXPRESSIONS = {
    "test of nothing": "{agreed: {}}",
    "empty values": "{place: []}",
    "unknown word": "{All: [{agreed: true}]}",
    "no list of parts": "{any: {agreed: true}}",
    "unknown operator": "{means: {include: audit}}",
    "code for codes": "{means: {includes_any: audit}}",
    "text for a number of months": "{day: {within_months: twelve}}",
    "text for yes or no": '{means: {is_empty: "no"}}',
    "no bound": "{count: {in: parties}}",
    "every without if_none": "{every: {in: parties, satisfies: {.handles: true}}}",
    "unknown if_none": "{every: {in: parties, satisfies: {.handles: true}, if_none: hold}}",
    "some without a list": "{some: {where: {agreed: true}}}",
    "unknown key of some": "{some: {in: parties, wher: {.handles: true}}}",
    "fact beside a parameter": "{people: {is: {fact: people, parameter: days}}}",
}
"""Faulty expressions, which the loader words itself: neither may let one pass."""
ALL_FAULTS = FAULTS + tuple(
    Fault("rule", what, "require: {agreed: true}", f"require: {expression}")
    for what, expression in EXPRESSIONS.items()
)


def write_sound(folder: Path, changed: Mapping[str, str]) -> None:
    """The sound files, some of them with another text."""
    others = {"rules/small/templates/agenda.md.j2": "# {{ meeting.title }}\n"}
    texts = {**dict(SOUND.values()), **others, **changed}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def command(kind: str) -> tuple[str, ...]:
    """The command that reads a file of this kind."""
    match kind:
        case "rule-test":
            return ("test", "rules/small")
        case "lint":
            return ("lint", "rules/small")
        case "case":
            return ("eval", "rules/small/facts/main.yaml", "--cases", "cases.jsonl")
        case _:
            return ("assess", ".")


def test_the_sound_files_are_sound(checklist: Checklist, tmp_path: Path) -> None:
    write_sound(tmp_path, {})
    for kind, (name, text) in SOUND.items():
        assert lines(kind, name, text) == set()
        ran = checklist(*command(kind), cwd=tmp_path)
        assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    "fault", ALL_FAULTS, ids=[f"{each.kind}: {each.what}" for each in ALL_FAULTS]
)
def test_schema_and_loader_refuse_the_same_lines(
    fault: Fault, checklist: Checklist, tmp_path: Path
) -> None:
    name, sound = SOUND[fault.kind]
    text = sound.replace(fault.old, fault.new, 1)
    assert text != sound
    by_schema = lines(fault.kind, name, text)
    assert by_schema
    write_sound(tmp_path, {name: text})
    ran = checklist(*command(fault.kind), cwd=tmp_path)
    # What is wrong is all that lint has to say, so it says it as its outcome.
    assert ran.code == (1 if fault.kind == "lint" else 3)
    words = ran.out if fault.kind == "lint" else ran.err
    told = re.findall(rf"^{re.escape(name)}:(\d+):\d+: E\d+ ", words, re.MULTILINE)
    assert {int(line) for line in told} == by_schema


def lines(kind: str, name: str, text: str) -> set[int]:
    """The lines that the published schema has something against."""
    if name.endswith(".jsonl"):
        written = [
            parse_json(line, name, first_line=at) for at, line in enumerate(text.splitlines(), 1)
        ]
    else:
        written = [parse_yaml(text, name)]
    return {
        line_of(error, document)
        for document in written
        for error in as_an_editor_sees(kind).iter_errors(document.root)
    }


def line_of(error: ValidationError, document: Document) -> int:
    at = tuple(error.absolute_path)
    match error.validator:
        case "additionalProperties":
            assert isinstance(error.schema, Mapping) and isinstance(error.instance, Mapping)
            extra = next(key for key in error.instance if not is_known(key, error.schema))
            return document.key_place((*at, extra)).line
        case "pattern" if "propertyNames" in error.absolute_schema_path:
            return document.key_place((*at, str(error.instance))).line
        case "required" | "anyOf" | "minItems" | "minLength" | "minProperties" if at:
            return document.key_place(at).line
        case _:
            return document.place(at).line


def is_known(key: str, schema: Schema) -> bool:
    return key in schema["properties"] or any(
        re.search(pattern, key) for pattern in schema.get("patternProperties", {})
    )


EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/meeting.yaml"))


@pytest.mark.parametrize("folder", EXAMPLES)
def test_the_json_of_an_assessment_satisfies_its_schema(folder: str, checklist: Checklist) -> None:
    assert refusals(assessed(folder, checklist)) == []


def test_the_schema_of_an_assessment_bears_no_key_more_or_less(checklist: Checklist) -> None:
    sound = assessed(EXAMPLES[0], checklist)["cases"][0]
    assert refusals(sound) == []
    assert refusals({**sound, "verdict": "met"})
    for key in sound:
        assert refusals({name: value for name, value in sound.items() if name != key}), key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("decision", "approved"),
        ("as_of", 20210415),
        ("submission_digest", "0"),
        ("provisional", None),
        ("findings", [{"rule": "sub-003", "verdict": "ok"}]),
        ("questions", [{"text": "問い"}]),
        ("rulings", [{"id": "R1", "status": "gone"}]),
        ("claims", {}),
        ("score", {"low": 0, "high": 101, "coverage": 100, "families": {}}),
    ],
)
def test_the_schema_of_an_assessment_refuses_what_is_none(
    key: str, value: object, checklist: Checklist
) -> None:
    sound = assessed(EXAMPLES[0], checklist)["cases"][0]
    assert refusals({**sound, key: value})


def assessed(folder: str, checklist: Checklist) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        checklist("assess", f"examples/{folder}", "--format", "json").out
    )
    return found


def refusals(assessment: object) -> list[ValidationError]:
    return list(as_an_editor_sees("assessment").iter_errors(assessment))
