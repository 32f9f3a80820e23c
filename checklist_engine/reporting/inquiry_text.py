"""What can still come of a submission, as a person reads it: what is certain, then what to answer first."""

from collections.abc import Iterable, Iterator, Sequence

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.ground.wareki import wareki
from checklist_engine.inquiry.ask import Change, OpenQuestion, Prospect
from checklist_engine.inquiry.replies import choices_of
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.reporting.layout import Canvas, Tone, plain
from checklist_engine.reporting.question_words import (
    condition_words,
    route_of,
    rules_words,
    subject_of,
    subjects,
    way_to_answer,
)
from checklist_engine.reporting.text import decision_words

_MARKS = ((0.25, "◎"), (0.05, "○"), (0.0, "△"))
_LEGEND = "◎○△は、その質問の答えだけで結論案が変わる場合の多さです（◎が最も多い）"
_NOT_EXACT = (
    "回答の組合せが多く、調べきれませんでした。結論案、条件及び質問には、実際には当てはまらないものが"
    "混じっていることがあります。必ず付く条件と、ここにない結論案にならないことは確かです。"
    "回答を増やしてから、もう一度確かめてください"
)


def prospect_text(
    prospect: Prospect, assessment: Assessment, plan: Plan, canvas: Canvas
) -> list[str]:
    """One case, as lines; `assessment` is the case as it stands."""
    writer = _Writer(prospect, assessment, plan, canvas)
    return [
        *writer.heading(),
        *writer.outlook(),
        *writer.certain(),
        *writer.deciding(),
        *writer.bringing_conditions(),
        *writer.moving_the_score(),
        *writer.idle(),
        *writer.possible(),
        *writer.next_steps(),
    ]


def decisions_words(prospect: Prospect) -> str:
    """The decisions that are possible: 「「認める」又は「条件付きで認める」になりえます」."""
    named = [f"「{decision.label}」" for decision in prospect.decisions]
    if len(named) == 1:
        return f"{named[0]}になります" + (
            "（どう答えても変わりません）" if prospect.questions else ""
        )
    return f"{''.join(named[:-1])}又は{named[-1]}になりえます"


