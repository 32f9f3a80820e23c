"""What peers are given is what our rules say, as far as their languages have words for it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from beside_benchmarks import FOLDER, module

DAY = date(2026, 11, 1)
RULES = 120
SUBMISSIONS = 12
LANGUAGES = {
    "_cel": "Cel",
    "_schemas": "Schemas",
    "cedar": "Cedar",
    "json_logic": "JsonLogic",
    "rego": "Rego",
    "zen": "Zen",
}
"""By module; none of them needs its engine to write."""


@pytest.fixture(scope="module")
def course() -> Any:
    return module("engines").Course.of(RULES, SUBMISSIONS)


@pytest.fixture(scope="module")
def schemas(course: Any) -> Any:
    """The peer that is always there: the engine itself needs jsonschema."""
    return module("peers.json_schema").PEER.write(course.plan, module("synthetic").AS_OF)


def line(values: int) -> Any:
    return module("engines").Line(name="a peer", values=values)


def language(name: str) -> Any:
    return getattr(module(f"peers.{name}"), LANGUAGES[name])


def test_every_peer_is_found_by_its_module_and_pinned() -> None:
    found = list(module("peers").peers())
    names = [path.stem for path in (FOLDER / "peers").glob("[a-z]*.py")]
    assert len(found) == len(names) == len({peer.distribution for peer in found})
    pinned = (FOLDER / "requirements-peers.txt").read_text(encoding="utf-8")
    for peer in found:
        assert f"\n{peer.distribution}==" in pinned or peer.distribution == "jsonschema"


def test_a_peer_that_is_not_there_is_named_and_has_no_version() -> None:
    engines, peers = module("engines"), module("peers")
    there = module("peers.json_schema").PEER
    not_there = replace(there, distribution="no-such-distribution")
    assert isinstance(there, peers.Peer)
    assert engines.installed([there, not_there]) == ([there], [not_there])


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_rule_is_lost_where_a_language_has_no_words(name: str, course: Any) -> None:
    terms, unsaid = language(name)(DAY).rules(course.plan)
    assert len(terms) + sum(unsaid.values()) == RULES
    assert set(terms) <= set(range(RULES))
    assert bool(unsaid) == (name in {"cedar", "json_logic"})


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_rule_that_is_more_than_its_criterion_is_refused(name: str, course: Any) -> None:
    [first, *others] = course.plan.rules
    plan = replace(course.plan, rules=(replace(first, compensated_by=first.require), *others))
    with pytest.raises(ValueError, match=first.id):
        language(name)(DAY).rules(plan)


def test_schemas_say_what_the_floor_says_where_nothing_is_missing(
    course: Any, schemas: Any
) -> None:
    assert schemas.positions == tuple(range(RULES))
    module("engines").check(line(2), schemas, course, course.complete)


def test_an_engine_that_says_otherwise_is_found(course: Any, schemas: Any) -> None:
    engines = module("engines")
    contrary = replace(schemas, truths=lambda said: [not said[0], *said[1:]])
    with pytest.raises(AssertionError, match="a peer"):
        engines.check(line(2), contrary, course, course.complete)
    with pytest.raises(AssertionError, match="a peer"):
        engines.said_of_gaps(line(3), schemas, course, course.gappy)


def test_what_two_values_make_of_a_gap_is_counted(course: Any, schemas: Any) -> None:
    gaps = module("engines").said_of_gaps(line(2), schemas, course, course.gappy)
    closed = [each for each in course.gappy if each.answers.values.get("complete") is True]
    assert 0 < len(closed) < SUBMISSIONS
    assert sum(gaps.values()) == RULES * len(closed)
    assert gaps[False, "met"] > 0
    assert gaps[False, "not met"] > 0
    assert gaps[False, "the same"] == 0


@pytest.mark.parametrize("position", [0, 1, 2])
def test_our_own_ways_agree_with_the_floor_on_every_gap(course: Any, position: int) -> None:
    written = module("ours").OURS[position].write(course.plan, module("synthetic").AS_OF)
    gaps = module("engines").said_of_gaps(line(3), written, course, course.gappy)
    assert {said for _, said in gaps} == {"the same"}
    assert sum(gaps.values()) == RULES * SUBMISSIONS


def test_bulk_is_seen_to_agree_row_by_row(course: Any) -> None:
    engines, straight = module("engines"), course.floor_of(range(RULES))
    columns = engines.encoded(course.gappy, course.plan)
    engines.check_bulk(course.plan, straight, columns, course.gappy)
    others = [course.gappy[-1], *course.gappy[:-1]]
    with pytest.raises(AssertionError):
        engines.check_bulk(course.plan, straight, columns, others)
