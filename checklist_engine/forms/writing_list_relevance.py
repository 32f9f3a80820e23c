"""What is asked of each element of a list: hidden columns beside the fields."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from checklist_engine.formats.xlsx_book import column_letters
from checklist_engine.forms.formulas import (
    ALWAYS,
    UNTOLD,
    AnswerCells,
    formula_of,
    is_blank,
    least,
    number_formula,
    state_formula,
    value_formula,
)
from checklist_engine.forms.layout import CALCULATED_SUFFIX, PARENT, WITHIN
from checklist_engine.forms.writing_frame import Frame
from checklist_engine.forms.writing_relevance import answer_cells, asked_cell, referred
from checklist_engine.forms.writing_words import picked_words
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.questionnaire.questionnaire import Questionnaire, Subject, Table

_Part: TypeAlias = Literal["number", "value", "state", "asked", "tier"]


def list_relevance(table: Table, questionnaire: Questionnaire, frame: Frame) -> "ListRelevance":
    """What the sheet of a list calculates."""
    read = referred(questionnaire)
    around = _around(table, questionnaire, frame)
    ids = [_column_id(table.list.id, "tier")] if table.is_tree else []
    for field in table.fields:
        is_read = field.id in read and field.id not in frame.tables
        parts: tuple[_Part, ...] = ("value", "state") if is_read else ()
        if is_read and field.options:
            parts = ("number", *parts)
        if is_read or field.relevant_when is not None or around != ALWAYS:
            parts = (*parts, "asked")
        ids += [_column_id(field.id, part) for part in parts]
    first = len(frame.tables[table.list.id].columns) + 2
    return ListRelevance(
        table=table,
        frame=frame,
        facts={
            question.subject.id: answer_cells(question.subject, frame)
            for question in questionnaire.questions()
            if question.subject.id not in frame.tables
        },
        around=around,
        columns={column_id: first + at for at, column_id in enumerate(ids)},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRelevance:
    """The hidden columns of the sheet of a list, by their IDs.

    `around` says whether the list is asked, `facts` where the answers to questions stand.
    """

    table: Table
    frame: Frame
    facts: Mapping[str, AnswerCells]
    around: str
    columns: Mapping[str, int]

    def asked_column(self, field: str) -> str | None:
        """The letters of the column that says whether a field is asked; None where it always is."""
        number = self.columns.get(_column_id(field, "asked"))
        return None if number is None else column_letters(number)

    def is_open(self, field: Subject, row: int) -> str:
        """Whether a field of a row is asked and blank, as a formula: 1 or 0."""
        blank = is_blank(self._written(field.id, row))
        if field.id in self.frame.tables:
            inner = self.frame.tables[field.id]
            within = inner.range_of(field.id + WITHIN.suffix)
            blank = f"AND({blank},COUNTIF({within},$B{row})=0)"
        asked = self.asked_column(field.id)
        if asked is None:
            return f"({blank})*1"
        return f"IF(OR(${asked}{row}=1,${asked}{row}=4),({blank})*1,0)"

    def formulas(self, row: int) -> tuple[str, ...]:
        """The formulas of the hidden columns in a row, in order."""
        formulas = {_column_id(self.table.list.id, "tier"): self._tier(row)}
        for field in self.table.fields:
            cell = self._written(field.id, row)
            number = self._cell(field.id, "number", row)
            value = self._cell(field.id, "value", row)
            options = self.frame.options.get(picked_words(field), "")
            formulas |= {
                _column_id(field.id, "number"): number_formula(cell),
                _column_id(field.id, "value"): value_formula(field, cell, number, options),
                _column_id(field.id, "state"): state_formula(
                    self._cell(field.id, "asked", row), cell, value
                ),
                _column_id(field.id, "asked"): self._asked(field, row),
            }
        return tuple(formulas[column_id] for column_id in self.columns)

    def _asked(self, field: Subject, row: int) -> str:
        if field.relevant_when is None:
            return self.around

        def look_up(ref: Ref) -> AnswerCells | None:
            return self._look_up(ref, row)

        return least([self.around, formula_of(field.relevant_when, look_up)])

    def _look_up(self, ref: Ref, row: int) -> AnswerCells | None:
        match ref:
            case FactRef(fact=fact):
                return self.facts.get(fact)
            case FieldRef(up=0, fact=fact) if _column_id(fact, "state") in self.columns:
                fields = {field.id: field for field in self.table.fields}
                return AnswerCells(
                    state=self._cell(fact, "state", row),
                    value=self._cell(fact, "value", row),
                    subject=fields[fact],
                )
            case TierRef(up=0):
                tier = self._cell(self.table.list.id, "tier", row) if self.table.is_tree else "1"
                return AnswerCells(state=ALWAYS, value=tier, subject=None)
            case _:
                return None

    def _written(self, field: str, row: int) -> str:
        return f"${self.frame.tables[self.table.list.id].letters(field)}{row}"

    def _cell(self, owner: str, part: _Part, row: int) -> str:
        number = self.columns.get(_column_id(owner, part))
        return "" if number is None else f"${column_letters(number)}{row}"

    def _tier(self, row: int) -> str:
        """1 at the top, else one more than that of the row that is named as the one above."""
        if not self.table.is_tree:
            return ALWAYS
        place = self.frame.tables[self.table.list.id]
        parent = self._written(self.table.list.id + PARENT.suffix, row)
        tier = column_letters(self.columns[_column_id(self.table.list.id, "tier")])
        tiers = f"${tier}${place.first_row}:${tier}${place.last_row}"
        keys = place.letters(f"{self.table.list.id}.{self.table.key}")
        at = f"MATCH({parent},${keys}${place.first_row}:${keys}${place.last_row},0)"
        return f"IF({is_blank(parent)},1,IFERROR(1+INDEX({tiers},{at}),2))"


def _column_id(owner: str, part: _Part) -> str:
    return f"{owner}@{part}{CALCULATED_SUFFIX}"


def _around(table: Table, questionnaire: Questionnaire, frame: Frame) -> str:
    """Whether a list itself is asked; of a list in a list that is not always asked, nobody can tell."""
    if table.outer is None:
        return ALWAYS if table.list.relevant_when is None else asked_cell(table.list.id, frame)
    if table.list.relevant_when is not None:
        return UNTOLD
    outer = next(each for each in questionnaire.tables if each.list.id == table.outer)
    return _around(outer, questionnaire, frame)
