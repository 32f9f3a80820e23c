"""What would change the outcome of a case, as a person reads it: the alternatives, the smallest first."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from checklist_engine.conclusion.answers import answer_index
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.ground.wareki import wareki
from checklist_engine.inquiry.flip import Alternative
from checklist_engine.inquiry.flipped import FlippedCase
from checklist_engine.model.assessment import DraftedCondition
from checklist_engine.model.verdicts import Gate, Verdict
from checklist_engine.phrasing.recitation import Reciter
from checklist_engine.reporting.flip_effects import (
    NO_EFFECTS,
    Effects,
    VerdictMove,
    effects,
    shared_effects,
    without_effects,
)
from checklist_engine.reporting.flip_obstacles import obstacle_lines
from checklist_engine.reporting.flip_steps import Action, StepWords, StepWriter
from checklist_engine.reporting.layout import Canvas, Tone, plain
from checklist_engine.reporting.text import decision_words

_PREMISE = (
    "回答を書き替えるだけではなく、実際にそうすることが前提です。"
    "システム、契約又は運用を改めないまま、回答だけを変えないでください"
)
_FRAME = "規則を満たすために変えられない事実、一覧に並ぶ要素、申出及び裁定は、今のままとしています"
_NOT_EXACT = "調べきれませんでした（ほかにも、より少ない変更があるかもしれません）"
_MOST_TOLD = 10
_HOLDS = {
    Truth.TRUE: "今の回答で、もう当てはまっています",
    Truth.FALSE: "今の回答では、当てはまりません",
    Truth.UNKNOWN: "回答を待っているので、まだ分かりません",
}


def flip_text(case: FlippedCase, canvas: Canvas) -> list[str]:
    """One case, as lines."""
    writer = _Writer(case, canvas)
    lines = [*writer.heading(), *writer.question(), *writer.answer()]
    return [*lines, ""] if lines[-1] else lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An alternative in words; `steps` and `effects` are all of its own."""

    alternative: Alternative
    steps: tuple[StepWords, ...]
    effects: Effects


