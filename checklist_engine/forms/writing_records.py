"""証跡, 申出 and 覚え: the tables that stand beside the answers."""

from collections.abc import Iterator, Sequence

from checklist_engine.formats.xlsx_book import (
    Cell,
    CellValue,
    Line,
    Prompt,
    Role,
    Sheet,
    Strictness,
    column_letters,
    height_of,
)
from checklist_engine.forms.layout import (
    BETWEEN_PATHS,
    CLAIM_WORDS,
    CLAIMS_SHEET,
    EVIDENCE_SHEET,
    FORM_SOURCE,
    NOTES_SHEET,
    SPARE_ROWS,
    ClaimColumn,
    EvidenceColumn,
    NoteColumn,
    claim_rule_words,
    kind_words,
)
from checklist_engine.forms.writing_content import FormContent, stands_in_cell
from checklist_engine.forms.writing_frame import Frame
from checklist_engine.forms.writing_words import shown_words
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.questionnaire.questionnaire import Questionnaire

_HEADER = 3
_KINDS, _RULES, _CLAIMS = "evidence_kinds", "claimable_rules", "claim_kinds"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    word: str
    width: float
    role: Role = Role.INPUT_WORDS
    hint: str = ""
    source: str | None = None
    strictness: Strictness = Strictness.OPEN


_EVIDENCE = (
    _Column(
        word=EvidenceColumn.ID, width=14, hint="E1、E2 のように、ほかと重ならない記号を付けます"
    ),
    _Column(
        word=EvidenceColumn.KIND,
        width=30,
        hint="資料の種類を選びます",
        source=_KINDS,
        strictness=Strictness.ASKS,
    ),
    _Column(word=EvidenceColumn.TITLE, width=48, hint="資料の名称と、該当する箇所を書きます"),
    _Column(
        word=EvidenceColumn.ISSUED_BY, width=28, hint="資料を作った者を書きます（事業者名など）"
    ),
    _Column(word=EvidenceColumn.ISSUED_ON, width=18, role=Role.INPUT_DATE, hint="年月日を書きます"),
    _Column(
        word=EvidenceColumn.VALID_UNTIL,
        width=18,
        role=Role.INPUT_DATE,
        hint="期限がある資料だけ書きます",
    ),
    _Column(
        word=EvidenceColumn.SUPPORTS,
        width=48,
        hint="シート「チェックリスト」や表の「根拠資料」に記号を書いたときは、ここは空けておきます。"
        "表の一つの欄だけを裏付けるときに、その欄を一行に一つずつ書きます（例: parties[a].access）",
    ),
)
_CLAIM = (
    _Column(word=ClaimColumn.RULE, width=60, hint="申出をする規則を選びます", source=_RULES),
    _Column(
        word=ClaimColumn.ELEMENT,
        width=34,
        hint="一覧の一行についての申出なら、その行を書きます（例: parties[a]）。全体についてなら空けておきます",
    ),
    _Column(
        word=ClaimColumn.KIND,
        width=26,
        hint="申出の種類を選びます",
        source=_CLAIMS,
        strictness=Strictness.ASKS,
    ),
    _Column(word=ClaimColumn.REASON, width=80, hint="申出の理由を書きます（必ず書きます）"),
)
_NOTE = (
    _Column(word=NoteColumn.PATH, width=34),
    _Column(word=NoteColumn.LABEL, width=34, role=Role.TEXT),
    _Column(word=NoteColumn.SOURCE, width=14),
    _Column(word=NoteColumn.QUOTE, width=70),
    _Column(word=NoteColumn.DETAIL, width=34),
    _Column(word=NoteColumn.REMARK, width=24),
)


