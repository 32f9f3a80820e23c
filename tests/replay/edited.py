"""Edits generated Plans as a reviewer would, and puts cases into a batch."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from checklist_engine.bulk import encode
from checklist_engine.model.pack_parts import ConclusionPolicy, Credits
from checklist_engine.model.plan import Negation, Plan
from checklist_engine.model.submission import Ruling, Submission
from checklist_engine.model.verdicts import Gate
from checklist_engine.replay.batches import Batch, CaseName, PastCase, Typed
from checklist_engine.replay.fitting import fit
from checklist_engine.replay.pairs import pair_of

EDITS = ("round", "always", "away", "new", "weight", "gate", "silent", "credits", "few", "asks")


def edited(plan: Plan, chance: Random, how: str | None = None) -> Plan:
    """The plan with one thing in it written otherwise."""
    at = chance.randrange(len(plan.rules))
    rule = plan.rules[at]
    match how or chance.choice(EDITS):
        case "round":
            rule = replace(rule, require=Negation(part=rule.require))
        case "always":
            rule = replace(rule, require=plan.rules[0].applies_when)
        case "away":
            return replace(plan, rules=plan.rules[:at] + plan.rules[at + 1 :])
        case "new":
            new = replace(rule, id=f"{rule.id}-new", require=Negation(part=rule.require))
            return replace(plan, rules=(*plan.rules, new))
        case "weight":
            rule = replace(rule, weight=rule.weight + 3)
        case "gate":
            rule = replace(rule, gate=chance.choice([g for g in Gate if g is not rule.gate]))
        case "silent":
            rule = replace(rule, outcomes={})
        case "credits":
            third = Fraction(1, 3)
            return replace(plan, credits=Credits(compensated=third, unproven=third))
        case "few":
            few = replace(plan.decision, open_at_most=0)
            return replace(plan, decision=few, conclusion=ConclusionPolicy(at_most=0))
        case _:
            return replace(plan, relevance=())
    return replace(plan, rules=(*plan.rules[:at], rule, *plan.rules[at + 1 :]))


def batch_of(
    before: Plan,
    after: Plan,
    cases: Sequence[tuple[Submission, date]],
    rulings: dict[int, Sequence[Ruling]] | None = None,
) -> Batch:
    """A batch of submissions; places are those in `cases`, from 1 on."""
    columns = encode(before.vocabulary, cases)
    by_row = {
        row: each for row, at in enumerate(columns.order) if (each := (rulings or {}).get(at))
    }

    def case(row: int) -> PastCase:
        at = columns.order[row]
        submission, day = cases[at]
        name = CaseName(
            place=at + 1,
            id=submission.case.id,
            title=submission.case.title,
            system=None,
            department=None,
            meeting=None,
            item=None,
            notified=False,
            as_of=day,
        )
        return PastCase(
            name=name,
            before=Typed(submission=submission),
            after=Typed(submission=submission),
            rulings=tuple(by_row.get(row, ())),
        )

    return Batch(
        pair=pair_of(before, after),
        columns=columns,
        rulings=by_row,
        places=[at + 1 for at in columns.order],
        fitting=fit(columns, before.vocabulary, after.vocabulary, after.evidence_kinds),
        counted=columns.everywhere,
        case=case,
    )
