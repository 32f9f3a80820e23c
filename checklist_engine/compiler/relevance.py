"""`relevant_when` of facts, fields and sections: compiled, and put in an order without cycles (§2)."""

from graphlib import CycleError, TopologicalSorter

from checklist_engine.compiler.expressions import Expressions, facts_of
from checklist_engine.compiler.names import Lists
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.plan import Conjunction, Node, PlannedRelevance


def compile_relevance(
    vocabulary: Vocabulary, expressions: Expressions, faults: list[Diagnostic]
) -> tuple[PlannedRelevance, ...]:
    """What is not always asked, each after all that it reads; a cycle is a fault (E210)."""
    planned: dict[str, PlannedRelevance] = {}
    for fact in vocabulary.facts.values():
        section = vocabulary.sections[fact.section].relevant_when
        around = (expressions.compile(section),) if section else ()
        _plan(fact, (), around, expressions, planned)
    needs = {
        name: (facts_of(each.node) | _lists_around(each)) & planned.keys()
        for name, each in planned.items()
    }
    try:
        order = tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        faults.append(_cycle(error.args[1], vocabulary))
        return ()
    return tuple(planned[name] for name in order)


def _plan(
    fact: Fact,
    lists: Lists,
    section: tuple[Node, ...],
    expressions: Expressions,
    planned: dict[str, PlannedRelevance],
) -> None:
    own = (expressions.compile(fact.relevant_when, lists),) if fact.relevant_when else ()
    if section or own:
        planned[fact.full_id] = PlannedRelevance(
            fact=fact.full_id,
            lists=tuple(each.id for each in reversed(lists)),
            node=Conjunction(parts=section + own),
        )
    if fact.shape:
        for field in fact.shape.fields.values():
            _plan(field, (fact, *lists), (), expressions, planned)


def _lists_around(planned: PlannedRelevance) -> frozenset[str]:
    names: set[str] = set()
    full_id = ""
    for name in planned.lists:
        full_id = f"{full_id}.{name}" if full_id else name
        names.add(full_id)
    return frozenset(names)


def _cycle(names: list[str], vocabulary: Vocabulary) -> Diagnostic:
    facts = {fact.full_id: fact for fact in vocabulary.all_facts()}
    chain = " → ".join(f"「{facts[name].label}」" for name in reversed(names))
    return Diagnostic(
        code="E210",
        message=f"relevant_when が一回りしています: {chain}",
        hint="どれか一つの relevant_when を外し、いつも尋ねる事実から順にたどれるようにしてください",
        place=facts[names[0]].place,
    )
