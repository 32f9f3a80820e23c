"""A small pack, and everything that may come of a submission to it, by trying it all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from checklist_engine.compiler.plan import compile_plan, rule_compiler
from checklist_engine.conclusion.assess import assess
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rules import read_rule
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import (
    Agendum,
    Answer,
    Answers,
    Case,
    Element,
    Evidence,
    Submission,
)
from checklist_engine.usecases.find_pack import find_base

AS_OF = date(2021, 4, 15)
FURTHER = 2
PACK = """\
pack: tiny
language: 1
version: 1.0.0
label: とても小さな規則集
families: [{id: fam, label: 分野}]
evidence_kinds: [{id: letter, label: 書面, strength: statement}]
decision: {open_at_most: 1}
"""
FACTS = """\
section: {id: s, label: 区分, order: 1}
facts:
  - {id: a, label: A, type: boolean, question: Aですか}
  - {id: b, label: B, type: boolean, question: Bですか, relevant_when: {a: true}}
  - {id: p, label: P, type: choice, choices: {x: X, y: Y, z: Z}, question: Pはどれですか}
  - {id: m, label: M, type: choices, choices: {u: U, v: V}, question: Mはどれですか}
  - id: n
    label: N
    type: integer
    min: 0
    max: 3
    question: Nはいくつですか
    relevant_when: {p: {in: [x, y]}}
  - {id: done, label: 全部, type: boolean, question: 全部ですか}
  - id: es
    label: 一覧
    question: どれですか
    type: list
    key: id
    closed_by: done
    fields:
      - {id: id, label: 記号, type: text}
      - {id: f, label: F, type: boolean, question: Fですか}
"""
CONDITIONS = """\
one:
  subject: 一
  obligation: ensure
  text: 一を行うこと
  text_open: 一を確かめること
  order: 1
  route: conclusion
two:
  subject: 二
  obligation: ensure
  text: 二を行うこと
  text_open: 二を確かめること
  order: 2
  route: conclusion
aside:
  subject: 三
  obligation: ensure
  text: 三を行うこと
  text_open: 三を確かめること
  order: 3
  route: remark
