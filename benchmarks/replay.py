"""How fast replay is: one rule of many is edited, and all stored submissions are compared, in a cold process.

    python benchmarks/replay.py [--rules 1000] [--submissions 20000] [--runs 9]

The archive is made first, and replayed once, so that its columns and packs are kept; then every run edits one
rule in a way that no run has seen. Times are processor time of the whole process; `python -c pass` is 1.

- *bulk, by the library*: the columns as bytes and the edited rule as it is compiled, before and after: which
  submissions it moves.
- *replay, by the library*: the edited file among the others, read and compiled; decisions, conditions,
  verdicts and scores that move, counted.
- *the command*: the same, told in words for the first cases of each group.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from report import Claim, arguments, conclude, number, table, title
from synthetic import AS_OF, PROFILE, plan_of, raw_submissions, write_pack

from checklist_engine.bulk import encode_contents, to_bytes
from checklist_engine.compiler.plan_json import dump_plan
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission
from checklist_engine.register.blobs import digest_of
from checklist_engine.register.exact_json import exact_json
from checklist_engine.register.packs import blobs_of, pack_files
from checklist_engine.register.records import CaseRecord, StoredFile
from checklist_engine.register.store import writing
from checklist_engine.usecases.find_pack import find_base

COMMAND_TIMES = 25
LIBRARY_TIMES = 8
NOTHING = "python -c pass"
FEW = 20
_BULK = """\
import sys
from pathlib import Path
from checklist_engine.bulk import changed_rules, evaluate, from_bytes
from checklist_engine.compiler.plan_json import load_plan
columns, *plans = (Path(each).read_bytes() for each in sys.argv[1:])
columns = from_bytes(columns)
was, now = (evaluate(load_plan(each), columns) for each in plans)
print(sum(rows.bit_count() for rows in changed_rules(was, now).values()))
"""
_REPLAY = """\
import sys
from datetime import date
from pathlib import Path
from checklist_engine.usecases.replay_cases import ReplayOrder, replay_cases
order = ReplayOrder(cases=Path(sys.argv[1]), after=Path(sys.argv[2]), before=None, as_of=None,
    today=date(2026, 11, 1), limit=0, all_revisions=False)
