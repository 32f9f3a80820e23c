"""A pack, as one profile sees it → a Plan. Every rule is checked, also those the profile leaves out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checklist_engine.compiler.comparisons import Comparisons
from checklist_engine.compiler.expressions import Expressions, facts_of
from checklist_engine.compiler.names import Names
from checklist_engine.compiler.relevance import compile_relevance
from checklist_engine.compiler.rules import Rules
from checklist_engine.compiler.tailoring import tailored
from checklist_engine.compiler.texts import Texts
from checklist_engine.compiler.uses import Uses
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.near_misses import nearest
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.pack_parts import Sentences
from checklist_engine.model.plan import Plan, PlannedCondition, PlannedRelevance, PlannedRule
from checklist_engine.model.rules import Rule
from checklist_engine.model.texts import Text

SUBJECTS = "subjects"
"""The parameter of the condition that stands in for open rules: their titles."""


def compile_plan(pack: RulePack, profile: Profile) -> Plan:
    """The Plan of one profile.

    Raises:
        InvalidFile: E2 and E4, all faults of all files of the pack at once.
    """
    faults: list[Diagnostic] = []
    plan = compile_sound(pack, profile, faults)
    raise_faults(faults)
    return plan


def compile_sound(pack: RulePack, profile: Profile, faults: list[Diagnostic]) -> Plan:
    """The Plan of one profile without the rules that have faults (E2, E4); these are added."""
    pack, changes = tailored(pack, profile)
    rules = rule_compiler(pack, faults)
    relevance = compile_relevance(pack.vocabulary, rules.expressions, faults)
    planned = tuple(_planned(pack.rules.values(), profile, rules))
    conditions = {name: rules.condition(each) for name, each in pack.conditions.items()}
    faults += _open_condition_faults(pack, conditions)
    sentences = _sentences(pack.sentences, rules.texts)
    return Plan(
        pack=pack.id,
        pack_label=pack.label,
        pack_version=pack.version,
        pack_digest=pack.digest,
        profile=profile.id,
        decides=profile.decision == "council",
        families=pack.families,
        vocabulary=pack.vocabulary,
        relevance=relevance,
        read=_read(planned, relevance),
        rules=planned,
        conditions=conditions,
        evidence_kinds=pack.evidence_kinds,
        credits=pack.credits,
        decision=pack.decision,
        conclusion=pack.conclusion,
        sentences=sentences,
        changes=changes,
        papers=pack.papers,
    )


def compile_rules(
    pack: RulePack, profile: Profile, faults: list[Diagnostic]
) -> tuple[PlannedRule, ...]:
    """The rules of `pack` alone, as `compile_sound` plans them; nothing else of it is looked at."""
    pack, _ = tailored(pack, profile)
    return tuple(_planned(pack.rules.values(), profile, rule_compiler(pack, faults)))


def _planned(rules: Iterable[Rule], profile: Profile, compiler: Rules) -> Iterator[PlannedRule]:
    """The rules that a profile asks for, but for those that have faults; all are checked."""
    for rule in rules:
        before = len(compiler.faults)
        compiled = compiler.compile(rule)
        if len(compiler.faults) == before:
            compiler.check_evidence(rule, compiled)
        compiler.check_gate(rule)
        if selects(profile, rule) and len(compiler.faults) == before:
            yield compiled


def _read(rules: Sequence[PlannedRule], relevance: Sequence[PlannedRelevance]) -> frozenset[str]:
    """The facts that rules look at, and those that the relevance of these looks at, and so on."""
    read: set[str] = set()
    for rule in rules:
        for node in (rule.applies_when, rule.require, rule.compensated_by):
            read |= facts_of(node) if node else frozenset()
        if rule.loop:
            read |= facts_of(rule.loop.where) | {rule.loop.elements.fact}
            read |= {rule.loop.closed_by} if rule.loop.closed_by else set()
    for planned in reversed(relevance):
        # INVARIANT: relevance stands in order, so what needs a fact comes after it.
        if planned.fact in read:
            read |= facts_of(planned.node)
    return frozenset(read)


def rule_compiler(pack: RulePack, faults: list[Diagnostic]) -> Rules:
    """What compiles the rules and expressions of a pack."""
    names = Names(pack.vocabulary, faults)
    texts = Texts(names, pack.parameters)
    return Rules(
        expressions=Expressions(Comparisons(names, pack.parameters)),
        texts=texts,
        uses=Uses(texts, pack.conditions),
        evidence_kinds=pack.evidence_kinds,
        faults=faults,
    )


def selects(profile: Profile, rule: Rule) -> bool:
    """Whether a profile asks for a rule."""
    if rule.id in profile.excepted:
        return False
    if profile.families is not None:
        return rule.family in profile.families
    return profile.rules is None or rule.id in profile.rules


def _open_condition_faults(
    pack: RulePack, conditions: Mapping[str, PlannedCondition]
) -> list[Diagnostic]:
    name = pack.decision.open_condition
    if name is None:
        return []
    condition = conditions.get(name)
    if condition is not None and dict(condition.parameters) == {SUBJECTS: "list"}:
        return []
    near = nearest(name, conditions) if condition is None else None
    return [
        Diagnostic(
            code="E213",
            message=f"open_condition の「{name}」は、{SUBJECTS}（list）だけをパラメータとする条件ではありません",
            hint=f"もしかして「{near}」ですか"
            if near
            else f"conditions.yaml に、parameters: {{{SUBJECTS}: list}} の条件を加えてください",
            place=pack.place,
        )
    ]


def _sentences(sentences: Sentences, texts: Texts) -> Sentences:
    def compiled(text: Text, *arguments: str) -> Text:
        return texts.of_condition(text, dict.fromkeys(arguments, "text"))

    return Sentences(
        approve=compiled(sentences.approve, "title"),
        approve_with_conditions=compiled(sentences.approve_with_conditions, "title", "conditions"),
        between_conditions=sentences.between_conditions,
        reject=compiled(sentences.reject, "title"),
        defer=compiled(sentences.defer, "title"),
        precedent=compiled(sentences.precedent, "title", "item", "system"),
    )
