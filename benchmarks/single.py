"""One submission, warm: a Plan as closures against the floor, and against the walk that explains.

The floor is the whole pack as one generated function (`floor.py`); it gives truths of `require` and nothing
else. Closures give the findings of every rule with verdict and credit, the score, and the decision. All are
seen to agree before they are timed, in turns, on the same submissions.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from floor import document, floor
from measuring import least_seconds
from ours import TRUTHS
from report import Claim, arguments, conclude, number, table, title
from synthetic import AS_OF, plan_of, raw_submissions, submission_of, write_pack

from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.closure_judgement import Judgement
from checklist_engine.evaluator.closure_verdicts import Judge
from checklist_engine.model.assessment import Score
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Submission
from checklist_engine.model.verdicts import Decision

RULES = (60, 1_000)
SUBMISSIONS = 40
FEW = 3
MOST_TIMES = 3.0
FLOOR, ALL = "floor: truths", "closures: verdicts, score, decision"


def main() -> int:
    """Print the times, and say whether closures are within their limit on the larger pack."""
    wanted = arguments(__doc__, runs=9).parse_args()
    sizes = RULES[:1] if wanted.quick else RULES
    count, runs = (FEW, 1) if wanted.quick else (SUBMISSIONS, wanted.runs)
    found = {rules: measured(rules, count, runs) for rules in sizes}
    title("One submission, warm, by closures")
    head = ("÷ floor", *(f"{rules:,} rules" for rules in sizes))
    table(
        head,
        [
            (name, *(number(each[name] / each[FLOOR]) for each in found.values()))
            for name in found[sizes[-1]]
        ],
    )
    last = found[sizes[-1]]
    claim = Claim(
        words=f"one assessment without explanations, {sizes[-1]:,} rules ÷ floor",
        found=last[ALL] / last[FLOOR],
        limit=MOST_TIMES,
    )
    return conclude([claim], quick=wanted.quick)


def measured(rules: int, count: int, runs: int) -> dict[str, float]:
    """Seconds that all submissions take each way."""
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_of(write_pack(Path(folder) / "synthetic", rules=rules))
    cases = [submission_of(raw, number, plan) for number, raw in enumerate(raw_submissions(count))]
    agree(plan, cases)
    straight, judge = floor(plan, AS_OF), Judge(plan)
    documents = [document(case) for case in cases]
    ways: dict[str, Callable[[], object]] = {
        FLOOR: lambda: [straight(each) for each in documents],
        "floor, with its document": lambda: [straight(document(case)) for case in cases],
        "closures: verdicts": lambda: [judge.judged(case.answers, (), AS_OF) for case in cases],
        ALL: lambda: [whole(judge.judged(case.answers, (), AS_OF)) for case in cases],
        "assessment, with reasons and words": lambda: [
            assess(plan, Agendum(item=None, submission=case), AS_OF) for case in cases
        ],
    }
    return least_seconds(ways, runs)


def whole(judged: Judgement) -> tuple[Score | None, Decision | None]:
    """Findings are there; score and decision are made when they are asked for."""
    return judged.score, judged.decision


def agree(plan: Plan, cases: Sequence[Submission]) -> None:
    """See to it that all say the same."""
    straight, judge = floor(plan, AS_OF), Judge(plan)
    for case in cases:
        judged = judge.judged(case.answers, (), AS_OF)
        verdicts = [found[0].verdict for found in judged.results]
        assert [TRUTHS[each] for each in verdicts] == list(straight(document(case)))
    for case in cases[:FEW]:
        judged = judge.judged(case.answers, (), AS_OF)
        assessment = assess(plan, Agendum(item=None, submission=case), AS_OF)
        assert (judged.score, judged.decision) == (assessment.score, assessment.decision)


if __name__ == "__main__":
    sys.exit(main())
