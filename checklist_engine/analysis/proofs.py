"""Proofs: for each answer that needs one, a few sets of records that stand for all."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from checklist_engine.evaluator.proof import proves
from checklist_engine.ground.atoms import months_before
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import PlannedProof
from checklist_engine.model.submission import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What may be handed in for one answer: kinds, each with a day of issue."""

    kinds: tuple[tuple[str, date], ...]

    def evidence(self, path: str) -> tuple[Evidence, ...]:
        """The records, in support of the answer at `path`."""
        return tuple(
            Evidence(
                id=f"{path}-{kind}",
                kind=kind,
                title=None,
                issued_by=None,
                issued_on=day,
                valid_until=None,
                supports=(path,),
            )
            for kind, day in self.kinds
        )


def possible_records(
    needs: Iterable[PlannedProof], kinds: Mapping[str, EvidenceKind], as_of: date
) -> tuple[tuple[Records, frozenset[PlannedProof]], ...]:
    """Sets of records with the needs that each of them fulfils: none first, each combination of
    needs that can be fulfilled once.
    """
    wanted = frozenset(needs)
    ages = [need.max_age_months for need in wanted if need.max_age_months is not None]
    days = [as_of, *(months_before(as_of, age) - timedelta(days=1) for age in ages)]
    found: dict[frozenset[PlannedProof], Records] = {frozenset(): Records(kinds=())}
    for kind in kinds.values():
        for day in days:
            (record,) = Records(kinds=((kind.id, day),)).evidence("")
            fulfils = frozenset(need for need in wanted if proves(record, need, kind, as_of))
            for known, records in tuple(found.items()):
                more = Records(kinds=(*records.kinds, (kind.id, day)))
                found.setdefault(known | fulfils, more)
    return tuple((records, fulfilled) for fulfilled, records in found.items())
