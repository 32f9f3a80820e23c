"""One submission, warm: this engine and its peers, in times of the floor.

    pip install -r benchmarks/requirements-peers.txt     # what is not there is named and passed over
    python benchmarks/engines.py

The floor is the whole pack as one generated Python function (`floor.py`); who has no words for some rules is
measured by a floor without them. All take turns on the same submissions. Nothing is timed before it was seen to
agree with the floor on every rule: engines of two values where nothing is missing, those of three wherever. What
two values make of a missing answer is counted, not hidden.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from floor import Floor, document, floor
from measuring import least_seconds, seconds_of
from ours import OURS, TRUTHS
from peers import Peer, Said, Written, peers
from report import Claim, arguments, conclude, share, table, times, title
from synthetic import (
    AS_OF,
    Raw,
    complete_submissions,
    plan_of,
    raw_submissions,
    submission_of,
    write_pack,
)

from checklist_engine import __version__
from checklist_engine.bulk import Columns, encode, evaluate
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission

RULES = (60, 1_000)
SUBMISSIONS = 40
AT_ONCE = 2_000
FEW = 3
ASKED = 10
"""So many with gaps is every engine asked about: the same ones, or shares could not be compared."""

ENOUGH = 0.3
"""An engine that would need more seconds for all submissions takes fewer of them."""

Job = Callable[[], object]
Gaps = Counter[tuple[bool, str]]
"""How often an engine said what (`met`, `not met`, `neither`), where three values know the answer, or do not."""

_SAID = {True: "met", False: "not met", None: "neither"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What all run on: a plan, submissions where nothing is missing, and some with gaps."""

    plan: Plan
    complete: Sequence[Submission]
    gappy: Sequence[Submission]
    floors: dict[tuple[int, ...], Floor] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, rules: int, submissions: int) -> "Course":
        with tempfile.TemporaryDirectory() as folder:
            plan = plan_of(write_pack(Path(folder) / "synthetic", rules=rules))
        return cls(
            plan=plan,
            complete=typed(complete_submissions(submissions), plan),
            gappy=typed(raw_submissions(submissions), plan),
        )

    def floor_of(self, positions: Sequence[int]) -> Floor:
        """The floor of these rules alone; each is compiled once."""
        known = tuple(positions)
        if known not in self.floors:
            rules = tuple(self.plan.rules[each] for each in known)
            self.floors[known] = floor(replace(self.plan, rules=rules), AS_OF)
        return self.floors[known]


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """The same submissions by an engine and by the floor."""

    engine: Job
    floor: Job


@dataclass(slots=True, kw_only=True)
class Line:
    """What was found of an engine; `ratios` by the number of rules."""

    name: str
    values: int
    ratios: dict[int, float] = field(default_factory=dict)
    unsaid: Mapping[str, int] = field(default_factory=dict)
    gaps: Gaps = field(default_factory=Counter)


def main() -> int:
    """Print both tables; an engine that does not agree ends everything."""
    wanted = arguments(__doc__, runs=5).parse_args()
    sizes, runs = (RULES[:1], 1) if wanted.quick else (RULES, wanted.runs)
    present, absent = installed(peers())
    lines: dict[str, Line] = {}
    for rules in sizes:
        course = Course.of(rules, FEW if wanted.quick else SUBMISSIONS)
        for line in measured(course, present, FEW if wanted.quick else AT_ONCE, runs):
            if line.name in lines:
                line.ratios |= lines[line.name].ratios
            lines[line.name] = line
    show_times(list(lines.values()), sizes)
    show_gaps(list(lines.values()), sizes[-1])
    if absent:
        print(f"Not installed, passed over: {', '.join(each.distribution for each in absent)}\n")
    for_nothing = sum(lines[str(each)].gaps[False, "met"] for each in OURS)
    claim = Claim(
        words="rules that we call met though they wait for an answer",
        found=for_nothing,
        limit=0,
        unit="",
    )
    return conclude([claim], quick=wanted.quick)


def installed(several: Iterable[Peer]) -> tuple[list[Peer], list[Peer]]:
    """Those that are there, and those that are not."""
    present: list[Peer] = []
    absent: list[Peer] = []
    for peer in several:
        (absent if peer.version() is None else present).append(peer)
    return present, absent


def typed(several: Iterable[Raw], plan: Plan) -> list[Submission]:
    return [submission_of(raw, number, plan) for number, raw in enumerate(several)]


def measured(course: Course, present: Sequence[Peer], at_once: int, runs: int) -> list[Line]:
    """All engines, first seen to agree and then timed, each in turn with its floor."""
    lines = [Line(name=f"checklist-engine {__version__}, {at_once:,} at once: decisions", values=3)]
    jobs = in_turns(lines[0].name, in_bulk(course, at_once))
    for peer in (*OURS, *present):
        written = peer.write(course.plan, AS_OF)
        line = Line(
            name=str(peer),
            values=3 if peer.three_valued else 2,
            unsaid=written.unsaid,
        )
        several = course.complete[: how_many(written, course.complete)]
        check(line, written, course, several)
        line.gaps = said_of_gaps(line, written, course, course.gappy[:ASKED])
        jobs |= in_turns(line.name, one_by_one(written, course, several))
        lines.append(line)
    seconds = least_seconds(jobs, runs)
    for line in lines:
        ratio = seconds[line.name, "engine"] / seconds[line.name, "floor"]
        line.ratios[len(course.plan.rules)] = ratio
    return lines


