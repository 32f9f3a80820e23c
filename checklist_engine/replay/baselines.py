"""Baselines (土台): what all rules of a Plan come to over some columns, summed up.

The rules that are written otherwise are taken out of the sums and put in again, so that the others need not be
run: what counts is how many rules fail, wait, or ask for a condition, and the points of a score. All of these are
numbers of every row, digit by digit as planes.
"""

import json
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checklist_engine.bulk import BulkResult, Columns, evaluate
from checklist_engine.bulk.arithmetic import Digits, minus, plus
from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.decisions import Concluded, concluded
from checklist_engine.bulk.planes import counted, union, without
from checklist_engine.bulk.scores import Scores, moved, scores_at
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import Gate, Verdict
from checklist_engine.replay.moves import (
    Moves,
    Standing,
    beyond,
    decisions_between,
    moved_rules,
    standing_at,
    weighing,
)
from checklist_engine.replay.pairs import Pair

_MAGIC = b"CKLBASE1"
"""The last sign is the version: another one is another format."""

_HEADER = struct.Struct("<8sI")
"""Magic, and the CRC-32 of all that follows."""

_SIZES = struct.Struct("<II")
"""How many rows there are, and how long the directory is."""

_POINTS = ("low", "high", "settled", "total")
"""The numbers of a score, in this order."""

_FAILED, _BLOCKED, _WAITING, _ASKED = "failed", "blocked", "waiting", "asked:"


