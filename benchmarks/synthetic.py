"""A synthetic pack and submissions to it, as many as are wanted; the same seed always gives the same.

Half of the rules are one comparison, a quarter AND or OR of two to four, 15 % a quantifier over a tree of
contractors (two levels), 10 % nested. A submission has about 150 answers; one in ten is missing.

    write_pack(folder, rules=1000)              the files of a pack, for the loader or the command line
    plan_of(folder)                             its Plan
    raw_submissions(20_000)                     answers as JSON has them
    complete_submissions(40)                    the same kind, with nothing missing and the list closed
    submission_of(raw, number, plan)            the same, typed, without the work of reading a file

The typed form is what the loader would make of the raw one; `benchmarks/bulk.py` sees to it that it is.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from checklist_engine.compiler.plan import compile_plan
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Answer, Answers, Case, Element, Submission
from checklist_engine.usecases.find_pack import find_base

Raw = dict[str, Any]

AS_OF = date(2026, 11, 1)
PROFILE = "all"
CODES = ("a", "b", "c", "d", "e")
DAYS = tuple(f"20{year:02}-{month:02}-15" for year in range(20, 28) for month in range(1, 13))
TEXTS = tuple(f"R{number}.{part}" for number in range(10) for part in range(10))
RATIOS = (0.5, 1.0, 2.5, 10.0)
MISSING = 0.1

FACTS: Mapping[str, int] = {
    "boolean": 45,
    "choice": 25,
    "choices": 10,
    "integer": 15,
    "number": 5,
    "date": 10,
    "text": 5,
}
"""How many facts of each type a submission answers, beside its contractors."""

FIELDS: Mapping[str, str] = {
    "handles": "boolean",
    "agreed": "boolean",
    "place": "choice",
    "papers": "choices",
    "staff": "integer",
    "since": "date",
}

_PACK = """\
pack: synthetic
language: 1
version: 1.0.0
label: 合成した規則集
families: [{id: one, label: 第一}, {id: two, label: 第二}, {id: three, label: 第三}, {id: four, label: 第四}]
decision: {open_at_most: 100}
"""
_CONDITIONS = """\
check:
  subject: 確認
  obligation: consider
  text: 確かめること
  text_open: 状況を確かめること
  order: 10
  route: conclusion
