"""How the form (様式) is laid out: what writing and reading have to agree about, as plain data.

A sheet is known by the IDs in it, never by its name; a row by the ID in it, a column by its header
word or, on the sheet of a list, by the ID below its label. `@` stands in no ID of a vocabulary, so
columns that are no field have it in theirs.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.verdicts import ClaimKind

FORM_VERSION = 1
"""The version of this layout, written on the sheet of the case."""

MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 32_767
MOST_DIGITS = 15
"""What a sheet, a cell and a number of a cell can hold."""

MOST_CELLS = 90_000
"""What all sheets together may hold, so that the form can be read back: a cell has three elements of
XML at most, and a workbook is read up to 300,000 of them.
"""

CHECKLIST_TITLE = "セキュリティ対策チェックリスト"
WORDS_ABOVE = (
    "に作った様式です",
    "黄色の欄に記入します",
    "資料を、一行に一つずつ書きます",
    "判定は変わりません",
    "評価には使いません",
)
"""What the form says above the header rows of its sheets has one of these in it; other words that
stand there are somebody's own.
"""

SPARE_ROWS = 15
"""Blank rows that a table has left over, at least."""

# The names of sheets; those of lists are the labels of the lists (`sheet_name`).
CASE_SHEET = "案件"
CHECKLIST_SHEET = "チェックリスト"
EVIDENCE_SHEET = "証跡"
CLAIMS_SHEET = "申出"
NOTES_SHEET = "覚え"
RESULT_SHEET = "評価結果"
OPTIONS_SHEET = "選択肢"
RELEVANCE_SHEET = "判断"
NEVER_READ = (RESULT_SHEET, OPTIONS_SHEET, RELEVANCE_SHEET)
"""What the form itself says there; nobody fills it in."""


class CaseColumn:
    """Header words of 案件: one row a value, known by its ID."""

    LABEL = "項目"
    ID = "ID"
    VALUE = "記入欄"
    GUIDANCE = "記入の手引"


CASE_ROWS: Mapping[str, str] = {
    "case.id": "案件の記号",
    "case.title": "件名",
    "case.system": "システムの名称",
    "case.department": "担当課",
    "case.revision": "版",
    "case.supersedes": "前の提出内容",
    "case.submitted_on": "提出日",
    "pack": "規則集",
    "pack.version": "規則集の版",
    "profile": "適用区分",
    "form.version": "様式の版",
}
"""The rows of 案件 that are read back: ID → label. The last four are written by the form."""


class ChecklistColumn:
    """Header words of チェックリスト: one row a question, known by its ID."""

    NUMBER = "No."
    SECTION = "区分"
    ID = "ID"
    QUESTION = "確認項目"
    OPTIONS = "選択肢"
    GUIDANCE = "記入の手引"
    REQUIRED = "必須"
    ANSWER = "回答"
    DETAIL = "具体的な内容・対策"
    EVIDENCE = "根拠資料"
    REMARK = "備考"
    STATE = "入力状況"


class EvidenceColumn:
    """Header words of 証跡: one row a record, known by its symbol."""

    ID = "証跡の記号"
    KIND = "種類"
    TITLE = "資料の名称"
    ISSUED_BY = "発行者"
    ISSUED_ON = "発行日"
    VALID_UNTIL = "有効期限"
    SUPPORTS = "裏付ける項目"


class ClaimColumn:
    """Header words of 申出: one row a claim."""

    RULE = "規則"
    ELEMENT = "対象"
    KIND = "申出の種類"
    REASON = "理由"


class NoteColumn:
    """Header words of 覚え: one row a note, known by the path of what it is about."""

    PATH = "対象のID"
    LABEL = "確認項目"
    SOURCE = "出どころ"
    QUOTE = "引用・説明"
    DETAIL = "具体的な内容・対策"
    REMARK = "備考"


class ResultColumn:
    """Header words of 評価結果, which is never read back."""

    RULE = "規則"
    TITLE = "確認する事項"
    ELEMENT = "対象"
    VERDICT = "判定"
    FINDING = "確認結果"
    ANSWERS = "基になった回答"


NOTE_KEYS: Mapping[str, str] = {
    "source": NoteColumn.SOURCE,
    "quote": NoteColumn.QUOTE,
    "detail": NoteColumn.DETAIL,
    "remark": NoteColumn.REMARK,
}
"""Keys of a note in a submission → header words of 覚え. `detail` and `remark` stand in the row of a
question or an element where there is one (`remark` alone for an element), and here where there is none.
A note of a question or an element with the source FORM_SOURCE and no quote has no row here."""

FORM_SOURCE = "form"
"""The `source` of a note that was written into the form and names no other."""

# Answers in words.
YES = "はい"
NO = "いいえ"
NONE_CHOSEN = "該当なし"
"""`[]`: none of the options, or (in the row or cell of a list) no element."""
UNANSWERED_PREFIX = "未回答："
"""`未回答：照会中` is `{unknown: 照会中}`."""
BETWEEN_CHOICES = "、"
"""`1、3`: several options by number; the symbols of records (`E1、E2`) are written so too."""
BETWEEN_PATHS = "\n"
"""Several paths in 裏付ける項目: one a line."""

_SEPARATORS = frozenset("、，,;；・/／\n\r\t ")


class ListRow:
    """What stands in the first column of the sheet of a list: which row above the elements is which.

    The elements stand below the row of IDs; in their first column is their number.
    """

    QUESTION = "確認項目"
    GUIDANCE = "記入の手引"
    OPTIONS = "選択肢"
    LABEL = "No."
    ID = "ID"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumn:
    """A column of the sheet of a list that is no field: its label, and the end of its ID."""

    label: str
    suffix: str

    def id_for(self, list_fact: Fact) -> str:
        """The ID of the column on the sheet of this list."""
        return list_fact.full_id + self.suffix


PARENT = OwnColumn(label="上の行の記号", suffix="@parent")
"""On the sheet of a tree: the key of the element above; blank at the top."""
WITHIN = OwnColumn(label="属する行の記号", suffix="@within")
"""On the sheet of a list in a list: the key of the element that it is in, or (where that one is itself
in a list that stands in a list) that element's whole path."""
ELEMENT_EVIDENCE = OwnColumn(label="根拠資料", suffix="@evidence")
ELEMENT_REMARK = OwnColumn(label="備考", suffix="@remark")
ELEMENT_STATE = OwnColumn(label="入力状況", suffix="@state")
OWN_COLUMNS = (PARENT, WITHIN, ELEMENT_EVIDENCE, ELEMENT_REMARK, ELEMENT_STATE)

