"""How fast bulk is: many submissions against the floor (`floor.py`), which takes one at a time.

    python benchmarks/bulk.py [--rules 1000] [--submissions 20000] [--runs 5]

Both are checked to agree on every rule and every submission before anything is timed. Times are CPU time of this
process; what carries over to another machine are the ratios. Ends with 1 where one is missed.
"""

import argparse
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from floor import Document, Floor, document, floor
from synthetic import AS_OF, Raw, plan_of, raw_submissions, submission_of, write_pack

from checklist_engine.bulk import (
    BulkResult,
    changed,
    changed_scores,
    encode,
    evaluate,
    from_bytes,
    to_bytes,
)
from checklist_engine.conclusion.assess import assess
from checklist_engine.formats.json_text import parse_json
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.model.plan import Negation, Plan
from checklist_engine.model.submission import Agendum, Answers, Submission
from checklist_engine.model.verdicts import Verdict

WARM_TIMES = 100
COLD_TIMES = 15
MOST_BYTES = 600
SAMPLE = 40
"""So many submissions are assessed one by one, too, and compared on everything."""

_VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.UNDETERMINED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measured thing; `times` how often the floor takes as long, `least` how often it should."""

    name: str
    seconds: float
    times: float
    least: int | None = None


def main() -> int:
    """Print what was measured, and say whether it is within its limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--submissions", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5, help="how often each is run")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_of(write_pack(Path(folder), rules=wanted.rules))
    raw = list(raw_submissions(wanted.submissions))
    submissions = [submission_of(each, number, plan) for number, each in enumerate(raw)]
    for one, submission in zip(raw[:SAMPLE], submissions, strict=False):
        assert read(one, plan) == submission.answers
    del raw
    encoding = seconds_of(partial(encode, plan.vocabulary, dated(submissions[:1000]))) / 1000
    stored = to_bytes(encode(plan.vocabulary, dated(submissions)))
    print(f"{wanted.submissions} submissions, {wanted.rules} rules")
    size = len(stored) / wanted.submissions
    print(f"  stored                  {size:10.0f} bytes a submission (at most {MOST_BYTES})")
    print(f"  encoding                {encoding * 1e6:10.0f} µs a submission")
    documents = [document(each) for each in submissions]
    rules = floor(plan, AS_OF)
    check(plan, submissions, documents, rules, stored)
    # A collection between two jobs need not go through all that stays.
    gc.freeze()
    good = [show(line) for line in measured(plan, stored, documents, rules, wanted.runs)]
    return 0 if all(good) and size <= MOST_BYTES else 1


def read(raw: Raw, plan: Plan) -> Answers:
    """The answers of a submission as the loader types them."""
    faults: list[Diagnostic] = []
    tree = nested(parse_json(json.dumps(raw), "submission.json").cursor(), faults)
    answers = read_answers(tree, plan.vocabulary, faults)
    assert faults == []
    return replace(answers, reasons={})


def dated(submissions: Sequence[Submission]) -> list[tuple[Submission, date]]:
    return [(each, AS_OF) for each in submissions]


def check(
    plan: Plan,
    submissions: Sequence[Submission],
    documents: Sequence[Document],
    rules: Floor,
    stored: bytes,
) -> None:
    """Bulk agrees with the floor on every verdict, and with assessments on decisions and scores."""
    columns = from_bytes(stored)
    result = evaluate(plan, columns)
    # Laid out by rule, so that a rule's truths are compared as three planes.
    truths = zip(*(rules(documents[place]) for place in columns.order), strict=True)
    for rule, column in zip(plan.rules, truths, strict=True):
        for truth, verdict in _VERDICTS.items():
            signs = "".join("1" if each is truth else "0" for each in reversed(column))
            assert result.rules[rule.id].has[verdict] == int(signs, 2), (rule.id, verdict)
    for row in range(0, len(columns.cases), max(1, len(columns.cases) // SAMPLE)):
        check_row(plan, submissions[columns.order[row]], result, row)


def check_row(plan: Plan, submission: Submission, result: BulkResult, row: int) -> None:
    found = assess(plan, Agendum(item=None, submission=submission), AS_OF)
    assert result.score(row) == found.score
    assert found.decision is not None and result.decisions is not None
    assert result.decisions[found.decision] >> row & 1
    assert bool(result.provisional >> row & 1) == found.provisional
    assert {name for name, rows in result.conditions.items() if rows >> row & 1} == {
        each.id for each in found.conditions
    }


def measured(
    plan: Plan, stored: bytes, documents: Sequence[Document], rules: Floor, runs: int
) -> list[Line]:
    """The floor, then bulk; they take turns, so that a busy moment meets them all."""
    edited = with_one_edited(plan)
    columns = from_bytes(stored)
    before = evaluate(plan, columns)
    jobs: dict[str, Callable[[], object]] = {
        "floor, one at a time": lambda: [rules(each) for each in documents],
        "columns from bytes": lambda: from_bytes(stored),
        "bulk, cold": partial(on_fresh, plan, stored),
        "bulk, warm": lambda: evaluate(plan, columns),
        "scores, warm": lambda: evaluate(plan, columns).sums(),
        "one edited rule, warm": lambda: changed(before, evaluate(edited, columns, earlier=before)),
        "its scores": lambda: changed_scores(
            evaluate(plan, columns, earlier=before), evaluate(edited, columns, earlier=before)
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            times[name].append(seconds_of(job))
    medians = {name: statistics.median(each) for name, each in times.items()}
    base = medians["floor, one at a time"]
    least = {"bulk, warm": WARM_TIMES, "bulk, cold": COLD_TIMES}
    return [
        Line(name=name, seconds=each, times=base / each, least=least.get(name))
        for name, each in medians.items()
    ]


def on_fresh(plan: Plan, stored: bytes) -> BulkResult:
    """Everything from the stored bytes on."""
    return evaluate(plan, from_bytes(stored))


def with_one_edited(plan: Plan) -> Plan:
    """The plan with one rule turned round."""
    first, *others = plan.rules
    return replace(plan, rules=(replace(first, require=Negation(part=first.require)), *others))


def show(line: Line) -> bool:
    limit = f" (at least {line.least})" if line.least else ""
    print(f"  {line.name:<24}{line.seconds * 1000:10.1f} ms {line.times:8.1f} × floor{limit}")
    return line.least is None or line.times >= line.least


def seconds_of(job: Callable[[], object]) -> float:
    """The CPU time that a job takes, without the garbage of those before it (as `timeit` has it)."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        job()
        return time.process_time() - start
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
