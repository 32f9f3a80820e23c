"""Blobs: bytes known by their SHA-256, packed where that pays, and never unpacked without a bound."""

import zlib
from hashlib import sha256

from checklist_engine.ground.lazy_dataclasses import dataclass

LARGEST = 64 * 1024 * 1024
"""The most bytes of one blob, unpacked."""
_PACKED_BY = 6


class Damage(Exception):
    """What is stored is not what was put in; `str()` says in Japanese how it differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A blob as it is stored.

    `content` is a zlib stream where it is shorter than `size`, else the bytes themselves. `seal` is its
    CRC-32: bits of a stream that unpacking never looks at are covered, too.
    """

    size: int
    seal: int
    content: bytes


def digest_of(content: bytes) -> str:
    """The SHA-256 of bytes, in hex."""
    return sha256(content).hexdigest()


def packed(content: bytes) -> Packed:
    """The shorter of the bytes themselves and their zlib stream.

    >>> unpacked(packed(b"na" * 99)) == b"na" * 99
    True
    """
    shorter = zlib.compress(content, _PACKED_BY)
    stored = shorter if len(shorter) < len(content) else content
    return Packed(size=len(content), seal=zlib.crc32(stored), content=stored)


def unpacked(stored: Packed) -> bytes:
    """The bytes that were packed.

    Raises:
        Damage: they cannot be had, or would be more than they say or more than is allowed.
    """
    if zlib.crc32(stored.content) != stored.seal:
        raise Damage("内容が書き換わっています")
    if not 0 <= stored.size <= LARGEST:
        raise Damage("大きさが限度を超えています")
    if len(stored.content) == stored.size:
        return stored.content
    stream = zlib.decompressobj()
    try:
        # One byte more than said shows a stream that goes on; 0 would mean without bound.
        found = stream.decompress(stored.content, stored.size + 1)
    except zlib.error as error:
        raise Damage("圧縮された内容が読めません") from error
    if len(found) != stored.size or not stream.eof or stream.unused_data:
        raise Damage("圧縮された内容の大きさが違います")
    return found