class UnreadableBaseline(ValueError):
    """Bytes that are no baseline of this version, or no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """For so many rows, the numbers of rules by what they come to, and the points."""

    rows: int
    counts: Mapping[str, Digits]
    scores: Scores


def baseline_of(result: BulkResult) -> Baseline:
    """The sums of all rules."""
    return Baseline(rows=len(result.columns.cases), counts=_counts(result), scores=result.sums())


def baseline_bytes(baseline: Baseline) -> bytes:
    """A baseline as bytes: a header, a directory in JSON that says how many digits each number has, the digits."""
    scores = baseline.scores
    points = [getattr(scores, name) for name in _POINTS]
    directory = {
        "counts": {name: len(digits) for name, digits in baseline.counts.items()},
        "scale": hex(scores.scale),
        "scores": [len(digits) for digits in points],
    }
    written = json.dumps(directory).encode()
    width = _width(baseline.rows)
    planes = (
        digit.to_bytes(width, "little")
        for digits in (*baseline.counts.values(), *points)
        for digit in digits
    )
    body = b"".join((_SIZES.pack(baseline.rows, len(written)), written, *planes))
    return _HEADER.pack(_MAGIC, zlib.crc32(body)) + body


def baseline_from(written: bytes) -> Baseline:
    """The baseline that `baseline_bytes` wrote.

    Raises:
        UnreadableBaseline: it is none of this version, or has changed.
    """
    start = _HEADER.size + _SIZES.size
    if len(written) < start:
        raise UnreadableBaseline("too short")
    magic, digest = _HEADER.unpack_from(written)
    if magic != _MAGIC or zlib.crc32(memoryview(written)[_HEADER.size :]) != digest:
        raise UnreadableBaseline("another version, or changed")
    rows, length = _SIZES.unpack_from(written, _HEADER.size)
    body = memoryview(written)[start:]
    try:
        raw: Any = json.loads(bytes(body[:length]))
        sizes = {str(name): _size(size) for name, size in raw["counts"].items()}
        points = [_size(size) for size in raw["scores"]]
        scale = int(raw["scale"], 16)
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableBaseline("no directory") from error
    if scale < 1 or len(points) != len(_POINTS):
        raise UnreadableBaseline("no points")
    *counts, low, high, settled, total = _numbers(body[length:], (*sizes.values(), *points), rows)
    return Baseline(
        rows=rows,
        counts=dict(zip(sizes, counts, strict=True)),
        scores=Scores(scale=scale, low=low, high=high, settled=settled, total=total),
    )


def moves_by_baseline(
    baseline: Baseline, pair: Pair, columns: Columns, rulings: Mapping[int, Sequence[Ruling]]
) -> Moves:
    """What moves between two Plans, of which only the rules that are written otherwise are run."""
    was, now = (
        # These rules alone decide nothing.
        evaluate(plan, columns, rulings=rulings, only={rule.id for rule in plan.rules})
        for plan in (pair.before, pair.after)
    )
    everywhere = columns.everywhere
    old = _concluded(pair.before, baseline.counts, everywhere)
    new = _concluded(pair.after, _recounted(baseline.counts, was, now), everywhere)
    base, out, into = baseline.scores, was.sums(), now.sums()

    def standings(row: int) -> tuple[Standing, Standing]:
        before, after = scores_at(base, out, into, row)
        return (
            standing_at(row, old.decisions, old.provisional, before),
            standing_at(row, new.decisions, new.provisional, after),
        )

    moves = Moves(
        rules=moved_rules(was, now),
        decisions=decisions_between(old.decisions, new.decisions, everywhere),
        firmer=without(old.provisional, new.provisional),
        looser=without(new.provisional, old.provisional),
        gained=beyond(new.conditions, old.conditions),
        lost=beyond(old.conditions, new.conditions),
        scores=moved(base, out, into),
        weighs={},
        standings=standings,
    )
    return replace(moves, weighs=dict(weighing(was, now, moves.outcomes, moves.scores)))


def _counts(result: BulkResult) -> dict[str, Digits]:
    """How many rules come to what, row by row."""
    found: dict[str, list[Bits]] = defaultdict(list)
    for each in result.rules.values():
        match each.rule.gate:
            case Gate.BLOCKING:
                found[_FAILED].append(each.rows_with(Verdict.NOT_MET))
                found[_BLOCKED].append(each.rows_with(Verdict.UNDETERMINED))
            case Gate.CONDITIONAL:
                found[_WAITING].append(each.rows_with(Verdict.UNDETERMINED))
            case Gate.ADVISORY:
                pass
        asked: dict[str, Bits] = {}
        for verdict, outcome in each.rule.outcomes.items():
            for use in outcome.uses:
                asked[use.condition] = asked.get(use.condition, 0) | each.rows_with(verdict)
        for name, rows in asked.items():
            found[_ASKED + name].append(rows)
    return {name: counted(planes) for name, planes in found.items()}


def _recounted(
    counts: Mapping[str, Digits], was: BulkResult, now: BulkResult
) -> Mapping[str, Digits]:
    """The numbers with some rules taken out, and put in again as they are now."""
    out, into = _counts(was), _counts(now)
    moving = {
        name: plus(minus(counts.get(name, ()), out.get(name, ())), into.get(name, ()))
        for name in dict.fromkeys((*out, *into))
        if out.get(name) != into.get(name)
    }
    return {**counts, **moving}


def _concluded(plan: Plan, counts: Mapping[str, Digits], everywhere: Bits) -> Concluded:
    conditions = {
        name.removeprefix(_ASKED): rows
        for name, digits in counts.items()
        if name.startswith(_ASKED) and (rows := union(digits))
    }
    return concluded(
        plan,
        failed=union(counts.get(_FAILED, ())),
        blocked=union(counts.get(_BLOCKED, ())),
        waiting=counts.get(_WAITING, ()),
        conditions=conditions,
        everywhere=everywhere,
    )


def _numbers(planes: memoryview, sizes: Sequence[int], rows: int) -> Iterator[Digits]:
    """So many digits for each number, one plane after the other."""
    width = _width(rows)
    if len(planes) != width * sum(sizes):
        raise UnreadableBaseline("not as many planes as the directory says")
    at = 0
    for size in sizes:
        end = at + width * size
        digits = [
            int.from_bytes(planes[start : start + width], "little")
            for start in range(at, end, width)
        ]
        if union(digits) >> rows:
            raise UnreadableBaseline("a plane of more rows")
        yield digits
        at = end


def _size(raw: object) -> int:
    if type(raw) is not int or raw < 0:
        raise TypeError("no size")
    return raw


def _width(rows: int) -> int:
    """How many bytes a plane of so many rows takes; at least one, so that no size is without bytes."""
    return rows // 8 + 1
