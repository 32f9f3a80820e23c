"""Baselines (土台): what all rules of a Plan come to over some columns, summed up.

The rules that are written otherwise are taken out of the sums and put in again, so that the others need not be
run: what counts is how many rules fail, wait, or ask for a condition, digit by digit as planes, and the points
of a score.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import lcm
from typing import Any

from checklist_engine.bulk import BulkResult, Columns, changed, evaluate
from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.decisions import Concluded, concluded
from checklist_engine.bulk.planes import counted
from checklist_engine.bulk.scores import Scores
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import Decision, Gate, Verdict
from checklist_engine.replay.batches import Pair
from checklist_engine.replay.moves import (
    Moves,
    Standing,
    decisions_between,
    rule_moves,
    weighing,
)

_FAILED, _BLOCKED, _WAITING, _ASKED = "failed", "blocked", "waiting", "asked:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """`counts`: numbers of rules by what they come to, digits as planes of rows; `scores`: points by row."""

    counts: Mapping[str, tuple[Bits, ...]]
    scores: Scores


def baseline_of(result: BulkResult) -> Baseline:
    """The sums of all rules."""
    return Baseline(counts=_counts(result), scores=_scores(result))


def baseline_bytes(baseline: Baseline) -> bytes:
    """A baseline as JSON."""
    scores = baseline.scores
    written = {
        "counts": {name: list(map(hex, digits)) for name, digits in baseline.counts.items()},
        "scale": scores.scale,
        "scores": [list(each) for each in (scores.low, scores.high, scores.settled, scores.total)],
    }
    return json.dumps(written).encode()


def baseline_from(written: bytes) -> Baseline:
    """The baseline of its JSON.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    raw: Any = json.loads(written)
    low, high, settled, total = raw["scores"]
    return Baseline(
        counts={
            name: tuple(int(digit, 16) for digit in digits)
            for name, digits in raw["counts"].items()
        },
        scores=Scores(scale=raw["scale"], low=low, high=high, settled=settled, total=total),
    )


def moves_by_baseline(
    baseline: Baseline, pair: Pair, columns: Columns, rulings: Mapping[int, Sequence[Ruling]]
) -> Moves:
    """What moves between two Plans, of which only the rules that are written otherwise are run."""
    was = evaluate(pair.before, columns, rulings=rulings)
    now = evaluate(pair.after, columns, rulings=rulings)
    out, into = _counts(was), _counts(now)
    everywhere = columns.everywhere
    rest = {
        name: _less(digits, out.get(name, ()), everywhere)
        for name, digits in baseline.counts.items()
    }
    after = {
        name: (*rest.get(name, ()), *into.get(name, ())) for name in dict.fromkeys((*rest, *into))
    }
    old = _concluded(pair.before, baseline.counts, baseline.counts.get(_WAITING, ()), everywhere)
    waiting = _sum(rest.get(_WAITING, ()), into.get(_WAITING, ()))
    new = _concluded(pair.after, after, waiting, everywhere)
    scores = _moved_scores(baseline.scores, _scores(was), _scores(now))
    changes = changed(was, now)
    rules = {name: rule_moves(was, now, name, each.rows) for name, each in changes.rules.items()}
    decisions = decisions_between(old.decisions, new.decisions, everywhere)
    firmer, looser = old.provisional & ~new.provisional, new.provisional & ~old.provisional
    gained, lost = dict(_more(new, old)), dict(_more(old, new))
    scored = sum(1 << row for row in scores)
    outcomes = firmer | looser
    for plane in (*decisions.values(), *gained.values(), *lost.values()):
        outcomes |= plane

    def standings(row: int) -> tuple[Standing, Standing]:
        sums, scale = scores.get(row, (_row(baseline.scores, row), baseline.scores.scale))
        recent = Scores(
            scale=scale, low=sums[:1], high=sums[1:2], settled=sums[2:3], total=sums[3:]
        )
        return (
            Standing(
                decision=_decision(old, row),
                provisional=bool(old.provisional >> row & 1),
                score=baseline.scores.of(row),
            ),
            Standing(
                decision=_decision(new, row),
                provisional=bool(new.provisional >> row & 1),
                score=recent.of(0),
            ),
        )

    return Moves(
        rules={name: each for name, each in rules.items() if each.verdicts},
        decisions=decisions,
        firmer=firmer,
        looser=looser,
        gained=gained,
        lost=lost,
        scores=scored,
        weighs=dict(weighing(was, now, outcomes, scored)),
        standings=standings,
    )


