"""Parcels (小包): what travels to another process, and what comes back.

What goes could as well be written to a file: Plans and rulings as JSON, columns as the bytes they are kept as,
without what a case is called. What comes back is JSON. Nothing is unpickled that a user wrote.
"""

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from checklist_engine import __version__
from checklist_engine.bulk import Columns, evaluate, from_bytes, to_bytes
from checklist_engine.compiler.plan_json import dump_json, dump_plan, load_json, load_plan
from checklist_engine.ground.errors import ChecklistError
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling
from checklist_engine.replay.moves import moves_between
from checklist_engine.replay.written_moves import moves_json, standings_json

_PAIRS = 8
"""The Plans of so many packs and profiles stay with a worker."""
_ONE_AT_A_TIME = Lock()


class OtherVersion(ChecklistError):
    """A worker has another version of this package, or (None) cannot run it; `str()` is Japanese."""

    def __init__(self, theirs: str | None, ours: str = __version__) -> None:
        # Both are arguments, so that it comes back from a worker as it was raised there.
        super().__init__(theirs, ours)
        self.theirs, self.ours = theirs, ours

    def __str__(self) -> str:
        words = (
            "働く側で checklist-engine が動きません"
            if self.theirs is None
            else f"働く側の checklist-engine の版 {self.theirs} が、こちらの {self.ours} と違います"
        )
        return (
            f"{words}\n"
            f'   = ヒント: 働く側で pip install "checklist-engine[dask]=={self.ours}" を実行してから、'
            "dask worker を起動し直してください"
        )


class Parcel(NamedTuple):
    """A slice on its way, for `compare_parcel`: Plans before and after, columns, rulings by row."""

    version: str
    before: bytes
    after: bytes
    columns: bytes
    rulings: bytes


def parcel_of(
    plans: tuple[bytes, bytes], columns: Columns, rulings: Mapping[int, Sequence[Ruling]]
) -> Parcel:
    """Some rows, packed; `plans` as `packed_plan` has them."""
    rows = len(columns.cases)
    nameless = replace(columns, cases=("",) * rows, order=array("I", bytes(4 * rows)))
    written = {row: [_text(each) for each in several] for row, several in rulings.items()}
    return Parcel(
        version=__version__,
        before=plans[0],
        after=plans[1],
        columns=to_bytes(nameless),
        rulings=json.dumps(written).encode(),
    )


def packed_plan(plan: Plan) -> bytes:
    """A Plan as JSON, deflated: it goes along with every slice, and is a tenth of the size so."""
    return zlib.compress(dump_plan(plan), 1)


def compare_parcel(
    version: str, before: bytes, after: bytes, columns: bytes, rulings: bytes
) -> tuple[bytes, bytes]:
    """What a worker does: moves as JSON, and where every row stands, of the contents of a parcel.

    Raises:
        OtherVersion: whoever packed it has another version.
    """
    if version != __version__:
        raise OtherVersion(__version__, version)
    # A worker may have threads. They would only be in each other's way: all of this is Python.
    with _ONE_AT_A_TIME:
        by_row = {
            int(row): [load_json(each.encode("utf-8", "surrogatepass"), Ruling) for each in several]
            for row, several in json.loads(rulings).items()
        }
        here = from_bytes(columns)
        old, new = _plans(before, after)
        was = evaluate(old, here, rulings=by_row)
        now = evaluate(new, here, rulings=by_row, earlier=was)
        return moves_json(moves_between(was, now)), standings_json(was, now)


def _text(ruling: Ruling) -> str:
    nameless = replace(ruling, case="", authority="", reason="")
    # As `dump_json` says, a text may hold half a pair of surrogates.
    return dump_json(nameless).decode("utf-8", "surrogatepass")


def compare_left(place: str, parcel: Sequence[Any]) -> tuple[bytes, bytes]:
    """The same, of a parcel whose columns were left in a file."""
    version, before, after, _, rulings = parcel
    return compare_parcel(version, before, after, Path(place).read_bytes(), rulings)


@lru_cache(maxsize=_PAIRS)
def _plans(before: bytes, after: bytes) -> tuple[Plan, Plan]:
    """Both Plans, read once for all slices that come with them."""
    old, new = (load_plan(zlib.decompress(each)) for each in (before, after))
    known = {rule.id: rule for rule in old.rules}
    # What was found for a test is known by the test itself, so rules that are the same are made one.
    rules = (known[rule.id] if known.get(rule.id) == rule else rule for rule in new.rules)
    return old, replace(new, rules=tuple(rules))
