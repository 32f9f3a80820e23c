from itertools import product

from checklist_engine.ground.places import Place
from checklist_engine.lint.proof_needs import accepts, is_strong_enough
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.rules import ProofNeed
from checklist_engine.model.verdicts import Strength


def need(kinds: tuple[str, ...] | None, strength: Strength | None) -> ProofNeed:
    return ProofNeed(
        path="agreed", kinds=kinds, strength=strength, max_age_months=None, place=Place(file="x")
    )


def test_a_kind_is_strong_enough_from_the_strength_that_is_asked_for_on() -> None:
    for wanted, given in product(Strength, repeat=2):
        kind = EvidenceKind(id="k", label="証跡", strength=given)
        assert is_strong_enough(need(None, wanted), kind) is (given.rank >= wanted.rank)


def test_a_kind_has_to_be_named_where_kinds_are_and_strong_enough_all_the_same() -> None:
    kind = EvidenceKind(id="k", label="証跡", strength=Strength.CONTRACT)
    assert accepts(need(None, None), kind)
    assert accepts(need(("j", "k"), Strength.CONTRACT), kind)
    assert not accepts(need(("j",), None), kind)
    assert not accepts(need(("k",), Strength.AUDIT), kind)
