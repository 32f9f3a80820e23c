"""How fast bulk is: many submissions against the floor (`floor.py`), which takes one at a time.

    python benchmarks/bulk.py [--rules 1000] [--submissions 20000] [--runs 5]

Both are seen to agree on every rule and every submission before anything is timed, and bulk with whole
assessments on some. Warm has evaluated the same columns before; cold begins with their bytes.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from floor import Document, Floor, document, floor
from measuring import least_seconds
from ours import TRUTHS
from report import Claim, arguments, conclude, number, table, title
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

WARM_TIMES = 100
COLD_TIMES = 15
RULES = 1_000
SUBMISSIONS = 20_000
FEW = 50
SAMPLE = 40
"""So many submissions are assessed one by one, too, and compared on everything."""

FLOOR, WARM, COLD = "floor, one at a time", "bulk, warm", "bulk, cold"


def main() -> int:
    """Print what was measured, and say whether it is within its limits."""
    parser = arguments(__doc__, runs=5)
    parser.add_argument("--rules", type=int, default=RULES)
    parser.add_argument("--submissions", type=int, default=SUBMISSIONS)
    wanted = parser.parse_args()
    rules, count, runs = wanted.rules, wanted.submissions, wanted.runs
    if wanted.quick:
        rules, count, runs = FEW, FEW, 1
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_of(write_pack(Path(folder) / "synthetic", rules=rules))
    raw = list(raw_submissions(count))
    submissions = [submission_of(each, number, plan) for number, each in enumerate(raw)]
    for one, submission in zip(raw[:SAMPLE], submissions, strict=False):
        assert read(one, plan) == submission.answers
    del raw
    stored = to_bytes(encode(plan.vocabulary, [(each, AS_OF) for each in submissions]))
    documents = [document(each) for each in submissions]
    straight = floor(plan, AS_OF)
    check(plan, submissions, documents, straight, stored)
    seconds = least_seconds(jobs_of(plan, stored, documents, straight), runs)
    show(seconds, f"{rules:,} rules over {count:,} submissions")
    claims = (
        Claim(
            words="floor ÷ bulk, columns warm",
            found=seconds[FLOOR] / seconds[WARM],
            limit=WARM_TIMES,
            at_least=True,
        ),
        Claim(
            words="floor ÷ bulk, cold",
            found=seconds[FLOOR] / seconds[COLD],
            limit=COLD_TIMES,
            at_least=True,
        ),
    )
    return conclude(claims, quick=wanted.quick)


def read(raw: Raw, plan: Plan) -> Answers:
    """The answers of a submission as the loader types them."""
    faults: list[Diagnostic] = []
    tree = nested(parse_json(json.dumps(raw), "submission.json").cursor(), faults)
    answers = read_answers(tree, plan.vocabulary, faults)
    assert faults == []
    return replace(answers, reasons={})


def check(
    plan: Plan,
    submissions: Sequence[Submission],
    documents: Sequence[Document],
    straight: Floor,
    stored: bytes,
) -> None:
    """Bulk agrees with the floor on every verdict, and with assessments on decisions and scores."""
    columns = from_bytes(stored)
    result = evaluate(plan, columns)
    # Laid out by rule, so that a rule's truths are compared as three planes.
    truths = zip(*(straight(documents[place]) for place in columns.order), strict=True)
    for rule, column in zip(plan.rules, truths, strict=True):
        for verdict, truth in TRUTHS.items():
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


def jobs_of(
    plan: Plan, stored: bytes, documents: Sequence[Document], straight: Floor
) -> Mapping[str, Callable[[], object]]:
    """The floor, and bulk in several ways."""
    edited = with_one_edited(plan)
    columns = from_bytes(stored)
    before = evaluate(plan, columns)
    return {
        FLOOR: lambda: [straight(each) for each in documents],
        "columns from bytes": lambda: from_bytes(stored),
        COLD: partial(on_fresh, plan, stored),
        WARM: lambda: evaluate(plan, columns),
        "bulk with scores, warm": lambda: [*evaluate(plan, columns).scores()],
        "one edited rule, warm": lambda: changed(before, evaluate(edited, columns, earlier=before)),
        "its scores": lambda: changed_scores(
            evaluate(plan, columns, earlier=before), evaluate(edited, columns, earlier=before)
        ),
    }


def on_fresh(plan: Plan, stored: bytes) -> BulkResult:
    """Everything from the stored bytes on."""
    return evaluate(plan, from_bytes(stored))


def with_one_edited(plan: Plan) -> Plan:
    """The plan with one rule turned round."""
    first, *others = plan.rules
    return replace(plan, rules=(replace(first, require=Negation(part=first.require)), *others))


def show(seconds: Mapping[str, float], words: str) -> None:
    title(f"Many submissions at once: {words}")
    rows = [(name, number(seconds[FLOOR] / each)) for name, each in seconds.items()]
    table(("way", "so many times as fast as the floor"), rows)


if __name__ == "__main__":
    sys.exit(main())
