"""The turns of a dialogue as a person reads them on a terminal, whatever terminal that is."""

from collections.abc import Iterator, Sequence

from checklist_engine.conclusion.answers import AnswerIndex
from checklist_engine.ground.values import FactType
from checklist_engine.inquiry.ask import Change, OpenQuestion, Prospect
from checklist_engine.inquiry.dialogue import Desk
from checklist_engine.inquiry.replies import NONE_OF_THEM
from checklist_engine.inquiry.turns import (
    AskAnswer,
    AskKey,
    AskList,
    AskName,
    AskPlace,
    AskReason,
    AskWhetherToGoOn,
    ListStep,
    SayDone,
    SayHelp,
    SayLeftOpen,
    SayNotUnderstood,
    SayNotUndone,
    SayReadAgain,
    SayRefused,
    SaySaved,
    SayUndone,
    Turn,
)
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Element
from checklist_engine.model.verdicts import Gate
from checklist_engine.reporting.inquiry_text import decisions_words
from checklist_engine.reporting.layout import Canvas, Tone
from checklist_engine.reporting.question_words import rules_words, subjects, way_to_answer

PROMPT = "> "
_COMMANDS = (
    ("?", "この説明を表示します"),
    ("b、戻る", "一つ前の質問に戻ります（ファイルに書き込んだ答えも取り消します）"),
    ("分からない", "未回答のまま次に進みます。「分からない 照会中」のように、理由を書けます"),
    ("q、終わる", "終わります。ここまでの答えは、ファイルに書き込んであります"),
)
_WAYS = {
    FactType.BOOLEAN: "番号か、「はい」「いいえ」で答えます",
    FactType.CHOICE: "番号、コード又は名称で、一つ答えます",
    FactType.CHOICES: "番号、コード又は名称で答えます。いくつもあるときは「1,3」のように並べます",
    FactType.INTEGER: "数字で答えます。全角の数字でも構いません",
    FactType.NUMBER: "数字で答えます。全角の数字でも構いません",
    FactType.DATE: "2024-04-01、2024/4/1、令和6年4月1日、R6.4.1 のどの書き方でも構いません",
    FactType.TEXT: 'そのまま書きます。「b」のような文を答えるときは、"b" と引用符で囲みます',
    FactType.LIST: "番号で答えます",
}