"""
_PROFILE = f"profile: {PROFILE}\nlabel: 全て\ndecision: council\nrules: all\n"


def write_pack(folder: Path, *, rules: int, seed: int = 1) -> Path:
    """The folder with a pack of so many rules in it."""
    chance = Random(seed)
    families = ("one", "two", "three", "four")
    files = {
        "pack.yaml": _PACK,
        "facts/main.yaml": json.dumps(_vocabulary(), ensure_ascii=False, indent=1),
        "conditions.yaml": _CONDITIONS,
        f"profiles/{PROFILE}.yaml": _PROFILE,
    }
    for number in range(rules):
        family = families[number * len(families) // rules]
        name = f"{family}-{number:04}"
        gate = chance.choice(("blocking", "conditional", "conditional", "advisory"))
        rule: Raw = {
            "id": name,
            "title": f"規則{number}",
            "gate": gate if gate != "blocking" or chance.random() < 0.05 else "conditional",
            "weight": chance.randint(1, 5),
            "require": _require(chance),
        }
        if rule["gate"] == "conditional":
            rule["outcomes"] = {"not_met": {"condition": {"use": "check"}}}
        files[f"{family}/{name}.yaml"] = json.dumps(rule, ensure_ascii=False, indent=1)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def plan_of(folder: Path) -> Plan:
    """The Plan of a pack that `write_pack` wrote."""
    return compiled(pack_of(folder))


def pack_of(folder: Path) -> RulePack:
    return load_pack(folder, find_base)


def compiled(pack: RulePack) -> Plan:
    return compile_plan(pack, pack.profiles[PROFILE])


def raw_submissions(count: int, seed: int = 2, missing: float = MISSING) -> Iterator[Raw]:
    """The answers of so many submissions, as JSON has them; what is missing is left out."""
    chance = Random(seed)
    for _ in range(count):
        raw = {
            f"{kind}{number}": _value(chance, kind)
            for kind, several in FACTS.items()
            for number in range(several)
            if chance.random() >= missing
        }
        if chance.random() >= missing / 2:
            raw["complete"] = chance.random() < 0.8
        if chance.random() >= missing / 2:
            raw["parties"] = [
                _party(chance, f"p{at}", missing, below=True) for at in range(chance.randint(0, 4))
            ]
        yield raw


def complete_submissions(count: int, seed: int = 2) -> Iterator[Raw]:
    """Submissions to which every rule says TRUE or FALSE: nothing is missing, and the list is closed."""
    for raw in raw_submissions(count, seed, missing=0):
        yield raw | {"complete": True}


def submission_of(raw: Raw, number: int, plan: Plan) -> Submission:
    """A submission with these answers, typed as the loader types them."""
    values: dict[str, Answer] = {
        name: _typed(name, value) for name, value in raw.items() if name != "parties"
    }
    if "parties" in raw:
        values["parties"] = tuple(_elements(raw["parties"], ""))
    name = f"case-{number:06}"
    return Submission(
        file=f"{name}.json",
        case=Case(id=name, title=name, system=None, department=None, submitted_on=None),
        pack=plan.pack,
        profile=plan.profile,
        answers=Answers(values=values),
        evidence=(),
        claims=(),
        digest="",
    )


def _vocabulary() -> Raw:
    choices = {code: code.upper() for code in CODES}

    def fact(name: str, kind: str) -> Raw:
        found = {"id": name, "label": name, "type": kind}
        return found | ({"choices": choices} if kind in ("choice", "choices") else {})

    parties = {
        "id": "parties",
        "label": "委託先",
        "type": "list",
        "key": "id",
        "children": "below",
        "closed_by": "complete",
        "fields": [fact("id", "text"), *(fact(name, kind) for name, kind in FIELDS.items())],
    }
    plain = [
        fact(f"{kind}{number}", kind)
        for kind, several in FACTS.items()
        for number in range(several)
    ]
    return {
        "section": {"id": "main", "label": "区分", "order": 1},
        "facts": [*plain, fact("complete", "boolean"), parties],
    }


def _value(chance: Random, kind: str) -> object:
    match kind:
        case "boolean":
            return chance.random() < 0.7
        case "choice":
            return chance.choice(CODES)
        case "choices":
            return [code for code in CODES if chance.random() < 0.5]
        case "integer":
            return chance.randint(0, 200)
        case "number":
            return chance.choice(RATIOS)
        case "date":
            return chance.choice(DAYS)
        case _:
            return chance.choice(TEXTS)


def _party(chance: Random, key: str, missing: float, *, below: bool) -> Raw:
    found: Raw = {"id": key}
    for name, kind in FIELDS.items():
        if chance.random() >= missing:
            found[name] = _value(chance, kind)
    if below:
        several = range(chance.choice((0, 0, 1, 2)))
        found["below"] = [_party(chance, f"{key}{at}", missing, below=False) for at in several]
    return found


def _kind_of(name: str) -> str:
    return FIELDS.get(name) or name.rstrip("0123456789")


def _typed(name: str, value: Any) -> Answer:
    match _kind_of(name):
        case "choices":
            return frozenset(value)
        case "date":
            return date.fromisoformat(value)
        case "number":
            return Decimal(str(value))
        case _:
            typed: Answer = value
            return typed


def _elements(parties: list[Raw], trail: str) -> Iterator[Element]:
    for each in parties:
        way = f"{trail}/{each['id']}" if trail else each["id"]
        values = {
            name: value if name == "id" else _typed(name, value)
            for name, value in each.items()
            if name != "below"
        }
        yield Element(
            path=f"parties[{way}]",
            key=each["id"],
            name=None,
            tier=way.count("/") + 1,
            values=values,
        )
        yield from _elements(each.get("below", []), way)


def _require(chance: Random) -> Raw:
    luck = chance.random()
    if luck < 0.5:
        return _comparison(chance)
    if luck < 0.75:
        return _junction(chance, [_comparison(chance) for _ in range(chance.randint(2, 4))])
    if luck < 0.9:
        return _quantifier(chance)
    return _junction(
        chance,
        [
            _comparison(chance),
            _quantifier(chance),
            {"not": _junction(chance, [_comparison(chance), _comparison(chance)])},
        ],
    )


def _junction(chance: Random, parts: list[Raw]) -> Raw:
    return {chance.choice(("all", "any")): parts}


def _quantifier(chance: Random) -> Raw:
    word = chance.choice(("every", "some", "none", "count"))
    body: Raw = {"in": "parties", "where": _field_test(chance)}
    if word == "count":
        return {"count": body | {"at_most": chance.randint(1, 3)}}
    body["satisfies"] = _field_test(chance)
    return {word: body | ({"if_none": "holds"} if word == "every" else {})}


def _comparison(chance: Random) -> Raw:
    kind = chance.choices(list(FACTS), list(FACTS.values()))[0]
    return {f"{kind}{chance.randrange(FACTS[kind])}": _test(chance, kind)}


def _field_test(chance: Random) -> Raw:
    name = chance.choice(list(FIELDS))
    return {f".{name}": _test(chance, FIELDS[name])}


def _test(chance: Random, kind: str) -> Any:
    match kind:
        case "boolean":
            return chance.random() < 0.8
        case "choice":
            return {chance.choice(("in", "not_in")): chance.sample(CODES, chance.randint(1, 3))}
        case "choices":
            word = chance.choice(("includes_any", "includes_all", "excludes_all"))
            return {word: chance.sample(CODES, chance.randint(1, 2))}
        case "integer":
            return {chance.choice(("at_least", "at_most")): chance.randrange(0, 200, 10)}
        case "number":
            return {"at_least": chance.choice(RATIOS)}
        case "date":
            return chance.choice(
                ({"within_months": chance.choice((12, 24, 60))}, {"not_expired": True})
            )
        case _:
            return {"matches": chance.choice(("R[0-4][.][0-9]", "R[0-9][.][02468]"))}
