"""Vocabularies with everything in them that a form may hold, and submissions to them, out of a seed."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from packs import write_files

Raw = dict[str, Any]

PACK = """\
pack: trip
language: 1
version: 1.0.0
label: 往復
families: [{id: one, label: 第一}]
evidence_kinds:
  - {id: letter, label: 書面, strength: statement}
  - {id: note, label: 書面, strength: oral}
  - {id: seal, label: "1、2 の証", strength: certificate}
test_date: 2021-04-15
"""
RULE = """\
id: one-001
title: 規則
gate: advisory
weight: 1
may_claim: [not_applicable, alternative]
require: {base: true}
"""
PROFILE = "profile: all\nlabel: 全て\ndecision: none\nrules: all\n"
LABELS = (
    *(
        "日本",
        "日本以外",
        "1",
        "2",
        "12",
        "A、B",
        "B",
        "1、2",
        "10 個",
        "2 つ",
        "該当なし",
        "はい",
        "いいえ",
    ),
    *(
        "未定",
        "=1+1",
        "ﾊﾝｶｸ",
        "ハンカク",
        "あり・なし",
        "/",
        "3 日本",
        "a: b",
        "いくつでも（例: 1、3）",
    ),
)
WORDS = (
    *(
        "、",
        "あ",
        "12",
        " ",
        "　",
        "\n",
        "=",
        "+",
        "-",
        "@",
        "'",
        '"',
        "：",
        "｛",
        "はい",
        "該当なし",
        "E1",
    ),
    *(
        "1、2",
        "#REF!",
        "2021-04-15",
        "😀",
        "か\u3099",
        "null",
        "- ",
        ": ",
        "\\n",
        "<b>",
        "&amp;",
        "１",
    ),
)
KEYS = (
    "a",
    "b",
    "シス",
    "p 1",
    "1",
    "12",
    "a、b",
    "a.b",
    "E1",
    "（甲）",
    "=a",
    "@parent",
    "2021-04-15",
    "x: y",
    "#1",
)
SCALARS = ("boolean", "choice", "choices", "integer", "number", "text", "date")


def words_of(chance: Random, most: int = 5) -> str:
    """A text with something in it that is no blank, and that is no mark of the form."""
    words = "".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))
    return words if words.strip() and not words.lstrip().startswith("未回答") else f"{words}文"


def fact_of(chance: Random, name: str) -> Raw:
    """A fact (or a field) that is no list."""
    kind = chance.choice(SCALARS)
    fact: Raw = {"id": name, "label": chance.choice(LABELS), "type": kind}
    if kind in ("choice", "choices"):
        labels = chance.sample(LABELS, chance.randint(1, 5))
        fact["choices"] = {f"c{number}": label for number, label in enumerate(labels)}
    if kind in ("integer", "number") and chance.random() < 0.5:
        fact["unit"] = chance.choice(["%", "か月", "人", "m2"])
    return fact


def list_of(chance: Random, name: str, depth: int) -> Raw:
    """A list, perhaps a tree, perhaps with a list inside."""
    fields = [{"id": "id", "label": "記号", "type": "text"}]
    fields += [fact_of(chance, f"f{number}") for number in range(chance.randint(0, 3))]
    found: Raw = {"id": name, "label": chance.choice(LABELS), "type": "list", "key": "id"}
    if chance.random() < 0.5:
        fields.append({"id": "name", "label": "名称", "type": "text"})
        found["name"] = "name"
    if chance.random() < 0.5:
        found["children"] = "below"
    if depth and chance.random() < 0.7:
        fields.append(list_of(chance, "inner", depth - 1))
    return {**found, "fields": fields}


def answer_to(chance: Random, fact: Raw, keys: Sequence[str]) -> Any:
    """An answer of the type of a fact."""
    if chance.random() < 0.15:
        return {"unknown": words_of(chance).strip() or "照会中"}
    match fact["type"]:
        case "boolean":
            return chance.random() < 0.5
        case "choice" if "from" in fact:
            return chance.choice(keys) if keys else None
        case "choice":
            return chance.choice(list(fact["choices"]))
        case "choices":
            codes = list(fact["choices"])
            return chance.sample(codes, chance.randint(0, len(codes)))
        case "integer":
            return chance.choice([0, 1, -5, 12, 10**15 - 1, 3000])
        case "number":
            return chance.choice([0, 0.5, -1.25, 100, 0.1, 123456.789])
        case "date":
            return (date(1900, 3, 1) + timedelta(days=chance.randrange(70_000))).isoformat()
        case _:
            return words_of(chance)


def elements_of(chance: Random, fact: Raw, taken: list[str], depth: int) -> list[Raw]:
    """Elements of a list; no key of a list is used twice."""
    found: list[Raw] = []
    for _ in range(chance.randint(0 if depth else 1, 2)):
        free = [key for key in KEYS if key not in taken]
        element: Raw = {"id": chance.choice(free)}
        taken.append(element["id"])
        for field in fact["fields"][1:]:
            if chance.random() < 0.7:
                inner = field["type"] == "list"
                element[field["id"]] = (
                    elements_of(chance, field, [], 1) if inner else answer_to(chance, field, [])
                )
        if "children" in fact and depth < 3 and chance.random() < 0.6:
            element["below"] = elements_of(chance, fact, taken, depth + 1)
        found.append(element)
    return found


def paths_of(fact: Raw, elements: list[Raw], path: str, trail: str = "") -> list[str]:
    """Elements and their fields, as evidence names them."""
    found: list[str] = []
    for element in elements:
        way = f"{trail}/{element['id']}" if trail else element["id"]
        here = f"{path}[{way}]"
        found += [here, f"{here}.id"]
        for field in fact["fields"]:
            if field["type"] == "list" and isinstance(element.get(field["id"]), list):
                found += paths_of(field, element[field["id"]], f"{here}.{field['id']}")
        found += paths_of(fact, element.get("below") or [], path, way)
    return found


def a_case(chance: Random) -> tuple[str, Raw]:
    """(facts file, submission): a vocabulary, and a submission to it in the form's normal form."""
    facts = [fact_of(chance, f"s{number % 2}.f{number}") for number in range(chance.randint(1, 6))]
    lists = [list_of(chance, f"l{number}", 2) for number in range(chance.randint(0, 2))]
    answers: Raw = {"base": True}
    paths = ["base"]
    keys: list[str] = []
    for each in lists:
        if chance.random() < 0.8:
            taken: list[str] = []
            answers[each["id"]] = elements_of(chance, each, taken, 0)
            keys = keys if each is not lists[0] else taken
            paths += paths_of(each, answers[each["id"]], each["id"])
    if lists:
        facts.append({"id": "s0.chief", "label": "主な先", "type": "choice", "from": "l0"})
    for fact in facts:
        if chance.random() < 0.85:
            answers[fact["id"]] = answer_to(chance, fact, keys)
            paths.append(fact["id"])
    base = {"id": "base", "label": "基本", "type": "boolean"}
    section = {"id": "main", "label": "区分", "order": 1}
    text = json.dumps({"section": section, "facts": [base, *facts, *lists]}, ensure_ascii=False)
    submission: Raw = {
        "case": {"id": "r1", "title": "件名", "revision": 2, "submitted_on": "2021-04-15"},
        "pack": "trip",
        "profile": "all",
        "answers": answers,
        "evidence": [
            {
                "id": symbol,
                "kind": chance.choice(["letter", "note", "seal"]),
                **({"title": words_of(chance)} if chance.random() < 0.6 else {}),
                **({"issued_on": "2021-03-01"} if chance.random() < 0.6 else {}),
                "supports": chance.sample(paths, min(len(paths), chance.randint(1, 4))),
            }
            for symbol in chance.sample(["E1", "E2", "覚 3", "1、2", "e10"], chance.randint(0, 4))
        ],
        "claims": [
            {"rule": "one-001", "claim": "not_applicable", "reason": words_of(chance)}
            for _ in range(chance.randint(0, 1))
        ],
        "notes": {
            path: {
                "source": chance.choice(["form", "minutes", words_of(chance)]),
                **{
                    key: words_of(chance)
                    for key in ("quote", "detail", "remark")
                    if chance.random() < 0.4
                },
            }
            for path in chance.sample([*paths, "別の覚え", "l9[a]"], chance.randint(1, 2))
        },
    }
    return text, {key: value for key, value in submission.items() if value}


def write_case(folder: Path, seed: int) -> tuple[Path, Path]:
    """(pack, submission file) of a generated case."""
    facts, submission = a_case(Random(seed))
    pack = folder / "rules" / "trip"
    write_files(
        pack,
        {
            "pack.yaml": PACK,
            "facts/main.yaml": facts,
            "conditions.yaml": None,
            "one/one-001.yaml": RULE,
            "profiles/all.yaml": PROFILE,
        },
    )
    text = json.dumps(submission, ensure_ascii=False)
    write_files(folder, {"s.json": text})
    return pack, folder / "s.json"
