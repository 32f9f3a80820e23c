"""Questions (質問): what to ask so that open findings can be settled and claims be proven (§5)."""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.conclusion.answers import AnswerIndex
from checklist_engine.conclusion.conditions import outcome_of
from checklist_engine.conclusion.filling import Filler
from checklist_engine.evaluator.relevance import Relevance, RelevanceMap
from checklist_engine.evaluator.view import Scope, path_of
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Finding, Question, RuleFindings
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import Plan, PlannedProof, PlannedRule
from checklist_engine.model.submission import Element
from checklist_engine.model.verdicts import Gate, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question of one finding, before equal ones become one."""

    text: str
    paths: tuple[str, ...]
    rule: str
    awaited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Questioner:
    """Words the questions of one submission."""

    plan: Plan
    index: AnswerIndex
    relevance: RelevanceMap
    filler: Filler
    elements: Mapping[str, Element]

    def questions(self, rules: Sequence[RuleFindings]) -> tuple[Question, ...]:
        """Every question once, in the order of the rules that first ask it."""
        planned = {rule.id: rule for rule in self.plan.rules}
        merged: dict[str, list[_Asked]] = {}
        for rule in rules:
            for finding in rule.findings:
                for asked in self._asked(planned[rule.rule], finding):
                    merged.setdefault(asked.text, []).append(asked)
        return tuple(self._question(text, group) for text, group in merged.items())

    def _question(self, text: str, group: Sequence[_Asked]) -> Question:
        paths = tuple(dict.fromkeys(path for asked in group for path in asked.paths))
        return Question(
            text=text,
            paths=paths,
            labels=tuple(self.index.located[path].label for path in paths),
            rules=tuple(dict.fromkeys(asked.rule for asked in group)),
            awaited=any(asked.awaited for asked in group),
        )

    def _asked(self, rule: PlannedRule, finding: Finding) -> Iterator[_Asked]:
        scope = (self.elements[finding.element],) if finding.element else ()
        match finding.verdict:
            case Verdict.UNDETERMINED:
                yield from self._about_open(rule, finding, scope)
            case Verdict.UNPROVEN:
                yield from self._about_proof(rule, finding, scope)
            case _:
                pass

    def _about_open(self, rule: PlannedRule, finding: Finding, scope: Scope) -> Iterator[_Asked]:
        outcome = outcome_of(rule, finding)
        awaited = rule.gate is not Gate.ADVISORY
        own = outcome.question_first if rule.loop and not scope else outcome.question
        if own is not None:
            yield _Asked(
                text=self.filler.fill(own, scope),
                paths=finding.paths,
                rule=rule.id,
                awaited=awaited,
            )
            return
        for path in self._asked_now(finding.paths):
            fact = self.index.located[path].fact
            text = fact.question or f"「{fact.label}」について、記入してください"
            yield _Asked(text=text, paths=(path,), rule=rule.id, awaited=awaited)

    def _asked_now(self, causes: Sequence[str]) -> Sequence[str]:
        """The causes that the form asks, and for those it may ask later what has to come first."""
        found: dict[str, None] = {}
        waiting = list(causes)
        while waiting:
            path = waiting.pop(0)
            match self.relevance.of(path):
                case Relevance.ASKED:
                    found[path] = None
                case Relevance.PENDING:
                    # INVARIANT: relevance has no cycles, so this comes to an end.
                    waiting += sorted(self.relevance.open_causes_of(path))
                case Relevance.IRRELEVANT:
                    pass
        return list(found)

    def _about_proof(self, rule: PlannedRule, finding: Finding, scope: Scope) -> Iterator[_Asked]:
        own = outcome_of(rule, finding).question
        if own is not None:
            yield _Asked(
                text=self.filler.fill(own, scope),
                paths=finding.lacking_proof,
                rule=rule.id,
                awaited=False,
            )
            return
        for need in rule.proofs:
            path = path_of(need.ref, scope)
            if path in finding.lacking_proof:
                text = (
                    f"「{self.index.located[path].label}」を「{self.index.words(path)}」とする回答について、"
                    f"{proof_words(need, self.plan.evidence_kinds)}を提出してください"
                )
                yield _Asked(text=text, paths=(path,), rule=rule.id, awaited=False)


def proof_words(need: PlannedProof, kinds: Mapping[str, EvidenceKind]) -> str:
    """The proof that is wanted: 「契約書又は仕様書（12か月以内のもの）」."""
    named = [kind.label for kind in kinds.values() if need.kinds and kind.id in need.kinds]
    if len(named) > 1:
        # A kind that is itself an alternative must not run into the others.
        named = [f"「{name}」" if "又は" in name else name for name in named]
    wanted = "又は".join(part for part in ("、".join(named[:-1]), *named[-1:]) if part)
    limits = []
    if need.strength is not None:
        limits.append(f"{need.strength.label}と同等以上のもの")
    if need.max_age_months is not None:
        limits.append(f"{need.max_age_months}か月以内のもの")
    return (wanted or "裏付けとなる資料") + (f"（{'、'.join(limits)}）" if limits else "")
