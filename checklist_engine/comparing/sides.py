"""Side: one of two packs that are compared, with all that is looked up in it."""

from collections.abc import Mapping

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan, PlannedRelevance, PlannedRule
from checklist_engine.phrasing.recitation import Reciter


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A pack as written, as compiled with all of its rules, and the ids that it has retired."""

    pack: RulePack
    plan: Plan
    retired: frozenset[str]
    rules: Mapping[str, PlannedRule] = field(init=False, repr=False)
    facts: Mapping[str, Fact] = field(init=False, repr=False)
    relevance: Mapping[str, PlannedRelevance] = field(init=False, repr=False)
    reciter: Reciter = field(init=False, repr=False)

    def __post_init__(self) -> None:
        made = {
            "rules": {rule.id: rule for rule in self.plan.rules},
            "facts": {fact.full_id: fact for fact in self.plan.vocabulary.all_facts()},
            "relevance": {each.fact: each for each in self.plan.relevance},
            "reciter": Reciter.of(self.plan.vocabulary),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)