"""
PROFILE = "profile: all\nlabel: 全て\ndecision: council\nrules: all\n"
LEAVES = [
    "a: true", "a: false", "b: true", "p: x", "p: {not_in: [x]}", "m: {includes: u}", "m: {includes_all: [u, v]}",
    "m: {is_empty: true}", "n: {at_least: 2}", "n: 0",
    "every: {in: es, satisfies: {.f: true}, if_none: holds}",
    "some: {in: es, where: {.f: true}}",
    "count: {in: es, where: {.f: false}, at_most: 1}",
]  # fmt: skip
VALUES: Mapping[str, Sequence[Any]] = {
    "a": [True, False],
    "b": [True, False],
    "p": ["x", "y", "z"],
    "m": [frozenset(c) for size in range(3) for c in combinations("uv", size)],
    "n": [0, 1, 2, 3],
    "done": [True, False],
}


@cache
def pack() -> RulePack:
    with TemporaryDirectory() as folder:
        for name, text in {
            "pack.yaml": PACK,
            "facts/s.yaml": FACTS,
            "conditions.yaml": CONDITIONS,
            "profiles/all.yaml": PROFILE,
        }.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_pack(Path(folder), find_base)


def expression(chance: Random, leaves: Sequence[str]) -> str:
    shape = chance.choice(["one", "one", "all", "any", "not"])
    if shape == "one":
        return f"{{{chance.choice(leaves)}}}"
    if shape == "not":
        return f"{{not: {{{chance.choice(leaves)}}}}}"
    parts = ", ".join(f"{{{chance.choice(leaves)}}}" for _ in range(2))
    return f"{{{shape}: [{parts}]}}"


def rule_text(chance: Random, number: int, few: Sequence[str]) -> str:
    gate = chance.choice(["blocking", "conditional", "conditional", "advisory"])
    loop = chance.random() < 0.25
    require = "{.f: true}" if loop else expression(chance, few)
    lines = [f"id: fam-{number:03}", f"title: 題{number}", f"gate: {gate}", f"weight: {number}"]
    lines += [f"require: {require}"]
    if loop:
        lines.append("for_each: {in: es}")
    if chance.random() < 0.3:
        lines.append(f"applies_when: {expression(chance, few)}")
    if chance.random() < 0.3:
        lines.append(f"compensated_by: {expression(chance, [x for x in few if ':' in x])}")
    proven = next((name for name in ("a", "p", "n") if f"{{{name}:" in require), None)
    if proven and not loop and chance.random() < 0.4:
        lines.append(f"evidence: [{{for: {proven}, strength: statement}}]")
    if gate != "advisory":
        uses = [chance.choice(["one", "two", "aside"])]
        lines.append("outcomes:")
        for verdict in ("not_met", "unproven", "undetermined"):
            if verdict == "not_met" or chance.random() < 0.5:
                lines.append(f"  {verdict}: {{condition: {{use: {chance.choice(uses)}}}}}")
    return "\n".join(lines) + "\n"


def plan_of(seed: int) -> Plan:
    chance = Random(seed)
    few = chance.sample(LEAVES, 6)
    faults: list[Diagnostic] = []
    base = pack()
    rules = {}
    for number in range(1, chance.randint(2, 5)):
        cursor = parse_yaml(rule_text(chance, number, few), "r.yaml").cursor()
        rule = read_rule(cursor, "fam", faults)
        rules[rule.id] = rule
    full = replace(base, rules=rules)
    assert faults == []
    assert rule_compiler(full, faults) is not None
    return compile_plan(full, full.profiles["all"])


def submission_of(plan: Plan, seed: int) -> Submission:
    chance = Random(seed)
    values: dict[str, Answer] = {}
    for name, several in VALUES.items():
        if chance.random() < 0.55:
            values[name] = chance.choice(list(several))
    if chance.random() < 0.8:
        values["es"] = tuple(
            element(key, chance.choice([True, False, None]))
            for key in ["k1", "k2"][: chance.randint(0, 2)]
        )
    evidence: tuple[Evidence, ...] = ()
    if chance.random() < 0.5:
        evidence = (
            Evidence(
                id="E", kind="letter", title=None, issued_by=None, issued_on=None,
                valid_until=None, supports=("a", "n"),
            ),
        )  # fmt: skip
    return submission(plan, values, evidence)


def element(key: str, value: bool | None) -> Element:
    values: dict[str, Answer] = {"id": key}
    if value is not None:
        values["f"] = value
    return Element(path=f"es[{key}]", key=key, name=None, tier=1, values=values)


def submission(
    plan: Plan, values: Mapping[str, Answer], evidence: tuple[Evidence, ...]
) -> Submission:
    return Submission(
        file="s.yaml",
        case=Case(id="s", title="s", system=None, department=None, submitted_on=None),
        pack=plan.pack,
        profile=plan.profile,
        answers=Answers(values=values),
        evidence=evidence,
        claims=(),
        digest="",
    )


def choices_by_path(given: Submission) -> Mapping[str, Sequence[Any]]:
    """By question, every way to answer it; for a list, the further elements that it may get."""
    values = given.answers.values
    found: dict[str, Sequence[Any]] = {
        name: several for name, several in VALUES.items() if name not in values
    }
    listed = values.get("es")
    for each in listed if isinstance(listed, tuple) else ():
        if "f" not in each.values:
            found[f"{each.path}.f"] = [True, False]
    if values.get("done") is not True or listed is None:
        found["es"] = [
            fields
            for count in range(FURTHER + 1)
            for fields in product([True, False], repeat=count)
        ]
    return found


def completed(plan: Plan, given: Submission, chosen: Mapping[str, Any]) -> Submission:
    values = dict(given.answers.values)
    listed = values.get("es", ())
    assert isinstance(listed, tuple)
    there = [
        element(each.key, chosen.get(f"{each.path}.f", each.values.get("f"))) for each in listed
    ]
    for path, value in chosen.items():
        if path == "es":
            there += [element(f"new{at}", each) for at, each in enumerate(value)]
        elif "[" not in path:
            values[path] = value
    if "es" in values or "es" in chosen:
        values["es"] = tuple(there)
    return submission(plan, values, given.evidence)


@dataclass(frozen=True)
class Tried:
    """One completion and what came of it."""

    chosen: tuple[tuple[str, Any], ...]
    assessment: Assessment

    @property
    def conditions(self) -> frozenset[str]:
        return frozenset(each.id for each in self.assessment.conditions)


def every_completion(plan: Plan, given: Submission) -> Iterator[Tried]:
    choices = choices_by_path(given)
    for chosen in product(*choices.values()):
        named = dict(zip(choices, chosen, strict=True))
        case = completed(plan, given, named)
        assessment = assess(plan, Agendum(item=None, submission=case), AS_OF)
        yield Tried(tuple(named.items()), assessment)


def how_many(given: Submission) -> int:
    total = 1
    for several in choices_by_path(given).values():
        total *= len(several)
    return total
