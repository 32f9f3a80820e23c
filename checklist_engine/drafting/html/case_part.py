"""What every report shows of a case beside the words that all papers share: marks, scores, pictures."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.drafting.html.drawings import (
    WHOLE,
    correction_picture,
    score_picture,
)
from checklist_engine.drafting.html.parties import PartyTree, party_trees
from checklist_engine.drafting.html.words import (
    Count,
    counts_of,
    decision_mark,
)
from checklist_engine.evaluator.score import rounded
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.language import LANGUAGE
from checklist_engine.model.meeting import Adopted
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Decision
from checklist_engine.pictures.marks import Mark
from checklist_engine.reporting.text import score_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """A score in words; `coverage` is the share of weight that is settled."""

    label: str
    words: str
    coverage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePart:
    """A case in a report.

    Attributes:
        anchors: what the anchors of this case begin with.
        short: what a table calls it: 「諮問ア」, or its id.
        mark: of the decision: the one adopted, where one was.
        link: to the report of the case in full, where that is written beside this one.
        refuses: whether it is not approved, so that conditions are those of a later approval.
        origin: labels and values that tell what produced the report.
    """

    anchors: str
    short: str
    link: str
    mark: Mark
    refuses: bool
    counts: tuple[Count, ...]
    scores: tuple[ScoreRow, ...]
    score_pictures: tuple[str, ...]
    trees: tuple[PartyTree, ...]
    correction_pictures: tuple[str, ...]
    origin: tuple[tuple[str, str], ...]


def case_part(
    assessment: Assessment,
    plan: Plan,
    correction: CaseDiff | None,
    *,
    anchors: str,
    engine: str,
    adopted: Adopted | None,
    link: str = "",
) -> CasePart:
    """The part of a case; `engine` is the version that assessed it."""
    short = f"諮問{assessment.item}" if assessment.item else assessment.submission.case.id
    decision = (adopted and adopted.decision) or assessment.decision
    verdicts = [each.verdict for rule in assessment.rules for each in rule.findings]
    made = correction is not None and correction.before is not None
    return CasePart(
        anchors=anchors,
        short=short,
        link=link,
        mark=decision_mark(decision),
        refuses=decision in (Decision.REJECT, Decision.DEFER),
        counts=counts_of(verdicts),
        scores=tuple(_scores(assessment, plan)),
        score_pictures=score_picture(f"{anchors}score", assessment, plan),
        trees=party_trees(assessment, plan, anchors),
        correction_pictures=correction_picture(f"{anchors}moves", correction)
        if correction and made
        else (),
        origin=tuple(_origin(assessment, plan, correction, engine)),
    )


def submission_origin(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """What was handed in: its file and its digest."""
    submission = assessment.submission
    yield "提出内容", f"{PurePosixPath(submission.file).name}（案件 {submission.case.id}）"
    yield "提出内容の要約値（SHA-256）", submission.digest


def _scores(assessment: Assessment, plan: Plan) -> Iterator[ScoreRow]:
    """Of the whole, then of the families that weigh anything."""
    labels = [(family.label, assessment.families.get(family.id)) for family in plan.families]
    for label, score in [(WHOLE, assessment.score), *labels]:
        if score is not None:
            coverage = f"{rounded(score.coverage):.1f}%"
            yield ScoreRow(label=label, words=score_words(score), coverage=coverage)


def _origin(
    assessment: Assessment, plan: Plan, correction: CaseDiff | None, engine: str
) -> Iterator[tuple[str, str]]:
    yield "基準日", assessment.as_of.isoformat()
    yield from submission_origin(assessment)
    if correction is not None and correction.before is not None:
        earlier = correction.before.submission
        yield "訂正前の提出内容", PurePosixPath(earlier.file).name
        yield "訂正前の提出内容の要約値（SHA-256）", earlier.digest
    yield "規則集", f"{assessment.pack}（{assessment.pack_label}）{assessment.pack_version}"
    yield "規則集の要約値（SHA-256）", assessment.pack_digest
    yield "適用区分", f"{assessment.profile}（規則{len(plan.rules)}件）"
    for change in plan.changes:
        yield (
            f"規則集の変更（{change.by}）",
            f"{change.subject}　{change.kind.label}：{change.words}",
        )
    yield "規則の言語の版", str(LANGUAGE)
    yield "プログラムの版", engine
