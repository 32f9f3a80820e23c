"""Two packs, by what they mean: a reordered key, a comment, another spelling is no difference."""

from collections.abc import Iterator
from datetime import date

from checklist_engine.comparing.catalogues import (
    evidence_kind_differences,
    family_differences,
    paper_differences,
    parameter_differences,
    policy_differences,
    sentence_differences,
)
from checklist_engine.comparing.conditions import condition_differences
from checklist_engine.comparing.differences import Difference, Kind, State
from checklist_engine.comparing.facts import fact_differences, section_differences
from checklist_engine.comparing.profiles import profile_differences
from checklist_engine.comparing.rules import renames, rule_differences
from checklist_engine.comparing.sides import Side
from checklist_engine.ground.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDiff:
    """What is different, kind by kind, each in the order in which it is printed everywhere.

    `rule` is the one that it was limited to; dates of submissions were judged on `as_of`.
    """

    before: Side
    after: Side
    as_of: date
    rule: str | None
    differences: tuple[Difference, ...]

    @property
    def differs(self) -> bool:
        """Whether there is a difference in meaning."""
        return any(each.state is not State.REWRITTEN for each in self.differences)

    def of(self, kind: Kind) -> tuple[Difference, ...]:
        """The differences of one kind."""
        return tuple(each for each in self.differences if each.kind is kind)


def compare_packs(old: Side, new: Side, as_of: date, rule: str | None = None) -> PackDiff:
    """All differences, or those of one rule (by its id before or after)."""
    found = _differences(old, new, as_of) if rule is None else _of_rule(old, new, as_of, rule)
    return PackDiff(before=old, after=new, as_of=as_of, rule=rule, differences=tuple(found))


def _differences(old: Side, new: Side, as_of: date) -> Iterator[Difference]:
    yield from rule_differences(old, new, as_of)
    yield from section_differences(old, new)
    yield from fact_differences(old, new, as_of)
    yield from condition_differences(old, new, as_of)
    yield from parameter_differences(old, new)
    yield from evidence_kind_differences(old, new)
    yield from policy_differences(old, new)
    yield from family_differences(old, new)
    yield from profile_differences(old, new, renames(old, new), as_of)
    yield from sentence_differences(old, new)
    yield from paper_differences(old, new)


def _of_rule(old: Side, new: Side, as_of: date, rule: str) -> Iterator[Difference]:
    for each in rule_differences(old, new, as_of):
        if rule in (each.id, each.was):
            yield each