print(replay_cases(order).impact.moved)
"""


def contents_of(submissions: int) -> Iterator[tuple[str, bytes]]:
    """Cases by name, as an archive keeps them."""
    for place, raw in enumerate(raw_submissions(submissions), start=1):
        name = f"case-{place:06}"
        answers = json.loads(json.dumps(raw), parse_float=Decimal)
        case = {"id": name, "title": name}
        yield (
            name,
            exact_json({"case": case, "pack": "synthetic", "profile": PROFILE, "answers": answers}),
        )


def write_archive(path: Path, pack: Path, submissions: int) -> None:
    """An archive of so many cases, as if each had been assessed; assessments are left out."""
    files = pack_files(pack, find_base)
    nothing = exact_json({})
    with writing(path) as store:
        for place, (name, content) in enumerate(contents_of(submissions), start=1):
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
            wanted = blobs_of(record, blobs.__getitem__) if place == 1 else record.blobs
            store.add(record, [blobs[each] for each in wanted])


def main() -> int:
    """Print what was measured, and say whether it is within its limits."""
    parser = arguments(__doc__, runs=9)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--submissions", type=int, default=20_000)
    wanted = parser.parse_args()
    rules, submissions, runs = wanted.rules, wanted.submissions, wanted.runs
    if wanted.quick:
        rules, submissions, runs = FEW, FEW, 1
    with tempfile.TemporaryDirectory() as made:
        bench = Bench.made(Path(made), rules, submissions)
        moved = bench.check()
        ways = {
            NOTHING: [sys.executable, "-c", "pass"],
            "bulk, by the library": bench.bulk,
            "replay, by the library": bench.library,
            "the command": bench.command,
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(runs):
            for name, command in ways.items():
                bench.edit()
                times[name].append(bench.spent(command))
    medians = {name: statistics.median(each) for name, each in times.items()}
    found = {name: each / medians[NOTHING] for name, each in medians.items()}
    title(
        f"Replay: {submissions:,} submissions, one of {rules:,} rules edited, {moved:,} moved by it"
    )
    table(
        ("a cold process", f"÷ `{NOTHING}`"),
        [(name, number(each)) for name, each in found.items()],
    )
    limits = {"bulk, by the library": LIBRARY_TIMES, "the command": COMMAND_TIMES}
    claims = [
        Claim(words=f"one edited rule: {name} ÷ {NOTHING}", found=found[name], limit=limit)
        for name, limit in limits.items()
    ]
    return conclude(claims, quick=wanted.quick)


@dataclass(slots=True, kw_only=True)
class Bench:
    """An archive, the pack to be edited and the rule in it, columns, and the environment of processes."""

    folder: Path
    plan: Plan
    rule: Path
    written: Mapping[str, object]
    environment: Mapping[str, str]
    edits: int = 0

    @classmethod
    def made(cls, folder: Path, rules: int, submissions: int) -> "Bench":
        """All of it, in a folder."""
        old = write_pack(folder / "old" / "synthetic", rules=rules)
        write_archive(folder / "past.db", old, submissions)
        plan = plan_of(old)
        contents = [(content, AS_OF) for _, content in contents_of(submissions)]
        (folder / "columns").write_bytes(
            to_bytes(encode_contents(plan.vocabulary, contents, _unfit))
        )
        new = write_pack(folder / "new" / "synthetic", rules=rules)
        rule = max(new.glob("one/*.yaml"))
        environment = {
            **os.environ,
            "CHECKLIST_CACHE": "on",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        # Modules are compiled once, as they are where the program is installed.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return cls(
            folder=folder,
            plan=plan,
            rule=rule,
            written=json.loads(rule.read_text(encoding="utf-8")),
            environment=environment,
        )

    @property
    def bulk(self) -> list[str]:
        files = (self.folder / name for name in ("columns", "before.json", "after.json"))
        return [sys.executable, "-c", _BULK, *map(str, files)]

    @property
    def library(self) -> list[str]:
        return [sys.executable, "-c", _REPLAY, str(self.folder / "past.db"), str(self.pack)]

    @property
    def command(self) -> list[str]:
        program = [sys.executable, "-m", "checklist_engine", "replay"]
        return [*program, str(self.folder / "past.db"), "--to", str(self.pack)]

    @property
    def pack(self) -> Path:
        return self.rule.parent.parent

    def edit(self) -> None:
        """The rule turned round, written in one more way that no run has seen: the same cases move each time."""
        require: object = {"not": self.written["require"]}
        for _ in range(self.edits):
            require = {"all": [require]}
        self.edits += 1
        rule = {**self.written, "require": require}
        self.rule.write_text(json.dumps(rule, ensure_ascii=False, indent=1), encoding="utf-8")
        for name, plan in (("before", self.plan), ("after", plan_of(self.pack))):
            [one] = (each for each in plan.rules if each.id == self.rule.stem)
            content = dump_plan(replace(plan, rules=(one,)))
            (self.folder / f"{name}.json").write_bytes(content)

    def check(self) -> int:
        """How many move, of which all ways say the same; the archive's columns and its packs are kept now."""
        self.run(self.library)
        # What was written a moment ago might change again unseen, and is not trusted by its looks.
        time.sleep(3)
        self.run(self.library)
        self.edit()
        moved = int(self.run(self.bulk))
        # Where the rule is about a condition, all that it moves are cases that replay counts.
        assert moved == int(self.run(self.library))
        assert f"{moved}件" in self.run(self.command).replace(" ", "")
        return moved

    def spent(self, command: Sequence[str]) -> float:
        """Processor time of a process."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.run(command)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def run(self, command: Sequence[str]) -> str:
        """What a process says."""
        ran = subprocess.run(
            list(command), env=dict(self.environment), capture_output=True, text=True, check=False
        )
        assert ran.returncode in (0, 1) and "Traceback" not in ran.stderr, ran.stderr
        return ran.stdout


def _unfit(position: int) -> Submission:
    raise AssertionError(f"submission {position} was made to fit")


if __name__ == "__main__":
    sys.exit(main())