def record_names(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    """The words of the drop-downs on these sheets, by the name of their range."""
    return {
        _KINDS: tuple(kind_words(questionnaire.evidence_kinds).values()),
        _RULES: tuple(claim_rule_words(each.rule, each.title) for each in questionnaire.claimable),
        _CLAIMS: tuple(CLAIM_WORDS.values()),
    }


def evidence_sheet(content: FormContent, frame: Frame) -> Sheet:
    """証跡: one row a record."""
    asked = content.questionnaire
    kinds = kind_words(asked.evidence_kinds)
    own_places = frame.own_places(asked)
    rows: list[tuple[CellValue, ...]] = []
    for record in asked.evidence:
        elsewhere = [
            path for path in record.supports if not stands_in_cell(record.id, path, own_places)
        ]
        rows.append(
            (
                record.id,
                kinds[record.kind],
                record.title,
                record.issued_by,
                record.issued_on,
                record.valid_until,
                BETWEEN_PATHS.join(elsewhere) or None,
            )
        )
    listed = "、".join(kinds.values())
    words = (
        "回答を裏付ける資料を、一行に一つずつ書きます。その記号を、シート「チェックリスト」や表の「根拠資料」に書くと、"
        f"その回答の証跡になります。種類: {listed}"
    )
    return _sheet(EVIDENCE_SHEET, words, _EVIDENCE, rows, content)


def claims_sheet(content: FormContent) -> Sheet:
    """申出: one row a claim."""
    titles = {each.rule: each.title for each in content.questionnaire.claimable}
    rows: list[tuple[CellValue, ...]] = [
        (
            claim_rule_words(claim.rule, titles.get(claim.rule, "")).rstrip(),
            claim.element,
            CLAIM_WORDS[claim.kind],
            claim.reason,
        )
        for claim in content.questionnaire.claims
    ]
    words = (
        "規則が当てはまらない、又は代わりの措置があると申し出るときに、理由を付けて書きます。"
        "申出は審査者に示されますが、判定は変わりません"
    )
    return _sheet(CLAIMS_SHEET, words, _CLAIM, rows, content)


def notes_sheet(content: FormContent, frame: Frame) -> Sheet:
    """覚え: the notes, or what of them has no column elsewhere."""
    words = (
        "回答の出どころなどの覚えです。評価には使いません。質問や一覧の行についての"
        "「具体的な内容・対策」と「備考」は、それぞれの行に書きます"
    )
    return _sheet(NOTES_SHEET, words, _NOTE, list(_notes(content, frame)), content)


def _notes(content: FormContent, frame: Frame) -> Iterator[tuple[CellValue, ...]]:
    labels = labels_of(content.questionnaire)
    elements = {row.path for table in content.questionnaire.tables for row in table.rows}
    for path, note in content.notes.items():
        left = dict(note)
        if path in frame.rows:
            left.pop("detail", None)
        if path in frame.rows or path in elements:
            left.pop("remark", None)
            if left == {"source": FORM_SOURCE} and left != note:
                continue
        words = (left.get("source"), left.get("quote"), left.get("detail"), left.get("remark"))
        yield (path, labels.get(path), *words)


def labels_of(questionnaire: Questionnaire) -> dict[str, str]:
    """What a person calls a path."""
    found = {question.entry.path: question.subject.label for question in questionnaire.questions()}
    for table in questionnaire.tables:
        for row in table.rows:
            named = row.entries.get(table.name or table.key)
            owner = str(named.answer) if named and named.answer is not None else row.key
            found[row.path] = owner
            for field in table.fields:
                found[f"{row.path}.{field.field}"] = f"{field.label}（{owner}）"
    return found


def _sheet(
    name: str,
    words: str,
    columns: Sequence[_Column],
    rows: Sequence[tuple[CellValue, ...]],
    content: FormContent,
) -> Sheet:
    widths = tuple(column.width for column in columns)
    blank: tuple[CellValue, ...] = (None,) * len(columns)
    filled = [*rows, *[blank] * SPARE_ROWS]
    last = _HEADER + len(filled)
    return Sheet(
        name=name,
        widths=widths,
        lines=(
            Line(cells=(Cell(value=name, role=Role.TITLE, across=len(columns)),), height=26),
            Line(
                cells=(Cell(value=words, role=Role.PLAIN, across=len(columns)),),
                height=height_of([(words, sum(widths))]),
            ),
            Line(
                cells=tuple(Cell(value=column.word, role=Role.HEADER) for column in columns),
                height=24,
            ),
            *(_line(columns, row) for row in filled),
        ),
        freeze=f"B{_HEADER + 1}",
        prompts=tuple(
            Prompt(
                cells=f"{column_letters(number)}{_HEADER + 1}:{column_letters(number)}{last}",
                title=column.word,
                words=column.hint,
                source=column.source,
                strictness=column.strictness,
                warning="一覧にない書き方です。このまま入力しますか",
            )
            for number, column in enumerate(columns, start=1)
            if column.hint
        ),
        title_rows=(_HEADER, _HEADER),
        header=content.running_heads,
        zoom=85,
    )


def _line(columns: Sequence[_Column], values: Sequence[CellValue]) -> Line:
    return Line(
        cells=tuple(
            Cell(value=value, role=column.role)
            for column, value in zip(columns, values, strict=True)
        ),
        height=height_of(
            [
                (shown_words(value), column.width)
                for column, value in zip(columns, values, strict=True)
            ]
        ),
    )