def _counts(result: BulkResult) -> dict[str, tuple[Bits, ...]]:
    """How many rules come to what, row by row."""
    found: dict[str, list[Bits]] = defaultdict(list)
    for each in result.rules.values():
        has = each.has
        match each.rule.gate:
            case Gate.BLOCKING:
                found[_FAILED].append(has[Verdict.NOT_MET])
                found[_BLOCKED].append(has[Verdict.UNDETERMINED])
            case Gate.CONDITIONAL:
                found[_WAITING].append(has[Verdict.UNDETERMINED])
            case Gate.ADVISORY:
                pass
        asked: dict[str, Bits] = {}
        for verdict, outcome in each.rule.outcomes.items():
            for use in outcome.uses:
                asked[use.condition] = asked.get(use.condition, 0) | has[verdict]
        for name, rows in asked.items():
            found[_ASKED + name].append(rows)
    return {name: tuple(counted(planes)) for name, planes in found.items()}


def _concluded(
    plan: Plan, counts: Mapping[str, Sequence[Bits]], waiting: Sequence[Bits], everywhere: Bits
) -> Concluded:
    conditions = {
        name.removeprefix(_ASKED): rows
        for name, digits in counts.items()
        if name.startswith(_ASKED) and (rows := _any(digits))
    }
    return concluded(
        plan,
        failed=_any(counts.get(_FAILED, ())),
        blocked=_any(counts.get(_BLOCKED, ())),
        waiting=waiting,
        conditions=conditions,
        everywhere=everywhere,
    )


def _scores(result: BulkResult) -> Scores:
    """The points of all rows, group after group, over one scale."""
    parts = result.sums()
    scale = lcm(*(each.scale for each in parts))

    def joined(of: str) -> list[int]:
        return [number * (scale // each.scale) for each in parts for number in getattr(each, of)]

    return Scores(
        scale=scale,
        low=joined("low"),
        high=joined("high"),
        settled=joined("settled"),
        total=[number for each in parts for number in each.total],
    )


def _moved_scores(base: Scores, was: Scores, now: Scores) -> dict[int, tuple[tuple[int, ...], int]]:
    """The rows with another score: its points, and their scale."""
    scale = lcm(base.scale, was.scale, now.scale)
    by_base, by_was, by_now = (scale // each.scale for each in (base, was, now))
    found: dict[int, tuple[tuple[int, ...], int]] = {}
    for row, (out, into) in enumerate(zip(_rows(was), _rows(now), strict=True)):
        if out == into and by_was == by_now:
            continue
        old = _row(base, row)
        points = tuple(
            a * by_base - b * by_was + c * by_now
            for a, b, c in zip(old[:3], out[:3], into[:3], strict=True)
        )
        total = old[3] - out[3] + into[3]
        # Fractions are compared without making them: points over total, old and new.
        same = (not total and not old[3]) or (
            bool(total and old[3])
            and all(a * by_base * total == b * old[3] for a, b in zip(old[:3], points, strict=True))
        )
        if not same:
            found[row] = ((*points, total), scale)
    return found


def _rows(scores: Scores) -> Iterator[tuple[int, ...]]:
    return zip(scores.low, scores.high, scores.settled, scores.total, strict=True)


def _row(scores: Scores, row: int) -> tuple[int, ...]:
    return scores.low[row], scores.high[row], scores.settled[row], scores.total[row]


def _less(digits: Sequence[Bits], taken: Sequence[Bits], everywhere: Bits) -> tuple[Bits, ...]:
    """Numbers minus smaller ones, digit by digit."""
    borrowed = 0
    found = []
    for place, digit in enumerate(digits):
        other = taken[place] if place < len(taken) else 0
        found.append(digit ^ other ^ borrowed)
        borrowed = (~digit & everywhere & (other | borrowed)) | (other & borrowed)
    return tuple(found)


def _sum(one: Sequence[Bits], other: Sequence[Bits]) -> tuple[Bits, ...]:
    """The sum of numbers, digit by digit."""
    carried = 0
    found = []
    for place in range(max(len(one), len(other)) + 1):
        a = one[place] if place < len(one) else 0
        b = other[place] if place < len(other) else 0
        found.append(a ^ b ^ carried)
        carried = (a & b) | (carried & (a | b))
    return tuple(found)


def _any(digits: Sequence[Bits]) -> Bits:
    """The rows where a number is not zero."""
    found = 0
    for digit in digits:
        found |= digit
    return found


def _more(one: Concluded, other: Concluded) -> Iterator[tuple[str, Bits]]:
    for name, rows in one.conditions.items():
        if more := rows & ~other.conditions.get(name, 0):
            yield name, more


def _decision(found: Concluded, row: int) -> Decision | None:
    decisions = (found.decisions or {}).items()
    return next((each for each, rows in decisions if rows >> row & 1), None)
