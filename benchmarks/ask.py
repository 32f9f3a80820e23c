"""How long `ask` takes: the first time, and again after one changed answer, as a form would call it.

    python benchmarks/ask.py

For every case of the examples, each open question with choices gets its first choice in turn, and each
answer with choices is changed to another one; then the same with 40 answers taken away from a seed
case, and with all of them. These limits are of time, not ratios: somebody sits in front of a form and waits.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median

from report import Claim, arguments, conclude, number, table, title

from checklist_engine.conclusion.answers import answer_index
from checklist_engine.ground.values import FactType, Value
from checklist_engine.inquiry.ask import Inquirer
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Answers, Ruling, Submission
from checklist_engine.usecases.assess_cases import assess_cases

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SEED_CASE = ("niiza-2021-04-15", "r3-1-a")
TAKEN_AWAY = 40
FEW = 3
LONGEST_FIRST = 1000
LONGEST_AGAIN = 20
"""Milliseconds: for the first time, and for the median of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A submission with what it is asked by."""

    name: str
    plan: Plan
    as_of: date
    rulings: tuple[Ruling, ...]
    submission: Submission


def cases() -> Iterator[Case]:
    for meeting in sorted(EXAMPLES.glob("*/meeting.yaml")):
        found = assess_cases(meeting, as_of=None, pack=None, today=date(2026, 4, 1))
        for assessment, plan in found.cases:
            yield Case(
                name=f"{meeting.parent.name} {assessment.submission.case.id}",
                plan=plan,
                as_of=assessment.as_of,
                rulings=tuple(each.ruling for each in assessment.rulings),
                submission=assessment.submission,
            )


def blank(case: Case, count: int | None) -> Case:
    """The case without so many of its answers (None: without any)."""
    names = sorted(case.submission.answers.values)
    taken = names if count is None else names[:count]
    values = {
        name: each for name, each in case.submission.answers.values.items() if name not in taken
    }
    left = replace(case.submission, answers=Answers(values=values))
    words = "without any answer" if count is None else f"without {count} answers"
    return replace(case, name=f"{case.name} {words}", submission=left)


def changed(case: Case) -> Iterator[Submission]:
    """The submission with one other answer, for every fact that has choices and is read."""
    answers = case.submission.answers
    for path, located in answer_index(case.plan.vocabulary, answers).located.items():
        if located.around or located.fact.full_id not in case.plan.read:
            continue
        for value in other_values(located.fact, located.answer):
            yield replace(
                case.submission, answers=replace(answers, values={**answers.values, path: value})
            )


def other_values(fact: Fact, answer: object) -> list[Value]:
    match fact.type:
        case FactType.BOOLEAN:
            several: list[Value] = [True, False]
        case FactType.CHOICE if fact.key_of is None:
            several = list(fact.choices or {})
        case FactType.CHOICES:
            several = [frozenset(), frozenset(fact.choices or {})]
        case _:
            several = []
    return [value for value in several if value != answer][:1]


def measure(case: Case, most: int | None) -> tuple[float, float, float]:
    """Milliseconds: the first time, the median of the others, and what 95 of 100 stay below."""
    start = time.process_time()
    inquirer = Inquirer(case.plan, case.as_of, case.rulings)
    inquirer.ask(case.submission)
    first = milliseconds_since(start)
    times = []
    for submission in islice(changed(case), most):
        start = time.process_time()
        inquirer.ask(submission)
        times.append(milliseconds_since(start))
        inquirer.ask(case.submission)
    return first, median(times), sorted(times)[-len(times) // 20]


def milliseconds_since(start: float) -> float:
    return (time.process_time() - start) * 1000


def main() -> int:
    wanted = arguments(__doc__).parse_args()
    every = list(cases())
    [seed] = [case for case in every if case.name == " ".join(SEED_CASE)]
    blanks = (blank(seed, TAKEN_AWAY), blank(seed, None))
    chosen = blanks[:1] if wanted.quick else (*every, *blanks)
    found = {case.name: measure(case, FEW if wanted.quick else None) for case in chosen}
    title("What to ask next: milliseconds of the processor")
    head = ("case", "first", "after one changed answer (median)", "95 of 100 stay below")
    table(head, [(name, *map(number, times)) for name, times in found.items()])
    slowest = [max(each) for each in zip(*found.values(), strict=True)]
    claims = (
        Claim(words="ask, the first time", found=slowest[0], limit=LONGEST_FIRST, unit="ms"),
        Claim(words="ask, after one answer", found=slowest[1], limit=LONGEST_AGAIN, unit="ms"),
    )
    return conclude(claims, quick=wanted.quick)


if __name__ == "__main__":
    sys.exit(main())
