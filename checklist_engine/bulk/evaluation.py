"""Evaluation of a Plan over columns: what comes out for every row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TypeVar

from checklist_engine.bulk.columns import Bits, Columns
from checklist_engine.bulk.cutting import Cutting, in_parts
from checklist_engine.bulk.decisions import conclude
from checklist_engine.bulk.findings import BulkAssessor, RulePlanes, same_logic
from checklist_engine.bulk.planes import without
from checklist_engine.bulk.scores import ANYTHING, Scores, joined, score_of, scores_of
from checklist_engine.bulk.sheet import Sheet, sheets_of
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.assessment import Credit, Score
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import WORST_FIRST, Decision, Verdict

NO_RULINGS: Mapping[int, Sequence[Ruling]] = MappingProxyType({})


Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkFinding:
    """One finding of one row; `element` as in `model.assessment.Finding`."""

    element: str | None
    verdict: Verdict
    credit: Credit | None
    open_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """A rule with its findings in all rows: `sheets` has them group by group, after rulings, `machine` before;
    a group begins at the row that `starts` says.
    """

    rule: PlannedRule
    sheets: tuple[RulePlanes, ...]
    machine: tuple[RulePlanes, ...]
    starts: tuple[int, ...]
    _known: dict[str, Mapping[Verdict, Bits]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def has(self) -> Mapping[Verdict, Bits]:
        """By verdict, the rows with such a finding."""
        if "has" not in self._known:
            self._known["has"] = {verdict: self.rows_with(verdict) for verdict in Verdict}
        return self._known["has"]

    @property
    def worst(self) -> Mapping[Verdict, Bits]:
        """By verdict, the rows of which it is the verdict of the rule: the worst of its findings."""
        if "worst" not in self._known:
            self._known["worst"] = dict(self._by_worst())
        return self._known["worst"]

    def rows_with(self, verdict: Verdict) -> Bits:
        """The rows with a finding of one verdict; not kept, as `has` is."""
        return _joined([each.rows_with(verdict) for each in self.sheets], self.starts)

    def _by_worst(self) -> Iterator[tuple[Verdict, Bits]]:
        worse = 0
        for verdict in WORST_FIRST:
            rows = self.has[verdict]
            yield verdict, without(rows, worse)
            worse |= rows


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkResult:
    """What comes of a plan over columns. `decisions` is None where the profile decides nothing, or where
    only some of its rules were run.
    """

    plan: Plan
    columns: Columns
    rules: Mapping[str, RuleResult]
    decisions: Mapping[Decision, Bits] | None
    provisional: Bits
    conditions: Mapping[str, Bits]
    _scores: dict[str | None, Scores] = field(default_factory=dict, repr=False)

    def findings(self, rule: str, row: int) -> tuple[BulkFinding, ...]:
        """The findings of a rule in one row, in the order of the elements."""
        sheet, at = _sheet_of(self.columns, row)
        planes = self.rules[rule].sheets[at]
        return tuple(_findings(sheet, planes, row - sheet.start))

    def score(self, row: int, family: str | None = None) -> Score | None:
        """The score of a row, or of a family of rules in it."""
        return self.sums(family).of(row)

    def scores(self, family: str | None = None) -> Iterator[Score | None]:
        """The scores of all rows."""
        sums = self.sums(family)
        for each in sums.by_row(len(self.columns.cases)):
            yield score_of(each, sums.scale)

    def sums(self, family: str | None = None) -> Scores:
        """What scores are made of; added up when it is first asked for."""
        if family not in self._scores:
            self._scores[family] = sums_of(
                [each for each in self.rules.values() if family in (None, each.rule.family)]
            )
        return self._scores[family]


def sums_of(rules: Sequence[RuleResult]) -> Scores:
    """What some rules, over the same columns, add to scores."""
    starts = rules[0].starts if rules else (0,)
    parts = [
        scores_of((each.rule.weight, each.sheets[at]) for each in rules)
        for at in range(len(starts))
    ]
    return joined(parts, starts)


def evaluate(
    plan: Plan,
    columns: Columns,
    *,
    rulings: Mapping[int, Sequence[Ruling]] = NO_RULINGS,
    only: AbstractSet[str] | None = None,
    earlier: BulkResult | None = None,
) -> BulkResult:
    """What the rules of a plan find in all rows.

    Args:
        plan: the rules of one profile.
        columns: the submissions.
        rulings: by row, the rulings on that case.
        only: ids of rules; then only these are run, and nothing is decided.
        earlier: what came of another plan over the same columns; rules that mean the same are not run again.
    """
    chosen = [rule for rule in plan.rules if only is None or rule.id in only]
    known = _known(plan, columns, earlier)
    machine: dict[str, list[RulePlanes]] = {rule.id: [] for rule in chosen}
    ruled: dict[str, list[RulePlanes]] = {rule.id: [] for rule in chosen}
    for at, sheet in enumerate(sheets_of(columns)):
        assessor, cutting = BulkAssessor(plan, sheet), Cutting(plan, sheet)
        planes = {}
        for rule in chosen:
            before = known(rule)
            planes[rule.id] = before[at] if before else _run(rule, sheet, assessor, cutting)
            machine[rule.id].append(planes[rule.id])
        for name, each in _ruled(sheet, planes, rulings, plan).items():
            ruled[name].append(each)
    starts = tuple(sheet.start for sheet in sheets_of(columns))
    results = {
        rule.id: RuleResult(
            rule=rule,
            sheets=tuple(ruled[rule.id]),
            machine=tuple(machine[rule.id]),
            starts=starts,
        )
        for rule in chosen
    }
    concluded = [
        conclude(
            plan,
            [(each.rule, each.sheets[at]) for each in results.values()],
            sheet.present(sheet.top),
        )
        for at, sheet in enumerate(sheets_of(columns) if only is None else ())
    ]
    return BulkResult(
        plan=plan,
        columns=columns,
        rules=results,
        decisions=_joined_by_key([each.decisions or {} for each in concluded], starts)
        if concluded and plan.decides
        else None,
        provisional=_joined([each.provisional for each in concluded], starts),
        conditions=_joined_by_key([each.conditions for each in concluded], starts),
    )


def _run(rule: PlannedRule, sheet: Sheet, assessor: BulkAssessor, cutting: Cutting) -> RulePlanes:
    rows = cutting.rows_at_a_time(rule)
    if rows is None or rows >= sheet.stop - sheet.start:
        return assessor.planes(rule)
    return in_parts(sheet, rows, lambda part: assessor.on(part).planes(rule))


def _ruled(
    sheet: Sheet,
    planes: Mapping[str, RulePlanes],
    rulings: Mapping[int, Sequence[Ruling]],
    plan: Plan,
) -> Mapping[str, RulePlanes]:
    if not rulings:
        return planes
    # Few archives have any, and what knows of rulings need not be loaded for the others.
    from checklist_engine.bulk.rulings import after_rulings  # noqa: PLC0415

    return after_rulings(sheet, planes, rulings, plan.credits)


def _known(
    plan: Plan, columns: Columns, earlier: BulkResult | None
) -> Callable[[PlannedRule], tuple[RulePlanes, ...] | None]:
    """What is known of a rule from an earlier evaluation; nothing where the ground itself differs."""
    if earlier is None or earlier.columns is not columns or not same_ground(plan, earlier.plan):
        return lambda _: None

    def known(rule: PlannedRule) -> tuple[RulePlanes, ...] | None:
        assert earlier is not None
        before = earlier.rules.get(rule.id)
        return before.machine if before and same_logic(before.rule, rule) else None

    return known


def same_ground(plan: Plan, other: Plan) -> bool:
    """Whether two plans ask the same facts, and prove and credit alike."""
    return plan is other or (
        plan.relevance == other.relevance
        and plan.evidence_kinds == other.evidence_kinds
        and plan.credits == other.credits
        and {each.full_id: each.type for each in plan.vocabulary.all_facts()}
        == {each.full_id: each.type for each in other.vocabulary.all_facts()}
    )


def _joined(parts: Iterable[Bits], starts: Sequence[int]) -> Bits:
    """Planes of the groups as one of all rows."""
    joined = 0
    for plane, start in zip(parts, starts, strict=False):
        joined |= plane << start
    return joined


def _joined_by_key(
    parts: Sequence[Mapping[Key, Bits]], starts: Sequence[int]
) -> Mapping[Key, Bits]:
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: _joined([part.get(name, 0) for part in parts], starts) for name in names}


def _sheet_of(columns: Columns, row: int) -> tuple[Sheet, int]:
    for at, sheet in enumerate(sheets_of(columns)):
        if sheet.start <= row < sheet.stop:
            return sheet, at
    raise IndexError(row)


def _findings(sheet: Sheet, planes: RulePlanes, row: int) -> Iterator[BulkFinding]:
    frame = planes.frame
    if planes.skipped >> row & 1:
        yield BulkFinding(element=None, verdict=Verdict.NOT_APPLICABLE, credit=None)
    if planes.unlisted >> row & 1:
        yield BulkFinding(element=None, verdict=Verdict.UNDETERMINED, credit=ANYTHING)
    step = frame.outer.width if frame.outer else frame.width
    for bit in range(row, frame.width, step):
        for cell, plane in planes.cells:
            if plane >> bit & 1:
                element = sheet.element_path(frame.name, bit) if frame.outer else None
                yield BulkFinding(element=element, verdict=cell.verdict, credit=cell.credit)
    if planes.open_list >> row & 1:
        yield BulkFinding(
            element=None, verdict=Verdict.UNDETERMINED, credit=ANYTHING, open_list=True
        )
