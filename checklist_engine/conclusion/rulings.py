"""Rulings (裁定): what the council or the secretariat grants replaces what the rules alone say (§5)."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklist_engine.evaluator.tables import credit_of
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.model.assessment import Finding, RuledOn, RuleFindings, RulingStatus
from checklist_engine.model.pack_parts import Credits
from checklist_engine.model.submission import Ruling, names_element_path
from checklist_engine.model.verdicts import Verdict

REPLACEABLE = frozenset({Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.UNPROVEN})
"""The verdicts that a ruling takes the place of."""


def with_rulings(
    rules: Sequence[RuleFindings], rulings: Sequence[Ruling], as_of: date, shares: Credits
) -> tuple[tuple[RuleFindings, ...], tuple[RuledOn, ...]]:
    """The findings after the rulings on this case, and what came of each ruling.

    Of several rulings on one finding, the latest counts.
    """
    ruled: dict[tuple[str, int], Ruling] = {}
    outcomes: dict[str, RulingStatus] = {}
    for ruling in sorted(rulings, key=lambda each: each.on):
        outcomes[ruling.id] = status_on(ruling, as_of)
        if outcomes[ruling.id] is RulingStatus.APPLIED:
            outcomes[ruling.id] = _apply(ruling, rules, ruled)
    replaced = tuple(
        replace(
            rule,
            findings=tuple(
                _ruled(finding, ruled.get((rule.rule, position)), shares)
                for position, finding in enumerate(rule.findings)
            ),
        )
        for rule in rules
    )
    return replaced, tuple(RuledOn(ruling=ruling, status=outcomes[ruling.id]) for ruling in rulings)


def status_on(ruling: Ruling, as_of: date) -> RulingStatus:
    """What a ruling counts on a day, whatever it is about: applied, expired or not yet."""
    if as_of < ruling.on:
        return RulingStatus.NOT_YET
    if ruling.expires is not None and ruling.expires < as_of:
        return RulingStatus.EXPIRED
    return RulingStatus.APPLIED


def _apply(
    ruling: Ruling, rules: Sequence[RuleFindings], ruled: dict[tuple[str, int], Ruling]
) -> RulingStatus:
    found: Mapping[tuple[str, int], Finding] = {
        (rule.rule, position): finding
        for rule in rules
        if rule.rule == ruling.rule
        for position, finding in enumerate(rule.findings)
        if _is_about(ruling, rule, finding)
    }
    if not found:
        return RulingStatus.UNMATCHED
    open_to_ruling = [
        key for key, finding in found.items() if finding.machine_verdict in REPLACEABLE
    ]
    ruled.update(dict.fromkeys(open_to_ruling, ruling))
    return RulingStatus.APPLIED if open_to_ruling else RulingStatus.NEEDLESS


def _is_about(ruling: Ruling, rule: RuleFindings, finding: Finding) -> bool:
    """A rule with elements is ruled on element by element; what is not listed yet cannot be."""
    return concerns(ruling, finding.element, by_element=rule.by_element)


def concerns(ruling: Ruling, element: str | None, *, by_element: bool) -> bool:
    """Whether a ruling on a rule is about the finding on this element (None: on the submission, or on
    what is not listed yet).
    """
    if not by_element:
        return ruling.element is None
    return (
        ruling.element is not None
        and element is not None
        and names_element_path(element, ruling.element)
    )


def _ruled(finding: Finding, ruling: Ruling | None, shares: Credits) -> Finding:
    if ruling is None:
        return finding
    return replace(
        finding,
        verdict=ruling.verdict,
        ruling=ruling.id,
        credit=credit_of(
            ruling.verdict,
            applies=finding.applies,
            required_proven=finding.required_proven,
            shares=shares,
        ),
    )
