"""Collecting: what moved in batches of cases, counted for all and explained for the first of each group."""

# ruff: noqa: PLC0415 - what assesses and explains is imported where a case is shown

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING

from checklist_engine.bulk import rows_of
from checklist_engine.bulk.columns import Bits
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.plan import Plan
from checklist_engine.replay.batches import Batch, CaseName
from checklist_engine.replay.edits import Edit, RuleEdit, general_edits, rule_edits, subjects_of
from checklist_engine.replay.fitting import Fit
from checklist_engine.replay.impact import (
    ConditionImpact,
    Group,
    Impact,
    MovedCase,
    RuleImpact,
    UnfitCase,
    group_of,
    in_order,
)
from checklist_engine.replay.moves import DecisionPair, Moves, RuleMoves, Sort, sort_of
from checklist_engine.replay.pairs import Pair

if TYPE_CHECKING:
    from checklist_engine.replay.one_case import CaseMoves


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A case that may be shown."""

    place: int
    batch: Batch
    row: int
    reasons: tuple[str, ...]
    edits: tuple[RuleEdit, ...]
    moves: Moves | None


@dataclass(slots=True)
class Collector:
    """Takes in batches, one after the other; `limit` cases of each group are shown (None: all)."""

    limit: int | None
    total: int = 0
    moved: int = 0
    firmer: int = 0
    looser: int = 0
    scores: int = 0
    unknown: int = 0
    unfit_count: int = 0
    groups: Counter[Group] = field(default_factory=Counter)
    decisions: Counter[DecisionPair] = field(default_factory=Counter)
    sorts: Counter[Sort] = field(default_factory=Counter)
    by_rule: dict[str, Counter[Sort]] = field(default_factory=dict)
    rule_cases: Counter[str] = field(default_factory=Counter)
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    edits: dict[str, RuleEdit] = field(default_factory=dict)
    general: dict[str, None] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    rule_order: dict[str, None] = field(default_factory=dict)
    candidates: dict[Group, list[_Candidate]] = field(default_factory=dict)
    unfit: list[UnfitCase] = field(default_factory=list)
    unfit_candidates: list[_Candidate] = field(default_factory=list)
    learned: tuple[Pair, tuple[RuleEdit, ...]] | None = None

    def add(self, batch: Batch, moves: Moves) -> None:
        """One more batch, with what moved in it."""
        fitting = batch.fitting
        edits = self._learn(batch.pair)
        sound = batch.counted & ~fitting.anew
        self.total += batch.counted.bit_count()
        self._count(moves, sound)
        for group, rows in _grouped(moves, sound):
            self.groups[group] += rows.bit_count()
            self.candidates.setdefault(group, []).extend(
                self._first(batch, rows, moves, fitting, edits)
            )
        unfit = fitting.unfit & sound
        self.unfit_count += unfit.bit_count()
        self.unfit_candidates += self._first(batch, unfit, moves, fitting, edits)
        for row in rows_of(fitting.anew & batch.counted):
            self._one(batch, row, fitting, edits)

    def add_unknown(self, names: Sequence[CaseName], reason: str) -> None:
        """Cases that the other pack cannot say anything of."""
        self.total += len(names)
        self.unfit_count += len(names)
        self.unknown += len(names)
        for name in names[: self.limit]:
            self.unfit.append(UnfitCase(name=name, reasons=(reason,), compared=False))

    def impact(self, before: str | None, after: str) -> Impact:
        """All of it; the cases that are shown are assessed now."""
        cases = [
            self._explained(each, group)
            for group, several in self.candidates.items()
            for each in sorted(several, key=lambda one: one.place)[: self.limit]
        ]
        unfit = [
            *self.unfit,
            *(
                UnfitCase(name=each.batch.case(each.row).name, reasons=each.reasons, compared=True)
                for each in self.unfit_candidates
            ),
        ]
        unfit.sort(key=lambda each: each.name.place)
        return Impact(
            before=before,
            after=after,
            total=self.total,
            moved=self.moved,
            groups={group: self.groups[group] for group in Group if self.groups[group]},
            decisions=dict(self.decisions),
            firmer=self.firmer,
            looser=self.looser,
            sorts={sort: self.sorts[sort] for sort in Sort if self.sorts[sort]},
            scores=self.scores,
            rules=tuple(self._rules()),
            conditions=tuple(self._conditions()),
            general=tuple(self.general),
            unfit=tuple(unfit[: self.limit]),
            unfit_count=self.unfit_count,
            unknown=self.unknown,
            cases=in_order(cases),
        )

    def _learn(self, pair: Pair) -> tuple[RuleEdit, ...]:
        """What is written otherwise in the two packs of a batch; most batches have the pair of the one before."""
        if self.learned is not None and self.learned[0] is pair:
            return self.learned[1]
        edits = tuple(rule_edits(pair.before, pair.after))
        self.general.update(dict.fromkeys(general_edits(pair.before, pair.after)))
        for each in edits:
            known = self.edits.get(each.rule, each)
            both = dict.fromkeys((*known.edits, *each.edits))
            kinds = tuple(kind for kind in Edit if kind in both)
            self.edits[each.rule] = RuleEdit(rule=each.rule, title=each.title, edits=kinds)
        for plan in (pair.before, pair.after):
            self._name(plan)
        self.learned = (pair, edits)
        return edits

    def _name(self, plan: Plan) -> None:
        self.titles.update((rule.id, rule.title) for rule in plan.rules)
        self.rule_order.update(dict.fromkeys(rule.id for rule in plan.rules))
        self.subjects.update(subjects_of(plan))

    def _count(self, moves: Moves, sound: Bits) -> None:
        self.moved += (moves.rows & sound).bit_count()
        self.firmer += (moves.firmer & sound).bit_count()
        self.looser += (moves.looser & sound).bit_count()
        self.scores += (moves.scores & sound).bit_count()
        for decision, rows in moves.decisions.items():
            self.decisions[decision] += (rows & sound).bit_count()
        for names, planes in ((self.gained, moves.gained), (self.lost, moves.lost)):
            for name, rows in planes.items():
                names[name] += (rows & sound).bit_count()
        for name, rule in moves.rules.items():
            for pair, rows in rule.verdicts.items():
                self.by_rule.setdefault(name, Counter())[sort_of(*pair)] += (
                    rows & sound
                ).bit_count()
        for name in dict.fromkeys((*moves.rules, *moves.weighs)):
            rows = moves.weighs.get(name, 0)
            if name in moves.rules:
                rows |= moves.rules[name].rows
            self.rule_cases[name] += (rows & sound).bit_count()
        for sort, rows in _sorted_rows(moves.rules).items():
            self.sorts[sort] += (rows & sound).bit_count()

    def _one(self, batch: Batch, row: int, fitting: Fit, edits: tuple[RuleEdit, ...]) -> None:
        """A case that was typed anew, compared by itself."""
        from checklist_engine.replay.explaining import bears, both_sides, scores
        from checklist_engine.replay.one_case import moves_of

        case = batch.case(row)
        sides = both_sides(case, *batch.pair.whole())
        reasons = case.after.faults or case.before.faults
        candidate = _Candidate(
            place=case.name.place,
            batch=batch,
            row=row,
            reasons=fitting.reasons(row, reasons),
            edits=edits,
            moves=None,
        )
        if candidate.reasons:
            self.unfit_count += 1
            self.unfit_candidates.append(candidate)
        found = moves_of(sides.before.assessment, sides.after.assessment)
        group = _group(found)
        if group is None:
            return
        self.moved += 1
        self.groups[group] += 1
        self.firmer += found.firmer
        self.looser += found.looser
        self.scores += found.score
        if found.decision:
            self.decisions[found.decision] += 1
        self.gained.update(found.gained)
        self.lost.update(found.lost)
        weighing = {
            each.rule for each in edits if bears(each, sides, found) or scores(each, sides, found)
        }
        self.rule_cases.update(weighing | found.rules.keys())
        for name, pair in found.rules.items():
            self.by_rule.setdefault(name, Counter())[sort_of(*pair)] += 1
        self.sorts.update({sort_of(*pair) for pair in found.rules.values()})
        self.candidates.setdefault(group, []).append(candidate)

    def _first(
        self, batch: Batch, rows: Bits, moves: Moves, fitting: Fit, edits: tuple[RuleEdit, ...]
    ) -> list[_Candidate]:
        """The first of some rows, by place."""
        if self.limit == 0:
            return []
        places = [(batch.places[row], row) for row in rows_of(rows)]
        first = sorted(places) if self.limit is None else nsmallest(self.limit, places)
        return [
            _Candidate(
                place=place,
                batch=batch,
                row=row,
                reasons=fitting.reasons(row),
                edits=edits,
                moves=moves,
            )
            for place, row in first
        ]

    def _explained(self, candidate: _Candidate, group: Group) -> MovedCase:
        from checklist_engine.replay.explaining import both_sides, explained
        from checklist_engine.replay.one_case import moves_at, moves_of, standing_of

        case, moves, pair = (
            candidate.batch.case(candidate.row),
            candidate.moves,
            candidate.batch.pair,
        )
        if moves is None:
            sides = both_sides(case, *pair.whole())
            before, after = sides.before.assessment, sides.after.assessment
            found, standings = moves_of(before, after), (standing_of(before), standing_of(after))
        else:
            sides = both_sides(case, pair.before, pair.after)
            found, standings = moves_at(moves, candidate.row), moves.standings(candidate.row)
        return explained(sides, found, standings, group, candidate.edits, candidate.reasons)

    def _rules(self) -> Iterator[RuleImpact]:
        for name in self.rule_order:
            edit = self.edits.get(name)
            if edit or self.rule_cases[name]:
                sorts = self.by_rule.get(name, Counter())
                yield RuleImpact(
                    rule=name,
                    title=self.titles[name],
                    edits=edit.edits if edit else (),
                    cases=self.rule_cases[name],
                    sorts={sort: sorts[sort] for sort in Sort if sorts[sort]},
                )

    def _conditions(self) -> Iterator[ConditionImpact]:
        for name in dict.fromkeys((*self.subjects, *self.gained, *self.lost)):
            if self.gained[name] or self.lost[name]:
                yield ConditionImpact(
                    id=name,
                    subject=self.subjects.get(name, name),
                    gained=self.gained[name],
                    lost=self.lost[name],
                )


def _grouped(moves: Moves, sound: Bits) -> Iterator[tuple[Group, Bits]]:
    """The rows of each group; a row is in the first that it fits."""
    planes: dict[Group, Bits] = dict.fromkeys(Group, 0)
    for pair, rows in moves.decisions.items():
        planes[group_of(pair)] |= rows
    planes[Group.PROVISIONAL] = moves.firmer | moves.looser
    planes[Group.SCORE] = moves.scores
    for rule in moves.rules.values():
        planes[Group.FINDINGS] |= rule.rows
    for conditions in (moves.gained, moves.lost):
        for rows in conditions.values():
            planes[Group.FINDINGS] |= rows
    left = sound
    for group in Group:
        if rows := planes[group] & left:
            yield group, rows
        left &= ~rows


def _group(found: "CaseMoves") -> Group | None:
    if found.decision:
        return group_of(found.decision)
    if found.firmer or found.looser:
        return Group.PROVISIONAL
    if found.rules or found.gained or found.lost:
        return Group.FINDINGS
    return Group.SCORE if found.score else None


def _sorted_rows(rules: Mapping[str, RuleMoves]) -> Mapping[Sort, Bits]:
    """By sort, the rows where any rule moved so."""
    found: dict[Sort, Bits] = {}
    for rule in rules.values():
        for pair, rows in rule.verdicts.items():
            sort = sort_of(*pair)
            found[sort] = found.get(sort, 0) | rows
    return found
