"""Conditions (条件) as templates see them: drafted, or in the words that the council adopted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from checklist_engine.drafting.dossier import Dossier, View, rules_of
from checklist_engine.drafting.finding_view import finding_words
from checklist_engine.ground.atoms import months_before
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.ground.wareki import wareki
from checklist_engine.inquiry.discharge import discharge_of
from checklist_engine.model.assessment import Assessment, Origin
from checklist_engine.model.meeting import Adopted, AdoptedCondition
from checklist_engine.model.verdicts import Route
from checklist_engine.phrasing.recitation import Reciter

_STATUS = {Truth.TRUE: "済み", Truth.FALSE: "未", Truth.UNKNOWN: "確認中"}


def adopted_for(assessment: Assessment, adopted: Mapping[str, Adopted]) -> Adopted | None:
    """What the council adopted for a case; one that refers to another takes over its conditions.

    「諮問アに対する意見と同様の意見を附する」 means what was adopted there, not what had been drafted.
    """
    own = adopted.get(assessment.item or "")
    earlier = adopted.get(assessment.precedent or "")
    if earlier is None or earlier.conditions is None:
        return own
    if own is not None and (own.conclusion is not None or own.conditions is not None):
        return own
    decision = own.decision if own else None
    return Adopted(decision=decision, conclusion=None, conditions=earlier.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The conditions of a case; `adopted` is None before the meeting."""

    dossier: Dossier
    adopted: Adopted | None
    meeting_day: date

    def views(self) -> Iterator[View]:
        """Drafted conditions in the words adopted; of the conclusion only those adopted, if any were."""
        adopted = self._adopted()
        drafted = {each.id for each in self.dossier.assessment.conditions}
        for each in self.dossier.assessment.conditions:
            words = adopted.get(each.id) if adopted is not None else None
            if adopted is not None and words is None and each.route is Route.CONCLUSION:
                continue
            rules = rules_of(each.origins)
            yield {
                **self._catalogued(each.id),
                "subject": each.subject,
                "route": each.route.label,
                "rules": "、".join(rules),
                "reasons": list(self._reasons(each.origins)),
                "basis": self.dossier.basis(rules),
                "text": words.text if words else each.text,
                "drafted": each.text,
                "due": wareki(words.due) if words and words.due else self._due(each.due_months),
            }
        for word in (adopted or {}).values():
            if word.id not in drafted:
                yield {
                    **self._catalogued(word.id),
                    "subject": word.subject or self._subject(word.id),
                    "route": Route.CONCLUSION.label,
                    "rules": "",
                    "reasons": [],
                    "basis": "",
                    "text": word.text,
                    "drafted": "",
                    "due": wareki(word.due) if word.due else "",
                }

    def _adopted(self) -> Mapping[str, AdoptedCondition] | None:
        """The conditions that the council adopted, by id; None where it said nothing of them."""
        if self.adopted is None or self.adopted.conditions is None:
            return None
        return {each.id: each for each in self.adopted.conditions}

    def _catalogued(self, name: str) -> View:
        """What the catalogue says of a condition, whoever asked for it."""
        plan = self.dossier.plan
        planned = plan.conditions.get(name)
        discharge = discharge_of(name, self.dossier.assessment, plan)
        words = Reciter.of(plan.vocabulary).words(discharge.node) if discharge else ""
        return {
            "id": name,
            "obligation": planned.obligation.label if planned else "",
            "discharged_by": f"{words}こと" if words else "",
            "status": _STATUS[discharge.holds] if discharge else "",
        }

    def _subject(self, name: str) -> str:
        """What the catalogue calls a condition that nothing drafted."""
        planned = self.dossier.plan.conditions.get(name)
        return planned.subject if planned else "会議で加わった条件"

    def _due(self, months: int | None) -> str:
        return "" if months is None else wareki(months_before(self.meeting_day, -months))

    def _reasons(self, origins: Sequence[Origin]) -> Iterator[str]:
        """What is said of the findings that ask for a condition, each sentence once."""
        wanted = {(origin.rule, origin.element) for origin in origins}
        texts = (
            finding_words(self.dossier, rule, finding)
            for rule, finding in self.dossier.findings()
            if (rule.rule, finding.element) in wanted
        )
        yield from dict.fromkeys(text for text in texts if text)

    def differences(self, conclusion: str, views: Sequence[View]) -> Iterator[View]:
        """What the council adopted in other words than were drafted."""
        assessment = self.dossier.assessment
        drafted = assessment.conclusion or ""
        if conclusion != drafted:
            yield {"subject": "結論", "drafted": drafted, "adopted": conclusion}
        decision = self.adopted and self.adopted.decision
        if decision and assessment.decision and decision is not assessment.decision:
            yield {
                "subject": "結論の種類",
                "drafted": assessment.decision.label,
                "adopted": decision.label,
            }
        kept = {each["id"] for each in views}
        for dropped in assessment.conditions:
            if dropped.id not in kept:
                yield {
                    "subject": f"条件「{dropped.subject}」",
                    "drafted": dropped.text,
                    "adopted": "（付さない）",
                }
        for each in views:
            if each["text"] != each["drafted"]:
                yield {
                    "subject": f"条件「{each['subject']}」",
                    "drafted": each["drafted"] or "（案になし）",
                    "adopted": each["text"],
                }
