"""What a template sees of one case: plain words, nothing that could be evaluated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.ground.atoms import months_before
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import (
    Assessment,
    Finding,
    Origin,
    RuleFindings,
)
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Adopted, AdoptedCondition, elements_by_path
from checklist_engine.model.verdicts import Route, Verdict
from checklist_engine.phrasing.bases import cited
from checklist_engine.phrasing.recitation import Reciter
from checklist_engine.reporting.text import decision_words, score_words

View = dict[str, object]


def case_view(
    assessment: Assessment, plan: Plan, adopted: Adopted | None, meeting_day: date
) -> View:
    """The words of a case, as `docs/papers.md` lists them."""
    return _Viewer(assessment, plan, adopted, meeting_day).view()


@dataclass(frozen=True, slots=True)
class _Viewer:
    assessment: Assessment
    plan: Plan
    adopted: Adopted | None
    meeting_day: date

    def view(self) -> View:
        case = self.assessment.submission.case
        index = answer_index(self.plan.vocabulary, self.assessment.submission.answers)
        drafted = self.assessment.conclusion or ""
        conclusion = (self.adopted and self.adopted.conclusion) or drafted
        decision = (self.adopted and self.adopted.decision) or self.assessment.decision
        conditions = list(self._conditions())
        return {
            "item": self.assessment.item or "",
            "id": case.id,
            "title": case.title,
            "system": case.system or case.title,
            "department": case.department or "",
            "as_of": wareki(self.assessment.as_of),
            "pack": {
                "id": self.assessment.pack,
                "label": self.assessment.pack_label,
                "version": self.assessment.pack_version,
                "changes": [
                    {"subject": each.subject, "kind": each.kind.label, "words": each.words}
                    for each in self.plan.changes
                ],
            },
            "decision": decision.label if decision else "",
            "decision_words": decision_words(self.assessment),
            "provisional": self.assessment.provisional,
            "waiting": sum(question.awaited for question in self.assessment.questions),
            "precedent": self.assessment.precedent or "",
            "is_adopted": self.adopted is not None,
            "conclusion": conclusion,
            "drafted": drafted,
            "differences": list(self._differences(conclusion, conditions)),
            "score": score_words(self.assessment.score),
            "conditions": conditions,
            "remarks": [
                {"text": each.text, "rules": _rules(each.origins)}
                for each in self.assessment.remarks
            ],
            "questions": [
                {
                    "number": number,
                    "text": each.text,
                    "labels": "、".join(each.labels),
                    "rules": "、".join(each.rules),
                }
                for number, each in enumerate(self.assessment.questions, start=1)
            ],
            "sections": list(self._sections(index)),
            "findings": list(self._findings()),
            "claims": [
                {
                    "rule": each.rule,
                    "kind": each.kind.label,
                    "element": each.element or "",
                    "reason": each.reason,
                }
                for each in self.assessment.submission.claims
            ],
            "rulings": list(self._rulings()),
            "answers": {
                path: {
                    "label": located.label,
                    "words": index.words(path),
                    "code": located.answer if isinstance(located.answer, str) else "",
                }
                for path, located in index.located.items()
            },
        }

    def _conditions(self) -> Iterator[View]:
        """Drafted conditions in the words adopted; of the conclusion only those adopted, if any were."""
        adopted = self._adopted_conditions()
        drafted = {each.id for each in self.assessment.conditions}
        for each in self.assessment.conditions:
            words = adopted.get(each.id) if adopted is not None else None
            if adopted is not None and words is None and each.route is Route.CONCLUSION:
                continue
            yield {
                **self._catalogued(each.id),
                "subject": each.subject,
                "route": each.route.label,
                "rules": _rules(each.origins),
                "text": words.text if words else each.text,
                "drafted": each.text,
                "due": wareki(words.due) if words and words.due else self._due(each.due_months),
            }
        for word in (adopted or {}).values():
            if word.id not in drafted:
                yield {
                    **self._catalogued(word.id),
                    "route": Route.CONCLUSION.label,
                    "rules": "",
                    "text": word.text,
                    "drafted": "",
                    "due": wareki(word.due) if word.due else "",
                }

    def _adopted_conditions(self) -> Mapping[str, AdoptedCondition] | None:
        """The conditions that the council adopted, by id; None where it said nothing of them."""
        if self.adopted is None or self.adopted.conditions is None:
            return None
        return {each.id: each for each in self.adopted.conditions}

    def _catalogued(self, name: str) -> View:
        """What the catalogue says of a condition, whoever asked for it."""
        planned = self.plan.conditions.get(name)
        discharged = planned.discharged_by if planned else None
        reciter = Reciter.of(self.plan.vocabulary)
        return {
            "id": name,
            "subject": planned.subject if planned else name,
            "obligation": planned.obligation.label if planned else "",
            "discharged_by": f"{reciter.words(discharged)}こと" if discharged else "",
        }

    def _due(self, months: int | None) -> str:
        return "" if months is None else wareki(months_before(self.meeting_day, -months))

    def _differences(self, conclusion: str, conditions: Sequence[View]) -> Iterator[View]:
        """What the council adopted in other words than were drafted."""
        drafted = self.assessment.conclusion or ""
        if conclusion != drafted:
            yield {"subject": "結論", "drafted": drafted, "adopted": conclusion}
        decision = self.adopted and self.adopted.decision
        if decision and self.assessment.decision and decision is not self.assessment.decision:
            yield {
                "subject": "結論の種類",
                "drafted": self.assessment.decision.label,
                "adopted": decision.label,
            }
        kept = {each["id"] for each in conditions}
        for dropped in self.assessment.conditions:
            if dropped.id not in kept:
                yield {
                    "subject": f"条件「{dropped.subject}」",
                    "drafted": dropped.text,
                    "adopted": "（付さない）",
                }
        for each in conditions:
            if each["text"] != each["drafted"]:
                yield {
                    "subject": f"条件「{each['subject']}」",
                    "drafted": each["drafted"] or "（案になし）",
                    "adopted": each["text"],
                }

    def _sections(self, index: AnswerIndex) -> Iterator[View]:
        evidence = self._evidence_by_path()
        for section in self.plan.vocabulary.sections.values():
            rows = [
                {
                    "path": row.path,
                    "label": index.located[row.path].label,
                    "question": index.located[row.path].fact.question or "",
                    "answer": index.words(row.path),
                    "reason": self.assessment.submission.answers.reasons.get(row.path, ""),
                    "evidence": "、".join(evidence.get(row.path, ())),
                }
                for row in self.assessment.sheet
                if row.section == section.id
            ]
            if rows:
                yield {"label": section.label, "rows": rows}

    def _evidence_by_path(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for record in self.assessment.submission.evidence:
            kind = self.plan.evidence_kinds[record.kind].label
            for path in record.supports:
                found.setdefault(path, []).append(f"{record.title or kind}（{kind}）")
        return found

    def _findings(self) -> Iterator[View]:
        planned = {rule.id: rule for rule in self.plan.rules}
        elements = elements_by_path(self.assessment.submission.answers)
        for rule in self.assessment.rules:
            for finding in rule.findings:
                if finding.verdict is Verdict.NOT_APPLICABLE and finding.ruling is None:
                    continue
                element = elements.get(finding.element or "")
                yield {
                    **_finding(rule, finding),
                    "element": (element.name or element.key) if element else "",
                    "basis": "、".join(cited(planned[rule.rule].basis, self.assessment.as_of)),
                }

    def _rulings(self) -> Iterator[View]:
        for each in self.assessment.rulings:
            yield {
                "id": each.ruling.id,
                "rule": each.ruling.rule,
                "verdict": each.ruling.verdict.label,
                "status": each.status.label,
                "authority": each.ruling.authority,
                "reason": each.ruling.reason,
                "on": wareki(each.ruling.on),
                "expires": wareki(each.ruling.expires) if each.ruling.expires else "",
            }


def _finding(rule: RuleFindings, finding: Finding) -> View:
    return {
        "rule": rule.rule,
        "title": rule.title,
        "gate": rule.gate.label,
        "verdict": finding.verdict.label,
        "machine_verdict": finding.machine_verdict.label,
        "is_ruled": finding.ruling is not None,
        "text": finding.text or "",
    }


def _rules(origins: Sequence[Origin]) -> str:
    return "、".join(dict.fromkeys(origin.rule for origin in origins))
