"""Workers of Dask against one process, by the wall: how much faster two are than one, and when they pay.

    python benchmarks/machines.py [--rules 1000] [--segments 24] [--runs 3] [--workers 2]

An archive of columns is made of one segment (32,768 submissions, encoded once) as often as is wanted. Two packs
are compared with the one it was assessed by: one asks a question only of most, so that everything has to be run;
in the other, one rule is edited, and what all rules came to is known, as after a first replay. No case is shown,
as that takes the same wherever cases are compared. What workers say is seen to be what one process says.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from measuring import least_seconds
from report import Claim, arguments, conclude, number, table, times, title
from synthetic import AS_OF, plan_of, raw_submissions, submission_of, write_pack

from checklist_engine.bulk import encode, evaluate, from_bytes, to_bytes
from checklist_engine.model.plan import Negation, Plan
from checklist_engine.replay.baselines import Baseline, baseline_of
from checklist_engine.replay.batches import Batch, PastCase
from checklist_engine.replay.collecting import Collector
from checklist_engine.replay.engines import Engine, here
from checklist_engine.replay.errands import LEAST, MOST
from checklist_engine.replay.fitting import Fit
from checklist_engine.replay.impact import Impact
from checklist_engine.replay.machines import cluster
from checklist_engine.replay.moves import moves_over
from checklist_engine.replay.pairs import Pair, pair_of
from checklist_engine.replay.slices import cut

WORKERS_TIMES = 1.6
SLICES = (1_024, 2_048, 4_096, 8_192, 16_384)
FEW, FEW_ROWS = 20, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """One segment, and what it is compared by; `edited` says whether one rule is, or else the ground."""

    stored: bytes
    rows: int
    ground: Pair
    one_rule: Pair
    baseline: Baseline

    @classmethod
    def made(cls, rules: int, rows: int) -> "Bench":
        with tempfile.TemporaryDirectory() as folder:
            pack = write_pack(Path(folder) / "synthetic", rules=rules)
            plan = plan_of(pack)
            ask_most(pack)
            other = plan_of(pack)
        cases = (submission_of(raw, at, plan) for at, raw in enumerate(raw_submissions(rows)))
        columns = encode(plan.vocabulary, [(each, AS_OF) for each in cases])
        return cls(
            stored=to_bytes(columns),
            rows=rows,
            ground=pair_of(plan, other),
            one_rule=pair_of(plan, with_one_edited(plan)),
            baseline=baseline_of(evaluate(plan, columns)),
        )

    def batches(self, segments: int, pair: Pair) -> Iterator[Batch]:
        """The segment so many times, each read from its bytes as from the user's cache."""
        for at in range(segments):
            columns = from_bytes(self.stored)
            yield Batch(
                pair=pair,
                columns=columns,
                rulings={},
                places=range(at * self.rows, (at + 1) * self.rows),
                fitting=Fit(gone={}, anew=0),
                counted=columns.everywhere,
                case=nobody_is_shown,
                baseline=(lambda: self.baseline) if pair is self.one_rule else None,
            )

    def compared(self, engine: Engine, segments: int, pair: Pair) -> Impact:
        collector = Collector(0)
        for batch, moves in engine(self.batches(segments, pair)):
            collector.add(batch, moves)
        return collector.impact(None, "synthetic")


def main() -> int:
    """Print what was measured, and say whether it is within its limits."""
    parser = arguments(__doc__, runs=5)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--segments", type=int, default=24)
    parser.add_argument("--workers", type=int, default=2)
    wanted = parser.parse_args()
    rules, rows, segments, runs = wanted.rules, MOST, wanted.segments, wanted.runs
    if wanted.quick:
        rules, rows, segments, runs = FEW, FEW_ROWS, 2, 1
    bench = Bench.made(rules, rows)
    title(f"Dask workers: {segments * rows:,} submissions, {rules:,} rules")
    show_slices(bench, runs)
    if find_spec("distributed") is None:
        print(
            "Dask is not installed (`pip install checklist-engine[dask]`): nothing more is measured.\n"
        )
        return 0
    stage = Stage(
        bench=bench,
        workers=wanted.workers,
        runs=runs,
        least=1 if wanted.quick else LEAST,
        importing=seconds_to_import(),
    )
    claim = show_workers(stage, segments)
    show_growth(stage, segments)
    return conclude([claim], quick=wanted.quick)


def ask_most(pack: Path) -> None:
    """A question is no longer asked of those few who answered another one in a certain way."""
    file = pack / "facts" / "main.yaml"
    section = json.loads(file.read_text(encoding="utf-8"))
    section["facts"][0]["relevant_when"] = {"integer0": {"at_most": 190}}
    file.write_text(json.dumps(section, ensure_ascii=False, indent=1), encoding="utf-8")


