"""What each kind of file knows of a pack, beyond expressions and answers."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from jsonschema import Draft202012Validator
from packs import CONDITIONS, FACTS, PROFILE, SMALL, rule, submission, write_files, write_pack
from schema_tries import refused

from checklist_engine.authoring.schemas.published import kinds
from checklist_engine.authoring.schemas.trees import Schema
from checklist_engine.usecases.write_schemas import read_source, schema_of

TEXTS = (
    CONDITIONS
    + """\
explain:
  subject: 説明
  obligation: report
  text: "{{ items | ya }}を{{ reason }}として説明すること"
  parameters: {items: list, reason: text}
  order: 30
  route: conclusion
"""
)
FILES: Mapping[str, str] = {
    **SMALL,
    "conditions.yaml": TEXTS,
    "one/one-002.yaml": rule("one-002", rest="may_claim: [alternative]\n"),
    "templates/agenda.md.j2": "x",
    "templates/agenda.docx": "x",
}


@cache
def schema(kind: str) -> Schema:
    with TemporaryDirectory() as folder:
        return schema_of(kind, read_source(write_pack(Path(folder) / "small", FILES)))


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("{use: agree}", {}),
        ("{use: explain, with: {items: [a, {labels: means}], reason: x}}", {}),
        ("{use: explain, with: {items: [{lacking: means, of: [audit]}], reason: x}}", {}),
        ("[{use: agree}, {use: record}]", {}),
        ("{use: agee}", {"/use": "conditions.yaml にある条件の id を書きます"}),
        ("[{use: agree}, {use: recod}]", {"/1/use": "conditions.yaml にある条件の id を書きます"}),
        ("{use: agree, with: {x: y}}", {"/with": "この条件にパラメータはありません"}),
        ("{use: explain}", {"": "この条件には with: {reason: …} が要ります"}),
        (
            "{use: explain, with: {items: [a]}}",
            {"/with": "条件「説明」のパラメータは items、reason です。reason は必ず書きます"},
        ),
        ("{use: explain, with: {items: a, reason: x}}", {"/with/items": "語の一覧を、"}),
        ("{use: explain, with: {reason: [x]}}", {"/with/reason": "文をそのまま書きます"}),
        (
            "{use: explain, with: {items: [{labels: place}], reason: x}}",
            {"/with/items/0/labels": "型が choices の事実を書きます"},
        ),
        (
            "{use: explain, with: {items: [{lacking: .papers, of: [adit]}], reason: x}}",
            {"/with/items/0/of/0": "「資料」の選択肢にありません"},
        ),
        ("{with: {x: y}}", {"": "必ず書く項目は use です"}),
    ],
)
def test_a_condition_is_known_with_its_parameters(condition: str, found: Mapping[str, str]) -> None:
    text = rule(not_met=f"condition: {condition}")
    assert_refused(schema("rule"), text, "outcomes/not_met/condition", found)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("rules: {families: [one, two]}", {}),
        ("rules: {ids: [one-001]}", {}),
        ("rules: {families: [on]}", {"rules/families/0": "families にある分野の id"}),
        ("rules: {ids: [one-01]}", {"rules/ids/0": "規則の id を書きます"}),
        ("except: [{rule: one-002, reason: x}]", {}),
        ("except: [{rule: one-2, reason: x}]", {"except/0/rule": "規則の id を書きます"}),
        ("weights: {one-001: 2}", {}),
        ("weights: {one-01: 2}", {"weights": "規則の id を書きます"}),
        ("parameters: {days: 7}", {}),
        ("parameters: {dais: 7}", {"parameters": "設定値は days です"}),
        ("parameters: {days: many}", {"parameters/days": "整数を書きます"}),
        ("parameters: {days: 91}", {"parameters/days": ""}),
    ],
)
def test_a_profile_knows_families_rules_and_parameters(line: str, found: Mapping[str, str]) -> None:
    kept = "".join(each for each in PROFILE.splitlines(keepends=True) if each[:5] != line[:5])
    assert_refused(schema("profile"), f"{kept}{line}\n", "", found)


CASES: Mapping[str, Callable[[str], str]] = {
    "pack": lambda line: SMALL["pack.yaml"] + line,
    "rule-test": lambda line: (
        f"rule: one-001\ncases:\n  - name: x\n    expect: {{verdict: met}}\n    {line}"
    ),
    "submission": lambda line: submission(rest=line),
    "rulings": lambda line: (
        "rulings:\n  - {id: R, case: c, verdict: compensated, authority: x, reason: x,"
        f" on: 2021-04-15, {line}}}"
    ),
    "meeting": lambda line: (
        "meeting: {id: m, title: t, date: 2021-04-15}\n"
        f"cases: [{{item: ア, submission: s.yaml}}]\nadopted: {{ア: {{conditions: [{{{line}}}]}}}}"
    ),
    "papers": lambda line: f"papers: [{{name: x, for: case, {line}}}]",
    "facts": lambda line: FACTS + "  - " + line,
    "conditions": lambda line: TEXTS + "  " + line,
}


@pytest.mark.parametrize(
    ("kind", "line", "found"),
    [
        ("pack", "decision: {open_condition: agree}", {}),
        ("pack", "decision: {open_condition: agee}", {"decision/open_condition": "条件の id"}),
        ("rule-test", "profile: all", {}),
        ("rule-test", "profile: al", {"cases/0/profile": "適用区分の名前"}),
        ("rule-test", "parameters: {days: 6}", {"cases/0/parameters/days": ""}),
        ("rule-test", "answers: {agred: true}", {"cases/0/answers": "この名前の事実は"}),
        (
            "rule-test",
            "evidence: [{id: E, kind: x, supports: [agreed]}]",
            {"cases/0/evidence/0/kind": "証跡"},
        ),
        ("submission", "claims: [{rule: one-002, claim: alternative, reason: x}]", {}),
        (
            "submission",
            "claims: [{rule: one-002, claim: not_applicable, reason: x}]",
            {"claims/0/claim": "not_applicable（該当しない）の申出はできません"},
        ),
        (
            "submission",
            "claims: [{rule: one-001, claim: alternative, reason: x}]",
            {"claims/0/rule": "申出のできる規則"},
        ),
        ("submission", "notes: {agreed: {source: x}, 'parties[a]': {source: y}}", {}),
        ("submission", "notes: {agreed: {sauce: x}}", {"notes/agreed": "source"}),
        # Nothing comes of a ruling on a rule that is gone, but it is no fault.
        ("rulings", "rule: one-999", {}),
        ("meeting", "id: added-by-the-council, text: x", {}),
        ("papers", "template: agenda.md.j2", {}),
        ("papers", "template: agenda.md", {"papers/0/template": "ひな形の名前"}),
        ("papers", "template: agenda.docx", {"papers/0/template": "ひな形の名前"}),
        ("papers", "template: agenda.md.j2, word: agenda.docx", {}),
        (
            "papers",
            "template: agenda.md.j2, word: agenda.md.j2",
            {"papers/0/word": "Word のひな形の名前"},
        ),
        ("facts", "{id: x, label: x, type: choice, from: parties}", {}),
        (
            "facts",
            "{id: x, label: x, type: choice, from: place}",
            {"facts/12/from": "型が list の"},
        ),
        (
            "facts",
            "{id: x, label: x, type: text, relevant_when: {place: FR}}",
            {"facts/12/relevant_when/place": "選択肢に"},
        ),
        (
            "facts",
            (
                "{id: new, label: x, type: list, key: id, fields:"
                " [{id: id, label: x, type: text, relevant_when: {.anything: 1}}]}"
            ),
            {},
        ),
        (
            "facts",
            (
                "{id: parties, label: x, type: list, key: id, fields: [{id: sites, label: x, type: list,"
                " key: id, fields: [{id: y, label: x, type: text,"
                " relevant_when: {.abroad: true, ..handles: true, .handles: true}}]}]}"
            ),
            {"facts/12/fields/0/fields/0/relevant_when": "この名前は"},
        ),
        ("conditions", "discharged_by: {agreed: true}", {}),
        (
            "conditions",
            "discharged_by: {.handles: true}",
            {"explain/discharged_by": "「.」で始まる"},
        ),
    ],
)
def test_other_files_know_what_they_may_name(
    kind: str, line: str, found: Mapping[str, str]
) -> None:
    assert_refused(schema(kind), CASES[kind](f"{line}\n"), "", found)


def assert_refused(schema: Schema, text: str, below: str, expected: Mapping[str, str]) -> None:
    """Faults in these places, below one, with these words in them, and no others."""
    found = refused(schema, text)
    assert [*found] == [f"{below}{way}" for way in expected], found
    for way, words in expected.items():
        assert words in found[f"{below}{way}"]


BASE = {f"base/{name}": text for name, text in FILES.items()} | {
    "base/pack.yaml": FILES["pack.yaml"].replace("pack: small", "pack: base")
}
ON_TOP = {
    "top/pack.yaml": "pack: top\nlanguage: 1\nversion: 1.0.0\nlabel: 上\nextends: base\n"
    "changes: [{rule: one-002, off: true, reason: x}]\n",
}


@pytest.fixture
def on_top(tmp_path: Path) -> Callable[[str], Schema]:
    source = read_source(write_files(tmp_path, {**BASE, **ON_TOP}) / "top")
    return lambda kind: schema_of(kind, source)


def test_a_pack_on_top_may_write_in_part(on_top: Callable[[str], Schema]) -> None:
    assert refused(on_top("rule"), "weight: 3\n") == {}
    assert refused(on_top("conditions"), "agree: {order: 5}\n") == {}
    fact = "section: {id: main, label: 区分, order: 1}\nfacts: [{id: agreed, label: 承諾}]\n"
    assert refused(on_top("facts"), fact) == {}
    assert refused(on_top("facts"), fact.replace("id: agreed, ", "")).keys() == {"facts/0"}


def test_a_rule_on_top_may_leave_its_list_to_the_rule_below(tmp_path: Path) -> None:
    below = rule("one-003", require="{.handles: true}", rest="for_each: {in: parties}\n")
    files = {**BASE, **ON_TOP, "base/one/one-003.yaml": below}
    made = schema_of("rule", read_source(write_files(tmp_path, files) / "top"))
    assert refused(made, "id: one-003\nrequire: {.handles: false, agreed: true}\n") == {}
    assert refused(made, "id: one-003\nrequire: {.handle: false}\n").keys() == {"require"}
    assert refused(made, "id: one-001\nrequire: {.handles: false}\n").keys() == {"require"}
    # The name of the file says which rule it is, too.
    assert refused(made, "require: {.handles: false}\n") == {}


def test_a_pack_on_top_knows_what_is_switched_off(on_top: Callable[[str], Schema]) -> None:
    profile = "profile: x\nlabel: x\ndecision: none\nrules: {ids: [one-002]}\n"
    assert refused(on_top("profile"), profile) == {}
    head = ON_TOP["top/pack.yaml"]
    assert refused(on_top("pack"), head) == {}
    assert refused(on_top("pack"), head.replace("one-002", "one-009")).keys() == {"changes/0/rule"}
    assert refused(on_top("rule-test"), "rule: one-002\n").keys() == {"", "rule"}


BARE: Mapping[str, str] = {
    "pack.yaml": "pack: bare\nlanguage: 1\nversion: 1.0.0\nlabel: 裸\nfamilies: [{id: one, label: 一}]\n",
    "facts/a.yaml": "section: {id: a, label: 甲, order: 1}\nfacts: [{id: x, label: 乙, type: boolean}]\n",
}


@pytest.mark.parametrize("kind", kinds())
def test_a_pack_with_next_to_nothing_has_schemas_all_the_same(tmp_path: Path, kind: str) -> None:
    made = schema_of(kind, read_source(write_files(tmp_path / "bare", BARE)))
    Draft202012Validator.check_schema(made)
    if kind == "rule":
        text = "id: one-001\ntitle: x\ngate: advisory\nweight: 1\nrequire: {x: true}\n"
        assert refused(made, text) == {}
        assert refused(made, text.replace("{x: true}", "{some: {in: x}}")).keys() == {
            "require/some/in"
        }
