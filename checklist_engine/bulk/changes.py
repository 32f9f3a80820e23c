"""Changes between two evaluations of the same columns: what another pack would have said.

Of a rule whose planes are the same nothing is looked at; of the others, the rows where (TRUE before, TRUE now)
or (FALSE before, FALSE now) differ, and so on for every verdict.
"""

from collections.abc import Mapping

from checklist_engine.bulk.columns import Bits, Columns
from checklist_engine.bulk.evaluation import BulkResult, RuleResult, sums_of
from checklist_engine.bulk.findings import RulePlanes
from checklist_engine.bulk.planes import union
from checklist_engine.bulk.scores import moved
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.verdicts import Decision, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule that finds something else. `rows`: where any of its findings is another, or is on another
    element; `moves`: by the verdict of the rule before and now (None: there was no such rule).
    """

    rule: str
    rows: Bits
    moves: Mapping[tuple[Verdict | None, Verdict | None], Bits]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What comes out otherwise, in which rows: by rule, by decision before and now, by condition."""

    rules: Mapping[str, RuleChange]
    decisions: Mapping[tuple[Decision, Decision], Bits]
    provisional: Bits
    gained: Mapping[str, Bits]
    lost: Mapping[str, Bits]


def changed(before: BulkResult, after: BulkResult) -> Changes:
    """What differs between two evaluations of the same columns."""
    gained, lost = _conditions(before.conditions, after.conditions)
    return Changes(
        rules={
            name: RuleChange(
                rule=name,
                rows=rows,
                moves=_moves(before.rules.get(name), after.rules.get(name), rows),
            )
            for name, rows in changed_rules(before, after).items()
        },
        decisions=_decisions(before, after),
        provisional=before.provisional ^ after.provisional,
        gained=gained,
        lost=lost,
    )


def changed_rules(before: BulkResult, after: BulkResult) -> Mapping[str, Bits]:
    """By rule, the rows where any of its findings is another, or where it is new or gone."""
    _check(before, after)
    found = {
        name: _changed_rows(before.rules.get(name), after.rules.get(name), before.columns)
        for name in dict.fromkeys((*before.rules, *after.rules))
    }
    return {name: rows for name, rows in found.items() if rows}


def changed_scores(before: BulkResult, after: BulkResult) -> Bits:
    """The rows whose score, or the coverage of it, is another."""
    _check(before, after)
    same = {
        name
        for name, each in before.rules.items()
        if name in after.rules and _counted(each) == _counted(after.rules[name])
    }
    out, into = (
        [each for name, each in result.rules.items() if name not in same]
        for result in (before, after)
    )
    return moved(before.sums(), sums_of(out), sums_of(into)) if out or into else 0


def _counted(result: RuleResult) -> object:
    return result.rule.weight, tuple(map(id, result.sheets))


def _check(before: BulkResult, after: BulkResult) -> None:
    if before.columns is not after.columns:
        raise ValueError("both results must be of the same columns")


def _changed_rows(before: RuleResult | None, after: RuleResult | None, columns: Columns) -> Bits:
    if before is None or after is None:
        return columns.everywhere
    sheets = zip(before.sheets, after.sheets, before.starts, strict=True)
    return union(_flipped(old, new) << start for old, new, start in sheets)


def _flipped(before: RulePlanes, after: RulePlanes) -> Bits:
    """The rows of a sheet where a finding differs."""
    if before is after:
        return 0
    rows = (
        (before.skipped ^ after.skipped)
        | (before.unlisted ^ after.unlisted)
        | (before.open_list ^ after.open_list)
    )
    if before.frame is not after.frame:
        # The rule goes through another list now: every finding on an element is another.
        for planes in (before, after):
            for plane in planes.by_element().values():
                rows |= planes.frame.any_slot(plane) if planes.frame.outer else plane
        return rows
    old, new = before.by_element(), after.by_element()
    flips = 0
    for verdict in old.keys() | new.keys():
        flips |= old.get(verdict, 0) ^ new.get(verdict, 0)
    return rows | (before.frame.any_slot(flips) if before.frame.outer else flips)


def _moves(
    before: RuleResult | None, after: RuleResult | None, rows: Bits
) -> Mapping[tuple[Verdict | None, Verdict | None], Bits]:
    old = {**before.worst} if before else {None: rows}
    new = {**after.worst} if after else {None: rows}
    return {
        (was, now): plane
        for was, ours in old.items()
        for now, theirs in new.items()
        if was is not now and (plane := ours & theirs & rows)
    }


def _decisions(before: BulkResult, after: BulkResult) -> Mapping[tuple[Decision, Decision], Bits]:
    if before.decisions is None or after.decisions is None:
        return {}
    return {
        (was, now): plane
        for was, ours in before.decisions.items()
        for now, theirs in after.decisions.items()
        if was is not now and (plane := ours & theirs)
    }


def _conditions(
    before: Mapping[str, Bits], after: Mapping[str, Bits]
) -> tuple[Mapping[str, Bits], Mapping[str, Bits]]:
    names = dict.fromkeys((*before, *after))
    gained = {name: after.get(name, 0) & ~before.get(name, 0) for name in names}
    lost = {name: before.get(name, 0) & ~after.get(name, 0) for name in names}
    return (
        {name: rows for name, rows in gained.items() if rows},
        {name: rows for name, rows in lost.items() if rows},
    )
