"""Findings of rules in all worlds at once, by the tables of §5, as `evaluator.findings` in one."""

from collections.abc import Mapping
from typing import TypeAlias

from checklist_engine.analysis.completions import Around, Slot
from checklist_engine.analysis.evaluation import Evaluator, Lacking, name_of
from checklist_engine.analysis.space import Worlds
from checklist_engine.analysis.tables import Table, all_of
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.plan import PlannedRule
from checklist_engine.model.verdicts import WORST_FIRST, Verdict

Verdicts: TypeAlias = Mapping[Verdict, Worlds]
"""For each verdict, the worlds where a rule comes out so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImaginedFinding:
    """A finding in all worlds: on the submission, or (`slot`) on one element. In the worlds that have
    no verdict of it there is no such finding.
    """

    slot: Slot | None
    verdicts: Verdicts


def verdicts_of(rule: PlannedRule, evaluator: Evaluator) -> Verdicts:
    """The verdict of a rule in every world: the worst of its findings."""
    found: dict[Verdict, Worlds] = {Verdict.NOT_APPLICABLE: evaluator.everywhere}
    for each in findings_of(rule, evaluator):
        for verdict, worlds in each.verdicts.items():
            found[verdict] = found.get(verdict, 0) | worlds
    taken: Worlds = 0
    worst: dict[Verdict, Worlds] = {}
    for verdict in WORST_FIRST:
        worst[verdict] = found.get(verdict, 0) & ~taken
        taken |= worst[verdict]
    return worst


def findings_of(rule: PlannedRule, evaluator: Evaluator) -> tuple[ImaginedFinding, ...]:
    """The findings of a rule: one on the submission or, with `for_each`, one for each slot and one for
    what is not listed yet. A rule without a finding in some world is 対象外 there. Where the scheme
    has a focus, the other slots are left out.
    """
    if rule.in_force is not None and not rule.in_force.covers(evaluator.completions.as_of):
        return ()
    everywhere = evaluator.everywhere
    applies = evaluator.table(rule.applies_when).settled(everywhere)
    if rule.loop is None:
        return (ImaginedFinding(slot=None, verdicts=_finding(rule, applies, (), evaluator)),)
    listed = evaluator.listed(rule.loop.elements)
    unending, _ = evaluator.open(rule.loop.closed_by)
    within = everywhere & ~applies.false
    waiting = within & ((listed.blank & ~listed.irrelevant) | (unending & ~listed.blank))
    found = [ImaginedFinding(slot=None, verdicts={Verdict.UNDETERMINED: waiting})]
    focus = evaluator.completions.scheme.focus
    for slot in listed.slots:
        if focus is not None and slot.name != focus:
            continue
        chosen = evaluator.table(rule.loop.where, (slot,)).settled(everywhere)
        here = slot.present & within & ~listed.blank & ~chosen.false
        verdicts = _finding(rule, all_of([applies, chosen], everywhere), (slot,), evaluator)
        found.append(
            ImaginedFinding(
                slot=slot,
                verdicts={verdict: worlds & here for verdict, worlds in verdicts.items()},
            )
        )
    return tuple(found)


def _finding(rule: PlannedRule, applies: Table, around: Around, evaluator: Evaluator) -> Verdicts:
    everywhere = evaluator.everywhere
    lacking = _lacking(rule, around, evaluator)
    required = evaluator.table(rule.require, around)
    proven = evaluator.table(rule.require, around, lacking) if lacking else required
    compensated = compensated_proven = Table(0, everywhere, 0)
    if rule.compensated_by is not None:
        compensated = evaluator.table(rule.compensated_by, around)
        compensated_proven = evaluator.table(rule.compensated_by, around, lacking)
    found: dict[Verdict, Worlds] = {}
    left = everywhere
    unknown = [each.unknown(everywhere) for each in (applies, required, compensated)]
    # The rows of §5 in their order; `evaluator.tables.verdict_of` is the same for one world.
    for verdict, worlds in (
        (Verdict.NOT_APPLICABLE, applies.false),
        (Verdict.MET, proven.true),
        (Verdict.COMPENSATED, compensated_proven.true),
        (Verdict.UNPROVEN, required.true | compensated.true),
        (Verdict.UNDETERMINED, unknown[0] | unknown[1] | unknown[2]),
        (Verdict.NOT_MET, everywhere),
    ):
        found[verdict] = left & worlds
        left &= ~worlds
    return found


def _lacking(rule: PlannedRule, around: Around, evaluator: Evaluator) -> Lacking:
    found: dict[str, Worlds] = {}
    for need in rule.proofs:
        name = name_of(need.ref, around)
        lacking = evaluator.completions.lacking(need, name, around)
        found[name] = found.get(name, 0) | lacking
    return found
