"""Dossier (一件書類): an assessment and its Plan, with all that a view looks up in them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from checklist_engine.conclusion.answers import UNANSWERED, AnswerIndex, answer_index
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment, Finding, Origin, RuleFindings
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import Answer, Claim, Element, elements_by_path
from checklist_engine.phrasing.bases import cited

View = dict[str, object]
"""Words for a template, by name; nothing in them can be evaluated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One case. `asked` are the paths that its checklist asks for."""

    assessment: Assessment
    plan: Plan
    index: AnswerIndex = field(init=False, repr=False)
    elements: Mapping[str, Element] = field(init=False, repr=False)
    planned: Mapping[str, PlannedRule] = field(init=False, repr=False)
    asked: frozenset[str] = field(init=False, repr=False)
    records: Mapping[str, Sequence[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        answers = self.assessment.submission.answers
        made = {
            "index": answer_index(self.plan.vocabulary, answers),
            "elements": elements_by_path(answers),
            "planned": {rule.id: rule for rule in self.plan.rules},
            "asked": frozenset(row.path for row in self.assessment.sheet if row.asked),
            "records": _records(self.assessment, self.plan),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)

    def fact(self, path: str) -> Fact:
        """The fact that a path names."""
        return self.index.located[path].fact

    def label(self, path: str) -> str:
        """What an answer is about, with the element that it is of."""
        return self.index.located[path].label

    def words(self, path: str) -> str:
        """The answer in words, as official papers write it."""
        located = self.index.located[path]
        return official_words(located.answer, located.fact) or self.index.words(path)

    def answer(self, path: str) -> str:
        """The answer in words; of an unanswered one, the reason that was given."""
        reason = self.reason(path)
        return f"{UNANSWERED}（{reason}）" if reason else self.words(path)

    def reason(self, path: str) -> str:
        """Why there is no answer, where the department says so."""
        return self.assessment.submission.answers.reasons.get(path, "")

    def evidence(self, path: str) -> str:
        """The records that support an answer."""
        return "、".join(self.records.get(path, ()))

    def element_name(self, path: str | None) -> str:
        """What a person calls an element; nothing for a finding on the whole submission."""
        element = self.elements.get(path or "")
        return (element.name or element.key) if element else ""

    def basis(self, rules: Iterable[str]) -> str:
        """What rules rest on, each document once."""
        day = self.assessment.as_of
        found = (words for rule in rules for words in cited(self.planned[rule].basis, day))
        return "、".join(dict.fromkeys(found))

    def findings(self) -> Iterable[tuple[RuleFindings, Finding]]:
        """Every finding with its rule, in the order of the rules."""
        return ((rule, finding) for rule in self.assessment.rules for finding in rule.findings)

    def claims(self, rule: str, element: str | None) -> Sequence[Claim]:
        """What the department claims about a finding."""
        return [
            claim
            for claim in self.assessment.submission.claims
            if claim.rule == rule and claim.element in (None, element)
        ]


def official_words(answer: Answer | None, fact: Fact) -> str | None:
    """A date in its era, a number of something with its thousands apart; None for what is neither."""
    if isinstance(answer, date):
        return wareki(answer)
    is_number = isinstance(answer, int | Decimal) and not isinstance(answer, bool)
    # Without a unit, or in years, it may be the name of a year.
    if is_number and fact.unit and not fact.unit.startswith("年"):
        return f"{answer:,}{fact.unit}"
    return None


def claim_words(claims: Iterable[Claim]) -> str:
    """Claims with their reasons: 「申出（該当しない）：端末を配布しない」."""
    return "／".join(f"申出（{claim.kind.label}）：{claim.reason}" for claim in claims)


def rules_of(origins: Iterable[Origin]) -> tuple[str, ...]:
    """The rules that a drafted word rests on, each once."""
    return tuple(dict.fromkeys(origin.rule for origin in origins))


def _records(assessment: Assessment, plan: Plan) -> Mapping[str, Sequence[str]]:
    """The records by the path that they support; those of an element stand at its own path."""
    found: dict[str, list[str]] = {}
    for record in assessment.submission.evidence:
        kind = plan.evidence_kinds[record.kind].label
        for path in record.supports:
            found.setdefault(path, []).append(f"{record.title or kind}（{kind}）")
    return found
