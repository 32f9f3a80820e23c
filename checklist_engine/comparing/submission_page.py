"""訂正資料: the differences of two submissions as a page that can stand in a paper."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from checklist_engine.comparing.amendments import NOTHING, Amendment
from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.correction_words import (
    QUESTION_ENDS,
    after_words,
    cautions,
    decision_rows,
    verdict_words,
)
from checklist_engine.comparing.outcomes import (
    ConditionMove,
    Outcome,
    ScoreMove,
    VerdictMove,
    Wording,
)
from checklist_engine.comparing.page import Block, Heading, Paragraph, Table
from checklist_engine.comparing.submission_diff import CaseDiff, SubmissionDiff
from checklist_engine.evaluator.score import rounded
from checklist_engine.ground.places import Place
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Score
from checklist_engine.reporting.text import decision_words, score_words

_HEAD = ("項目", "訂正前", "訂正後")


def submission_page(diff: SubmissionDiff) -> list[Block]:
    """The page: of several cases first the list, then each that differs."""
    if len(diff.cases) == 1:
        return list(_case(diff.cases[0], diff.rule))
    blocks: list[Block] = [_list(diff.cases)]
    for case in diff.cases:
        if case.differs and case.before is not None and case.after is not None:
            blocks += _case(case, diff.rule)
    return blocks


def _list(cases: Sequence[CaseDiff]) -> Table:
    rows = []
    for each in cases:
        case = each.known.submission.case
        rows.append(
            (
                each.known.assessment.item or ("届出" if each.is_notification else case.id),
                case.system or case.title,
                _state(each),
                _decision(each.before),
                _decision(each.after),
            )
        )
    return Table(
        head=("諮問", "案件", "違い", "結論案（訂正前）", "結論案（訂正後）"), rows=tuple(rows)
    )


def _state(case: CaseDiff) -> str:
    if case.before is None:
        return "訂正後だけ"
    if case.after is None:
        return "訂正前だけ"
    return "あり" if case.differs else "なし"


def _decision(side: CaseSide | None) -> str:
    if side is None:
        return NOTHING
    return decision_words(side.assessment) if side.assessment.decision else "－"


def _case(case: CaseDiff, rule: str | None) -> Iterator[Block]:
    assessment = case.known.assessment
    submission = assessment.submission
    item = f"諮問{assessment.item}　" if assessment.item else ""
    yield Heading(words=f"訂正資料　{item}{submission.case.title}", level=1)
    about = [
        submission.case.department,
        f"規則集 {assessment.pack} {assessment.pack_version}",
        f"基準日 {wareki(assessment.as_of)}",
        f"規則 {rule} に関わるものだけ" if rule else None,
    ]
    yield Paragraph(words="　".join(each for each in about if each))
    if case.before is not None and case.after is not None:
        for words in cautions(case.before.assessment, case.after.assessment):
            yield Paragraph(words=words)
    if case.before is None or case.after is None:
        where = "訂正後" if case.before is None else "訂正前"
        yield Paragraph(
            words=f"{where}だけにある案件です。結論案は「{decision_words(assessment)}」です"
        )
        return
    if not case.differs:
        yield Paragraph(words="違いはありません")
        return
    yield from _amendments(case.amendments)
    if case.outcome is not None:
        yield from _outcome(case.outcome)


def _amendments(found: Sequence[Amendment]) -> Iterator[Block]:
    asked = [each for each in found if each.asked]
    unasked = [each for each in found if not each.asked]
    for title, rows in (("訂正の内容", asked), ("尋ねていない項目の訂正", unasked)):
        if rows:
            yield Heading(words=f"{title}（{len(rows)}件）", level=2)
            yield Table(
                head=(*_HEAD, "記載箇所"),
                rows=tuple(
                    (each.label, each.before, after_words(each), _place(each.place))
                    for each in rows
                ),
            )


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    name = PurePosixPath(place.file).name
    return f"{name}:{place.line}" if place.line else name


def _outcome(outcome: Outcome) -> Iterator[Block]:
    yield Heading(words="評価の変化", level=2)
    if not outcome.moved:
        yield Paragraph(words="評価は変わりません")
        return
    rows = (*decision_rows(outcome.decision), *_score_rows(outcome.scores))
    if rows:
        yield Table(head=_HEAD, rows=rows)
    if outcome.verdicts:
        yield Heading(words=f"判定（{len(outcome.verdicts)}件）", level=3)
        yield Table(head=("規則", *_HEAD[1:]), rows=tuple(map(_verdict_row, outcome.verdicts)))
    if outcome.conditions:
        yield Heading(words=f"条件及び留意事項（{len(outcome.conditions)}件）", level=3)
        yield Table(head=_HEAD, rows=tuple(map(_condition_row, outcome.conditions)))
    if outcome.questions:
        yield Heading(words=f"質問（{len(outcome.questions)}件）", level=3)
        yield Table(
            head=("変化", "質問"),
            rows=tuple((QUESTION_ENDS[each.end], each.question.text) for each in outcome.questions),
        )


def _score_rows(scores: Sequence[ScoreMove]) -> Iterator[tuple[str, str, str]]:
    for each in scores:
        label = f"評点（{each.label}）" if each.family else each.label
        words = score_words(each.before), score_words(each.after)
        if words[0] != words[1]:
            yield label, *words
    for each in scores:
        coverage = _coverage(each.before), _coverage(each.after)
        if each.family is None and coverage[0] != coverage[1]:
            yield "評点の確定した割合", *coverage


def _coverage(score: Score | None) -> str:
    return "－" if score is None else f"{rounded(score.coverage):.1f}%"


def _verdict_row(move: VerdictMove) -> tuple[str, str, str]:
    owner = f"（{move.owner}）" if move.owner else ""
    label = f"{move.rule}　{move.title}{owner}［{move.gate.label}］"
    return label, verdict_words(move.before), verdict_words(move.after)


def _condition_row(move: ConditionMove) -> tuple[str, str, str]:
    label = f"{move.subject}（{'、'.join(move.rules)}）"
    return label, _wording(move.before), _wording(move.after)


def _wording(wording: Wording | None) -> str:
    return NOTHING if wording is None else f"［{wording.route.label}］{wording.text}"
