"""Searching over partitions that are made up: what is found is what trying everything finds."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.analysis.space import Space, Variable
from checklist_engine.inquiry.joint import at
from checklist_engine.inquiry.partition import Partition
from checklist_engine.inquiry.search import ENOUGH, search
from checklist_engine.inquiry.trials import Aim, Trials
from checklist_engine.inquiry.ways import put_together

BAD, ONE, TWO = 2, 4, 8
NAMES = "abcdef"
SEEDS = st.integers(0, 2**32 - 1)


def partition(chance: Random, outcomes: Sequence[int]) -> Partition:
    """What comes out, at random, over two or three variables."""
    names = chance.sample(NAMES, chance.randint(2, 3))
    space = Space(
        [Variable(name=name, values=tuple(range(2 + (name < "c")))) for name in sorted(names)]
    )
    parts: dict[int, int] = {}
    for world in range(space.size):
        bits = chance.choice(outcomes)
        parts[bits] = parts.get(bits, 0) | 1 << world
    return Partition(space, parts)


def trials(aim: Aim, costs: Sequence[Partition] = ()) -> Trials:
    return Trials(
        question_of=lambda name: name,
        may_change=lambda name: name != "f",
        effort_of=lambda name: 1 + NAMES.index(name),
        aim=aim,
        costs=costs,
    )


def worlds() -> Iterator[Mapping[str, object]]:
    """Every way to change the variables that may be changed; those that stand are left out."""
    domains = [range(2 + (name < "c")) for name in NAMES if name != "f"]
    for values in product(*domains):
        yield {name: value for name, value in zip(NAMES, values, strict=False) if value}


def is_reached(partitions: Sequence[Partition], world: Mapping[str, object], aim: Aim) -> bool:
    bits = 0
    for part in partitions:
        bits |= at(part, world)
    return not bits & aim.unwanted and (bits & aim.counted).bit_count() <= aim.bearable


def smallest(partitions: Sequence[Partition], aim: Aim) -> list[frozenset[str]]:
    does = {frozenset(world) for world in worlds() if is_reached(partitions, world, aim)}
    return [each for each in does if not any(other < each for other in does)]


@given(SEEDS)
@settings(max_examples=150, deadline=None)
def test_the_smallest_sets_are_found_whatever_comes_out(seed: int) -> None:
    chance = Random(seed)
    outcomes = [0, 0, BAD, ONE, TWO, BAD | ONE]
    partitions = [partition(chance, outcomes) for _ in range(chance.randint(1, 5))]
    aim = Aim(unwanted=BAD, counted=ONE | TWO, bearable=chance.randint(0, 2))
    seeker = trials(aim)
    found = search(seeker, partitions)
    ways = put_together(found.fronts, seeker)
    expected = smallest(partitions, aim)
    assert found.exact
    assert bool(ways) is bool(expected)
    assert {way.questions for way in ways[:ENOUGH]} <= set(expected)
    if len(expected) <= ENOUGH:
        assert {way.questions for way in ways} == set(expected)
    assert all(is_reached(partitions, way.changed, aim) for way in ways)
    if not expected:
        assert found.stuck


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_of_the_ways_to_change_the_same_questions_the_cheapest_is_taken(seed: int) -> None:
    chance = Random(seed)
    partitions = [partition(chance, [0, 0, BAD])]
    costs = [partition(chance, [0, 20, 40]) for _ in range(2)]
    seeker = trials(Aim(unwanted=BAD), costs)
    for way in put_together(search(seeker, partitions).fronts, seeker):
        price = sum(at(each, way.changed) for each in costs)
        others = (
            world
            for world in worlds()
            if frozenset(world) <= way.questions and is_reached(partitions, world, seeker.aim)
        )
        assert price == min(sum(at(each, world) for each in costs) for world in others)
        assert way.harm == sum(max(0, at(each, way.changed) - at(each, {})) for each in costs)


def one_of(*names: str) -> Partition:
    """Nothing bad comes out only where one of these variables is changed."""
    space = Space([Variable(name=name, values=(0, 1)) for name in names])
    return Partition(space, {BAD: 1, 0: space.everywhere & ~1})


def test_where_there_are_too_many_sets_one_that_does_is_put_together() -> None:
    partitions = [one_of(*pair) for pair in combinations("abcde", 2)]
    seeker = trials(Aim(unwanted=BAD))
    found = search(seeker, partitions, most_tries=3)
    assert not found.exact
    [way] = put_together(found.fronts, seeker)
    assert len(way.questions) == 4
    assert is_reached(partitions, way.changed, seeker.aim)
    assert search(seeker, partitions).exact


def test_what_nothing_helps_is_named_by_its_place() -> None:
    partitions = [one_of("a", "b"), one_of("f"), one_of("c")]
    found = search(trials(Aim(unwanted=BAD)), partitions)
    assert found.stuck == [1]
    assert [bool(front) for front in found.fronts].count(False) == 1


def test_of_sets_of_one_size_that_of_the_least_effort_comes_first() -> None:
    seeker = trials(Aim(unwanted=BAD))
    [front] = search(seeker, [one_of("c", "a", "e")]).fronts
    assert [sorted(step.questions) for step in front] == [["a"], ["c"], ["e"]]


def test_where_nothing_is_to_do_the_only_step_is_none() -> None:
    space = Space([Variable(name="a", values=(0, 1))])
    fine = Partition(space, {0: 1, BAD: 2})
    [front] = search(trials(Aim(unwanted=BAD)), [fine]).fronts
    assert [(step.questions, step.changed) for step in front] == [(frozenset(), {})]
