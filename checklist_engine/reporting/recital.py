"""Recital: the parts of a rule in words, with all that it may say, before anybody has answered."""

from collections.abc import Iterator, Mapping

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.compiler.plan import selects
from checklist_engine.conclusion.filling import joined
from checklist_engine.conclusion.questions import proof_words
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.value_words import value_words
from checklist_engine.ground.values import Value
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.bases import Period
from checklist_engine.model.expression import (
    All,
    Any,
    Comparison,
    Count,
    CountOf,
    Every,
    Expression,
    Not,
    Some,
)
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.plan import (
    Labels,
    Node,
    Plan,
    PlannedOutcome,
    PlannedProof,
    PlannedRule,
    PlannedUse,
)
from checklist_engine.model.texts import AnswerSlot, ArgumentSlot, Literal, Optional, Segment, Text
from checklist_engine.model.verdicts import Verdict
from checklist_engine.phrasing.bases import basis_words
from checklist_engine.phrasing.recitation import Reciter, recite


def period_words(period: Period | None) -> str:
    """「令和5年4月1日から」; nothing where there is no limit."""
    if period is None:
        return ""
    start = f"{wareki(period.start)}から" if period.start else ""
    until = f"{wareki(period.until)}まで" if period.until else ""
    return start + until


def text_with_labels(text: Text, facts: Mapping[str, Fact]) -> str:
    """A text of a rule with 〈label〉 for every answer; 〔…〕, which may be left out, stays."""

    def segment(part: Segment) -> str:
        match part:
            case Literal(words=words):
                return words
            case AnswerSlot(ref=ref):
                return f"〈{facts[ref.fact].label}〉"
            case Optional(parts=inner):
                return f"〔{''.join(segment(each) for each in inner)}〕"
            case _:
                raise TypeError(f"{part} is no segment of a compiled rule text")

    return "".join(segment(part) for part in text.parts)


