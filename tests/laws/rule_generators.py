"""Generated rules and records of evidence, and the findings that come of them."""

import json
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from generators import (
    AS_OF,
    DATA,
    DAYS,
    FIELDS,
    VALUES,
    Raw,
    Strategy,
    expression,
    made,
    paths_in,
    typed,
    words_in,
)

from checklist_engine.compiler.plan import compile_plan, rule_compiler
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.score import RuleCredits, score_of
from checklist_engine.evaluator.view import View
from checklist_engine.formats.json_text import parse_json
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.cases import USUAL_KINDS
from checklist_engine.loader.evidence import read_evidence
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rules import read_rule
from checklist_engine.model.assessment import Finding, Score
from checklist_engine.model.pack import RulePack
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.usecases.find_pack import find_base

KINDS = {
    name: EvidenceKind(id=name, label=name, strength=strength)
    for name, strength in USUAL_KINDS.items()
}
PACK = """\
pack: laws
language: 1
version: 1.0.0
label: 法則
families: [{id: laws, label: 法則}]
parameters: [{id: limit, type: integer, default: 2, label: 上限}]
evidence_kinds:
"""
PROFILE = "profile: laws\nlabel: 法則\ndecision: none\nrules: all\n"


@cache
def pack_of(name: str) -> RulePack:
    """A pack, written and loaded, with one of the vocabularies of the conformance cases."""
    kinds = [
        f"  - {{id: {each.id}, label: {each.label}, strength: {each.strength.value}}}\n"
        for each in KINDS.values()
    ]
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for path, text in (
            ("pack.yaml", PACK + "".join(kinds)),
            ("facts/conformance.yaml", (DATA / f"{name}.yaml").read_text(encoding="utf-8")),
            ("profiles/laws.yaml", PROFILE),
        ):
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return load_pack(root, find_base)


@cache
def plan_of(name: str = "vocabulary") -> Plan:
    """The plan of a pack without rules: what the evaluator has to know besides the rule at hand."""
    pack = pack_of(name)
    return compile_plan(pack, pack.profiles["laws"])


def planned(rule: Raw, name: str = "vocabulary") -> PlannedRule:
    """The rule, compiled; generated ones have no faults."""
    faults: list[Diagnostic] = []
    written = read_rule(parse_yaml(json.dumps(rule), "rule.yaml").cursor(), "laws", faults)
    found = rule_compiler(pack_of(name), faults).compile(written)
    assert faults == [], rule
    return found


def findings(
    rule: Raw, answers: Raw, records: list[Raw], name: str = "vocabulary"
) -> tuple[Finding, ...]:
    """What a rule finds in a submission."""
    plan, read = plan_of(name), typed(answers, name)
    faults: list[Diagnostic] = []
    cursors = parse_json(json.dumps(records), "evidence.json").cursor().items()
    evidence = [read_evidence(cursor, faults) for cursor in cursors]
    assert faults == []
    irrelevant = relevance_map(plan, read, AS_OF).irrelevant
    view = View(answers=read, as_of=AS_OF, hidden=irrelevant)
    assessor = Assessor(plan=plan, view=view, evidence=evidence, irrelevant=irrelevant)
    return assessor.findings(planned(rule, name))


def score(rules: list[Raw], answers: Raw, records: list[Raw]) -> Score | None:
    """The score of several rules."""
    found = [(rule["weight"], findings(rule, answers, records)) for rule in rules]
    return score_of(
        [
            RuleCredits(
                weight=weight,
                credits=[each.credit for each in several],
                open_list=any(each.open_list for each in several),
            )
            for weight, several in found
        ]
    )


_NEEDS: list[Raw] = [
    {},
    {"strength": "contract"},
    {"strength": "oral"},
    {"kinds": ["seal"]},
    {"max_age_months": 12},
    {"strength": "certificate", "max_age_months": 24},
]


def _rule(chance: Random, size: int) -> Raw:
    rule: Raw = {
        "id": "x-001",
        "gate": chance.choice(["blocking", "conditional", "advisory"]),
        "weight": chance.choice([0, 1, 2, 3]),
    }
    loop = chance.choice([None, "parties", "items"])
    scope = (loop,) if loop else ()
    paths = [*VALUES, *(f".{field}" for field in FIELDS)] if loop else list(VALUES)
    if chance.random() < 0.4:
        rule["applies_when"] = expression(chance, (), min(size, 1))
    if loop:
        rule["for_each"] = {"in": loop}
        if chance.random() < 0.5:
            rule["for_each"]["where"] = expression(chance, scope, min(size, 1))
    rule["require"] = expression(chance, scope, min(size, 2))
    if chance.random() < 0.5:
        rule["compensated_by"] = expression(chance, scope, min(size, 1))
    criteria = [rule["require"], rule.get("compensated_by")]
    read = [path for path in paths if path in set(words_in(criteria))]
    if read and chance.random() < 0.7:
        some = chance.sample(read, chance.randint(1, len(read)))
        rule["evidence"] = [{"for": path, **chance.choice(_NEEDS)} for path in some]
    return rule


rules: Strategy[Raw] = made(_rule)
"""Rules over facts, or with `for_each` over a tree or a flat list."""


def records_on(given: Raw) -> Strategy[list[Raw]]:
    """Records of evidence that support paths of a submission, or elements whole."""
    paths = sorted(paths_in(given))
    elements = sorted({path.rpartition(".")[0] for path in paths if "[" in path})

    def record(chance: Random, number: int) -> Raw:
        supports = {chance.choice(elements or paths), *chance.choices(paths, k=4)}
        found: Raw = {"id": f"E{number}", "supports": sorted(supports)}
        found["kind"] = chance.choice(sorted(KINDS))
        for key in ("issued_on", "valid_until"):
            if chance.random() < 0.5:
                found[key] = chance.choice(DAYS)
        return found

    return made(lambda chance, size: [record(chance, number) for number in range(size)])