class _Writer:
    """Writes the parts of one case."""

    def __init__(self, case: FlippedCase, canvas: Canvas) -> None:
        self.case, self.canvas = case, canvas
        self.now, self.plan, self.flips = case.assessment, case.plan, case.flips
        self.index = answer_index(self.plan.vocabulary, self.now.submission.answers)
        self.reciter = Reciter.of(self.plan.vocabulary)
        self.rules = {rule.id: rule for rule in self.plan.rules}

    def heading(self) -> Iterator[str]:
        case = self.now.submission.case
        yield self.canvas.rule("━")
        label = f"諮問{self.now.item}　" if self.now.item else "案件　"
        yield from self.canvas.hang(label, case.title, tone=Tone.STRONG)
        facts = [
            case.department,
            f"規則集 {self.now.pack} {self.now.pack_version}",
            f"基準日 {wareki(self.now.as_of)}",
        ]
        yield self.canvas.paint(plain("　".join(fact for fact in facts if fact)), Tone.QUIET)
        yield self.canvas.rule("━")

    def question(self) -> Iterator[str]:
        """What is asked: a decision, or a condition."""
        yield f"今の結論案　　{decision_words(self.now)}"
        if self.case.aim is not None:
            yield f"目指す結論案　{self.case.aim.label}"
        yield ""
        if self.case.condition is not None:
            yield from self._condition(self.case.condition)

    def _condition(self, name: str) -> Iterator[str]:
        """A condition as it is asked for now, and what discharges it."""
        drafted = [each for each in self.now.conditions if each.id == name]
        planned = self.plan.conditions.get(name)
        subject = drafted[0].subject if drafted else planned.subject if planned else name
        yield self._title(f"条件「{subject}」（{name}）")
        yield from self._worded(drafted)
        if drafted:
            yield from self._discharge()
        yield ""

    def _discharge(self) -> Iterator[str]:
        discharge = self.case.discharge
        if discharge is None:
            words = "規則集に決まりがありません。審議会又は事務局が判断します"
        else:
            words = f"{self.reciter.words(discharge.node)}とき（{_HOLDS[discharge.holds]}）"
        yield from self.canvas.hang("認められた後に対応済みとみるのは　", words, indent=2)
        for path in discharge.paths if discharge else ():
            answer = f"{self.index.located[path].label}: {self.index.words(path)}"
            yield from self.canvas.hang("・", answer, indent=4)

    def answer(self) -> Iterator[str]:
        """What has to be done, or why nothing has to, or why nothing helps."""
        if self.flips.reached:
            yield from self.canvas.hang("", self._reached())
        elif self.flips.alternatives:
            yield from self._alternatives()
        else:
            yield from obstacle_lines(self.case, self.canvas)

    def _reached(self) -> str:
        if self.case.aim is None:
            return "この条件は、今の回答では付きません"
        if self.now.decision is self.case.aim:
            return f"今のままで、結論案は「{self.case.aim.label}」です"
        return f"今の結論案は、「{self.case.aim.label}」より良いものです"

    def _alternatives(self) -> Iterator[str]:
        """What all alternatives ask for stands once, before them; what all of them bring, behind."""
        yield from self.canvas.hang("※ ", _PREMISE, tone=Tone.CARE)
        yield from self.canvas.hang("※ ", _FRAME)
        if not self.flips.exact:
            yield from self.canvas.hang("※ ", _NOT_EXACT, tone=Tone.CARE)
        yield ""
        told = [self._told(each) for each in self.flips.alternatives]
        several = len(told) > 1
        steps = [step for step in told[0].steps if all(step in each.steps for each in told)]
        common = steps if several else []
        brought = shared_effects([each.effects for each in told]) if several else NO_EFFECTS
        if common:
            yield self._title(f"どの案でも要ること（{_counted(common)}）")
            yield from self._steps(common)
            yield ""
        before: list[StepWords] = []
        for number, each in enumerate(told, start=1):
            own = [step for step in each.steps if step not in common]
            added = "上のことに加えて、" if common else ""
            yield self._title(f"案{number}　{self._outcome(each)}（{added}{_counted(own)}）")
            yield from self._steps(own, before)
            before += own
            yield from self._effects(without_effects(each.effects, brought))
            yield ""
        if brought != NO_EFFECTS:
            yield self._title("どの案でもこうなります")
            yield from self._effects(brought)
            yield ""
        if self.flips.harmless is not None:
            yield from self._harmless(self._told(self.flips.harmless), [*common, *before])

    def _told(self, alternative: Alternative) -> _Told:
        return _Told(
            alternative=alternative,
            steps=StepWriter(alternative, self.case).steps(),
            effects=effects(self.now, alternative.assessment),
        )

    def _outcome(self, told: _Told) -> str:
        decision = f"「{decision_words(told.alternative.assessment)}」になります"
        if self.case.condition is None:
            return decision
        same = told.alternative.assessment.decision is self.now.decision
        return "この条件が付かなくなります" if same else f"この条件が付かず、{decision}"

    def _harmless(self, told: _Told, before: Sequence[StepWords]) -> Iterator[str]:
        """What to do rather, where everything smaller makes something worse."""
        yield self._title(
            f"今より悪くなる判定のない案　{self._outcome(told)}（全部で、{_counted(told.steps)}）"
        )
        yield from self._steps(told.steps, before)
        yield from self._effects(told.effects)
        yield ""

    def _steps(
        self, steps: Iterable[StepWords], before: Collection[StepWords] = ()
    ) -> Iterator[str]:
        """What to do; what has been explained before only by name."""
        for number, step in enumerate(steps, start=1):
            effort = f"（手間：{step.effort}）" if step.effort else ""
            same = "［前に同じ］" if step in before else ""
            yield from self.canvas.hang(f"{number:>2}. ", step.text + effort + same, indent=2)
            for note in step.notes:
                yield from self.canvas.hang("注 ", note, indent=6, tone=Tone.CARE)
            if same:
                continue
            if step.meaning:
                yield from self.canvas.hang("＝ ", step.meaning, indent=6)
            if step.guidance:
                for line in self.canvas.hang("手引 ", step.guidance, indent=6):
                    yield self.canvas.paint(line, Tone.QUIET)

    def _effects(self, found: Effects) -> Iterator[str]:
        yield from self._mended(found.mended)
        yield from self._worsened(found.worsened)
        for words, conditions in (
            ("付かなくなる条件", found.gone),
            ("新たに付く条件", found.come),
            ("引き続き付く条件", found.staying),
        ):
            if conditions:
                yield f"  {words}（{len(conditions)}件）"
                yield from self._worded(conditions)
        yield from self._failing(found)

    def _mended(self, moves: Sequence[VerdictMove]) -> Iterator[str]:
        """Rules that count for the decision one by one, with what they ask; the others, and many, only
        by name.
        """
        if not moves:
            return
        yield f"  良くなる判定（{len(moves)}件）"
        counting = [move for move in moves if move.gate is not Gate.ADVISORY]
        if len(counting) > _MOST_TOLD:
            yield from self._many(counting)
            counting = []
        told: list[str] = []
        for move in counting:
            yield from self._move("○ ", move, Tone.GOOD)
            criterion = self._criterion(move)
            if criterion is not None and criterion not in told:
                told.append(criterion)
                for line in self.canvas.hang("基準: ", criterion, indent=6):
                    yield self.canvas.paint(line, Tone.QUIET)
        advisory = dict.fromkeys(move.rule for move in moves if move.gate is Gate.ADVISORY)
        if advisory:
            label = f"○ {Gate.ADVISORY.label}の規則　"
            yield from self.canvas.hang(label, "、".join(advisory), indent=4, tone=Tone.GOOD)

    def _many(self, moves: Iterable[VerdictMove]) -> Iterator[str]:
        groups: dict[str, dict[str, None]] = {}
        for move in moves:
            name = f"{move.before.label} → {move.after.label}"
            groups.setdefault(name, {})[f"{move.rule} {move.title}"] = None
        for name, rules in groups.items():
            label = f"○ {name}　"
            yield from self.canvas.hang(label, "、".join(rules), indent=4, tone=Tone.GOOD)

    def _criterion(self, move: VerdictMove) -> str | None:
        """What the rule asks for that then holds."""
        rule = self.rules[move.rule]
        if move.after is Verdict.MET:
            return self.reciter.words(rule.require)
        if move.after is Verdict.COMPENSATED and rule.compensated_by is not None:
            return f"代替措置として、{self.reciter.words(rule.compensated_by)}"
        return None

    def _worsened(self, moves: Sequence[VerdictMove]) -> Iterator[str]:
        if moves:
            yield self.canvas.paint(f"  悪くなる判定（{len(moves)}件）", Tone.BAD)
        for move in moves:
            yield from self._move("× ", move, Tone.BAD)

    def _move(self, mark: str, move: VerdictMove, tone: Tone) -> Iterator[str]:
        owner = f"（{move.owner}）" if move.owner else ""
        words = (
            f"{move.title}{owner}［{move.gate.label}］: {move.before.label} → {move.after.label}"
        )
        yield from self.canvas.hang(f"{mark}{move.rule}　", words, indent=4, tone=tone)

    def _worded(self, conditions: Iterable[DraftedCondition]) -> Iterator[str]:
        for each in conditions:
            yield from self.canvas.hang("・", f"［{each.route.label}］{each.text}", indent=4)

    def _failing(self, found: Effects) -> Iterator[str]:
        """What fails all the same: those that are not met by name, the others counted."""
        worse = {(each.rule, each.element) for each in found.worsened}
        left = [each for each in found.failing if (each.rule, each.element) not in worse]
        failed = dict.fromkeys(
            f"{each.rule} {each.title}" for each in left if each.after is Verdict.NOT_MET
        )
        if failed:
            label = f"それでも{Verdict.NOT_MET.label}（{len(failed)}件） "
            yield from self.canvas.hang(label, "、".join(failed), indent=2, tone=Tone.CARE)
        for verdict in (Verdict.UNPROVEN, Verdict.UNDETERMINED):
            rules = dict.fromkeys(each.rule for each in left if each.after is verdict)
            if rules:
                label = f"それでも{verdict.label}（{len(rules)}件） "
                yield from self.canvas.hang(label, "、".join(rules), indent=2, tone=Tone.CARE)

    def _title(self, words: str) -> str:
        return self.canvas.paint(plain(f"■ {words}"), Tone.STRONG)


def _counted(steps: Iterable[StepWords]) -> str:
    """What there is to do: 「変える回答 1件、加える証跡 1件」."""
    counts = Counter(step.action for step in steps)
    return "、".join(f"{action.label} {counts[action]}件" for action in Action if counts[action])