CALCULATED_SUFFIX = "@calc"
"""Ends the IDs of hidden columns in which the form calculates what is asked; like 入力状況, never read."""


def options_of(codes: Iterable[str]) -> dict[str, int]:
    """The number of each code of a choice, as the form prints it: from 1, in the order of the pack."""
    return {code: number for number, code in enumerate(codes, start=1)}


def option_words(number: int, label: str) -> str:
    """An option as it is printed (in one line), and picked from a drop-down: 「1 日本」."""
    return f"{number} {' '.join(label.split())}"


def kind_words(kinds: Mapping[str, EvidenceKind]) -> dict[str, str]:
    """The words of each kind of evidence: its label, with its ID where two have the same."""
    labels = [kind.label for kind in kinds.values()]
    return {
        name: kind.label if labels.count(kind.label) == 1 else f"{kind.label}（{name}）"
        for name, kind in kinds.items()
    }


CLAIM_WORDS: Mapping[ClaimKind, str] = {kind: kind.label for kind in ClaimKind}


def claim_rule_words(rule: str, title: str) -> str:
    """A rule as the drop-down of 申出 has it: its ID, a space, its title. Only the ID is read."""
    return f"{rule} {title}"


def can_stand_among_others(symbol: str) -> bool:
    """Whether a symbol of a record can be written in 根拠資料, where several stand in one cell.

    A record of another symbol names all that it supports in 裏付ける項目.
    """
    plain = unicodedata.normalize("NFKC", symbol)
    return bool(symbol) and not (_SEPARATORS & set(symbol + plain)) and symbol == symbol.strip()


_FORBIDDEN_IN_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", "・"))
_LONGEST_SHEET_NAME = 31


def sheet_name(wanted: str, taken: Collection[str]) -> str:
    """A name that Excel takes for a sheet: short enough, without its signs, not taken.

    >>> sheet_name("委託先/再委託先", ["案件"]), sheet_name("案件", ["案件"])
    ('委託先・再委託先', '案件 (2)')
    """
    clean = "".join(
        each for each in wanted.translate(_FORBIDDEN_IN_SHEET_NAME) if each.isprintable()
    )
    clean = clean.strip()[:_LONGEST_SHEET_NAME] or "一覧"
    names = {name.casefold() for name in taken} | {"history"}
    name, number = clean, 1
    while name.casefold() in names:
        number += 1
        end = f" ({number})"
        name = clean[: _LONGEST_SHEET_NAME - len(end)] + end
    return name
