"""Generated answers, expressions and rules over the vocabulary of the conformance cases.

Everything is generated as raw mappings, written the way an author writes them, and goes through the
readers, the loader and the compiler of the project.

hypothesis chooses a size and a seed, and plain functions make the rest of them: ten times as many
cases in the same time, spread evenly. A failing case is made smaller by its size.
"""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from checklist_engine.compiler.comparisons import Comparisons
from checklist_engine.compiler.expressions import Expressions
from checklist_engine.compiler.names import Names
from checklist_engine.evaluator.expression import Evaluation, evaluate
from checklist_engine.evaluator.view import View
from checklist_engine.formats.json_text import parse_json
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.values import FactType
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.checked import read_checked
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack import Parameter
from checklist_engine.model.plan import Node
from checklist_engine.model.submission import Answers as TypedAnswers

Raw = dict[str, Any]
Strategy = st.SearchStrategy
T = TypeVar("T")

DATA = Path(__file__).parent.parent / "conformance" / "data"
AS_OF = date(2021, 4, 15)
PARAMETERS = {"limit": Parameter(id="limit", type=FactType.INTEGER, value=2, label="limit")}

CODES = ["JP", "US", "EU"]
TOOLS = ["mail", "chat", "game"]
PAPERS = ["audit", "roster", "pledge"]
DAYS = ["2019-04-15", "2020-04-14", "2020-04-15", "2021-03-31", "2021-04-15", "2021-04-16"]


def subsets(codes: list[str]) -> list[list[str]]:
    """Every choice of codes."""
    sizes = range(len(codes) + 1)
    return [list(chosen) for size in sizes for chosen in combinations(codes, size)]


@cache
def vocabulary(name: str = "vocabulary") -> Vocabulary:
    """A vocabulary of the conformance cases."""
    faults: list[Diagnostic] = []
    file = read_checked(DATA / f"{name}.yaml", "facts", faults)
    assert file is not None
    found = read_vocabulary([file], faults)
    assert faults == []
    return found


def made(make: Callable[[Random, int], T]) -> Strategy[T]:
    """What `make` makes of a source of chance and a size from 0 to 3."""
    seeds = st.integers(0, 2**32 - 1)
    return st.tuples(st.sampled_from([0, 1, 2, 2, 3, 3, 3]), seeds).map(
        lambda pair: make(Random(pair[1]), pair[0])
    )


# Reading what was generated.


def compiled(expression: Raw, name: str = "vocabulary") -> Node:
    """The node of an expression; generated ones have no faults."""
    faults: list[Diagnostic] = []
    written = read_expression(parse_yaml(json.dumps(expression), "rule.yaml").cursor(), faults)
    names = Names(vocabulary(name), faults)
    node = Expressions(Comparisons(names, PARAMETERS)).compile(written)
    assert faults == [], expression
    return node


def typed(answers: Raw, name: str = "vocabulary") -> TypedAnswers:
    """The typed answers of a raw submission; generated ones have no faults."""
    faults: list[Diagnostic] = []
    tree = nested(parse_json(json.dumps(answers), "answers.json").cursor(), faults)
    found = read_answers(tree, vocabulary(name), faults)
    assert faults == [], answers
    return found


def outcome(expression: Raw, answers: Raw) -> Evaluation:
    """What an expression comes to over answers."""
    return evaluate(compiled(expression), View(answers=typed(answers), as_of=AS_OF))


# Answers.

VALUES: dict[str, list[Any]] = {
    "a": [True, False],
    "b": [True, False],
    "c": [True, False],
    "complete": [True, False],
    "country": CODES,
    "tools": subsets(TOOLS),
    "n": [0, 1, 2, 3],
    "m": [0, 1, 2, 3],
    "day": DAYS,
    "memo": ["かな", "R3.4", "x"],
    "ratio": [0, 0.5, 1, 1.5],
}
FIELDS: dict[str, list[Any]] = {
    "name": ["甲社", "乙社"],
    "handles": [True, False],
    "country": CODES,
    "papers": subsets(PAPERS),
    "staff": [0, 1, 2, 3],
}
LOCATION_FIELDS: dict[str, list[Any]] = {"country": CODES, "backup": [True, False]}


def _filled(chance: Random, values: dict[str, list[Any]]) -> Raw:
    """Most of the values; of the rest, most are left out and some are written as unanswered."""
    found: Raw = {}
    for name, each in values.items():
        luck = chance.random()
        if luck < 0.7:
            found[name] = chance.choice(each)
        elif luck < 0.8:
            found[name] = chance.choice([None, {"unknown": "照会中"}])
    return found


