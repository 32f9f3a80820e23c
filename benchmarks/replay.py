"""How fast replay is: one rule of many is edited, and all stored submissions are compared, in a cold process.

    python benchmarks/replay.py [--rules 1000] [--submissions 20000] [--runs 5] [--workers 2]

The archive is made first, and replayed once, so that its columns and packs are kept; then every run edits a
rule anew. Times are CPU time of the whole process; `python -c pass` is 1. What Dask says (`--workers`) is
checked to be the same, and timed by the wall.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from report import Claim, arguments, conclude, number, table, title
from synthetic import AS_OF, PROFILE, raw_submissions, write_pack

from checklist_engine.register.blobs import digest_of
from checklist_engine.register.exact_json import exact_json
from checklist_engine.register.packs import blobs_of, pack_files
from checklist_engine.register.records import CaseRecord, StoredFile
from checklist_engine.register.store import writing
from checklist_engine.usecases.find_pack import find_base

COMMAND_TIMES = 25
LIBRARY_TIMES = 8
WORKERS_TIMES = 1.6
FEW = 20
_LIBRARY = """\
import sys
from datetime import date
from pathlib import Path
from checklist_engine.usecases.replay_cases import ReplayOrder, replay_cases
order = ReplayOrder(cases=Path(sys.argv[1]), after=Path(sys.argv[2]), before=None, as_of=None,
    today=date(2026, 11, 1), limit=10, all_revisions=False)
print(replay_cases(order).impact.moved)
"""


def write_archive(path: Path, pack: Path, submissions: int) -> None:
    """An archive of so many cases, as if each had been assessed; assessments are left out."""
    files = pack_files(pack, find_base)
    nothing = exact_json({})
    with writing(path) as store:
        for number, raw in enumerate(raw_submissions(submissions), start=1):
            name = f"case-{number:06}"
            content = exact_json(
                {
                    "case": {"id": name, "title": name},
                    "pack": "synthetic",
                    "profile": PROFILE,
                    "answers": json.loads(json.dumps(raw), parse_float=Decimal),
                }
            )
            record = CaseRecord(
                case=name,
                title=name,
                system=None,
                department=None,
                meeting=None,
                item=None,
                notified=False,
                as_of=AS_OF,
                pack="synthetic",
                pack_version="1.0.0",
                pack_digest="",
                pack_files=files.listing,
                profile=PROFILE,
                files=(StoredFile(name=f"{name}.yaml", blob=digest_of(content)),),
                content=digest_of(content),
                rulings=None,
                assessment=digest_of(nothing),
                outcome="",
                decision=None,
                provisional=False,
                score=None,
                engine="0",
                added_on=date(2026, 11, 1),
            )
            blobs = {**files.blobs, digest_of(content): content, digest_of(nothing): nothing}
            wanted = blobs_of(record, blobs.__getitem__) if number == 1 else record.blobs
            store.add(record, [blobs[each] for each in wanted])


def main() -> int:
    """Print what was measured, and say whether it is within its limits."""
    parser = arguments(__doc__, runs=5)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--submissions", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2, help="workers of Dask (0: none)")
    wanted = parser.parse_args()
    rules, submissions, runs = wanted.rules, wanted.submissions, wanted.runs
    if wanted.quick:
        rules, submissions, runs = FEW, FEW, 1
    with tempfile.TemporaryDirectory() as made:
        bench = Bench.made(Path(made), rules, submissions)
        bench.run(bench.library)
        nothing = bench.median(lambda: [sys.executable, "-c", "pass"], runs)
        ways = {"the library": bench.library, "the command": bench.command}
        times = {
            name: bench.median(partial(bench.edited, command), runs) / nothing
            for name, command in ways.items()
        }
        title(f"Replay: {submissions:,} submissions, one of {rules:,} rules edited")
        table(
            ("a cold process", "÷ `python -c pass`"),
            [(name, number(each)) for name, each in times.items()],
        )
        claims = [
            Claim(words=f"replay by {name} ÷ python -c pass", found=times[name], limit=limit)
            for name, limit in (("the library", LIBRARY_TIMES), ("the command", COMMAND_TIMES))
        ]
        if wanted.workers and not wanted.quick and find_spec("distributed"):
            claims.append(compare_machines(bench, wanted.workers))
    return conclude(claims, quick=wanted.quick)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """An archive, the pack to be edited, and the environment in which processes run."""

    archive: Path
    pack: Path
    environment: Mapping[str, str]

    @classmethod
    def made(cls, folder: Path, rules: int, submissions: int) -> "Bench":
        """All of it, in a folder."""
        old = write_pack(folder / "old" / "synthetic", rules=rules)
        write_archive(folder / "past.db", old, submissions)
        environment = {
            **os.environ,
            "CHECKLIST_CACHE": "on",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        # Modules are compiled once, as they are where the program is installed.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return cls(
            archive=folder / "past.db",
            pack=write_pack(folder / "new" / "synthetic", rules=rules),
            environment=environment,
        )

    @property
    def library(self) -> list[str]:
        return [sys.executable, "-c", _LIBRARY, str(self.archive), str(self.pack)]

    @property
    def command(self) -> list[str]:
        program = [sys.executable, "-m", "checklist_engine", "replay"]
        return [*program, str(self.archive), "--to", str(self.pack)]

    def edited(self, command: Sequence[str]) -> Sequence[str]:
        """The command, after an edit that no run has seen: a rule is turned round, and that once more."""
        file = max(self.pack.glob("one/*.yaml"))
        rule = json.loads(file.read_text(encoding="utf-8"))
        rule["require"] = {"not": rule["require"]}
        file.write_text(json.dumps(rule, ensure_ascii=False, indent=1), encoding="utf-8")
        return command

    def run(self, command: Sequence[str]) -> tuple[float, float, str]:
        """CPU time, time by the wall, and the words of a process."""
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        ran = subprocess.run(
            list(command), env=dict(self.environment), capture_output=True, text=True, check=False
        )
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert ran.returncode in (0, 1), ran.stderr
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return spent, wall, ran.stdout

    def median(self, command: Callable[[], Sequence[str]], runs: int) -> float:
        """CPU time of a process."""
        return statistics.median(self.run(command())[0] for _ in range(runs))


def compare_machines(bench: Bench, most: int) -> Claim:
    """One worker against several, by the wall, starting them included; what they say is the same."""
    here = bench.run([*bench.command, "--format", "json"])
    wall = {}
    for workers in (1, most):
        engine = f"dask://local?workers={workers}"
        there = bench.run([*bench.command, "--format", "json", "--engine", engine])
        assert there[2] == here[2]
        wall[workers] = there[1]
    rows = [
        (f"Dask, {workers} worker(s)", number(each / here[1])) for workers, each in wall.items()
    ]
    table(("by the wall", "÷ one process"), rows)
    ratio = wall[1] / wall[most]
    return Claim(
        words=f"{most} workers, times one", found=ratio, limit=WORKERS_TIMES, at_least=True
    )


if __name__ == "__main__":
    sys.exit(main())
