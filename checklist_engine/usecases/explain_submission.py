"""`checklist explain`: a submission, a folder or a meeting → its findings and its score explained."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from checklist_engine.ground.errors import ChecklistError
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.reporting.explanation import Explainer, RuleExplanation
from checklist_engine.reporting.explanation_score import FamilyShare, Order, shares_of
from checklist_engine.usecases.assess_cases import assess_cases

_FEW = 20


class NotInProfile(ChecklistError):
    """A rule or a family that a case's profile does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedCase:
    """A case that can be asked for its reasons; what it was assessed with is in `explainer`."""

    explainer: Explainer

    @property
    def assessment(self) -> Assessment:
        return self.explainer.assessment

    @property
    def plan(self) -> Plan:
        return self.explainer.plan

    def rule(self, rule: str) -> RuleExplanation:
        """Why the findings of a rule are what they are.

        Raises:
            NotInProfile: the profile has no such rule.
        """
        self.check(rule=rule)
        [explained] = self.explainer.explained(rule)
        return explained

    def score(
        self, order: Order = Order.GAIN, family: str | None = None
    ) -> tuple[FamilyShare, ...]:
        """What each rule gives to the score.

        Raises:
            NotInProfile: the profile has no rules of such a family.
        """
        self.check(family=family)
        return shares_of(self.assessment, self.plan, order, family)

    def check(self, *, rule: str | None = None, family: str | None = None) -> None:
        """Raises:
        NotInProfile: there is no rule, or no family, of this id.
        """
        if rule is not None:
            _check("規則", rule, [each.id for each in self.plan.rules])
        if family is not None:
            used = {each.family for each in self.plan.rules}
            families = [each.id for each in self.plan.families if each.id in used]
            _check("分野", family, families)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Cases in their order; `together` marks a folder or a meeting, `notices` is for a person."""

    cases: tuple[ExplainedCase, ...]
    together: bool
    notices: tuple[str, ...]


def explain_submission(
    path: Path,
    *,
    as_of: date | None,
    pack: Path | None,
    today: date,
    rule: str | None = None,
    family: str | None = None,
) -> Explained:
    """Assess a submission, a folder or a meeting, to explain what came out; see `assess_cases`.

    Args:
        path: a submission, or a folder with a meeting.yaml or with submissions directly inside.
        as_of: the assessment date, if it is not to be found in the files.
        pack: the folder of a pack to use whatever the submissions name.
        today: the day it is.
        rule: the id of a rule that every case must have.
        family: the id of a family that every case's pack must have.

    Raises:
        InvalidFile: all faults of all files at once.
        NotInProfile: a case does not have the rule or the family.
    """
    assessed = assess_cases(path, as_of=as_of, pack=pack, today=today)
    cases = tuple(ExplainedCase(explainer=Explainer(*case)) for case in assessed.cases)
    for case in cases:
        case.check(rule=rule, family=family)
    return Explained(cases=cases, together=assessed.together, notices=assessed.notices)


def _check(kind: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        near = nearest(name, known)
        few = len(known) <= _FEW
        usual = (
            f"あるのは {'、'.join(known)} です" if few else "checklist assess で確かめてください"
        )
        hint = f"もしかして {near} ですか" if near else usual
        raise NotInProfile(f"{kind}「{name}」は、この適用区分にありません。{hint}")
