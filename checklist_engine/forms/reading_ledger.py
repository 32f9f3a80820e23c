"""What is written down while a form is read: faults, and what a person should know beside them."""

from enum import Enum

from checklist_engine.formats.xlsx_cells import Workbook
from checklist_engine.forms.layout import FORM_SOURCE
from checklist_engine.forms.reading_understood import NoAnswer, Unclear, briefly, no_answer
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place


class NoticeKind(Enum):
    """What a notice says: read in other words than stood there, kept as a note, or left."""

    READ = "read"
    KEPT = "kept"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that is no fault: where, and what became of it."""

    kind: NoticeKind
    place: Place
    words: str


@dataclass(slots=True)
class Ledger:
    """Faults and notices in the order in which they came up, the notes of the submission, and the
    header row of each sheet that was read, by its name.
    """

    workbook: Workbook
    faults: list[Diagnostic] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    headers: dict[str, int] = field(default_factory=dict)

    def fault(self, code: str, place: Place, message: str, hint: str) -> None:
        """Add a fault."""
        self.faults.append(Diagnostic(code=code, message=message, hint=hint, place=place))

    def unclear(self, unclear: Unclear, place: Place, label: str) -> None:
        """Add the fault of a cell that cannot be understood; `label` is what it is called."""
        self.fault(unclear.code, place, f"「{label}」: {unclear.message}", unclear.hint)

    def refused(self, value: object, place: Place, label: str) -> bool:
        """Whether a cell holds what is no answer; the fault is added."""
        if not isinstance(value, NoAnswer):
            return False
        self.unclear(no_answer(value), place, label)
        return True

    def read_as(self, place: Place, what: str, words: str) -> None:
        """Say in which words something was understood."""
        self.notices.append(
            Notice(
                kind=NoticeKind.READ,
                place=place,
                words=f"「{briefly(what)}」を {words} と読みました",
            )
        )

    def left(self, place: Place, words: str) -> None:
        """Say what was not taken over."""
        self.notices.append(Notice(kind=NoticeKind.LEFT, place=place, words=words))

    def note(self, about: str, key: str, words: str) -> None:
        """Write words into a note; what is there stays."""
        note = self.notes.setdefault(about, {})
        before = note.get(key)
        if before is None:
            note[key] = words
        elif words != before:
            note[key] = f"{before}\n{words}"

    def keep(self, place: Place, about: str, words: str, why: str) -> None:
        """Keep words that have no place of their own in a submission, and say so."""
        self.note(about, "remark", words)
        self.kept(place, why)

    def kept(self, place: Place, words: str) -> None:
        """Say what was kept as a note."""
        self.notices.append(Notice(kind=NoticeKind.KEPT, place=place, words=words))

    def finished_notes(self) -> dict[str, dict[str, str]]:
        """The notes, each with a source."""
        return {
            about: {"source": FORM_SOURCE, **note} for about, note in self.notes.items() if note
        }
