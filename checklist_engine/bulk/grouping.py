"""Grouping: which submissions are evaluated together, and in which order their rows stand."""

from collections.abc import Iterable, Sequence

_SHORT = 8
_WORTH = 1 << 17
"""A group of its own is worth a pass over all rules where it saves at least so many empty slots."""


def grouped(lists: Iterable[Sequence[int]], rows: int) -> tuple[list[int], tuple[int, ...]]:
    """The rows in order, and how many each group has; `lists` has, list by list, its length in each row.

    The lists of a group differ in length by the factor two at most, but where rows are few: a group with
    longer lists takes in one with shorter ones unless that would make too many empty slots. In a group, rows
    with lists of the same length stand together, first of all by the list that has most elements.
    """
    lengths = sorted(lists, key=sum, reverse=True)
    sizes = [max(codes) - 1 for codes in zip(*lengths, strict=True)] if lengths else [0] * rows
    classes: dict[int, list[int]] = {}
    for row, size in enumerate(sizes):
        classes.setdefault((max(size, _SHORT) - 1).bit_length(), []).append(row)
    groups: list[list[int]] = []
    longest_before = 0
    for _, members in sorted(classes.items()):
        longest = max(sizes[row] for row in members)
        if groups and len(groups[-1]) * (longest - longest_before) < _WORTH:
            groups[-1] += members
        else:
            groups.append(members)
        longest_before = longest
    for group in groups:
        group.sort(key=lambda row: [codes[row] for codes in lengths])
    return [row for group in groups for row in group], tuple(len(group) for group in groups)
