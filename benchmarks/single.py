"""One submission, warm: a Plan as closures against the floor, and against the walk that explains.

The floor is the whole pack as one generated function (`floor.py`); it gives truths of `require` and nothing
else. Closures give the findings of every rule with verdict and credit, then score and decision, too. All are
seen to agree before they are timed, by processor time, on the same submissions in turns.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from floor import document, floor
from synthetic import AS_OF, plan_of, raw_submissions, submission_of, write_pack

from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.closure_verdicts import Judge
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Submission
from checklist_engine.model.verdicts import Verdict

RULES = (60, 1_000)
SUBMISSIONS = 40
MOST_TIMES = 3.0
_VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.UNDETERMINED}


def main() -> int:
    """Print the times, and say whether closures are within their limit on the larger pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="how often each is run")
    runs: int = parser.parse_args().runs
    ratio = 0.0
    for rules in RULES:
        with tempfile.TemporaryDirectory() as folder:
            plan = plan_of(write_pack(Path(folder) / "synthetic", rules=rules))
        cases = [
            submission_of(raw, number, plan)
            for number, raw in enumerate(islice(raw_submissions(SUBMISSIONS), SUBMISSIONS))
        ]
        ratio = measured(plan, cases, runs)
    print(f"findings of {RULES[-1]} rules ÷ floor {ratio:.2f} (at most {MOST_TIMES})")
    return 0 if ratio <= MOST_TIMES else 1


def measured(plan: Plan, cases: Sequence[Submission], runs: int) -> float:
    """Print what one submission takes each way; findings by closures in times of the floor."""
    straight, judge = floor(plan, AS_OF), Judge(plan)
    documents = [document(case) for case in cases]
    agree(plan, cases)
    ways: dict[str, Callable[[int], object]] = {
        "floor: truths": lambda at: straight(documents[at]),
        "floor, with its document": lambda at: straight(document(cases[at])),
        "closures: findings": lambda at: judge.judged(cases[at].answers, (), AS_OF),
        "… and score": lambda at: judge.judged(cases[at].answers, (), AS_OF).score,
        "… and decision": lambda at: judge.judged(cases[at].answers, (), AS_OF).decision,
        "assessment with reasons": lambda at: assess(
            plan, Agendum(item=None, submission=cases[at]), AS_OF
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    # What stands by for all of them is no business of the garbage collector while one is timed.
    gc.collect()
    gc.freeze()
    for _ in range(runs):
        for name, way in ways.items():
            way(0)
            several = cases[:4] if name.startswith("assessment") else cases
            start = time.process_time()
            for at in range(len(several)):
                way(at)
            times[name].append((time.process_time() - start) / len(several))
    # Whatever disturbs a run adds to it: the least is what the work takes.
    least = {name: min(each) for name, each in times.items()}
    print(f"one submission, {len(plan.rules)} rules")
    for name, each in least.items():
        print(f"  {name:<28}{each * 1e6:10.0f} µs{each / least['floor: truths']:9.2f}")
    return least["closures: findings"] / least["floor: truths"]


def agree(plan: Plan, cases: Sequence[Submission]) -> None:
    """See to it that all say the same."""
    straight, judge = floor(plan, AS_OF), Judge(plan)
    for case in cases:
        judged = judge.judged(case.answers, (), AS_OF)
        verdicts = [found[0].verdict for found in judged.results]
        assert verdicts == [_VERDICTS[truth] for truth in straight(document(case))]
    for case in cases[:3]:
        judged = judge.judged(case.answers, (), AS_OF)
        assessment = assess(plan, Agendum(item=None, submission=case), AS_OF)
        assert (judged.score, judged.decision) == (assessment.score, assessment.decision)


if __name__ == "__main__":
    sys.exit(main())
