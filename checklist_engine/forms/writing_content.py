"""What a form is written from: the questionnaire, and what stands beside the answers of a case."""

from collections.abc import Mapping
from datetime import date

from checklist_engine.forms.layout import BETWEEN_CHOICES, can_stand_among_others
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.questionnaire.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContent:
    """Everything that a form says.

    Attributes:
        questionnaire: what is asked and answered.
        case: the values of 案件 by their ID; none where the form is blank.
        notes: by path, then by the key of a note.
        assessment: what the engine concluded, with the plan it did it by; None for a blank form.
    """

    questionnaire: Questionnaire
    case: Mapping[str, str | int | date] = field(default_factory=dict)
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    assessment: tuple[Assessment, Plan] | None = None

    @property
    def running_heads(self) -> tuple[str, str]:
        """What stands above every printed page, left and right."""
        asked = self.questionnaire
        case = str(self.case.get("case.system") or self.case.get("case.title") or "")
        right = f"{asked.pack_label}（{asked.pack} {asked.pack_version}）　{asked.profile_label}"
        return (f"セキュリティ対策チェックリスト　{case}".rstrip("　"), right)

    def note(self, path: str, key: str) -> str | None:
        """A part of the note on a path."""
        return self.notes.get(path, {}).get(key)

    def symbols_for(self, path: str, own_places: frozenset[str]) -> str | None:
        """The symbols of the records that support a path with a cell of its own for them."""
        symbols = [
            record.id
            for record in self.questionnaire.evidence
            if path in record.supports and stands_in_cell(record.id, path, own_places)
        ]
        return BETWEEN_CHOICES.join(symbols) or None


def stands_in_cell(symbol: str, path: str, own_places: frozenset[str]) -> bool:
    """Whether a support is written in the row of what is supported, not in that of the record."""
    return path in own_places and can_stand_among_others(symbol)
