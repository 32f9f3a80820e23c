"""When a fact is asked: a rule that looks at it applies only then, or it would wait for ever (§2)."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklist_engine.authoring.scaffolding.refused import Refused
from checklist_engine.authoring.scaffolding.scene import Scene, Stage
from checklist_engine.compiler.plan import rule_compiler
from checklist_engine.compiler.relevance import compile_relevance
from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.loader.facts import FactsGroup
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """When a fact, or a field of a list, is asked.

    `applies_when` and `where` are expressions as their author wrote them, None for always; `asked` are
    answers with which both hold, `elsewhere` such with which `applies_when` does not.
    """

    applies_when: object = None
    where: object = None
    asked: Scene = field(default_factory=Scene)
    elsewhere: Scene | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """What a pack says about when its facts are asked, as written and as compiled."""

    pack: RulePack
    groups: Sequence[FactsGroup]
    nodes: Mapping[str, Node]
    sections: Mapping[str, Node]

    def of_section(self, section: str, day: date) -> Asking:
        """When a new fact of a section would be asked.

        Raises:
            Refused: no answers are found with which it would.
        """
        written = next(
            group.section for group in self.groups if group.section["id"].text == section
        )
        node = self.sections.get(section)
        stage = Stage(self.pack.vocabulary, day)
        asked = stage.scene(node, wanted=True) if node else Scene()
        if asked is None:
            raise _intricate(f"区分「{section}」")
        return Asking(
            applies_when=_both([written]),
            asked=asked,
            elsewhere=stage.scene(node, wanted=False) if node else None,
        )

    def of_fact(self, fact: Fact, inside: Fact | None, day: date) -> Asking:
        """When a fact is asked, or a field `inside` the elements of a list.

        Raises:
            Refused: no answers are found with which it is.
        """
        stage = Stage(self.pack.vocabulary, day)
        section, item = self.written(fact)
        node = self.nodes.get(fact.id)
        outer = stage.scene(node, wanted=True) if node else Scene()
        where: object = None
        inner: Scene | None = Scene()
        if inside is not None and inside.full_id in self.nodes:
            [each] = [each for each in item["fields"].items() if each["id"].text == inside.id]
            where = each["relevant_when"].value
            inner = stage.scene(self.nodes[inside.full_id], wanted=True)
        asked = None if outer is None or inner is None else outer.together_with(inner)
        if asked is None:
            raise _intricate(f"「{inside.full_id if inside else fact.id}」")
        return Asking(
            applies_when=_both([section, item]),
            where=where,
            asked=asked,
            elsewhere=stage.scene(node, wanted=False) if node else None,
        )

    def written(self, fact: Fact) -> tuple[Cursor, Cursor]:
        """Where the section of a fact, and the fact itself, are written."""
        return next(
            (group.section, item)
            for group in self.groups
            for item in group.items
            if item["id"].text == fact.id
        )


def relevance_of(pack: RulePack, groups: Sequence[FactsGroup]) -> Relevance:
    """When the facts of a pack are asked.

    Raises:
        InvalidFile: an expression of the pack is faulty.
    """
    faults: list[Diagnostic] = []
    expressions = rule_compiler(pack, faults).expressions
    planned = compile_relevance(pack.vocabulary, expressions, faults)
    sections = {
        name: expressions.compile(section.relevant_when)
        for name, section in pack.vocabulary.sections.items()
        if section.relevant_when
    }
    raise_faults(faults)
    return Relevance(
        pack=pack,
        groups=groups,
        nodes={each.fact: each.node for each in planned},
        sections=sections,
    )


def _intricate(what: str) -> Refused:
    return Refused(
        f"{what}を尋ねる場合（relevant_when）が込み入っているので、ひな形の試験を作れません。"
        "別の事実を指定してください"
    )


def _both(cursors: Sequence[Cursor]) -> object:
    """The `relevant_when` of a section and of a fact, as one expression; None where there is none."""
    written = [each["relevant_when"].wanted(dict) for each in cursors if "relevant_when" in each]
    keys = [key for each in written for key in each]
    if len(keys) == len({*keys}):
        return {key: value for each in written for key, value in each.items()} or None
    return {"all": written}
