"""`checklist ask -i`: a submission file that is filled in, saved and read again after every answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from checklist_engine.authoring.answering import ANSWERS, Answering
from checklist_engine.authoring.scaffolding.drafts import whole_draft
from checklist_engine.authoring.scaffolding.writing import write_drafts
from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.formats.document import Document
from checklist_engine.formats.files import read_text
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.inquiry.ask import FURTHER, Inquirer, Prospect
from checklist_engine.loader.answer_tree import Tree, merged, nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.submission import read_submission
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission
from checklist_engine.usecases.find_pack import pack_folder
from checklist_engine.usecases.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A submission as its file has it; `answers` are those that it inherits, too."""

    plan: Plan
    submission: Submission
    document: Document
    answers: Mapping[str, Tree]


class FillIn:
    """The desk of a dialogue (`inquiry.dialogue.Desk`), on a YAML file.

    Attributes:
        as_of: the assessment date.
        notices: what a person should know beside it.
        index: the answers as they are.
        prospect: what can still come of them.
    """

    def __init__(
        self,
        path: Path,
        *,
        as_of: date | None,
        pack: Path | None,
        today: date,
        further: int = FURTHER,
    ) -> None:
        """Args:
        path: of a submission file.
        as_of: the assessment date; else the case's `submitted_on`, else `today`.
        pack: the folder of a pack to use whatever the submission names.
        today: the day it is.
        further: how many further elements a list that may grow is thought to get at most.

        Raises:
            InvalidFile: all faults of all files at once.
        """
        self._path, self._further = path, further
        self._faults: list[Diagnostic] = []
        self.notices: list[str] = []
        given = pack_folder(pack) if pack else None
        self._shelf = Shelf(given=given, faults=self._faults, notices=self.notices)
        self._read = self._from_disk()
        self.as_of = as_of or self.submission.case.submitted_on or today
        if as_of is None and self.submission.case.submitted_on is None:
            self.notices.append(
                f"{self.submission.file}: 日付が分からないので、今日（{today.isoformat()}）の時点で"
                "評価します（--as-of で変えられます）"
            )
        self._inquirer = Inquirer(self.plan, self.as_of, further=further)
        self._look()

    @property
    def plan(self) -> Plan:
        """What the submission is assessed by."""
        return self._read.plan

    @property
    def submission(self) -> Submission:
        """The submission as it is."""
        return self._read.submission

    @property
    def prospect(self) -> Prospect:
        return self._prospect

    @property
    def index(self) -> AnswerIndex:
        return self._index

    def put(self, answers: Mapping[str, object]) -> Sequence[Diagnostic]:
        text = self._read.document.text
        for path, raw in answers.items():
            text = self._answering(text).with_answer(path, raw)
        return self._save(text)

    def add(
        self, path: str, below: str | None, element: Mapping[str, object]
    ) -> Sequence[Diagnostic]:
        answering = self._answering(self._read.document.text)
        return self._save(answering.with_element(path, below, element))

    def is_current(self) -> bool:
        if read_text(self._path) == self._read.document.text:
            return True
        self._read_again()
        return False

    def mark(self) -> object:
        return self._read.document.text

    def back_to(self, mark: object) -> bool:
        if not self.is_current():
            return False
        self._write(str(mark))
        return True

    def _answering(self, text: str) -> Answering:
        document = parse_yaml(text, self._read.document.file)
        answers = merged(self._read.answers, _own_answers(document, []))
        return Answering(document, self.plan.vocabulary, answers)

    def _save(self, text: str) -> Sequence[Diagnostic]:
        """Write the text, if its answers are as the vocabulary wants them; else its faults."""
        document = parse_yaml(text, self._read.document.file)
        faults: list[Diagnostic] = []
        answers = merged(self._read.answers, _own_answers(document, faults))
        read_answers(answers, self.plan.vocabulary, faults)
        if not faults:
            self._write(text)
        return faults

    def _write(self, text: str) -> None:
        write_drafts([whole_draft(self._path, text)])
        self._read_again()

    def _read_again(self) -> None:
        before = self.plan
        self._read = self._from_disk()
        if self.plan is not before:
            self._inquirer = Inquirer(self.plan, self.as_of, further=self._further)
        self._look()

    def _look(self) -> None:
        self._index = answer_index(self.plan.vocabulary, self.submission.answers)
        self._prospect = self._inquirer.ask(self.submission)

    def _from_disk(self) -> _Read:
        self._faults.clear()
        written = read_submission(self._path, self._path.parent, self._faults)
        found = self._shelf.submission(self._path, self._path.parent)
        raise_faults(self._faults)
        assert written is not None
        assert found is not None
        plan, submission = found
        document = written.cursor.document
        return _Read(plan=plan, submission=submission, document=document, answers=written.answers)


def _own_answers(document: Document, faults: list[Diagnostic]) -> Mapping[str, Tree]:
    root = document.cursor()
    return nested(root[ANSWERS], faults) if ANSWERS in root else {}
