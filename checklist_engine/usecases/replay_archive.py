"""Past cases of an archive, in batches for replay: columns for all of them, words for those that are shown."""

# ruff: noqa: PLC0415 - what reads and compiles is imported where a pack was not compiled before

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256

from checklist_engine.bulk import evaluate, rows_of
from checklist_engine.compiler.pack_lines import PackLines, lines_from
from checklist_engine.compiler.plan_json import FORMAT
from checklist_engine.compiler.plan_json_hints import Refused
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling
from checklist_engine.register.archive import Archive
from checklist_engine.register.contents import rulings_of, written_of
from checklist_engine.register.records import CaseRecord
from checklist_engine.replay.baselines import (
    Baseline,
    UnreadableBaseline,
    baseline_bytes,
    baseline_from,
    baseline_of,
)
from checklist_engine.replay.batches import Batch, CaseName, PastCase
from checklist_engine.replay.collecting import Collector
from checklist_engine.replay.engines import Engine
from checklist_engine.replay.fitting import fit
from checklist_engine.replay.pairs import Pair, pair_of_lines
from checklist_engine.usecases.replay_packs import KnownPack, typed_by
from checklist_engine.usecases.replay_segments import Segment, SegmentStore


@dataclass(slots=True)
class ArchiveReplay:
    """An archive that is replayed: by its own packs, or by `before`, and by `after`.

    What has been read stays, so that another run over it is faster.
    """

    archive: Archive
    segments: SegmentStore
    before: KnownPack | None
    all_revisions: bool
    own: dict[tuple[str, str], PackLines] = field(default_factory=dict)
    _baselines: dict[str, Baseline] = field(default_factory=dict)
    _rulings: dict[str, tuple[Ruling, ...]] = field(default_factory=dict)

    def replay(self, after: KnownPack, engine: Engine, collector: Collector) -> None:
        """Compare what the cases came to with what they come to by another pack.

        Raises:
            InvalidFile: a pack is faulty, or the archive damaged.
        """
        for batch, moves in engine(self._batches(after, collector)):
            collector.add(batch, moves)

    def _batches(self, after: KnownPack, collector: Collector) -> Iterator[Batch]:
        pairs: dict[tuple[str, str], Pair] = {}
        older = frozenset() if self.all_revisions else self.segments.older_numbers()
        for block in self.segments.blocks():
            for number, reason in block.unread.items():
                if number not in older:
                    why = f"納めたときの規則集か提出内容が読めません（{reason}）"
                    collector.add_unknown([self._name(number)], why)
            for segment in block.segments:
                counted = _counted(segment, older)
                if counted and (batch := self._batch(segment, counted, after, collector, pairs)):
                    yield batch

    def _batch(
        self,
        segment: Segment,
        counted: int,
        after: KnownPack,
        collector: Collector,
        pairs: dict[tuple[str, str], Pair],
    ) -> Batch | None:
        profile = segment.profile
        own = self._own(segment)
        before = self.before.lines(profile) if self.before else own
        other = after.lines(profile)
        if before is None or other is None:
            which = "変更前" if before is None else "変更後"
            numbers = sorted(segment.numbers[row] for row in rows_of(counted))
            cases = [self._name(number) for number in numbers]
            collector.add_unknown(cases, f"{which}の規則集に、適用区分「{profile}」がありません")
            return None
        names = (segment.listing, profile)
        if names not in pairs:
            # One for all segments of a pack: what is learned of it is learned once.
            pairs[names] = self._pair(segment, before, other, after)
        columns, vocabulary = segment.columns, own.head.vocabulary
        fitting = fit(columns, vocabulary, other.head.vocabulary, other.head.evidence_kinds)
        if before is not own:
            known = before.head
            earlier = fit(columns, vocabulary, known.vocabulary, known.evidence_kinds)
            fitting = replace(fitting, anew=fitting.anew | earlier.anew)
        return Batch(
            pair=pairs[names],
            columns=columns,
            rulings=self._rulings_of(segment.rulings),
            places=segment.numbers,
            fitting=fitting,
            counted=counted,
            case=lambda row: self._case(segment, row, before, other),
            baseline=(lambda: self._baseline(segment)) if before is own else None,
        )

    def _pair(
        self, segment: Segment, before: PackLines, other: PackLines, after: KnownPack
    ) -> Pair:
        def whole() -> tuple[Plan, Plan]:
            was = self.before.of(segment.profile) if self.before else before.whole
            now = after.of(segment.profile)
            # INVARIANT: there are lines of both.
            assert was is not None and now is not None
            return was.plan, now.plan

        return pair_of_lines(before, other, whole)

    def forget(self) -> None:
        """Read and compile everything anew: what was kept is not what was written."""
        self.own.clear()
        self._baselines.clear()
        self.segments.forget()

    def _baseline(self, segment: Segment) -> Baseline:
        """What the pack of a segment came to, summed up once for all runs."""
        if segment.key not in self._baselines:
            self._baselines[segment.key] = self._summed_up(segment)
        return self._baselines[segment.key]

    def _summed_up(self, segment: Segment) -> Baseline:
        folder, key = self.segments.folder, f"{segment.key}-baseline"
        written = folder.read(key) if folder else None
        if written is not None:
            with suppress(UnreadableBaseline):
                known = baseline_from(written)
                if known.rows == len(segment.columns.cases):
                    return known
        plan = self._own(segment).whole.plan
        result = evaluate(plan, segment.columns, rulings=self._rulings_of(segment.rulings))
        found = baseline_of(result)
        if folder is not None:
            folder.write(key, baseline_bytes(found))
        return found

    def _own(self, segment: Segment) -> PackLines:
        """The pack that a segment was assessed by; compiled once for all runs."""
        key = (segment.listing, segment.profile)
        if key not in self.own:
            self.own[key] = self._kept(*key) or self._compiled(*key)
        return self.own[key]

    def _kept(self, listing: str, profile: str) -> PackLines | None:
        folder = self.segments.folder
        content = folder.read(self._key(listing, profile)) if folder else None
        try:
            return lines_from(content) if content is not None else None
        except Refused:
            return None

    def _compiled(self, listing: str, profile: str) -> PackLines:
        from checklist_engine.compiler.compiled_pack import lines_of

        plan = self.archive.packs.plan(listing, profile)
        found = lines_of(self.archive.packs.pack(listing), plan)
        if self.segments.folder is not None:
            self.segments.folder.write(self._key(listing, profile), found.to_bytes())
        return found

    def _key(self, listing: str, profile: str) -> str:
        named = ("pack", FORMAT, sys.version, self.segments.makers, listing, profile)
        return sha256(repr(named).encode()).hexdigest()

    def _rulings_of(self, named: Mapping[int, str]) -> Mapping[int, Sequence[Ruling]]:
        for digest in named.values():
            if digest not in self._rulings:
                self._rulings[digest] = rulings_of(self.archive.store.blob(digest))
        return {row: self._rulings[digest] for row, digest in named.items()}

    def _case(self, segment: Segment, row: int, before: PackLines, after: PackLines) -> PastCase:
        number = segment.numbers[row]
        record = self._record(number)
        with self.archive.damage_in_words(number):
            content = self.archive.store.blob_or_damage(record.content)
            written, profile = written_of(content, record.files[0].name)
        earlier = typed_by(written, before.without_rules, profile)
        same = before.types_like(after)
        return PastCase(
            name=_name_of(number, record),
            before=earlier,
            after=earlier if same else typed_by(written, after.without_rules, profile),
            rulings=tuple(self._rulings_of(segment.rulings).get(row, ())),
        )

    def _record(self, number: int) -> CaseRecord:
        entry = self.archive.store.entry(number)
        # INVARIANT: segments are made of cases, and entries never go.
        assert entry is not None and isinstance(entry.record, CaseRecord)
        return entry.record

    def _name(self, number: int) -> CaseName:
        return _name_of(number, self._record(number))


def _name_of(number: int, record: CaseRecord) -> CaseName:
    return CaseName(
        place=number,
        id=record.case,
        title=record.title,
        system=record.system,
        department=record.department,
        meeting=record.meeting,
        item=record.item,
        notified=record.notified,
        as_of=record.as_of,
    )


def _counted(segment: Segment, older: frozenset[int]) -> int:
    """The rows that count: all that have no later revision."""
    passed_over = 0
    if not older.isdisjoint(segment.numbers):
        for row, number in enumerate(segment.numbers):
            passed_over |= (number in older) << row
    return segment.columns.everywhere & ~passed_over
