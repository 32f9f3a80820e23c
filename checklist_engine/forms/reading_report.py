"""What was read from a form, in the words of an office worker, or for a program."""

from collections.abc import Iterator, Mapping

from checklist_engine.forms.reading_ledger import Notice, NoticeKind
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.model.submission import Submission, elements_of
from checklist_engine.questionnaire.questionnaire import Counts, Questionnaire
from checklist_engine.reporting.layout import Canvas, Tone

_HEADINGS = {
    NoticeKind.READ: "書かれたものと違う形で読んだもの",
    NoticeKind.KEPT: "覚え（notes）に残したもの（回答としては読んでいません）",
    NoticeKind.LEFT: "読めなかったもの",
}
_MOST_SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReport:
    """What became of a form.

    Attributes:
        form: the file of the form.
        submission: what was read from it.
        questionnaire: the same, as questions.
        notes: how many notes there are.
        asked: the cell of the answer of each fact that has a row.
        notices: what a person should know, in order.
    """

    form: str
    submission: Submission
    questionnaire: Questionnaire
    notes: int
    asked: Mapping[str, Place]
    notices: tuple[Notice, ...]

    @property
    def counts(self) -> Counts:
        """What is filled, blank and not asked."""
        return self.questionnaire.counts

    def lists(self) -> Mapping[str, int]:
        """How many elements were read, by the label of their list."""
        return {
            table.list.label: len(table.rows) for table in self.questionnaire.tables if table.rows
        }

    def blanks(self) -> Iterator[tuple[str, Place | None]]:
        """(label, cell) of each question of the checklist that is asked and blank."""
        for question in self.questionnaire.questions():
            if question.entry.is_open and question.subject.gate is not None:
                yield question.subject.label, self.asked.get(question.subject.id)


def report_text(report: FormReport, canvas: Canvas) -> Iterator[str]:
    """The report on a terminal."""
    counts, submission = report.counts, report.submission
    yield canvas.paint(f"■ {report.form} を読みました", Tone.STRONG)
    answers = len([each for each in submission.answers.values.values() if not elements_of(each)])
    parts = [f"回答 {answers} 件"]
    if reasons := len(submission.answers.reasons):
        parts.append(f"未回答の理由 {reasons} 件")
    parts += [f"{label} {rows} 行" for label, rows in report.lists().items()]
    parts += [f"証跡 {len(submission.evidence)} 件", f"申出 {len(submission.claims)} 件"]
    parts.append(f"覚え {report.notes} 件")
    yield from canvas.hang("", "、".join(parts), indent=2)
    required = f"（うち必須 {counts.blank_required} 件）" if counts.blank else ""
    yield canvas.paint(f"■ 未入力 {counts.blank} 件{required}", Tone.STRONG)
    blanks = list(report.blanks())
    for label, place in blanks[:_MOST_SHOWN]:
        where = f"{place.cell}　" if place else ""
        yield from canvas.hang("・", f"{where}{label}", indent=2)
    yield from _more(len(blanks), canvas)
    for kind, heading in _HEADINGS.items():
        notices = [notice for notice in report.notices if notice.kind is kind]
        if notices:
            yield canvas.paint(f"■ {heading} {len(notices)} 件", Tone.STRONG)
        for notice in notices[:_MOST_SHOWN]:
            yield from canvas.hang("・", f"{notice.place.cell}　{notice.words}", indent=2)
        yield from _more(len(notices), canvas)


def _more(count: int, canvas: Canvas) -> Iterator[str]:
    if count > _MOST_SHOWN:
        words = f"ほか {count - _MOST_SHOWN} 件（--format json で全て見られます）"
        yield from canvas.hang("", words, indent=4, tone=Tone.QUIET)


def report_json(report: FormReport, written: str) -> dict[str, object]:
    """The report for a program; `written` is the file of the submission."""
    counts, submission = report.counts, report.submission
    return {
        "form": report.form,
        "submission": written,
        "case": submission.case.id,
        "pack": submission.pack,
        "profile": submission.profile,
        "digest": submission.digest,
        "read": {
            "answers": len(submission.answers.values),
            "unknown": len(submission.answers.reasons),
            "elements": sum(report.lists().values()),
            "evidence": len(submission.evidence),
            "claims": len(submission.claims),
            "notes": report.notes,
        },
        "open": {
            "blank": counts.blank,
            "blank_required": counts.blank_required,
            "filled": counts.filled,
            "not_asked": counts.not_asked,
            "questions": [
                {"label": label, "cell": place.cell if place else None}
                for label, place in report.blanks()
            ],
        },
        "notices": [
            {"kind": each.kind.value, "cell": each.place.cell, "words": each.words}
            for each in report.notices
        ],
    }
