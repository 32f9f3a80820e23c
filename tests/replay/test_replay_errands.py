"""Errands: whoever takes slices, the Impact is that of one process; and no more is read than can be taken."""

import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

import across  # noqa: F401  finds what the laws beside this folder generate
import pytest
from brute_force import AS_OF, submission_of
from brute_force import plan_of as tiny_plan
from edited import batch_of, edited
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from checklist_engine import __version__
from checklist_engine.bulk import evaluate, from_bytes
from checklist_engine.ground.places import Place
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import Verdict
from checklist_engine.replay.baselines import baseline_of
from checklist_engine.replay.batches import Batch
from checklist_engine.replay.collecting import Collector
from checklist_engine.replay.contract import impact_json
from checklist_engine.replay.engines import Engine, here
from checklist_engine.replay.errands import LEAST, MOST, Errand, Hands, Take, handing_out
from checklist_engine.replay.parcels import OtherVersion, Parcel, compare_parcel, parcel_of

laws = settings(
    max_examples=40, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
)


@dataclass
class Late:
    """An errand that is not done until somebody waits for it."""

    parcel: Parcel
    found: tuple[bytes, bytes] | None = None

    def done(self) -> bool:
        return self.found is not None

    def result(self) -> tuple[bytes, bytes]:
        self.found = self.found or compare_parcel(*self.parcel)
        return self.found


@dataclass
class Crew:
    """Hands that keep a list of what they were given."""

    count: int = 2
    least: int = 1
    parcels: list[Parcel] = field(default_factory=list)
    expected: list[int] = field(default_factory=list)

    @property
    def engine(self) -> Engine:
        return handing_out(Hands(count=self.count, ready=self._ready, least=self.least))

    @property
    def rows(self) -> list[int]:
        return [len(from_bytes(each.columns).cases) for each in self.parcels]

    def _ready(self, slices: int) -> Take:
        self.expected.append(slices)
        return self._take

    def _take(self, parcel: Parcel) -> Errand:
        self.parcels.append(parcel)
        return Late(parcel)


def some_batch(seed: int, rows: int, how: str | None = None) -> Batch:
    before = tiny_plan(seed)
    cases = [(submission_of(before, seed + at), AS_OF) for at in range(rows)]
    ruling = Ruling(
        id="R1",
        case=cases[0][0].case.id,
        rule=before.rules[0].id,
        element="片方だけの代用対 \ud800" if seed % 5 == 0 else None,
        verdict=Verdict.WAIVED,
        authority="審議会",
        reason="理由",
        on=date(2021, 4, 1),
        expires=None,
        place=Place(file="rulings.yaml"),
    )
    return batch_of(before, edited(before, Random(seed), how), cases, {0: [ruling]})


def with_baseline(batch: Batch) -> Batch:
    before, _ = batch.pair.whole()
    whole = evaluate(before, batch.columns, rulings=batch.rulings)
    return replace(batch, baseline=lambda: baseline_of(whole))


def impact_by(engine: Engine, batches: Iterator[Batch] | list[Batch]) -> str:
    """All that is told, as it is written."""
    collector = Collector(3)
    for batch, moves in engine(batches):
        collector.add(batch, moves)
    return json.dumps(impact_json(collector.impact(None, "新")), ensure_ascii=False)


@laws
@given(
    st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(1, 9)), min_size=1, max_size=6),
    st.integers(1, 4),
    st.integers(1, 5),
)
def test_whoever_compares_the_same_is_told_in_the_same_order(
    several: list[tuple[int, int]], count: int, least: int
) -> None:
    batches = [some_batch(seed, rows) for seed, rows in several]
    crew = Crew(count=count, least=least)
    assert impact_by(crew.engine, batches) == impact_by(here, batches)
    assert sum(crew.rows) == sum(rows for _, rows in several)


def test_cases_that_must_be_typed_anew_are_told_too() -> None:
    batch = some_batch(7, 8)
    batch = replace(batch, fitting=replace(batch.fitting, anew=0b101, gone={"ありません": 0b10}))
    assert impact_by(Crew().engine, [batch]) == impact_by(here, [batch])


