"""Proofs as an explanation shows them: what an answer needs, what there is, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from checklist_engine.conclusion.questions import proof_words
from checklist_engine.evaluator.proof import proves, supports
from checklist_engine.evaluator.view import Scope, path_of
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.paths import FieldRef
from checklist_engine.model.plan import PlannedProof
from checklist_engine.model.submission import Evidence

_DEMANDS = ("kinds", "strength", "max_age_months")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """A record of evidence (証跡) that is about an answer.

    Attributes:
        words: what it is: title, kind, issuer, dates.
        faults: why it does not do; none where it proves the answer.
    """

    id: str
    words: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProof:
    """A proof that an answer needs.

    Attributes:
        wanted: what would do, in words.
        records: what there is about the answer.
    """

    wanted: str
    records: tuple[ShownRecord, ...]

    @property
    def holds(self) -> bool:
        """Whether one of the records proves the answer."""
        return any(not record.faults for record in self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prover:
    """Looks proofs up for the answers that one finding rests on.

    Attributes:
        needs: of the rule.
        scope: the element that the finding is about, if any.
    """

    needs: Sequence[PlannedProof]
    scope: Scope
    evidence: Sequence[Evidence]
    kinds: Mapping[str, EvidenceKind]
    as_of: date

    def of(self, path: str) -> tuple[ShownProof, ...]:
        """The proofs that the answer at a path needs, all of them; none where a claim will do."""
        elements = [element.path for element in self.scope]
        records = [each for each in self.evidence if supports(each, path, elements)]
        return tuple(
            ShownProof(
                wanted=proof_words(need, self.kinds),
                records=tuple(self._record(each, need) for each in records),
            )
            for need in self.needs
            if self._is_about(need, path)
        )

    def _is_about(self, need: PlannedProof, path: str) -> bool:
        """Whether this proof is wanted for the answer at a path."""
        if isinstance(need.ref, FieldRef) and need.ref.up >= len(self.scope):
            # What is not on an element (yet) rests on no answer of one.
            return False
        return path_of(need.ref, self.scope) == path

    def _record(self, record: Evidence, need: PlannedProof) -> ShownRecord:
        return ShownRecord(
            id=record.id, words=self._words(record), faults=tuple(self._faults(record, need))
        )

    def _words(self, record: Evidence) -> str:
        kind = self.kinds[record.kind]
        parts = [
            record.title or kind.label,
            f"種類: {kind.label}（{kind.strength.label}）",
            f"発行: {record.issued_by}" if record.issued_by else "",
            f"{wareki(record.issued_on)}付け" if record.issued_on else "日付なし",
            f"{wareki(record.valid_until)}まで有効" if record.valid_until else "",
        ]
        return "、".join(part for part in parts if part)

    def _faults(self, record: Evidence, need: PlannedProof) -> Iterator[str]:
        kind = self.kinds[record.kind]
        nothing = replace(need, kinds=None, strength=None, max_age_months=None)
        # Each demand by itself, so that the evaluator says which one is not met.
        alone = {name: replace(nothing, **{name: getattr(need, name)}) for name in _DEMANDS}
        if not proves(record, nothing, kind, self.as_of):
            yield "有効期限が過ぎています"
            record = replace(record, valid_until=None)
        failed = {
            name for name, each in alone.items() if not proves(record, each, kind, self.as_of)
        }
        if "kinds" in failed:
            yield "求められた種類の資料ではありません"
        if "strength" in failed and need.strength is not None:
            yield f"{kind.strength.label}では足りません"
        if "max_age_months" in failed:
            yield self._age_fault(record, need)

    def _age_fault(self, record: Evidence, need: PlannedProof) -> str:
        if record.issued_on is None:
            return "いつのものか分かりません"
        if record.issued_on > self.as_of:
            return "日付が基準日より後です"
        return f"{need.max_age_months}か月より前のものです"
