"""What the checks of a rule's logic share: its study in all worlds, examples in words, places of parts."""

from collections.abc import Sequence

from checklist_engine.analysis.rules import Part, Study, idle_parts, idle_parts_in, study
from checklist_engine.analysis.space import Worlds
from checklist_engine.analysis.witnesses import Witness
from checklist_engine.conclusion.answers import answer_index
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.ground.places import Place
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.expression import All, Any, CountOf, Expression, Not
from checklist_engine.model.plan import TRUE, Node, PlannedRule
from checklist_engine.model.submission import elements_by_path
from checklist_engine.model.verdicts import Verdict

MOST_ANSWERS = 6
"""How many answers an example names before it becomes a form of its own."""


def study_of(rule: LintedRule, pack: LintedPack) -> Study | None:
    """A rule without faults over all submissions; None where these are too many."""
    assert rule.planned is not None
    known = pack.studies.get(rule.written.id)
    if known is None or known[0] is not rule.planned:
        known = (rule.planned, study(pack.plan, [rule.planned], pack.as_of))
        pack.studies[rule.written.id] = known
    return known[1]


def study_with(rule: LintedRule, node: Node, pack: LintedPack) -> Study | None:
    """The same, in worlds in which a further expression can be looked at, too."""
    assert rule.planned is not None
    found = study_of(rule, pack)
    if found is not None and found.covers(node):
        return found
    return study(pack.plan, [rule.planned], pack.as_of, nodes=[node])


def decided_in(found: Study) -> Worlds:
    """The worlds in which the rule finds something out: it is neither 対象外 nor still waiting."""
    left_out = found.where(Verdict.NOT_APPLICABLE) | found.where(Verdict.UNDETERMINED)
    return found.possible & ~left_out


def idle_parts_of(rule: LintedRule, pack: LintedPack) -> tuple[Part, ...]:
    """The parts of `require` that say nothing; none where the rule comes out one way only, for then
    that is what is wrong with it.
    """
    assert rule.planned is not None
    known = pack.idle.get(rule.written.id)
    if known is None or known[0] is not rule.planned:
        found = study_of(rule, pack)
        both = found is not None and found.where(Verdict.MET) and found.where(Verdict.NOT_MET)
        parts = idle_parts_in(found) if found is not None and both else ()
        known = (rule.planned, parts)
        pack.idle[rule.written.id] = known
    return known[1]


def repeats_scope(rule: PlannedRule, part: Part, pack: LintedPack) -> bool:
    """Whether a part that says nothing would say something, were it not for the scope of the rule."""
    anywhere = replace(
        rule, applies_when=TRUE, loop=replace(rule.loop, where=TRUE) if rule.loop else None
    )
    ways = [each.way for each in idle_parts(pack.plan, anywhere, pack.as_of)]
    return not any(part.way[: len(way)] == way for way in ways)


def example_words(found: Witness, pack: LintedPack) -> str:
    """The answers of an example: 「サーバーの設置国」は日本以外、…."""
    index = answer_index(pack.plan.vocabulary, found.answers)
    irrelevant = relevance_map(pack.plan, found.answers, pack.as_of).irrelevant
    keys = {f"{path}.{_key_of(path, pack)}" for path in elements_by_path(found.answers)}
    words = [
        f"「{index.located[path].label}」は{index.words(path)}"
        for path in index.located
        if index.located[path].answer is not None and path not in irrelevant and path not in keys
    ]
    rest = "など" if len(words) > MOST_ANSWERS else ""
    return "、".join(words[:MOST_ANSWERS]) + rest if words else "何も回答しないとき"


def _key_of(path: str, pack: LintedPack) -> str:
    """The key field of the list that an element is in."""
    names = [part.rpartition("]")[2].lstrip(".") for part in path.split("[")[:-1]]
    fact = pack.plan.vocabulary.facts[names[0]]
    for name in names[1:]:
        assert fact.shape is not None
        fact = fact.shape.fields[name]
    return fact.shape.key if fact.shape else ""


def part_at(expression: Expression, way: Sequence[int]) -> Expression | None:
    """The part of an expression by the positions on the way to it; None inside what the author wrote
    as one word.
    """
    for step in way:
        if not isinstance(expression, All | Any | CountOf):
            return None
        expression = expression.parts[step]
    return expression


def place_of(expression: Expression) -> Place | None:
    """Where an expression begins; None for `all: []`."""
    match expression:
        case All(parts=parts) | Any(parts=parts) | CountOf(parts=parts):
            found = (place_of(part) for part in parts)
            return next((place for place in found if place is not None), None)
        case Not(part=part):
            return place_of(part)
        case _:
            return expression.place
