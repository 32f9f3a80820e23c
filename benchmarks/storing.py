"""What it takes to put submissions into columns, and to keep them there.

First import is what is done once with every submission of an archive: its JSON is read, typed by the vocabulary of
its pack, and written into columns. It is measured in times of `json.loads` of the same bytes. Bytes in memory are
those that `tracemalloc` counts.
"""

import gc
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Sequence
from json import loads
from pathlib import Path

from measuring import least_seconds
from report import Claim, arguments, conclude, number, table, title
from synthetic import AS_OF, PROFILE, Raw, compiled, pack_of, raw_submissions, write_pack

from checklist_engine.bulk import (
    Columns,
    encode,
    encode_contents,
    evaluate,
    from_bytes,
    to_bytes,
)
from checklist_engine.model.pack import RulePack
from checklist_engine.model.submission import Submission
from checklist_engine.register.contents import submission_of
from checklist_engine.register.exact_json import exact_json

RULES = 1_000
SUBMISSIONS = 10_000
IMPORTED = 500
FEW = 20
MOST_TIMES = 3
MOST_BYTES = 600


def main() -> int:
    """Print both tables, and say whether import and columns are within their limits."""
    wanted = arguments(__doc__, runs=5).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pack = pack_of(write_pack(Path(folder) / "synthetic", rules=FEW if wanted.quick else RULES))
    contents = [
        content_of(raw, place)
        for place, raw in enumerate(raw_submissions(FEW if wanted.quick else SUBMISSIONS))
    ]
    ratio = imported(contents, pack, 1 if wanted.quick else wanted.runs)
    size = kept(contents, pack)
    claims = (
        Claim(words="first import ÷ parsing JSON", found=ratio, limit=MOST_TIMES),
        Claim(words="a stored submission", found=size, limit=MOST_BYTES, unit="bytes"),
    )
    return conclude(claims, quick=wanted.quick)


def content_of(raw: Raw, place: int) -> bytes:
    """A submission as an archive keeps it."""
    case = {"id": f"case-{place:06}", "title": f"case {place}"}
    return exact_json({"case": case, "pack": "synthetic", "profile": PROFILE, "answers": raw})


def imported(contents: Sequence[bytes], pack: RulePack, runs: int) -> float:
    """Print what an import takes in times of parsing the same JSON; and step by step, as for files of users."""
    few = contents[:IMPORTED]
    submissions = typed(few, pack)
    dated = [(each, AS_OF) for each in contents]
    jobs: dict[str, Callable[[], object]] = {
        "parsing JSON": lambda: [loads(each) for each in contents],
        "JSON to columns": lambda: encode_contents(pack.vocabulary, dated, _unfit),
    }
    steps: dict[str, Callable[[], object]] = {
        "parsing JSON": lambda: [loads(each) for each in few],
        "reading and typing with places": lambda: typed(few, pack),
        "encoding what is typed": lambda: columns_of(submissions, pack),
    }
    # With the collector off, as an import has it: otherwise parsing is slowed by what others hold.
    gc.disable()
    try:
        whole, single = least_seconds(jobs, runs), least_seconds(steps, runs)
    finally:
        gc.enable()
    ratio = whole["JSON to columns"] / whole["parsing JSON"]
    title(f"First import of submissions ({len(contents):,})")
    rows = [("first import", number(ratio))]
    rows += [
        (name, number(each / single["parsing JSON"]))
        for name, each in single.items()
        if name != "parsing JSON"
    ]
    table(("step", "÷ parsing JSON"), rows)
    return ratio


def _unfit(position: int) -> Submission:
    raise AssertionError(f"submission {position} was made to fit")


def typed(contents: Sequence[bytes], pack: RulePack) -> list[Submission]:
    return [submission_of(each, "submission.json", pack) for each in contents]


def columns_of(submissions: Sequence[Submission], pack: RulePack) -> Columns:
    return encode(pack.vocabulary, [(each, AS_OF) for each in submissions])


def kept(contents: Sequence[bytes], pack: RulePack) -> float:
    """Print how many bytes a submission has in each form; in that of an archive's columns."""
    plan, several = compiled(pack), len(contents)
    few = contents[:IMPORTED]
    stored = to_bytes(columns_of(typed(contents, pack), pack))
    left, most = allocated(lambda: evaluate(plan, from_bytes(stored)))
    sizes = {
        "JSON": sum(map(len, contents)) / several,
        "typed, in memory": allocated(lambda: typed(few, pack))[0] / len(few),
        "columns, stored": len(stored) / several,
        f"columns and what {len(plan.rules):,} rules say of them, in memory": left / several,
        "most memory while these rules are evaluated": most / several,
    }
    title(f"Bytes a submission ({several:,})")
    rows = [(name, number(each)) for name, each in sizes.items()]
    table(("form", "bytes a submission"), rows)
    return sizes["columns, stored"]


def allocated(job: Callable[[], object]) -> tuple[int, int]:
    """The bytes that what a job makes takes, and the most that the job had at once."""
    tracemalloc.start()
    try:
        made = job()
        sizes = tracemalloc.get_traced_memory()
        del made
        return sizes
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    sys.exit(main())
