"""Arithmetic on a number for every row at once, written in planes, its last binary digit first.

However large the numbers are, every operation is exact, and takes as many operations on planes as they
have digits (or, for a product, pairs of digits).
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TypeAlias

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.planes import added, union, without

Digits: TypeAlias = Sequence[Bits]
"""A number for every row: planes of its binary digits, the last one first."""


def number_at(digits: Digits, row: int) -> int:
    """The number of one row.

    >>> number_at([0b10, 0b11], 1)
    3
    """
    return sum((digit >> row & 1) << place for place, digit in enumerate(digits))


def numbers_of(digits: Digits, rows: int) -> Sequence[int]:
    """The number of every row. Eight digits at a time become one byte a row.

    >>> numbers_of([0b10, 0b11], 2)
    [2, 3]
    """
    width = (len(digits) + 7) // 8
    flat = bytearray(width * rows)
    for at in range(width):
        octet = 0
        for place, digit in enumerate(digits[8 * at : 8 * at + 8]):
            octet |= _one_byte_a_row(digit, rows) << place
        flat[at::width] = octet.to_bytes(rows, "little")
    starts = range(0, width * rows, width or 1)
    found = [int.from_bytes(flat[start : start + width], "little") for start in starts]
    return found or [0] * rows


def plus(one: Digits, other: Digits) -> Digits:
    """The sum."""
    return added([*zip_longest(one, other, fillvalue=0)])


def minus(digits: Digits, taken: Digits) -> Digits:
    """What is left; never is more taken than there is."""
    borrowed = 0
    found = []
    for digit, other in zip_longest(digits, taken, fillvalue=0):
        found.append(digit ^ other ^ borrowed)
        borrowed = without(other | borrowed, digit) | (other & borrowed)
    return found


def times(digits: Digits, factor: int) -> Digits:
    """Every number so many times."""
    if factor == 1:
        return digits
    return sum_of_products([(digits, the_same(factor))])


def the_same(number: int) -> Digits:
    """One number for whatever rows there are: a factor of others."""
    return [-(number >> place & 1) for place in range(number.bit_length())]


def sum_of_products(pairs: Iterable[tuple[Digits, Digits]]) -> Digits:
    """The sum of what the numbers of each pair come to, multiplied."""
    places: list[list[Bits]] = []
    for one, other in pairs:
        places += [[] for _ in range(len(one) + len(other) - len(places))]
        for at, digit in enumerate(one):
            for more, factor in enumerate(other):
                places[at + more].append(digit & factor)
    return added(places)


def unequal(one: Digits, other: Digits) -> Bits:
    """The rows where two numbers differ."""
    return union(a ^ b for a, b in zip_longest(one, other, fillvalue=0))


def within(digits: Digits, rows: Bits) -> Digits:
    """The numbers in some rows, and 0 in the others."""
    return [digit & rows for digit in digits]


def _one_byte_a_row(plane: Bits, rows: int) -> int:
    text = format(plane, f"0{rows}b").encode()
    return int.from_bytes(text.translate(_BYTES), "big")


_BYTES = bytes.maketrans(b"01", b"\x00\x01")