def _locations(chance: Random) -> list[Raw]:
    """A list inside an element."""
    numbers = range(chance.choice([0, 1, 1, 2]))
    return [{"id": f"l{number}", **_filled(chance, LOCATION_FIELDS)} for number in numbers]


def _element(chance: Random, key: str, size: int) -> Raw:
    """An element of a tree; of size 0, of a flat list."""
    found: Raw = {"id": key, **_filled(chance, FIELDS)}
    if size and chance.random() < 0.6:
        found["locations"] = _locations(chance)
    if size > 1 and chance.random() < 0.5:
        numbers = range(chance.choice([1, 1, 2]))
        found["children"] = [_element(chance, f"{key}{number}", size - 1) for number in numbers]
    return found


def _elements(chance: Random, name: str, size: int) -> list[Raw]:
    """The elements of `parties` (a tree, with lists inside) or of `items` (flat)."""
    depth = size if name == "parties" else 0
    numbers = range(chance.randint(0, min(size, 2)))
    return [_element(chance, f"{name[0]}{number}", depth) for number in numbers]


def _submission(chance: Random, size: int) -> Raw:
    found = _filled(chance, VALUES)
    for name in ("parties", "items"):
        if chance.random() < 0.8:
            found[name] = _elements(chance, name, size)
    return found


answers: Strategy[Raw] = made(_submission)
"""Raw submissions: facts, a tree that may be open (`parties`), a flat list (`items`)."""


# One more answer.


@dataclass(frozen=True)
class Step:
    """One more answer: the path it answers, or (`grows`) the list that has one more element."""

    path: str
    grows: bool
    take: Callable[[], None]

    def is_read(self, words: frozenset[str]) -> bool:
        """Whether an expression of these words may look at it."""
        fact, _, field = self.path.rpartition(".")
        return (
            self.path in words or self.path == "complete" or (bool(fact) and f".{field}" in words)
        )


def unanswered(value: object) -> bool:
    """Whether a raw value is as good as none."""
    return value is None or (isinstance(value, dict) and "unknown" in value)


def _walk(items: list[Raw], path: str, trail: str = "") -> Iterator[tuple[str, Raw]]:
    for item in items:
        way = f"{trail}/{item['id']}" if trail else item["id"]
        yield f"{path}[{way}]", item
        yield from _walk(item.get("children") or [], path, way)


def one_more(given: Raw, written: object, *, may_close: bool = True) -> Strategy[tuple[Raw, Step]]:
    """The submission with one more answer, and what that is; most often one that is read.

    Args:
        given: the submission.
        written: the expression or rule that reads it.
        may_close: whether a list that is said to be open may be said to be complete.
    """
    read = frozenset(words_in(written))
    return made(lambda chance, _: _with_one_more(chance, given, read, may_close=may_close))


def _with_one_more(
    chance: Random, given: Raw, read: frozenset[str], *, may_close: bool
) -> tuple[Raw, Step]:
    raw = copy.deepcopy(given)
    steps = list(_steps(chance, raw, may_close=may_close))
    telling = [step for step in steps if step.is_read(read)]
    step = chance.choice(telling if telling and chance.random() < 0.8 else [*steps, _NOTHING])
    step.take()
    return raw, step


_NOTHING = Step("", grows=False, take=lambda: None)


def _answering(path: str, holder: Raw, name: str, value: object) -> Step:
    return Step(path, grows=False, take=lambda: holder.update({name: value}))


def _gaps(chance: Random, holder: Raw, path: str, values: dict[str, list[Any]]) -> Iterator[Step]:
    for name, each in values.items():
        if unanswered(holder.get(name)):
            yield _answering(f"{path}{name}", holder, name, chance.choice(each))


def _growing(items: list[Raw], element: Raw) -> Step:
    return Step("parties", grows=True, take=lambda: items.append(element))


