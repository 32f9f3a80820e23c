"""Proof: where the answers of a rule lack theirs, by what `evaluator.proof` says of each kind of record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from checklist_engine.bulk.columns import Bits, RecordKind, Supports
from checklist_engine.bulk.frames import Frame
from checklist_engine.bulk.planes import without
from checklist_engine.bulk.reading import Reading
from checklist_engine.bulk.sheet import Sheet, owner_of
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.paths import FactRef
from checklist_engine.model.plan import PlannedProof
from checklist_engine.model.submission import Evidence


class Proofs:
    """The records of a sheet, against the kinds of evidence that a plan knows."""

    def __init__(self, sheet: Sheet, kinds: Mapping[str, EvidenceKind]) -> None:
        self._sheet = sheet
        self._kinds = kinds
        self._bits: dict[str, dict[int, int]] = {}

    def lacking(
        self, proofs: Sequence[PlannedProof], reading: Reading, loop: Frame | None
    ) -> Mapping[str, Bits]:
        """By fact, where there is an answer without a record for one of the proofs it needs."""
        found: dict[str, Bits] = {}
        for need in proofs:
            frame = self._sheet.top if isinstance(need.ref, FactRef) else loop
            assert frame is not None
            plane = without(reading.known(need.ref, frame), self._proven(need, frame))
            found[need.ref.fact] = found.get(need.ref.fact, 0) | plane
        return {fact: plane for fact, plane in found.items() if plane}

    def _proven(self, need: PlannedProof, frame: Frame) -> Bits:
        """The places that have a record which proves them."""
        records = self._sheet.columns.records
        owner = owner_of(need.ref, frame)
        sources = [records.answers.get(need.ref.fact)]
        if owner is not None:
            sources.append(records.elements.get(owner.name))
        signs = bytearray(b"0" * frame.width)
        bits = self._bits_of(owner.name) if owner else None
        known: dict[tuple[int, int], bool] = {}
        for record, place in _pairs(sources):
            bit = place - self._sheet.start if bits is None else bits.get(place, -1)
            if 0 <= bit < frame.width and self._proves(record, need, known):
                signs[bit] = ord("1")
        return int(signs[::-1], 2) if signs else 0

    def _proves(self, number: int, need: PlannedProof, known: dict[tuple[int, int], bool]) -> bool:
        columns = self._sheet.columns
        code, day = columns.records.codes[number], columns.days.codes[columns.records.rows[number]]
        if (code, day) not in known:
            known[code, day] = self._kind_proves(columns.records.kinds[code], need, day)
        return known[code, day]

    def _kind_proves(self, record: RecordKind, need: PlannedProof, day: int) -> bool:
        kind = self._kinds.get(record.kind)
        as_of = self._sheet.columns.days.values[day - 1]
        if kind is None or not isinstance(as_of, date):
            # A kind that the pack has given up proves nothing any more.
            return False
        # Rules that want no proof do not need what knows of it.
        from checklist_engine.evaluator.proof import proves  # noqa: PLC0415

        evidence = Evidence(
            id="",
            kind=record.kind,
            title=None,
            issued_by=None,
            issued_on=record.issued_on,
            valid_until=record.valid_until,
            supports=(),
        )
        return proves(evidence, need, kind, as_of)

    def _bits_of(self, name: str) -> Mapping[int, int]:
        """The bit of every element of a list."""
        if name not in self._bits:
            self._bits[name] = {place: bit for bit, place in enumerate(self._sheet.places(name))}
        return self._bits[name]


def _pairs(sources: Sequence[Supports | None]) -> Iterator[tuple[int, int]]:
    for each in sources:
        if each is not None:
            yield from zip(each.records, each.places, strict=True)
