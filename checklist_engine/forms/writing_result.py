"""評価結果: what was concluded on the day of the export. It stays as it is, whatever is filled in later."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.formats.xlsx_book import Cell, CellValue, Line, Role, Sheet, height_of
from checklist_engine.forms.layout import RESULT_SHEET, ResultColumn
from checklist_engine.forms.writing_content import FormContent
from checklist_engine.forms.writing_words import shown_words
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment, Finding, RuleFindings
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import elements_by_path
from checklist_engine.model.verdicts import WORST_FIRST, Verdict
from checklist_engine.reporting.text import SIGNS

_WIDTHS = (14.0, 46.0, 24.0, 16.0, 70.0, 56.0)
# Header words, and how many columns each stands over.
_FINDINGS = tuple((word, 1) for name, word in vars(ResultColumn).items() if name.isupper())
_QUESTIONS = (("No.", 1), ("質問", 3), ("", 0), ("", 0), ("回答を待っている項目", 1), ("規則", 1))
_MOST_ANSWERS = 6
# A table of thousands of elements has more findings than anybody reads, or than a sheet that is read
# back may have rows.
_MOST_LINES = 300
_TO_DO = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.UNPROVEN)
_DONE = (Verdict.COMPENSATED, Verdict.MET, Verdict.WAIVED)


def result_sheet(content: FormContent, assessment: Assessment, plan: Plan) -> Sheet:
    """The sheet of the result."""
    index = answer_index(plan.vocabulary, assessment.submission.answers)
    lines = [
        *_heading(assessment),
        *_section("直すところ、確かめるところ", _FINDINGS, _findings(assessment, index, _TO_DO)),
        *_section("答えていただく質問", _QUESTIONS, _questions(assessment)),
    ]
    if assessment.remarks:
        lines.append(_title("留意事項"))
        lines += [_words(f"・{remark.text}") for remark in assessment.remarks]
    lines += _section("満たしているところ", _FINDINGS, _findings(assessment, index, _DONE))
    return Sheet(
        name=RESULT_SHEET,
        widths=_WIDTHS,
        lines=tuple(lines),
        header=content.running_heads,
        zoom=85,
    )


def _heading(assessment: Assessment) -> Iterator[Line]:
    yield Line(cells=(Cell(value=RESULT_SHEET, role=Role.TITLE, across=len(_WIDTHS)),), height=28)
    yield _words(
        f"様式を作った日の時点（基準日 {wareki(assessment.as_of)}）のものです。"
        "このファイルの回答を書き替えても変わりません。最終の判断は、審議会が行います"
    )
    if assessment.decision is not None:
        provisional = "（暫定: 回答待ちの質問があります）" if assessment.provisional else ""
        yield _words(f"結論案: {assessment.decision.label}{provisional}", Role.HEADING)
    if assessment.conclusion is not None:
        yield _words(assessment.conclusion)
    counted = Counter(finding.verdict for rule in assessment.rules for finding in rule.findings)
    listed = "　".join(
        f"{SIGNS[verdict]} {verdict.label} {counted[verdict]} 件"
        for verdict in WORST_FIRST
        if counted[verdict]
    )
    yield _words(f"判定: {listed or 'ありません'}", Role.HEADING)
    yield Line(height=12)


def _words(text: str, role: Role = Role.PLAIN) -> Line:
    # Headings are set larger, so that less of them goes into a line.
    room = sum(_WIDTHS) * (0.8 if role is Role.HEADING else 1)
    return Line(
        cells=(Cell(value=text, role=role, across=len(_WIDTHS)),), height=height_of([(text, room)])
    )


def _title(words: str) -> Line:
    return Line(cells=(Cell(value=words, role=Role.HEADING, across=len(_WIDTHS)),), height=28)


def _section(title: str, headers: Sequence[tuple[str, int]], found: Iterable[Line]) -> list[Line]:
    lines = list(found)
    if not lines:
        return [_title(title), _words("ありません")]
    left = len(lines) - _MOST_LINES
    if left > 0:
        more = _words(f"ほか {left:,} 件（checklist assess で全て見られます）")
        lines = [*lines[:_MOST_LINES], more]
    cells = tuple(
        Cell(value=word, role=Role.HEADER, across=across) if across else None
        for word, across in headers
    )
    return [_title(title), Line(cells=cells, height=22), *lines]


def _findings(
    assessment: Assessment, index: AnswerIndex, verdicts: Sequence[Verdict]
) -> Iterator[Line]:
    """The findings of these verdicts, in the order of the rules."""
    elements = elements_by_path(assessment.submission.answers)
    for rule in assessment.rules:
        for finding in rule.findings:
            if finding.verdict not in verdicts:
                continue
            element = elements.get(finding.element or "")
            owner = (element.name or element.key) if element else ""
            yield _line(
                (
                    rule.rule,
                    rule.title,
                    owner,
                    f"{SIGNS[finding.verdict]} {finding.verdict.label}",
                    _said(rule, finding, index),
                    _answers(finding, index),
                )
            )


def _said(rule: RuleFindings, finding: Finding, index: AnswerIndex) -> str:
    """What the rule says about a finding; where it says nothing, what is lacking."""
    words = finding.text or ""
    if not words and finding.verdict is Verdict.UNDETERMINED:
        words = "回答がそろっていないので、まだ判定できません"
    if not words and finding.verdict is Verdict.UNPROVEN:
        labels = [index.located[path].label for path in finding.lacking_proof]
        words = f"証跡がないか、足りません（{'、'.join(labels)}）"
    if finding.ruling:
        words += f"（裁定 {finding.ruling}）"
    return f"［{rule.gate.label}］{words}" if finding.verdict in _TO_DO else words


def _answers(finding: Finding, index: AnswerIndex) -> str:
    known = [path for path in finding.paths if path in index.located]
    lines = [f"{index.located[path].label}: {index.words(path)}" for path in known]
    more = len(lines) - _MOST_ANSWERS
    if more > 0:
        lines = [*lines[:_MOST_ANSWERS], f"ほか {more} 件"]
    return "\n".join(lines)


def _questions(assessment: Assessment) -> Iterator[Line]:
    for number, question in enumerate(assessment.questions, start=1):
        cells = (
            Cell(value=number, role=Role.CENTRED),
            Cell(value=question.text, role=Role.TEXT, across=3),
            None,
            None,
            Cell(value="、".join(question.labels), role=Role.TEXT),
            Cell(value="、".join(question.rules), role=Role.TEXT),
        )
        texts = [
            (question.text, sum(_WIDTHS[1:4])),
            ("、".join(question.labels), _WIDTHS[4]),
            ("、".join(question.rules), _WIDTHS[5]),
        ]
        yield Line(cells=cells, height=height_of(texts))


def _line(values: tuple[CellValue, ...]) -> Line:
    roles = (Role.TEXT, Role.TEXT, Role.TEXT, Role.CENTRED, Role.TEXT, Role.TEXT)
    return Line(
        cells=tuple(
            Cell(value=value, role=role) for value, role in zip(values, roles, strict=True)
        ),
        height=height_of(
            [(shown_words(value), width) for value, width in zip(values, _WIDTHS, strict=True)]
        ),
    )