def test_the_last_rows_are_shared_among_all() -> None:
    crew = Crew(count=3)
    impact_by(crew.engine, [some_batch(1, 9)])
    assert crew.rows == [3, 3, 3]
    assert crew.expected == [3]


def test_a_slice_is_no_shorter_than_is_worth_it() -> None:
    crew = Crew(count=3, least=5)
    impact_by(crew.engine, [some_batch(1, 9)])
    assert crew.rows == [4, 5]
    lone = Crew(count=3, least=LEAST)
    impact_by(lone.engine, [some_batch(1, 9)])
    assert (lone.rows, lone.expected) == ([9], [1]), "one worker is enough"


def test_no_more_is_read_than_there_are_hands_for() -> None:
    read = 0

    def batches() -> Iterator[Batch]:
        nonlocal read
        for seed in range(60):
            read += 1
            yield some_batch(seed % 5, 2)

    crew = Crew(count=2, least=MOST)
    ahead = [read - told for told, _ in enumerate(crew.engine(batches()))]
    assert read == 60
    assert 4 <= max(ahead) <= 9


def test_where_few_rules_need_be_run_nobody_is_asked() -> None:
    read = 0

    def batches() -> Iterator[Batch]:
        nonlocal read
        for seed in range(30):
            read += 1
            yield with_baseline(some_batch(seed, 4, "round"))

    crew = Crew()
    ahead = [read - told for told, _ in enumerate(crew.engine(batches()))]
    assert crew.parcels == []
    assert crew.expected == [], "so that no worker is started"
    assert max(ahead) <= 2, "and none is kept for later"


def test_both_sorts_of_batches_come_back_in_their_order() -> None:
    batches = [
        with_baseline(some_batch(seed, 5, "round")) if seed % 3 else some_batch(seed, 5, "credits")
        for seed in range(12)
    ]
    crew = Crew(least=MOST)
    found = [batch for batch, _ in crew.engine(batches)]
    assert [*map(id, found)] == [*map(id, batches)]
    assert impact_by(Crew().engine, batches) == impact_by(here, batches)
    assert crew.rows == [5, 5, 5, 5]


def test_it_is_told_when_there_is_more_to_do_than_it_seemed() -> None:
    crew = Crew(count=2, least=MOST)
    few = with_baseline(some_batch(1, 3, "round"))
    impact_by(crew.engine, [some_batch(2, 3), few, some_batch(3, 3), some_batch(4, 3)])
    assert crew.expected[0] == 1
    assert max(crew.expected) > 1, "so that another worker can be started"


def test_plans_are_packed_once_for_all_batches() -> None:
    batch = some_batch(3, 6)
    crew = Crew()
    impact_by(crew.engine, [batch, batch, batch])
    assert len(crew.parcels) > 3
    assert len({id(each.before) for each in crew.parcels}) == 1
    assert len({id(each.after) for each in crew.parcels}) == 1


def test_what_a_case_is_called_does_not_travel() -> None:
    batch = some_batch(4, 5)
    names = tuple(f"諮問-{row:04}" for row in range(5))
    [[ruling]] = batch.rulings.values()
    parcel = parcel_of(
        (b"", b""),
        replace(batch.columns, cases=names),
        {0: [replace(ruling, case=names[0], reason="内部の事情")]},
    )
    written = parcel.columns + json.dumps(json.loads(parcel.rulings), ensure_ascii=False).encode(
        errors="surrogatepass"
    )
    assert ruling.rule.encode() in written
    assert not any(told.encode() in written for told in (*names, "内部の事情"))
    assert len(from_bytes(parcel.columns).cases) == 5


def test_nothing_comes_of_an_empty_archive() -> None:
    assert [*Crew().engine([])] == []


def test_another_version_is_not_asked_to_compare() -> None:
    with pytest.raises(
        OtherVersion, match=rf"版 {__version__} が、こちらの 9\.9 と違います"
    ) as found:
        compare_parcel("9.9", b"", b"", b"", b"")
    again = pickle.loads(pickle.dumps(found.value))  # noqa: S301 - as Dask brings it back
    assert str(again) == str(found.value)
    assert "checklist-engine[dask]==9.9" in str(again)