class DialogueText:
    """Words the turns of one dialogue."""

    def __init__(self, desk: Desk, plan: Plan, canvas: Canvas) -> None:
        self.desk, self.plan, self.canvas = desk, plan, canvas

    def opening(self, title: str, file: str) -> list[str]:
        """What stands before the first turn."""
        return [
            self.canvas.rule("━"),
            *self.canvas.hang("", title, tone=Tone.STRONG),
            *self.canvas.hang(
                "", f"{file} に一問ずつ答えます。答えるたびに、ファイルに書き込みます"
            ),
            *self.canvas.hang("", "「?」で説明、「b」で一つ前に戻る、「q」で終わり"),
            self.canvas.rule("━"),
            *self._outlook(),
        ]

    def turn(self, turn: Turn) -> list[str]:
        """The lines of a turn; one that asks is followed by the prompt."""
        match turn:
            case AskAnswer(question=question, choices=choices):
                return [
                    *self._question(question),
                    *self._numbered(question, list(choices.values())),
                ]
            case AskReason():
                return self._plain(
                    "理由は何ですか（例: 事業者に照会中。Enter だけなら、理由を書かずに進みます）"
                )
            case AskList(question=question, elements=elements, steps=steps):
                return list(self._list(question, elements, steps))
            case AskKey(fact=fact, proposed=proposed):
                return self._plain(
                    f"{fact.label}: ほかと重ならない短い記号（Enter だけなら「{proposed}」）"
                )
            case AskName(fact=fact):
                return self._plain(f"{fact.label}: その名称")
            case AskPlace(elements=elements):
                return list(self._places(elements))
            case AskWhetherToGoOn(settled=settled, left=left):
                return list(self._whether_to_go_on(left, settled=settled))
            case SayHelp(question=question):
                return list(self._help(question))
            case SayNotUnderstood():
                return self._plain("答えが読み取れません。「?」で答え方を示します", Tone.CARE)
            case SayRefused(faults=faults):
                return [
                    line
                    for fault in faults
                    for line in self._refused(f"{fault.code} {fault.message}", fault.hint)
                ]
            case SaySaved(paths=paths):
                return [*self._saved(paths), *self._outlook()]
            case SayLeftOpen(question=question, reason=reason):
                note = f"（{reason}）" if reason else ""
                words = f"{question.label}: 未回答のまま進みます{note}"
                return [*self.canvas.hang("－ ", words, indent=3), *self._outlook()]
            case SayUndone(label=None):
                return self._plain("これより前の質問はありません")
            case SayUndone(label=label):
                return [*self._plain(f"「{label}」の答えを取り消しました"), *self._outlook()]
            case SayNotUndone(label=label):
                return self._plain(
                    f"ファイルがほかで書き替えられたので、「{label}」の答えは取り消せません"
                )
            case SayReadAgain():
                return [
                    *self._plain("ファイルがほかで書き替えられたので、読み直しました"),
                    *self._outlook(),
                ]
            case SayDone(quit=early):
                return list(self._done(early=early))

    def _plain(self, words: str, tone: Tone = Tone.PLAIN) -> list[str]:
        return [self.canvas.paint(line, tone) for line in self.canvas.hang("", words)]

    def _question(self, question: OpenQuestion) -> Iterator[str]:
        yield ""
        yield from self.canvas.hang("■ ", question.text, tone=Tone.STRONG)
        yield from self.canvas.hang("回答欄　", question.label, indent=3)
        if question.reason:
            yield from self.canvas.hang("今は　　", question.reason, indent=3)
        if question.fact.guidance:
            yield from self.canvas.hang("手引　　", question.fact.guidance, indent=3)

    def _numbered(self, question: OpenQuestion, labels: Sequence[str]) -> Iterator[str]:
        match question.fact.type:
            case FactType.BOOLEAN:
                labels = ["はい", "いいえ"]
            case FactType.CHOICES:
                yield f"    0. {NONE_OF_THEM}"
            case FactType.CHOICE:
                pass
            case _:
                yield from self.canvas.hang("答え方　", way_to_answer(question.fact), indent=3)
        for number, label in enumerate(labels, start=1):
            yield from self.canvas.hang(f"{number:>2}. ", label, indent=3)
        if question.fact.type is FactType.CHOICES:
            yield "   いくつでも選べます（例: 1,3）"

    def _list(
        self, question: OpenQuestion, elements: Sequence[Element], steps: Sequence[ListStep]
    ) -> Iterator[str]:
        yield from self._question(question)
        if elements:
            names = "、".join(element.name or element.key for element in elements)
            yield from self.canvas.hang("今あるもの　", names, indent=3)
        words = {
            ListStep.ADD: "書き加える",
            ListStep.COMPLETE: "全て書いた（もうない）",
            ListStep.NONE: "一件もない",
        }
        for number, step in enumerate(steps, start=1):
            yield f"   {number:>2}. {words[step]}"

    def _places(self, elements: Sequence[Element]) -> Iterator[str]:
        yield "どれの下にありますか（Enter だけなら、どの下でもありません）"
        for number, element in enumerate(elements, start=1):
            indent = "  " * (element.tier - 1)
            yield f"   {number:>2}. {indent}{element.name or element.key}"

    def _whether_to_go_on(self, left: int, *, settled: bool) -> Iterator[str]:
        yield ""
        if settled and self.desk.prospect.decisions:
            yield "■ 結論案は決まりました"
            yield f"   {decisions_words(self.desk.prospect)}"
        elif settled:
            yield "■ この適用区分は、結論を出しません"
        else:
            yield "■ 結論案を左右する質問は、「分からない」としたものだけになりました"
        words = f"条件、評点又は留意事項だけを左右する質問が{left}件残っています"
        if provisional := sum(map(self._keeps_provisional, self.desk.prospect.questions)):
            words += f"（うち{provisional}件は、答えるまで結論案が暫定になります）"
        yield from self.canvas.hang("", f"{words}。続けますか（はい・いいえ）", indent=3)

    def _keeps_provisional(self, question: OpenQuestion) -> bool:
        """Whether a rule that counts for the decision stays open without an answer."""
        gates = {rule.id: rule.gate for rule in self.plan.rules}
        return question.changes is Change.SCORE and any(
            gates[name] is not Gate.ADVISORY for name in question.rules
        )

    def _help(self, question: OpenQuestion | None) -> Iterator[str]:
        if question is not None:
            yield from self.canvas.hang("答え方　", _WAYS[question.fact.type], indent=3)
            if question.rules:
                words = rules_words(question, self.plan)
                yield from self.canvas.hang("関わる規則　", words, indent=3)
            if question.conditions:
                words = subjects(question.conditions, self.plan)
                yield from self.canvas.hang("関わる条件　", words, indent=3)
            yield from self.canvas.hang("事実　", question.path, indent=3)
        yield from self.canvas.table(_COMMANDS, indent=3)

    def _refused(self, message: str, hint: str | None) -> Iterator[str]:
        yield from self.canvas.hang("× ", message, indent=3, tone=Tone.BAD)
        if hint:
            yield from self.canvas.hang("ヒント: ", hint, indent=5)

    def _saved(self, paths: Sequence[str]) -> Iterator[str]:
        index: AnswerIndex = self.desk.index
        for path in paths:
            words = f"{index.located[path].label}: {index.words(path)}"
            yield from self.canvas.hang("○ ", words, indent=3, tone=Tone.GOOD)

    def _outlook(self) -> Iterator[str]:
        """One line: what can still come of it, and how many questions decide that."""
        prospect = self.desk.prospect
        left = _count(prospect, Change.DECISION)
        words = "・".join(decision.label for decision in prospect.decisions)
        if not words:
            words = f"質問 あと{_count(prospect, Change.SCORE)}件"
        elif prospect.settled:
            words += "（どう答えても変わりません）" if prospect.questions else ""
        else:
            words += f"（左右する質問 あと{left}件）"
        note = "" if prospect.exact else "（調べきれませんでした）"
        yield from self.canvas.hang("見通し　", words + note, indent=3, tone=Tone.QUIET)

    def _done(self, *, early: bool) -> Iterator[str]:
        prospect = self.desk.prospect
        left = _count(prospect, Change.DECISION) + _count(prospect, Change.SCORE)
        yield ""
        yield "終わりました"
        if prospect.decisions:
            when = "全て答えたときの結論案は" if left else "結論案は"
            yield from self.canvas.hang("", f"{when}、{decisions_words(prospect)}", indent=3)
        words = "判定を変える質問は、残っていません"
        if left:
            words = (
                f"答えの残っている質問は{left}件です。続きは、もう一度同じように実行してください"
            )
        yield from self.canvas.hang("", words, indent=3)
        if not early:
            yield "   checklist assess で、判定と結論案を確かめてください"


def _count(prospect: Prospect, change: Change) -> int:
    return sum(each.changes is change for each in prospect.questions)
