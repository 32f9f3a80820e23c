from pathlib import Path

from linting import places, told
from packs import rule

CHECK = "w538_evidence_nobody_can_give"


def files(evidence: str) -> dict[str, str]:
    return {"one/one-001.yaml": rule(rest=f"evidence: [{evidence}]\n")}


def test_a_strength_that_no_kind_has_is_told(tmp_path: Path) -> None:
    written = files("{for: agreed, strength: inspection}")
    assert places(CHECK, tmp_path, written) == ["one/one-001.yaml:9:36"]
    assert told(CHECK, tmp_path, written) == (
        "「agreed」の証跡を満たす種類が、pack.yaml の evidence_kinds にありません\n"
        "strength を弱くするか、pack.yaml に証跡の種類を加えてください"
    )


def test_so_are_kinds_that_are_all_too_weak(tmp_path: Path) -> None:
    written = files("{for: agreed, kinds: [call, letter], strength: contract}")
    assert places(CHECK, tmp_path, written) == ["one/one-001.yaml:9:59"]
    assert "kinds の種類は、どれも strength の強さに足りません" in told(CHECK, tmp_path, written)


def test_of_several_kinds_the_one_that_is_too_weak_is_told(tmp_path: Path) -> None:
    written = files("{for: agreed, kinds: [contract, letter], strength: contract}")
    assert places(CHECK, tmp_path, written) == ["one/one-001.yaml:9:44"]
    assert told(CHECK, tmp_path, written).startswith(
        "証跡の種類「letter」（書面による回答）の強さは書面回答で、求める強さ（契約）に足りません\n"
    )


def test_evidence_that_a_kind_of_the_pack_can_be_is_sound(tmp_path: Path) -> None:
    for evidence in (
        "{for: agreed}",
        "{for: agreed, strength: audit}",
        "{for: agreed, kinds: [call]}",
        "{for: agreed, kinds: [contract, audit_report], strength: contract, max_age_months: 3}",
    ):
        assert places(CHECK, tmp_path, files(evidence)) == []


def test_in_a_pack_without_kinds_nothing_can_be_given(tmp_path: Path) -> None:
    head = (
        "pack: small\nlanguage: 1\nversion: 1.0.0\nlabel: 小\nfamilies: [{id: one, label: 第一}]\n"
    )
    written = {**files("{for: agreed}"), "pack.yaml": head}
    assert places(CHECK, tmp_path, written) == ["one/one-001.yaml:9:18"]


def test_an_unknown_kind_is_a_fault_of_its_own(tmp_path: Path) -> None:
    written = files("{for: agreed, kinds: [letters], strength: statement}")
    assert places(CHECK, tmp_path, written, sound=False) == []