def _steps(chance: Random, raw: Raw, *, may_close: bool) -> Iterator[Step]:
    yield from _gaps(chance, raw, "", VALUES)
    if raw.get("complete") is False and may_close:
        yield _answering("complete", raw, "complete", value=True)
    for name in ("parties", "items"):
        if unanswered(raw.get(name)):
            yield _answering(name, raw, name, _elements(chance, name, 2))
            continue
        grows = name == "parties" and raw.get("complete") is not True
        if grows:
            yield _growing(raw[name], _element(chance, "new", 1))
        for path, item in _walk(raw[name], name):
            yield from _gaps(chance, item, f"{path}.", FIELDS)
            if name == "parties" and unanswered(item.get("locations")):
                yield _answering(f"{path}.locations", item, "locations", _locations(chance))
            for location in item.get("locations") or []:
                at = f"{path}.locations[{location['id']}]."
                yield from _gaps(chance, location, at, LOCATION_FIELDS)
            if grows:
                children = item.setdefault("children", [])
                yield _growing(children, _element(chance, f"{item['id']}new", 1))


# What there is to be answered, told without the project's help.


def paths_in(raw: Raw) -> dict[str, bool]:
    """Every path of a raw submission, and whether it is answered."""
    found = {name: not unanswered(raw.get(name)) for name in [*VALUES, "parties", "items"]}
    for name in ("parties", "items"):
        listed = [] if unanswered(raw.get(name)) else raw[name]
        for path, item in _walk(listed, name):
            for field in ["id", *FIELDS, *(["locations"] if name == "parties" else [])]:
                found[f"{path}.{field}"] = not unanswered(item.get(field))
            for location in item.get("locations") or []:
                for field in ["id", *LOCATION_FIELDS]:
                    at = f"{path}.locations[{location['id']}].{field}"
                    found[at] = not unanswered(location.get(field))
    return found


def restricted(raw: Raw, kept: frozenset[str]) -> Raw:
    """The submission without the answers that are not kept; elements stay, for their list's path."""
    found = {name: raw[name] for name in VALUES if name in kept}
    for name in ("parties", "items"):
        if name in kept and not unanswered(raw.get(name)):
            found[name] = [_thinned(item, name, "", kept) for item in raw[name]]
    return found


def _thinned(item: Raw, name: str, trail: str, kept: frozenset[str]) -> Raw:
    way = f"{trail}/{item['id']}" if trail else item["id"]
    path = f"{name}[{way}]"
    thin = {"id": item["id"]}
    thin |= {field: item[field] for field in FIELDS if f"{path}.{field}" in kept}
    if f"{path}.locations" in kept:
        thin["locations"] = [
            {
                "id": location["id"],
                **{
                    field: location[field]
                    for field in LOCATION_FIELDS
                    if f"{path}.locations[{location['id']}].{field}" in kept
                },
            }
            for location in item["locations"]
        ]
    if "children" in item:
        thin["children"] = [_thinned(child, name, way, kept) for child in item["children"]]
    return thin


# Expressions.

Scope = tuple[str, ...]
"""The lists around an expression, innermost first: `parties`, `items`, `locations`."""

Tests = list[Any]


def _choice_tests() -> Tests:
    several = [codes for codes in subsets(CODES) if 0 < len(codes) < len(CODES)]
    return [
        *CODES,
        *several,
        *({"is_not": code} for code in CODES),
        *({"not_in": codes} for codes in several),
    ]


def _set_tests(codes: list[str]) -> Tests:
    words = ("includes_any", "includes_all", "excludes_all")
    return [
        *({"includes": code} for code in codes),
        {"is_empty": True},
        {"is_empty": False},
        *({word: chosen} for word in words for chosen in subsets(codes) if chosen),
    ]


def _number_tests(*facts: str) -> Tests:
    right = [0, 1, 2, 3, {"parameter": "limit"}, *({"fact": fact} for fact in facts)]
    words = ("is", "is_not", "at_least", "at_most", "more_than", "less_than")
    ranges: Tests = [{"at_least": 1, "at_most": 2}, {"more_than": 0, "less_than": 3}]
    return [{word: each} for word, each in product(words, right)] + ranges


