"""Written moves: Moves as JSON, planes as hexadecimal numbers, and back again."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from checklist_engine.bulk import BulkResult
from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.scores import Scores
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.verdicts import Decision, Verdict
from checklist_engine.replay.moves import Moves, RuleMoves, Standing, standing_at

Standings: TypeAlias = Callable[[int], tuple[Standing, Standing]]
"""Where a row stands before and after."""

_POINTS = ("low", "high", "settled", "total")

_Member = TypeVar("_Member", Verdict, Decision)


def moves_json(moves: Moves) -> bytes:
    """Moves as JSON, but for where each row stands: that is asked about the few that are shown."""
    written = {
        "rules": {
            name: [
                [_value(was), _value(now), hex(rows)] for (was, now), rows in each.verdicts.items()
            ]
            for name, each in moves.rules.items()
        },
        "decisions": [
            [_value(was), _value(now), hex(rows)] for (was, now), rows in moves.decisions.items()
        ],
        **{name: hex(getattr(moves, name)) for name in ("firmer", "looser", "scores")},
        **{
            name: {each: hex(rows) for each, rows in getattr(moves, name).items()}
            for name in ("gained", "lost", "weighs")
        },
    }
    return json.dumps(written).encode()


def moves_from(written: bytes, standings: Standings) -> Moves:
    """Moves of their JSON, with what says where a row stands."""
    raw = json.loads(written)
    return Moves(
        rules={
            name: RuleMoves(
                verdicts={
                    (_member(Verdict, was), _member(Verdict, now)): int(rows, 16)
                    for was, now, rows in each
                }
            )
            for name, each in raw["rules"].items()
        },
        decisions={
            (_member(Decision, was), _member(Decision, now)): int(rows, 16)
            for was, now, rows in raw["decisions"]
        },
        firmer=int(raw["firmer"], 16),
        looser=int(raw["looser"], 16),
        gained=_planes(raw["gained"]),
        lost=_planes(raw["lost"]),
        scores=int(raw["scores"], 16),
        weighs=_planes(raw["weighs"]),
        standings=standings,
    )


def standings_json(was: BulkResult, now: BulkResult) -> bytes:
    """Where every row stands before and after, as planes."""
    return json.dumps([_side_json(each) for each in (was, now)]).encode()


def standings_from(written: bytes) -> Standings:
    """What says where a row stands; read when it is first asked, for most slices show no case."""

    @cache
    def sides() -> Sequence[_Side]:
        return [_side(raw) for raw in json.loads(written)]

    def standings(row: int) -> tuple[Standing, Standing]:
        was, now = (each.at(row) for each in sides())
        return was, now

    return standings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What one Plan comes to, but for its findings."""

    decisions: Mapping[Decision, Bits] | None
    provisional: Bits
    scores: Scores

    def at(self, row: int) -> Standing:
        return standing_at(row, self.decisions, self.provisional, self.scores.of(row))


def _side_json(result: BulkResult) -> object:
    scores, decisions = result.sums(), result.decisions
    return {
        "decisions": None
        if decisions is None
        else {each.value: hex(rows) for each, rows in decisions.items()},
        "provisional": hex(result.provisional),
        "scale": hex(scores.scale),
        **{name: [hex(digit) for digit in getattr(scores, name)] for name in _POINTS},
    }


def _side(raw: Any) -> _Side:
    decided = raw["decisions"]
    return _Side(
        decisions=None
        if decided is None
        else {Decision(name): rows for name, rows in _planes(decided).items()},
        provisional=int(raw["provisional"], 16),
        scores=Scores(
            scale=int(raw["scale"], 16),
            **{name: [int(digit, 16) for digit in raw[name]] for name in _POINTS},
        ),
    )


def _value(member: Verdict | Decision | None) -> str | None:
    return member and member.value


def _member(kind: type[_Member], value: str | None) -> _Member | None:
    return None if value is None else kind(value)


def _planes(raw: Mapping[str, str]) -> Mapping[str, Bits]:
    return {name: int(rows, 16) for name, rows in raw.items()}
