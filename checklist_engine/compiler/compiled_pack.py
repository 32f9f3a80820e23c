"""A RulePack with one of its Plans, as it is kept from one run to the next."""

from checklist_engine.model.compiled_pack import ClaimableRule, CompiledPack
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan


def compiled_pack(pack: RulePack, plan: Plan) -> CompiledPack:
    """The pack with one of its Plans."""
    return CompiledPack(
        profiles={each.id: each.label for each in pack.profiles.values()},
        rules={
            each.id: ClaimableRule(id=each.id, may_claim=each.may_claim)
            for each in pack.rules.values()
        },
        plan=plan,
    )
