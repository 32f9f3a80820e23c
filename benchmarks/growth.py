"""How time grows with the number of rules (60 to 4,000), and with the number of submissions (1 to 100,000).

Linear is what takes four times as long with four times as much. The exponent of a growth is the slope of the line
that fits it best where both axes are logarithms: 1 for linear, 2 for quadratic. What is done only once makes a
growth look flatter than it is, so that it is the steepest step from one size to the next that is judged.
Submissions beyond the first 10,000 are the same ones again, which neither bits nor columns profit from.
"""

import math
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import TypeVar

from floor import document, floor
from measuring import least_seconds
from report import Claim, arguments, conclude, number, table, title
from synthetic import AS_OF, compiled, pack_of, raw_submissions, submission_of, write_pack

from checklist_engine.bulk import encode, evaluate, from_bytes, to_bytes
from checklist_engine.evaluator.closure_judgement import Judgement
from checklist_engine.evaluator.closure_verdicts import Judge
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission

RULES = (60, 250, 1_000, 4_000)
SUBMISSIONS = (1, 100, 10_000, 100_000)
DISTINCT = 10_000
STEEPEST = 1.25
"""The most that still counts as linear: four times as much may take 5.7 times as long, for want of cache."""

FLOOR = "floor, one by one"
ONE_BY_ONE = 20
AT_ONCE = 2_000
"""So many submissions, one by one and at once, while rules grow."""

Given = TypeVar("Given")
Growth = Mapping[int, float]
Jobs = dict[tuple[str, int], Callable[[], object]]


def main() -> int:
    """Print both growths, and say whether they are linear."""
    wanted = arguments(__doc__, runs=5).parse_args()
    runs = 1 if wanted.quick else wanted.runs
    rules = RULES[:2] if wanted.quick else RULES
    submissions = SUBMISSIONS[:2] if wanted.quick else SUBMISSIONS
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        packs = [write_pack(folder / f"synthetic{size}", rules=size) for size in rules]
        plans = [compiled(pack_of(pack)) for pack in packs]
        several = typed(min(DISTINCT, max(AT_ONCE, submissions[-1])), plans[0])
        by_rules = growths(
            rule_jobs(plans, several[: submissions[-1] if wanted.quick else AT_ONCE]),
            {
                ("reading and compiling", size): partial(read, pack)
                for size, pack in zip(rules, packs, strict=True)
            },
            runs,
        )
    by_submissions = growths(*submission_jobs(plans[0], several, submissions), runs)
    base = by_rules[FLOOR][rules[0]] / ONE_BY_ONE
    title("Growth with rules")
    show("rules", by_rules, base)
    title(f"Growth with submissions, {rules[0]} rules")
    show("submissions", by_submissions, base)
    claims = [
        Claim(
            words=f"{what}, by {axis}: steepest step", found=steepest(each), limit=STEEPEST, unit=""
        )
        for axis, several_growths in (("rules", by_rules), ("submissions", by_submissions))
        for what, each in several_growths.items()
        if what != FLOOR
    ]
    return conclude(claims, quick=wanted.quick)


def typed(count: int, plan: Plan) -> list[Submission]:
    return [submission_of(raw, number, plan) for number, raw in enumerate(raw_submissions(count))]


def read(pack: Path) -> Plan:
    return compiled(pack_of(pack))


def growths(jobs: Jobs, slow: Jobs, runs: int) -> dict[str, Growth]:
    """What each job takes, by size; slow ones are run twice at most."""
    found: dict[str, dict[int, float]] = {}
    for (what, size), seconds in (
        least_seconds(jobs, runs) | least_seconds(slow, min(runs, 2))
    ).items():
        found.setdefault(what, {})[size] = seconds
    return dict(found)


def rule_jobs(plans: Sequence[Plan], several: Sequence[Submission]) -> Jobs:
    """One plan after the other over the same submissions."""
    few = several[:ONE_BY_ONE]
    columns = encode(plans[0].vocabulary, [(each, AS_OF) for each in several])
    jobs: Jobs = {}
    for plan in plans:
        size, straight, judge = len(plan.rules), floor(plan, AS_OF), Judge(plan)
        jobs[FLOOR, size] = partial(one_by_one, straight, [document(each) for each in few])
        jobs["closures, one by one", size] = partial(one_by_one, partial(judged, judge), few)
        jobs[f"bulk, {len(several):,} at once", size] = partial(evaluate, plan, columns)
    return jobs


def one_by_one(way: Callable[[Given], object], several: Sequence[Given]) -> None:
    for each in several:
        way(each)


def judged(judge: Judge, submission: Submission) -> Judgement:
    return judge.judged(submission.answers, submission.evidence, AS_OF)


def submission_jobs(
    plan: Plan, several: Sequence[Submission], sizes: Sequence[int]
) -> tuple[Jobs, Jobs]:
    """More and more submissions: evaluated, read from bytes; and (slow) encoded."""
    jobs: Jobs = {}
    slow: Jobs = {}
    for size in sizes:
        dated = [(each, AS_OF) for each in islice(cycle(several), size)]
        columns = encode(plan.vocabulary, dated)
        jobs["bulk", size] = partial(evaluate, plan, columns)
        jobs["columns from bytes", size] = partial(from_bytes, to_bytes(columns))
        slow["columns from submissions", size] = partial(encode, plan.vocabulary, dated)
    return jobs, slow


def exponent(growth: Growth) -> float:
    """The slope of the line that fits best where both axes are logarithms (least squares).

    >>> round(exponent({1: 3.0, 10: 30.0, 100: 300.0}), 6)
    1.0
    """
    points = [(math.log(size), math.log(seconds)) for size, seconds in growth.items()]
    middle, height = (sum(each) / len(points) for each in zip(*points, strict=True))
    rise: float = sum((x - middle) * (y - height) for x, y in points)
    run: float = sum((x - middle) ** 2 for x, _ in points)
    return rise / run


def steepest(growth: Growth) -> float:
    """The largest exponent from one size to the next.

    >>> round(steepest({1: 5.0, 10: 6.0, 100: 60.0}), 6)
    1.0
    """
    sizes = sorted(growth)
    pairs = pairwise(sizes)
    return max(exponent({size: growth[size] for size in pair}) for pair in pairs)


def show(what: str, growths: Mapping[str, Growth], base: float) -> None:
    """Print times in those of the floor for one submission by the smallest pack."""
    sizes = sorted(next(iter(growths.values())))
    head = (
        "× floor, 60 rules, one submission",
        *(f"{size:,} {what}" for size in sizes),
        "exponent",
    )
    table(
        head,
        [
            [name, *(number(growth[size] / base) for size in sizes), f"{exponent(growth):.2f}"]
            for name, growth in growths.items()
        ],
    )


if __name__ == "__main__":
    sys.exit(main())
