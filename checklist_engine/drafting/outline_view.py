"""What a case is (案件の概要), generically: what cannot be changed, what may forbid it, who handles it."""

from collections.abc import Iterator, Sequence

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.drafting.dossier import Dossier, View
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Element, elements_of
from checklist_engine.model.verdicts import Gate

HOLDS = "当てはまるもの"
FAILS = "当てはまらないもの"


def outline_views(dossier: Dossier) -> Iterator[View]:
    """Section by section, the facts that say what the case is rather than what is done about it.

    These are the facts that no department can change to please a rule (`mutable: false`) and those
    that a blocking rule judges by.
    """
    telling = _telling(dossier.plan)
    for section in dossier.plan.vocabulary.sections.values():
        paths = [
            row.path
            for row in dossier.assessment.sheet
            if row.section == section.id and row.asked and row.path in telling
        ]
        rows = list(_rows(dossier, paths))
        if rows:
            yield {"label": section.label, "rows": rows}


def list_views(dossier: Dossier) -> Iterator[View]:
    """The lists that are asked for, each element with what is said of it, parents before children."""
    for fact in dossier.plan.vocabulary.facts.values():
        if fact.shape is not None and fact.id in dossier.asked:
            yield {
                "id": fact.id,
                "label": fact.label,
                "is_tree": fact.shape.children is not None,
                "state": _state(dossier, fact.shape.closed_by),
                "rows": [
                    _element(dossier, fact, element)
                    for element in elements_of(dossier.index.located[fact.id].answer)
                ],
            }


def _telling(plan: Plan) -> frozenset[str]:
    facts = plan.vocabulary.facts.values()
    fixed = {fact.id for fact in facts if not fact.mutable}
    nodes = (
        node
        for rule in plan.rules
        if rule.gate is Gate.BLOCKING
        for node in (rule.applies_when, rule.require, rule.compensated_by)
        if node is not None
    )
    # Lists, and whether they are complete, are shown as lists.
    listed = {
        name
        for fact in facts
        if fact.shape is not None
        for name in (fact.id, fact.shape.closed_by)
        if name is not None
    }
    return frozenset(fixed.union(*(facts_of(node) for node in nodes)) - listed)


def _rows(dossier: Dossier, paths: Sequence[str]) -> Iterator[View]:
    """One row a fact; several that are answered yes or no become two rows."""
    answers = {path: dossier.index.located[path].answer for path in paths}
    decided = [
        path
        for path in paths
        if dossier.fact(path).type is FactType.BOOLEAN and answers[path] is not None
    ]
    together = decided if len(decided) > 1 else []
    for label, wanted in ((HOLDS, True), (FAILS, False)):
        labels = [dossier.label(path) for path in together if answers[path] is wanted]
        if labels:
            yield {"label": label, "words": "、".join(labels)}
    for path in paths:
        if path not in together:
            yield {"label": dossier.label(path), "words": dossier.answer(path)}


def _state(dossier: Dossier, closed_by: str | None) -> str:
    if closed_by is None:
        return ""
    is_closed = dossier.index.located[closed_by].answer is True
    return "全て記入済み" if is_closed else "記入の途中"


def _element(dossier: Dossier, fact: Fact, element: Element) -> View:
    shape = fact.shape
    assert shape is not None
    answers: list[View] = [
        {
            "label": each.label,
            "words": dossier.answer(path),
            "evidence": dossier.evidence(path),
        }
        for name, each in shape.fields.items()
        if name not in (shape.key, shape.name)
        and (path := f"{element.path}.{name}") in dossier.asked
    ]
    return {
        "tier": element.tier,
        "name": element.name or element.key,
        "above": dossier.element_name(_above(element)),
        "words": "／".join(f"{each['label']}：{each['words']}" for each in answers),
        "answers": answers,
    }


def _above(element: Element) -> str | None:
    """The path of the element that this one stands below: `parties[sys]` of `parties[sys/aws]`."""
    way, slash, _ = element.path.rpartition("/")
    return f"{way}]" if slash else None