class _Writer:
    """Writes the parts of one case."""

    def __init__(
        self, prospect: Prospect, assessment: Assessment, plan: Plan, canvas: Canvas
    ) -> None:
        self.prospect, self.assessment = prospect, assessment
        self.plan, self.canvas = plan, canvas
        self.index: AnswerIndex = answer_index(plan.vocabulary, assessment.submission.answers)
        self.drafted = {each.id: each for each in assessment.conditions}
        changes = {change: self._changing(change) for change in Change}
        self.decisive = changes[Change.DECISION]
        self.conditional = [each for each in changes[Change.SCORE] if each.conditions]
        self.scoring = [each for each in changes[Change.SCORE] if not each.conditions]
        self.idle_ones = changes[Change.NOTHING]

    def _changing(self, change: Change) -> list[OpenQuestion]:
        return [each for each in self.prospect.questions if each.changes is change]

    def heading(self) -> Iterator[str]:
        case = self.assessment.submission.case
        yield self.canvas.rule("━")
        label = f"諮問{self.assessment.item}　" if self.assessment.item else "案件　"
        yield from self.canvas.hang(label, case.title, tone=Tone.STRONG)
        facts = [
            case.department,
            f"規則集 {self.assessment.pack} {self.assessment.pack_version}",
            f"基準日 {wareki(self.assessment.as_of)}",
        ]
        yield self.canvas.paint(plain("　".join(fact for fact in facts if fact)), Tone.QUIET)
        yield self.canvas.rule("━")

    def outlook(self) -> Iterator[str]:
        prospect = self.prospect
        yield self._title("見通し")
        rows = [("今の結論案", decision_words(self.assessment))]
        if prospect.decisions and prospect.questions:
            rows.append(("全て答えたとき", decisions_words(prospect)))
        possible = len(prospect.possible) - len(prospect.certain)
        counts = [
            f"必ず付くもの {len(prospect.certain)}件",
            f"付くかもしれないもの {possible}件",
            f"付かないと決まったもの {len(prospect.ruled_out)}件",
        ]
        rows.append(("条件", "、".join(counts)))
        rows.append(("未回答の質問", self._questions_counted()))
        yield from self.canvas.table(rows, indent=2)
        for note in self._notes():
            yield from self.canvas.hang("※ ", note, indent=2, tone=Tone.CARE)
        yield ""

    def _notes(self) -> Iterator[str]:
        if not self.prospect.exact:
            yield _NOT_EXACT
        if self.assessment.provisional and not self.decisive:
            yield "どう答えても結論案は変わりませんが、答えるまでは暫定のままです"
        for question in self.prospect.questions:
            closed_by = question.fact.shape.closed_by if question.fact.shape else None
            if closed_by and self.index.located[closed_by].answer is False:
                yield (
                    f"「{self.index.located[closed_by].label}」が「いいえ」の間は、{question.label}についての"
                    "判定が定まりません。書き終えて「はい」とすると、見通しが変わります"
                )

    def _questions_counted(self) -> str:
        counts = [
            ("結論案を左右するもの", self.decisive),
            ("条件を左右するもの", self.conditional),
            ("評点又は留意事項だけを左右するもの", self.scoring),
            ("何も変えないもの", self.idle_ones),
        ]
        found = [f"{words} {len(several)}件" for words, several in counts if several]
        return "、".join(found) or "ありません"

    def certain(self) -> Iterator[str]:
        if self.prospect.certain:
            yield self._title("必ず付く条件", len(self.prospect.certain))
            yield from self._conditions(self.prospect.certain)
            yield ""

    def deciding(self) -> Iterator[str]:
        """What turns the decision, with all that is needed to answer it."""
        if not self.decisive:
            return
        yield self._title("結論を左右する質問", len(self.decisive))
        yield from self.canvas.hang("", f"上から順に答えてください。{_LEGEND}", indent=2)
        for number, question in enumerate(self.decisive, start=1):
            mark = next(mark for least, mark in _MARKS if question.weight >= least)
            yield from self.canvas.hang(f"{mark}{number:>3}. ", question.text, indent=2)
            yield from self.canvas.table(list(self._particulars(question)), indent=9)
        yield ""

    def _particulars(self, question: OpenQuestion) -> Iterator[tuple[str, str]]:
        yield "回答欄", self._field(question)
        yield "答え方", self._way(question)
        if question.fact.guidance:
            yield "手引", question.fact.guidance
        yield from self._what_hangs_on_it(question)

    def _field(self, question: OpenQuestion) -> str:
        reason = f"　今は「{question.reason}」" if question.reason else ""
        return f"{question.label}（{question.path}）{reason}"

    def _way(self, question: OpenQuestion) -> str:
        if question.listed:
            return self._way_to_close(question)
        choices = "、".join(
            f"{code}（{label}）" for code, label in choices_of(question.fact, self.index).items()
        )
        return way_to_answer(question.fact) + (f": {choices}" if choices else "")

    def _way_to_close(self, question: OpenQuestion) -> str:
        closed_by = question.fact.shape.closed_by if question.fact.shape else None
        label = self.index.located[closed_by].label if closed_by else ""
        return (
            f"あれば書き加えます。全て書いたら「{label}」（{closed_by}）を「はい」（true）とします"
        )

    def _what_hangs_on_it(self, question: OpenQuestion) -> Iterator[tuple[str, str]]:
        if question.rules:
            yield "関わる規則", rules_words(question, self.plan)
        if question.conditions:
            yield "関わる条件", subjects(question.conditions, self.plan)
        if question.pending:
            yield "先に", self._first(question)

    def _first(self, question: OpenQuestion) -> str:
        named = {
            is_open: "".join(
                f"「{self.index.located[path].label}」"
                for path in question.after
                if (self.index.located[path].answer is None) is is_open
            )
            for is_open in (True, False)
        }
        parts = [f"{named[True]}に答えてください"] if named[True] else []
        parts += [f"{named[False]}を「はい」にできるようにしてください"] if named[False] else []
        return "。".join((*parts, "それによっては、尋ねません"))

    def bringing_conditions(self) -> Iterator[str]:
        if self.conditional:
            yield self._title("結論案は変わらないが、付く条件が変わる質問", len(self.conditional))
            yield from self._briefly(self.conditional)
            yield ""

    def moving_the_score(self) -> Iterator[str]:
        if self.scoring:
            yield self._title("評点又は留意事項だけを変える質問", len(self.scoring))
            yield from self._briefly(self.scoring)
            yield ""

    def _briefly(self, questions: Iterable[OpenQuestion]) -> Iterator[str]:
        for question in questions:
            yield from self.canvas.hang("・", question.text, indent=2)
            words = [f"回答欄: {self._field(question)}"]
            if question.conditions:
                words.append(f"条件: {subjects(question.conditions, self.plan)}")
            words.append(f"規則: {'、'.join(question.rules)}")
            if question.pending:
                words.append(f"先に: {self._first(question)}")
            for line in self.canvas.hang("", "　".join(words), indent=4):
                yield self.canvas.paint(line, Tone.QUIET)

    def idle(self) -> Iterator[str]:
        if self.idle_ones:
            yield self._title("この回答がなくても結論は変わりません", len(self.idle_ones))
            yield from self.canvas.hang(
                "", "どう答えても、判定、条件、留意事項及び評点は今のままです", indent=2
            )
            for question in self.idle_ones:
                yield from self.canvas.hang("・", self._field(question), indent=2)
            yield ""

    def possible(self) -> Iterator[str]:
        names = [name for name in self.prospect.possible if name not in self.prospect.certain]
        if names:
            yield self._title("付くかもしれない条件", len(names))
            yield from self.canvas.hang("", "「…」のところは、回答によって決まります", indent=2)
            yield from self._conditions(names)
            yield ""

    def _conditions(self, names: Sequence[str]) -> Iterator[str]:
        for name in names:
            drafted = self.drafted.get(name)
            text = drafted.text if drafted else condition_words(name, self.plan)
            words = f"{subject_of(name, self.plan)}［{route_of(name, self.plan).label}］"
            yield from self.canvas.hang("・", words, indent=2)
            for line in self.canvas.hang("", text, indent=4):
                yield self.canvas.paint(line, Tone.QUIET)

    def next_steps(self) -> Iterator[str]:
        if self.prospect.questions:
            file, day = self.assessment.submission.file, self.assessment.as_of.isoformat()
            yield "→ 一つずつ答えて、ファイルに書き込むには"
            yield f"   checklist ask -i {file} --as-of {day}"
            yield ""

    def _title(self, words: str, count: int | None = None) -> str:
        counted = f"（{count}件）" if count is not None else ""
        return self.canvas.paint(f"■ {words}{counted}", Tone.STRONG)
