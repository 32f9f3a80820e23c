"""Digits: codes written in planes, binary digit by binary digit, the last one first.

However many tests there are on a column, it is turned into digits once; the rows whose code is one of
some codes are then a few operations on as many planes as the codes have digits.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache

from checklist_engine.bulk.columns import Bits, Codes

NO, YES = b"01"
"""Signs: a table of them says for every code whether it is wanted."""

_DIFFERS = bytes([NO, *([YES] * 255)])

_SWAPS = ((7, 0x00AA_00AA_00AA_00AA), (14, 0x0000_CCCC_0000_CCCC), (28, 0x0000_0000_F0F0_F0F0))
"""Turn eight bytes of eight bits about their diagonal: how far bits move, and which of them."""

_AT_ONCE = 1 << 14
"""So many bytes are turned at once: what comes and goes meanwhile stays in memory that is at hand."""

_RAGGED = 64
"""Where the wanted codes are in more pieces than this, wide codes are looked up one by one."""


def digits_of(codes: Codes, most: int) -> tuple[Bits, ...]:
    """The digits of codes that go up to `most`.

    >>> from array import array
    >>> digits_of(array("B", [2, 3, 0]), 3)
    (2, 3)
    """
    size, several = codes.itemsize, most.bit_length()
    # Where a code is a byte, the bytes are there already.
    written = memoryview(codes) if size == 1 else memoryview(codes.tobytes())
    found: list[Bits] = []
    for at in range(size) if sys.byteorder == "little" else range(size - 1, -1, -1):
        if len(found) < several:
            found += _octets(written[at::size], min(8, several - len(found)))
    return tuple(found)


def rows_with(digits: Sequence[Bits], table: bytes, everywhere: Bits) -> Bits:
    """The rows whose code has a `1` in a table; no row has a code beyond its end."""
    full = table[: 1 << len(digits)].ljust(1 << len(digits), table[-1:])
    return _rows_with(digits, full, everywhere, {})


def is_ragged(table: bytes) -> bool:
    """Whether so many pieces of a table are wanted that digits are no help with wide codes."""
    return len(table) > 256 and table.count(b"01") > _RAGGED


def rows_one_by_one(codes: Codes, table: bytes) -> Bits:
    """The same as `rows_with`, with every code looked up by itself."""
    return whole(bytes(map(table.__getitem__, codes)))


def turns(codes: Codes) -> Iterator[int]:
    """Where a code is another than the one before, and where the codes end.

    >>> from array import array
    >>> list(turns(array("B", [7, 7, 7, 2, 2])))
    [3, 5]
    """
    if not codes:
        return
    size, written = codes.itemsize, codes.tobytes()
    plane = int.from_bytes(written, "little")
    # Every code next to the one after it: bytes that differ are not zero.
    beside = (plane ^ (plane >> 8 * size)).to_bytes(len(written), "little").translate(_DIFFERS)
    last = len(codes) - 1
    at = beside.find(YES)
    while 0 <= at < last * size:
        turn = at // size + 1
        yield turn
        at = beside.find(YES, turn * size)
    yield last + 1


def whole(signs: bytes) -> Bits:
    """The plane of a sign for every row."""
    return int(signs[::-1], 2) if signs else 0


def _octets(octets: memoryview, several: int) -> Sequence[Bits]:
    """So many of the eight digits of a byte for each row."""
    parts: list[list[bytes]] = [[] for _ in range(several)]
    for start in range(0, len(octets), _AT_ONCE):
        turned = _turned(octets[start : start + _AT_ONCE])
        for at, part in enumerate(parts):
            part.append(turned[at::8])
    return [int.from_bytes(b"".join(part), "little") for part in parts]


def _turned(octets: memoryview) -> bytes:
    """Eight bytes of eight bits after the other, each turned about its diagonal."""
    lanes = (len(octets) + 7) // 8
    plane = int.from_bytes(octets, "little")
    if not plane:
        return bytes(8 * lanes)
    for distance, mask in _masks(lanes):
        moving = (plane ^ (plane >> distance)) & mask
        plane ^= moving ^ (moving << distance)
    return plane.to_bytes(8 * lanes, "little")


@lru_cache(maxsize=16)
def _masks(lanes: int) -> Sequence[tuple[int, Bits]]:
    return [
        (distance, int.from_bytes(mask.to_bytes(8, "little") * lanes, "little"))
        for distance, mask in _SWAPS
    ]


def _rows_with(
    digits: Sequence[Bits], table: bytes, everywhere: Bits, known: dict[bytes, Bits]
) -> Bits:
    """A choice by the first digit between the two halves of a table, which are tables themselves."""
    if YES not in table:
        return 0
    if NO not in table:
        return everywhere
    found = known.get(table)
    if found is None:
        half = len(table) // 2
        below = _rows_with(digits, table[:half], everywhere, known)
        above = _rows_with(digits, table[half:], everywhere, known)
        found = known[table] = _chosen(digits[half.bit_length() - 1], below, above, everywhere)
    return found


def _chosen(digit: Bits, below: Bits, above: Bits, everywhere: Bits) -> Bits:
    """`above` where the digit is 1, else `below`."""
    if not below:
        return digit & above
    if above is everywhere:
        return digit | below
    return below ^ (digit & (below ^ above)) if above else below ^ (digit & below)
