"""Joints: partitions that share variables, laid over one another; and the best worlds in them."""

from collections.abc import Iterable, Mapping, Sequence

from checklist_engine.analysis.space import Space, Worlds, size_of
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.solving import IMPOSSIBLE

_LARGEST = 1 << 18


class TooLarge(Exception):
    """Partitions have more worlds together than can be looked at: 調べきれません."""


def laid_over(group: Sequence[Partition]) -> Partition:
    """Several partitions as one: what comes out of all of them, united.

    Raises:
        TooLarge: there are too many worlds.
    """
    space = _joint_space(group)
    together: dict[Bits, Worlds] = {0: space.everywhere}
    for part in group:
        lifted = part.lifted(space)
        further: dict[Bits, Worlds] = {}
        for bits, worlds in together.items():
            for more, there in lifted.items():
                if both := worlds & there:
                    further[bits | more] = further.get(bits | more, 0) | both
        together = further
    return Partition(space, together)


def with_bits(partition: Partition, bits: Bits) -> Partition:
    """A partition that tells worlds apart by these bits alone, over what they hang on."""
    parts: dict[Bits, Worlds] = {}
    for every, worlds in partition.parts.items():
        parts[every & bits] = parts.get(every & bits, 0) | worlds
    return Partition(partition.space, parts).reduced()


def without_bits(partition: Partition, unwanted: Bits) -> Partition:
    """A partition in which worlds with any of these bits are impossible."""
    parts: dict[Bits, Worlds] = {}
    for every, worlds in partition.parts.items():
        bits = IMPOSSIBLE if every & (unwanted | IMPOSSIBLE) else every
        parts[bits] = parts.get(bits, 0) | worlds
    return Partition(partition.space, parts)


def only(partition: Partition, bits: Bits) -> Partition:
    """A partition in which all worlds are impossible but those with exactly these bits."""
    worlds = partition.parts[bits]
    parts = {0: worlds, IMPOSSIBLE: partition.space.everywhere & ~worlds}
    return Partition(partition.space, {bits: found for bits, found in parts.items() if found})


def at(partition: Partition, changed: Mapping[str, object]) -> Bits:
    """What comes out of a partition where these variables are changed, and the others have their first
    value.
    """
    parts = dict(partition.parts)
    for variable in partition.support:
        position = variable.values.index(changed.get(variable.name, variable.values[0]))
        parts = {
            bits: partition.space.restricted(worlds, variable.name, position)
            for bits, worlds in parts.items()
        }
    return next(bits for bits, worlds in parts.items() if worlds & 1)


def cheapest(needed: Sequence[Partition], costs: Iterable[Partition]) -> Mapping[str, object]:
    """The variables that have not their first value, in a possible world with the least costs and
    then with as few of them as can be.

    Args:
        needed: what says which worlds are possible.
        costs: partitions whose bits are costs, to be summed up. What would make too many worlds is passed over.

    Raises:
        TooLarge: there are too many worlds without any costs.
    """
    known = list(needed)
    _joint_space(known)
    for part in costs:
        try:
            _joint_space([*known, part])
        except TooLarge:
            continue
        known.append(part)
    space = _joint_space(known)
    together: dict[int, Worlds] = {0: space.everywhere}
    for part in known:
        lifted = part.lifted(space)
        further: dict[int, Worlds] = {}
        for cost, worlds in together.items():
            for more, there in lifted.items():
                if more != IMPOSSIBLE and (both := worlds & there):
                    further[cost + more] = further.get(cost + more, 0) | both
        together = further
    return _fewest(space, together[min(together)])


def _joint_space(group: Sequence[Partition]) -> Space:
    found = {variable.name: variable for part in group for variable in part.support}
    variables = list(found.values())
    if size_of(variables) > _LARGEST:
        raise TooLarge
    return Space(variables)


def _fewest(space: Space, worlds: Worlds) -> Mapping[str, object]:
    """Of these worlds, one with the fewest variables that have not their first value: what they have."""
    variables = list(reversed(space.variables))
    known: dict[tuple[Worlds, int], Mapping[str, object]] = {}

    # The slowest variable first: what is left of the worlds gets smaller with every step.
    def fewest(left: Worlds, at: int) -> Mapping[str, object]:
        if at == len(variables):
            return {}
        if (left, at) not in known:
            found = []
            name = variables[at].name
            for position, value in enumerate(variables[at].values):
                if inside := space.restricted(left, name, position):
                    moved = {name: value} if position else {}
                    found.append({**moved, **fewest(inside, at + 1)})
            known[left, at] = min(found, key=len)
        return known[left, at]

    return fewest(worlds, 0)