_BOOLEAN_TESTS: Tests = [
    True,
    False,
    {"is_not": True},
    {"is_not": False},
    [True],
    *({"is": {"fact": fact}} for fact in "abc"),
]
_DAY_TESTS: Tests = [
    *({"within_months": months} for months in (0, 1, 12, 24)),
    {"not_expired": True},
    {"not_expired": False},
    *({word: day} for word in ("at_least", "less_than", "is") for day in DAYS),
]
_FACT_TESTS: dict[str, Tests] = {
    "a": _BOOLEAN_TESTS,
    "b": _BOOLEAN_TESTS,
    "c": _BOOLEAN_TESTS,
    "complete": _BOOLEAN_TESTS,
    "country": _choice_tests(),
    "tools": _set_tests(TOOLS),
    "n": _number_tests("m", "n"),
    "m": _number_tests(),
    "day": _DAY_TESTS,
    "memo": ["かな", ["x", "かな"], {"is_not": "x"}, {"matches": "[ぁ-ん]+|R[0-9.]*"}],
    "ratio": [0.5, {"at_least": 0.5}, {"more_than": 1}, {"not_in": [0.5, 1.5]}],
}
_ELEMENT_TESTS: dict[str, Tests] = {
    "handles": _BOOLEAN_TESTS,
    "country": [*_choice_tests(), {"is": {"fact": "country"}}],
    "papers": _set_tests(PAPERS),
    "staff": _number_tests("n"),
    "tier": _number_tests(),
}
_LOCATION_TESTS: dict[str, Tests] = {
    "country": [*_choice_tests(), {"is": {"fact": "..country"}}],
    "backup": _BOOLEAN_TESTS,
}
_BOUNDS: list[Raw] = [
    *({"at_least": bound} for bound in range(4)),
    *({"at_most": bound} for bound in range(4)),
    *({"at_least": least, "at_most": most} for least in range(3) for most in range(4)),
]


@cache
def _tests_at(scope: Scope) -> tuple[list[tuple[str, Tests]], list[tuple[str, Tests]]]:
    """What may be compared: of the innermost element (or the facts), and of all that is around."""
    near: dict[str, Tests] = dict(_FACT_TESTS)
    far: dict[str, Tests] = {}
    for up, name in reversed(list(enumerate(scope))):
        far |= near
        tests = _LOCATION_TESTS if name == "locations" else _ELEMENT_TESTS
        near = {f"{'.' * (up + 1)}{field}": each for field, each in tests.items()}
    return list(near.items()), list(far.items())


def _comparison(chance: Random, scope: Scope, *, probes: bool) -> Raw:
    near, far = _tests_at(scope)
    path, tests = chance.choice(far if far and chance.random() < 0.3 else near)
    if probes and chance.random() < 0.2:
        return {path: {"answered": chance.choice([True, False])}}
    return {path: chance.choice(tests)}


_WORDS = ["test", "all", "any", "not", "count_of", "every", "some", "none", "count"]


def _expression(chance: Random, scope: Scope, size: int, *, probes: bool) -> Raw:
    def inner(below: Scope = scope) -> Raw:
        return _expression(chance, below, size - 1, probes=probes)

    def parts() -> list[Raw]:
        return [inner() for _ in range(chance.choice([0, 1, 2, 2, 3]))]

    word = chance.choice(_WORDS) if size else "test"
    match word:
        case "test":
            return _comparison(chance, scope, probes=probes)
        case "not":
            return {"not": inner()}
        case "all" | "any":
            return {word: parts()}
        case "count_of":
            return {"count_of": {"of": parts(), **chance.choice(_BOUNDS)}}
        case _:
            lists = ["parties", "items", *([".locations"] if scope[:1] == ("parties",) else [])]
            path = chance.choice(lists)
            below = (path.lstrip("."), *scope)
            body: Raw = {"in": path}
            if chance.random() < 0.6:
                body["where"] = inner(below)
            if word == "every" or (word != "count" and chance.random() < 0.6):
                body["satisfies"] = inner(below)
            if word == "every":
                body["if_none"] = chance.choice(["holds", "fails", "unknown"])
            if word == "count":
                body |= chance.choice(_BOUNDS)
            return {word: body}


def expressions(scope: Scope = (), *, most: int = 3, probes: bool = False) -> Strategy[Raw]:
    """Expressions among the elements of `scope`, at most so deep; with `probes`, `answered` too."""
    return made(lambda chance, size: _expression(chance, scope, min(size, most), probes=probes))


def expression(chance: Random, scope: Scope, size: int) -> Raw:
    """One expression, for those that make more of them."""
    return _expression(chance, scope, size, probes=False)


def words_in(expression: object) -> Iterator[str]:
    """Every key and text of an expression."""
    match expression:
        case dict():
            for key, value in expression.items():
                yield key
                yield from words_in(value)
        case list():
            for item in expression:
                yield from words_in(item)
        case str():
            yield expression
        case _:
            pass


def compares(expression: Raw, path: str) -> bool:
    """Whether an expression names a path outright."""
    return path in set(words_in(expression))
