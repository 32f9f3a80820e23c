"""案件: the case, how to fill in, and how much is still blank."""

from collections.abc import Iterator

from checklist_engine.formats.xlsx_book import (
    Cell,
    CellValue,
    Formula,
    Line,
    Role,
    Sheet,
    height_of,
)
from checklist_engine.forms.layout import (
    CASE_ROWS,
    CASE_SHEET,
    CHECKLIST_TITLE,
    EVIDENCE_SHEET,
    FORM_VERSION,
    CaseColumn,
)
from checklist_engine.forms.writing_checklist import blank_formula, blank_required_formula
from checklist_engine.forms.writing_content import FormContent
from checklist_engine.forms.writing_frame import Frame
from checklist_engine.forms.writing_list import count_formula
from checklist_engine.ground.wareki import wareki

_WIDTHS = (26.0, 20.0, 80.0, 70.0)
_GUIDANCE = {
    "case.id": "半角の英数字、「_」「-」「.」だけの記号です（例: r3-1-a）。事務局が決めます",
    "case.title": "諮問の件名です。「について」は付けません",
    "case.system": "システムの名称です",
    "case.department": "担当課の名称です",
    "case.revision": "提出し直すごとに、1、2、3 と数えます",
    "case.supersedes": "これより前に提出したものがあれば、その名前です",
    "case.submitted_on": "提出する日です（例: 2021年4月15日）",
}
_INPUT_ROLES = {"case.revision": Role.INPUT, "case.submitted_on": Role.INPUT_DATE}
_OWN = ("pack", "pack.version", "profile", "form.version")
_HOW_TO = (
    "黄色の欄だけに記入します。ほかの欄は守られていますが、パスワードはないので、必要なら「校閲」の「シート保護の解除」で外せます。",
    "シート「チェックリスト」は一行が一つの質問です。一覧（委託先など）は、それぞれのシートに一行に一つずつ記入します。",
    f"回答を裏付ける資料は、シート「{EVIDENCE_SHEET}」に書き、その記号（E1 など）を「根拠資料」に書きます。",
    "まだ答えられない質問は、空けておくか、「未回答：照会中」のように理由を書きます。空いた質問は、適合とはみなされません。",
    "どの選択肢にも当たらないときは「該当なし」と書きます。空けておくと、未記入になります。",
    "灰色の行や欄は、ほかの回答により対象外となったものです。記入してあっても消えませんが、評価には使いません。",
    "行は、見えている「ID」で見分けるので、変えないでください。列の幅や行の高さは、変えて差し支えありません。",
)


def case_sheet(content: FormContent, frame: Frame) -> Sheet:
    """The first sheet."""
    across = len(_WIDTHS)
    return Sheet(
        name=CASE_SHEET,
        widths=_WIDTHS,
        lines=(
            Line(
                cells=(Cell(value=CHECKLIST_TITLE, role=Role.TITLE, across=across),),
                height=28,
            ),
            Line(cells=(Cell(value=_made(content), role=Role.PLAIN, across=across),), height=20),
            Line(
                cells=tuple(
                    Cell(value=word, role=Role.HEADER)
                    for word in (
                        CaseColumn.LABEL,
                        CaseColumn.ID,
                        CaseColumn.VALUE,
                        CaseColumn.GUIDANCE,
                    )
                ),
                height=22,
            ),
            *(_row(row_id, content) for row_id in CASE_ROWS),
            Line(height=12),
            *_count_lines(content, frame),
            Line(height=12),
            Line(cells=(Cell(value="記入のしかた", role=Role.HEADING, across=across),), height=20),
            *(
                Line(
                    cells=(Cell(value=f"{number}　{words}", role=Role.PLAIN, across=across),),
                    height=height_of([(words, sum(_WIDTHS))]),
                )
                for number, words in enumerate(_HOW_TO, start=1)
            ),
        ),
        header=content.running_heads,
    )


def _made(content: FormContent) -> str:
    asked = content.questionnaire
    return (
        f"規則集「{asked.pack_label}」{asked.pack_version} 版、適用区分「{asked.profile_label}」。"
        f"{wareki(asked.as_of)}に作った様式です"
    )


def _row(row_id: str, content: FormContent) -> Line:
    asked = content.questionnaire
    own: dict[str, CellValue] = {
        "pack": asked.pack,
        "pack.version": asked.pack_version,
        "profile": asked.profile,
        "form.version": FORM_VERSION,
    }
    value = own.get(row_id, content.case.get(row_id))
    role = Role.TEXT if row_id in _OWN else _INPUT_ROLES.get(row_id, Role.INPUT_WORDS)
    guidance = _GUIDANCE.get(row_id, "この様式が書いたもので、変えません")
    return Line(
        cells=(
            Cell(value=CASE_ROWS[row_id], role=Role.STRONG),
            Cell(value=row_id, role=Role.ID),
            Cell(value=value, role=role),
            Cell(value=guidance, role=Role.TEXT),
        ),
        height=height_of([(str(value or ""), _WIDTHS[2]), (guidance, _WIDTHS[3])]),
    )


def _count_lines(content: FormContent, frame: Frame) -> Iterator[Line]:
    """What is still blank, as it changes while the form is filled in."""
    yield Line(cells=(Cell(value="未記入の数", role=Role.HEADING, across=len(_WIDTHS)),), height=20)
    counts = [
        ("チェックリスト", blank_formula(frame)),
        ("　うち必須", blank_required_formula(frame)),
    ]
    counts += [
        (frame.tables[table.list.id].sheet, count_formula(table, frame))
        for table in content.questionnaire.tables
    ]
    for label, formula in counts:
        yield Line(
            cells=(
                Cell(value=label, role=Role.STRONG),
                Cell(value=Formula(text=formula), role=Role.COUNT),
            ),
            height=20,
        )
