"""Two submissions of one case (訂正): what they say differently, and what moved because of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checklist_engine.comparing.amendments import (
    Amendment,
    Subject,
    amendments,
    in_both_orders,
)
from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.meaning import read_by
from checklist_engine.comparing.outcomes import Outcome, outcome
from checklist_engine.ground.lazy_dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDiff:
    """One case: on both sides with what moved, or only on one.

    `is_notification`: it is a 届出 of a meeting.
    """

    before: CaseSide | None
    after: CaseSide | None
    amendments: tuple[Amendment, ...] = ()
    outcome: Outcome | None = None
    is_notification: bool = False

    @property
    def known(self) -> CaseSide:
        """The case as it is, or as it was where it is gone."""
        side = self.after or self.before
        assert side is not None
        return side

    @property
    def differs(self) -> bool:
        """Whether anything is different."""
        if self.before is None or self.after is None:
            return True
        return bool(self.amendments) or (self.outcome is not None and self.outcome.moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionDiff:
    """Cases in their order; `rule` is the one that it was limited to."""

    cases: tuple[CaseDiff, ...]
    rule: str | None

    @property
    def differs(self) -> bool:
        """Whether any case does."""
        return any(each.differs for each in self.cases)


def compare_cases(
    before: Sequence[CaseSide],
    after: Sequence[CaseSide],
    rule: str | None = None,
    *,
    are_notifications: bool = False,
) -> Iterator[CaseDiff]:
    """Cases of two folders or meetings, matched by their ids."""
    earlier, later = (
        {side.submission.case.id: side for side in sides} for sides in (before, after)
    )
    for name in in_both_orders(list(earlier), list(later)):
        case = compare_case(earlier.get(name), later.get(name), rule)
        yield replace(case, is_notification=are_notifications)


def compare_case(
    before: CaseSide | None, after: CaseSide | None, rule: str | None = None
) -> CaseDiff:
    """One case; with `rule`, only what that rule reads, says and asks."""
    if before is None or after is None:
        return CaseDiff(before=before, after=after)
    found = amendments(before, after)
    return CaseDiff(
        before=before,
        after=after,
        amendments=tuple(found if rule is None else _about(found, rule, before, after)),
        outcome=outcome(before, after, rule),
    )


def _about(
    found: Iterable[Amendment], rule: str, before: CaseSide, after: CaseSide
) -> Iterator[Amendment]:
    """What bears on one rule."""
    read = _read(before, rule) | _read(after, rule)
    facts = _facts_by_path(before) | _facts_by_path(after)

    def bears_on_it(each: Amendment) -> bool:
        match each.subject:
            case Subject.CASE:
                return False
            case Subject.ANSWER:
                return facts[each.path] in read
            case Subject.ELEMENT:
                return each.path.partition("[")[0] in read
            case Subject.CLAIM:
                return each.path == rule
            case Subject.EVIDENCE:
                return any(_supports(side, each.path, read) for side in (before, after))

    return filter(bears_on_it, found)


def _read(side: CaseSide, rule: str) -> frozenset[str]:
    planned = [each for each in side.plan.rules if each.id == rule]
    return frozenset().union(*(read_by(side.plan, each) for each in planned))


def _facts_by_path(side: CaseSide) -> dict[str, str]:
    return {path: located.fact.full_id for path, located in side.located.items()}


def _supports(side: CaseSide, record: str, read: frozenset[str]) -> bool:
    """Whether a record is about an answer that is read, or about an element of such a list."""
    facts: Mapping[str, str] = _facts_by_path(side)
    return any(
        facts.get(path, path.partition("[")[0]) in read
        for each in side.submission.evidence
        if each.id == record
        for path in each.supports
    )
