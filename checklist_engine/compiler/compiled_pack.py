"""A RulePack with one of its Plans, as it is kept from one run to the next."""

from checklist_engine.compiler.pack_lines import Edition, PackLines, PackNames
from checklist_engine.compiler.plan_json import dump_json
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.model.compiled_pack import ClaimableRule, CompiledPack
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan


def compiled_pack(pack: RulePack, plan: Plan) -> CompiledPack:
    """The pack with one of its Plans."""
    return CompiledPack(
        profiles=_labels(pack),
        rules={
            each.id: ClaimableRule(id=each.id, may_claim=each.may_claim)
            for each in pack.rules.values()
        },
        plan=plan,
    )


def lines_of(pack: RulePack, plan: Plan) -> PackLines:
    """The same as lines."""
    edition = Edition(digest=plan.pack_digest, read=plan.read, changes=plan.changes)
    head = replace(plan, pack_digest="", read=frozenset(), changes=(), rules=())
    names = PackNames(
        profiles=_labels(pack),
        may_claim={each.id: each.may_claim for each in pack.rules.values()},
    )
    return PackLines(
        {
            "head": dump_json(head),
            "names": dump_json(names),
            "source": dump_json(replace(pack, rules={})),
            "edition": dump_json(edition),
        },
        {rule.id: dump_json(rule) for rule in plan.rules},
    )


def _labels(pack: RulePack) -> dict[str, str]:
    return {each.id: each.label for each in pack.profiles.values()}
