"""The steps of an alternative in words: what to change, answer or hand in, and what that means in practice."""

from collections.abc import Iterator, Sequence
from enum import Enum

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.conclusion.questions import proof_words
from checklist_engine.evaluator.proof import proves, supports
from checklist_engine.evaluator.relevance import Relevance, RelevanceMap, relevance_map
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType
from checklist_engine.inquiry.also_enough import also_enough
from checklist_engine.inquiry.changeable import AddedProof, AnswerChange
from checklist_engine.inquiry.flip import Alternative
from checklist_engine.inquiry.flipped import FlippedCase
from checklist_engine.inquiry.units import full_id_of
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import PlannedProof
from checklist_engine.reporting.flip_effects import VerdictMove, effects

ANY_PROOF = "裏付けとなる資料"
_EFFORTS = {1: "易しい", 2: "やや易しい", 3: "普通", 4: "やや難しい", 5: "難しい"}


class Action(Enum):
    """What a step does: change an answer, give one for the first time, hand in records."""

    CHANGE = "change"
    ANSWER = "answer"
    PROVE = "prove"

    @property
    def label(self) -> str:
        return {"change": "変える回答", "answer": "新しい回答", "prove": "加える証跡"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """One step, in words.

    Attributes:
        text: what to do.
        meaning: what has to be so in reality.
        notes: what to think of beside it.
        effort: what it takes, in words, where the vocabulary says so.
        also: other codes of which each would do as well; None where that was not looked at.
    """

    path: str
    action: Action
    label: str
    text: str
    meaning: str | None
    notes: tuple[str, ...]
    guidance: str | None
    effort: str | None
    also: tuple[str, ...] | None


class StepWriter:
    """Words the steps of one alternative."""

    def __init__(self, alternative: Alternative, case: FlippedCase) -> None:
        """Args:
        alternative: whose steps they are.
        case: the case as it is.
        """
        now, plan = case.assessment, case.plan
        after = alternative.assessment.submission
        self.alternative, self.plan = alternative, plan
        self.evidence, self.as_of = now.submission.evidence, now.as_of
        self.before: AnswerIndex = answer_index(plan.vocabulary, now.submission.answers)
        self.after: AnswerIndex = answer_index(plan.vocabulary, after.answers)
        self.relevance: RelevanceMap = relevance_map(plan, after.answers, now.as_of)
        self.worsened = effects(now, alternative.assessment).worsened
        self.also = also_enough(alternative, case)

    def steps(self) -> tuple[StepWords, ...]:
        """In the order of the form, a proof behind the answer that it is for."""
        order = {path: at for at, path in enumerate(self.before.located)}
        steps = [*map(self._change, self.alternative.changes)]
        steps += map(self._proof, self.alternative.proofs)
        return tuple(sorted(steps, key=lambda step: order[step.path]))

    def _change(self, change: AnswerChange) -> StepWords:
        is_new = change.before is None
        also = None if self.also is None else self.also[change.path]
        others = "".join(f"「{(change.fact.choices or {})[code]}」" for code in also or ())
        text = self._answered(change) if is_new else self._changed(change)
        return StepWords(
            path=change.path,
            action=Action.ANSWER if is_new else Action.CHANGE,
            label=change.label,
            text=text + (f"（{others}でも足ります）" if others else ""),
            meaning=self._meaning(change),
            notes=tuple(self._notes(change)),
            guidance=change.fact.guidance,
            effort=_EFFORTS[change.fact.effort] if change.fact.effort else None,
            also=also,
        )

    def _answered(self, change: AnswerChange) -> str:
        return f"「{change.label}」（未回答）に、{self._said(change)}と回答する"

    def _changed(self, change: AnswerChange) -> str:
        if change.fact.type is not FactType.CHOICES:
            before = self.before.words(change.path)
            return f"「{change.label}」の回答を「{before}」から{self._said(change)}に変える"
        gained, lost = _gained_and_lost(change)
        answer = f"「{change.label}」の回答"
        if gained and lost:
            return f"{answer}に{gained}を加え、{lost}を除く"
        if gained:
            return f"{answer}に{gained}を加える"
        return f"{answer}から{lost}を除く" + ("" if change.after else "（該当なしとする）")

    def _said(self, change: AnswerChange) -> str:
        """The new answer in brackets, as an example where others may do and have not been looked for."""
        entries = self.after.entries(change.fact, change.after) or ()
        match change.fact.type:
            case FactType.TEXT | FactType.DATE:
                is_example = True
            case FactType.CHOICE:
                is_example = self.also is None
            case FactType.CHOICES:
                is_example = self.also is None or len(entries) != 1
            case _:
                is_example = False
        if change.fact.type is not FactType.CHOICES or not entries:
            entries = (self.after.words(change.path),)
        return ("例えば" if is_example else "") + "".join(f"「{entry}」" for entry in entries)

    def _meaning(self, change: AnswerChange) -> str | None:
        closed = self._closed_by(change.path)
        if closed is not None and change.after is True:
            return f"「{closed.label}」を最後まで書き、漏れのないことを確かめる"
        if change.fact.question is None:
            return None
        around = self.before.located[change.path].around
        names = "・".join(element.name or element.key for element in reversed(around))
        question = f"{names}についての" if names else ""
        question += f"質問「{change.fact.question}」"
        if change.before is None:
            return f"{question}に、事実としてそう答えられること"
        if change.fact.type is not FactType.CHOICES:
            return f"{question}に、事実として{self._said(change)}と答えられるようにする"
        gained, lost = _gained_and_lost(change)
        if gained and lost:
            return f"{question}で、{gained}が当てはまり、{lost}が当てはまらないように改める"
        fits = f"{gained}が当てはまる" if gained else f"{lost}が当てはまらない"
        return f"{question}で、実際に{fits}ようにする"

    def _notes(self, change: AnswerChange) -> Iterator[str]:
        if self._closed_by(change.path) is not None:
            yield "書き加えたものによっては、ほかの判定も変わります"
        if self.relevance.of(change.path) is Relevance.PENDING:
            waits = "".join(
                f"「{self.after.located[path].label}」"
                for path in sorted(self.relevance.open_causes_of(change.path))
            )
            yield f"{waits}が未回答なので、まだ尋ねるかどうかが決まっていない質問です"
        for move in self._worsened_by(change.path):
            yield f"ただし、{move.rule}「{move.title}」が{move.after.label}になります"
        stale = [record.id for record in self.evidence if self._is_about(record.supports, change)]
        if stale:
            yield (
                f"証跡 {'、'.join(stale)} は今の回答についてのものです。"
                "変えた後の回答を裏付けるものに替えてください"
            )

    def _worsened_by(self, path: str) -> Iterator[VerdictMove]:
        """The findings that come out worse because of an answer, among others."""
        paths = {
            (rule.rule, finding.element): finding.paths
            for rule in self.alternative.assessment.rules
            for finding in rule.findings
        }
        for move in self.worsened:
            if path in paths[move.rule, move.element]:
                yield move

    def _is_about(self, supported: Sequence[str], change: AnswerChange) -> bool:
        """Whether a record is about an answer that is changed and that a rule wants proven."""
        wanted = any(
            need.ref.fact == change.fact.full_id for rule in self.plan.rules for need in rule.proofs
        )
        return wanted and change.before is not None and change.path in supported

    def _closed_by(self, path: str) -> Fact | None:
        """The list of which an answer says that it is complete."""
        for fact in self.plan.vocabulary.facts.values():
            if fact.shape is not None and fact.shape.closed_by == path:
                return fact
        return None

    def _proof(self, proof: AddedProof) -> StepWords:
        needs = tuple(self.needs_met_by(proof))
        wanted = list(dict.fromkeys(proof_words(need, self.plan.evidence_kinds) for need in needs))
        changed = any(change.path == proof.path for change in self.alternative.changes)
        answer = f"「{proof.label}」の{'新しい' if changed else ''}回答"
        return StepWords(
            path=proof.path,
            action=Action.PROVE,
            label=proof.label,
            text=f"{answer}{_supporting(wanted)}を提出する",
            meaning=None if len(wanted) == 1 else f"次の全てを満たす資料: {'／'.join(wanted)}",
            notes=tuple(self._example(proof)) if any(need.kinds is None for need in needs) else (),
            guidance=None,
            effort=None,
            also=None,
        )

    def needs_met_by(self, proof: AddedProof) -> Iterator[PlannedProof]:
        """The proofs that rules want of an answer, that the records are and that nothing there is."""
        kinds = self.plan.evidence_kinds
        elements = [element.path for element in self.before.located[proof.path].around]
        there = [each for each in self.evidence if supports(each, proof.path, elements)]
        needs = (need for rule in self.plan.rules for need in rule.proofs)
        for need in dict.fromkeys(needs):
            if need.ref.fact != full_id_of(proof.path):
                continue
            by_new, by_old = (
                any(proves(record, need, kinds[record.kind], self.as_of) for record in records)
                for records in (proof.records.evidence(proof.path), there)
            )
            if by_new and not by_old:
                yield need

    def _example(self, proof: AddedProof) -> Iterator[str]:
        """Where a rule only says how strong a proof has to be: what would be one."""
        labels = [self.plan.evidence_kinds[kind].label for kind in proof.kinds]
        yield f"例えば、{'及び'.join(labels)}です。これより強い証跡でもかまいません"


def _supporting(wanted: Sequence[str]) -> str:
    """What is to support an answer; what every proof is called is not said twice."""
    if len(wanted) != 1:
        return "を裏付ける資料"
    if wanted[0].startswith(ANY_PROOF):
        return f"の{wanted[0]}"
    return f"を裏付ける{wanted[0]}"


def _gained_and_lost(change: AnswerChange) -> tuple[str, str]:
    """The codes that are added and those that go, by their labels in brackets."""
    before = change.before if isinstance(change.before, frozenset) else frozenset[str]()
    after = change.after if isinstance(change.after, frozenset) else frozenset[str]()
    choices = change.fact.choices or {}
    gained, lost = (
        "".join(f"「{label}」" for code, label in choices.items() if code in codes)
        for codes in (after - before, before - after)
    )
    return gained, lost