def in_turns(name: str, race: Race) -> dict[tuple[str, str], Job]:
    return {(name, "engine"): race.engine, (name, "floor"): race.floor}


def how_many(written: Written, several: Sequence[Submission]) -> int:
    """How many submissions an engine takes within reason; the first time warms it up."""
    one = partial(written.run, written.native(several[0]))
    one()
    return min(max(FEW, int(ENOUGH / seconds_of(one))), len(several))


def check(line: Line, written: Written, course: Course, several: Sequence[Submission]) -> None:
    """An engine says what the floor says, where nothing is missing."""
    straight = course.floor_of(written.positions)
    for submission in several:
        expected = list(straight(document(submission)))
        assert None not in expected
        assert list(says(written, submission)) == expected, line.name


def said_of_gaps(
    line: Line, written: Written, course: Course, several: Sequence[Submission]
) -> Gaps:
    """What an engine says where answers are missing; one of three values says what the floor says."""
    straight = course.floor_of(written.positions)
    found: Gaps = Counter()
    for submission in several:
        expected = straight(document(submission))
        said = says(written, submission)
        if line.values == 3:
            assert list(said) == list(expected), line.name
        elif submission.answers.values.get("complete") is not True:
            continue  # Two values have no open lists: that would be another question.
        for truth, theirs in zip(expected, said, strict=True):
            found[truth is not None, "the same" if truth is theirs else _SAID[theirs]] += 1
    return found


def says(written: Written, submission: Submission) -> Said:
    return written.truths(written.run(written.native(submission)))


def one_by_one(written: Written, course: Course, several: Sequence[Submission]) -> Race:
    """An engine over submissions one after the other."""
    natives = [written.native(each) for each in several]
    run = written.run
    return Race(
        engine=lambda: [run(each) for each in natives],
        floor=straight_on(course.floor_of(written.positions), several),
    )


def straight_on(straight: Floor, several: Sequence[Submission]) -> Job:
    documents = [document(each) for each in several]
    return lambda: [straight(each) for each in documents]


def in_bulk(course: Course, at_once: int) -> Race:
    """All rules over many submissions at once, seen to agree with the floor on each."""
    plan, straight = course.plan, floor(course.plan, AS_OF)
    gappy, several = (
        typed(make(at_once), plan) for make in (raw_submissions, complete_submissions)
    )
    check_bulk(plan, straight, encoded(gappy, plan), gappy)
    columns = encoded(several, plan)
    check_bulk(plan, straight, columns, several)
    return Race(engine=partial(evaluate, plan, columns), floor=straight_on(straight, several))


def encoded(several: Sequence[Submission], plan: Plan) -> Columns:
    return encode(plan.vocabulary, [(each, AS_OF) for each in several])


def check_bulk(
    plan: Plan, straight: Floor, columns: Columns, several: Sequence[Submission]
) -> None:
    """Bulk says what the floor says; a rule's truths are compared as planes."""
    result = evaluate(plan, columns)
    rows = [straight(document(several[place])) for place in columns.order]
    for rule, truths in zip(plan.rules, zip(*rows, strict=True), strict=True):
        for verdict, truth in TRUTHS.items():
            signs = "".join("1" if each is truth else "0" for each in reversed(truths))
            assert result.rules[rule.id].has[verdict] == int(signs, 2), (rule.id, verdict)


def show_times(lines: Sequence[Line], sizes: Sequence[int]) -> None:
    title("One submission, warm, in times of the floor")
    head = ["engine", "values", *(f"{rules:,} rules" for rules in sizes), "rules without words"]
    rows = [["floor", "3", *("1" for _ in sizes), ""]]
    for line in sorted(lines, key=lambda each: each.ratios[sizes[-1]]):
        without = ", ".join(f"{several} ({what})" for what, several in line.unsaid.items())
        ratios = [times(line.ratios[each]) for each in sizes]
        rows.append([line.name, str(line.values), *ratios, without])
    table(head, rows)


def show_gaps(lines: Sequence[Line], rules: int) -> None:
    """Print what was said where an answer is missing; nothing is *met* only because nobody has answered."""
    title(f"Where an answer is missing: {rules:,} rules")
    print(
        "Of the rules that wait for an answer, and (last column) of those that are decided all the same by "
        "the answers that are there:\n"
    )
    rows = []
    for line in lines:
        if not line.gaps:
            continue
        waiting = sum(count for (known, _), count in line.gaps.items() if not known)
        decided = sum(count for (known, _), count in line.gaps.items() if known)
        rows.append(
            [
                line.name,
                *(share(line.gaps[False, said], waiting) for said in ("met", "not met")),
                share(line.gaps[False, "the same"], waiting),
                share(decided - line.gaps[True, "the same"], decided),
            ]
        )
    table(
        ("engine", "says met", "says not met", "says neither", "decided, but says otherwise"), rows
    )


if __name__ == "__main__":
    sys.exit(main())