def facts_by_id(plan: Plan) -> Mapping[str, Fact]:
    """Facts and fields by their full id."""
    return {fact.full_id: fact for fact in plan.vocabulary.all_facts()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recital:
    """A rule of a pack, planned with all its others."""

    rule: PlannedRule
    plan: Plan
    pack: RulePack
    facts: Mapping[str, Fact] = field(init=False, repr=False)
    reciter: Reciter = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", facts_by_id(self.plan))
        object.__setattr__(self, "reciter", Reciter.of(self.plan.vocabulary))

    def expressions(self) -> Iterator[tuple[str, str, str, Node]]:
        """(key, label, words, node) of every expression that the rule has."""
        rule, words = self.rule, recite(self.rule, self.plan.vocabulary)
        if words.applies is not None:
            yield "applies_when", "適用条件", f"{words.applies}とき", rule.applies_when
        if rule.loop is not None and words.each is not None:
            yield "for_each", "要素", f"{words.each}一つずつについて", rule.loop.where
        yield "require", "判定基準", words.require, rule.require
        if rule.compensated_by is not None and words.compensated is not None:
            yield "compensated_by", "代替措置", words.compensated, rule.compensated_by

    @property
    def file(self) -> str:
        """The file that the rule is written in."""
        return self.pack.rules[self.rule.id].place.file

    def family(self) -> str:
        return next(each.label for each in self.plan.families if each.id == self.rule.family)

    def profiles(self) -> Iterator[Profile]:
        """The profiles that ask for the rule."""
        written = self.pack.rules[self.rule.id]
        return (each for each in self.pack.profiles.values() if selects(each, written))

    def parameters(self) -> Iterator[str]:
        """The parameters that its expressions compare with, and what profiles make of them."""
        written = self.pack.rules[self.rule.id]
        loop = (written.for_each.where,) if written.for_each else ()
        around = (written.applies_when, *loop, written.require, written.compensated_by)
        names = [name for each in around if each for name in _parameters(each)]
        for parameter in (self.pack.parameters[name] for name in dict.fromkeys(names)):

            def words(value: Value, unit: str = parameter.unit or "") -> str:
                return f"{value_words(value)}{unit}"

            changed = "".join(
                f"、適用区分「{each.label}」では {words(each.parameters[parameter.id])}"
                for each in self.profiles()
                if parameter.id in each.parameters
            )
            yield f"{parameter.label}（{parameter.id}）は {words(parameter.value)}{changed}"

    def changes(self) -> Iterator[str]:
        """What packs on top have made of the rule."""
        for change in self.plan.changes:
            if change.subject == self.rule.id:
                words = f": {change.words}" if change.words else ""
                yield f"{change.kind.label}（{change.by}）{words}"

    def proofs(self) -> Iterator[tuple[PlannedProof, str]]:
        for proof in self.rule.proofs:
            label = self.facts[proof.ref.fact].label
            wanted = proof_words(proof, self.plan.evidence_kinds)
            yield proof, f"「{label}」の回答には、{wanted}"

    def bases(self) -> Iterator[str]:
        for basis in self.rule.basis:
            period = period_words(basis.in_force)
            yield basis_words(basis) + (f"（{period}）" if period else "")

    def texts(self, verdict: Verdict) -> Iterator[tuple[str, str, str]]:
        """(key, label, words) of what the rule says on a verdict."""
        outcome = self._outcome(verdict)
        written = (
            ("finding", "確認結果", outcome.finding),
            ("question_first", "初めの質問", outcome.question_first),
            ("question", "質問", outcome.question),
            ("remark", "留意事項", outcome.remark),
        )
        for key, label, text in written:
            if text is not None:
                yield key, label, text_with_labels(text, self.facts)

    def usual_questions(self, verdict: Verdict) -> Iterator[str]:
        """What is asked where the rule words no question of its own."""
        outcome = self._outcome(verdict)
        if verdict is Verdict.UNDETERMINED:
            waited_for = self._waited_for(outcome)
            for name, fact in self.facts.items():
                if name in waited_for:
                    yield fact.question or f"「{fact.label}」について、記入してください"
        elif verdict is Verdict.UNPROVEN and outcome.question is None:
            for _, words in self.proofs():
                yield f"{words}を提出してください"

    def _waited_for(self, outcome: PlannedOutcome) -> frozenset[str]:
        """The facts whose own questions are asked: about an element, and about the list as a whole."""
        rule, loop = self.rule, self.rule.loop
        found: set[str] = set()
        if outcome.question is None:
            for node in (rule.applies_when, loop and loop.where, rule.require, rule.compensated_by):
                found |= facts_of(node) if node else frozenset()
        if loop is not None and outcome.question_first is None:
            found |= facts_of(rule.applies_when) | {loop.elements.fact}
            found |= {loop.closed_by} if loop.closed_by else set()
        return frozenset(found)

    def _outcome(self, verdict: Verdict) -> PlannedOutcome:
        return self.rule.outcomes.get(verdict, PlannedOutcome())

    def conditions(self, verdict: Verdict) -> Iterator[tuple[str, str, str]]:
        """(id, what it is, its text) of the conditions that a verdict asks for."""
        for use in self._outcome(verdict).uses:
            condition = self.plan.conditions[use.condition]
            is_open = verdict is Verdict.UNDETERMINED
            text = condition.text_open if is_open and condition.text_open else condition.text
            about = [condition.route.label, condition.obligation.label]
            if condition.due_months is not None:
                about.append(f"会議の日から{condition.due_months}か月以内")
            yield (
                use.condition,
                f"{condition.subject}（{'、'.join(about)}）",
                self._filled(text, use),
            )

    def _filled(self, text: Text, use: PlannedUse) -> str:
        """A condition's text with what the rule puts in; answers by their labels."""

        def segment(part: Segment) -> str:
            match part:
                case Literal(words=words):
                    return words
                case ArgumentSlot(name=name, filter=how):
                    return joined(self._argument(use, name), how)
                case Optional(parts=inner):
                    lists = [each.name for each in inner if isinstance(each, ArgumentSlot)]
                    if any(not self._argument(use, name) for name in lists):
                        return ""
                    return f"〔{''.join(segment(each) for each in inner)}〕"
                case _:
                    raise TypeError(f"{part} is no segment of a compiled condition text")

        return "".join(segment(part) for part in text.parts)

    def _argument(self, use: PlannedUse, name: str) -> tuple[str, ...]:
        written = use.arguments.get(name, ())
        entries = (written,) if isinstance(written, Text) else written
        return tuple(
            text_with_labels(each, self.facts) if isinstance(each, Text) else self._labels(each)
            for each in entries
        )

    def _labels(self, labels: Labels) -> str:
        fact = self.facts[labels.ref.fact]
        if labels.lacking is None:
            return f"〈{fact.label}で選ばれたもの〉"
        choices = fact.choices or {}
        named = "".join(f"「{choices[code]}」" for code in labels.lacking)
        return f"〈{fact.label}の{named}のうち、選ばれていないもの〉"


def _parameters(expression: Expression) -> Iterator[str]:
    """The names in every `{parameter: name}` of an expression."""
    match expression:
        case Comparison(argument=argument):
            for each in (argument, *argument.parts):
                if isinstance(each.raw, dict) and "parameter" in each.raw:
                    yield each.raw["parameter"]
        case All(parts=parts) | Any(parts=parts) | CountOf(parts=parts):
            for part in parts:
                yield from _parameters(part)
        case Not(part=part):
            yield from _parameters(part)
        case Every() | Some():
            yield from _parameters(expression.where)
            yield from _parameters(expression.satisfies)
        case Count():
            yield from _parameters(expression.where)
