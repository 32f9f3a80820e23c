"""Assessment (評価結果): everything that was concluded about one submission."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.model.submission import Ruling, Submission
from checklist_engine.model.verdicts import Decision, Gate, Obligation, Route, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What a finding counts, from what it has to the best it may still get (0 to 1)."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """確認結果: one verdict of one rule on one element (None: on the submission, or on what is yet
    to be listed).

    `verdict` is the final one, `machine_verdict` what the rules alone say; they differ where
    `ruling` names a ruling. `paths` are the machine's: the causes of `undetermined`, the reasons of
    every other verdict. `open_list` marks the finding that stands for elements not listed yet.
    `text` is what the rule says about it.
    """

    rule: str
    element: str | None
    verdict: Verdict
    paths: tuple[str, ...]
    lacking_proof: tuple[str, ...]
    credit: Credit | None
    applies: Truth
    required_proven: Truth
    machine_verdict: Verdict
    ruling: str | None = None
    open_list: bool = False
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFindings:
    """A rule with its findings, in the order of the elements (`by_element`: it has `for_each`)."""

    rule: str
    title: str
    family: str
    gate: Gate
    weight: int
    by_element: bool
    findings: tuple[Finding, ...]

    @property
    def verdicts(self) -> frozenset[Verdict]:
        return frozenset(finding.verdict for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """評点: an interval in points (0 to 100) and the share of weight (0 to 100) that is settled."""

    low: Fraction
    high: Fraction
    coverage: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a drafted word rests on: a rule, an element, and the answers (by path) that decided."""

    rule: str
    element: str | None
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedCondition:
    """A condition as it would be written, and where it goes after the limit of a conclusion.

    `open` where only undetermined findings ask for it.
    """

    id: str
    subject: str
    text: str
    route: Route
    obligation: Obligation
    gate: Gate
    order: int
    open: bool
    due_months: int | None
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """質問: asked once, for all the answers (paths) and rules that wait for it.

    `awaited` where an open blocking or conditional finding waits for it.
    """

    text: str
    paths: tuple[str, ...]
    labels: tuple[str, ...]
    rules: tuple[str, ...]
    awaited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """留意事項."""

    text: str
    condition: str | None
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A line of the checklist: an answer that is asked for, or was given while nobody knows yet."""

    section: str
    path: str
    asked: bool


class RulingStatus(Enum):
    """What came of a ruling."""

    APPLIED = "applied"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    UNMATCHED = "unmatched"
    NEEDLESS = "needless"

    @property
    def label(self) -> str:
        return {
            "applied": "適用",
            "expired": "期限切れ",
            "not_yet": "基準日より後",
            "unmatched": "当てはまる判定なし",
            "needless": "裁定がなくても満たすため不要",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOn:
    """A ruling on this case, and what came of it."""

    ruling: Ruling
    status: RulingStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """評価結果: the same submission, pack, engine and date always give the same one.

    `decision` and `conclusion` are None under a profile that decides nothing.
    """

    item: str | None
    submission: Submission
    pack: str
    pack_label: str
    pack_version: str
    pack_digest: str
    profile: str
    as_of: date
    decision: Decision | None
    provisional: bool
    conclusion: str | None
    score: Score | None
    families: Mapping[str, Score]
    rules: tuple[RuleFindings, ...]
    conditions: tuple[DraftedCondition, ...]
    questions: tuple[Question, ...]
    remarks: tuple[Remark, ...]
    sheet: tuple[SheetRow, ...]
    rulings: tuple[RuledOn, ...] = ()
    precedent: str | None = None