def with_one_edited(plan: Plan) -> Plan:
    """The plan with one rule turned round."""
    first, *others = plan.rules
    return replace(plan, rules=(replace(first, require=Negation(part=first.require)), *others))


def nobody_is_shown(row: int) -> PastCase:
    raise IndexError(row)


def show_slices(bench: Bench, runs: int) -> None:
    """What a slice takes, by its rows: the reason for the least that is worth sending."""
    before, after = bench.ground.whole()
    columns = from_bytes(bench.stored)
    sizes = [size for size in SLICES if size < bench.rows] + [bench.rows]
    stored = {size: to_bytes(cut(columns, 0, size)) for size in sizes}
    jobs: Mapping[int, Callable[[], object]] = {
        size: lambda part=part: moves_over(before, after, from_bytes(part), {})
        for size, part in stored.items()
    }
    seconds = least_seconds(jobs, runs)
    whole = seconds[bench.rows]
    table(
        ("submissions in a slice", f"time, ÷ that of {bench.rows:,}"),
        [(f"{size:,}", number(each / whole)) for size, each in seconds.items()],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A bench, and how it is tried; `importing` is what Dask takes to be imported."""

    bench: Bench
    workers: int
    runs: int
    least: int
    importing: float

    def seconds(self, engine: Engine, segments: int, pair: Pair, expected: Impact) -> float:
        """By the wall, once."""
        start = time.perf_counter()
        found = self.bench.compared(engine, segments, pair)
        spent = time.perf_counter() - start
        assert found == expected
        return spent

    @contextmanager
    def running(self, workers: int) -> Iterator[Engine]:
        """Workers that have been asked something."""
        with cluster(workers, least=self.least) as engine:
            self.bench.compared(engine, workers, self.bench.ground)
            yield engine

    def started(self, segments: int, pair: Pair, expected: Impact) -> float:
        """The same with starting workers, and letting them go."""
        start = time.perf_counter()
        with cluster(self.workers, least=self.least) as engine:
            self.seconds(engine, segments, pair, expected)
        return self.importing + time.perf_counter() - start


def show_workers(stage: Stage, segments: int) -> Claim:
    """One process, one worker and several; workers run already, and take turns."""
    bench, most = stage.bench, stage.workers
    pairs = {"everything is run": bench.ground, "one rule is edited": bench.one_rule}
    expected = {name: bench.compared(here, segments, pair) for name, pair in pairs.items()}
    assert all(each.moved for each in expected.values())
    names = ("one process", *(f"{count} worker(s)" for count in sorted({1, most})))
    found = {(way, name): float("inf") for way in names for name in pairs}
    with stage.running(1) as one, stage.running(most) as several:
        engines = dict(zip(names, (here, one, several) if most > 1 else (here, one), strict=True))
        for _ in range(stage.runs):
            for way, engine in engines.items():
                for name, pair in pairs.items():
                    spent = stage.seconds(engine, segments, pair, expected[name])
                    found[way, name] = min(found[way, name], spent)
    table(
        ("by the wall, ÷ one process", *pairs),
        [
            (way, *(number(found[way, name] / found["one process", name]) for name in pairs))
            for way in names
        ],
    )
    everything = next(iter(pairs))
    return Claim(
        words=f"{most} workers, times one",
        found=found[names[1], everything] / found[names[-1], everything],
        limit=WORKERS_TIMES,
        at_least=True,
    )


def show_growth(stage: Stage, most: int) -> None:
    """From which size workers pay that have to be started first."""
    sizes = [1 << power for power in range(most.bit_length())]
    pair = stage.bench.ground
    ratios: dict[int, float] = {}
    for segments in sizes:
        expected = stage.bench.compared(here, segments, pair)
        alone = min(stage.seconds(here, segments, pair, expected) for _ in range(stage.runs))
        helped = min(stage.started(segments, pair, expected) for _ in range(stage.runs))
        ratios[segments * stage.bench.rows] = helped / alone
    table(
        ("submissions", f"{stage.workers} workers, started for it, ÷ one process"),
        [(f"{size:,}", times(ratio)) for size, ratio in ratios.items()],
    )
    print(f"{words_on(stage.workers, ratios)}\n")


def words_on(workers: int, ratios: Mapping[int, float]) -> str:
    """From which size on workers were faster, of those that were tried."""
    faster: list[int] = []
    for size, ratio in sorted(ratios.items(), reverse=True):
        if ratio >= 1:
            break
        faster.append(size)
    if not faster:
        return f"{workers} workers that have to be started pay at none of these sizes."
    return (
        f"{workers} workers that have to be started are faster than one process from "
        f"{faster[-1]:,} submissions on (of the sizes tried)."
    )


def seconds_to_import() -> float:
    """What Dask takes to be imported: nothing has needed it yet."""
    start = time.perf_counter()
    import_module("distributed")
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
