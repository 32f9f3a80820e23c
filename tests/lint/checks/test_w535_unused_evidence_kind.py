from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w535_unused_evidence_kind"
LINES = {"call": 8, "letter": 9, "contract": 10, "audit_report": 11}


def unused(tmp_path: Path, evidence: str, test: str | None = None) -> list[str]:
    files = {
        "one/one-001.yaml": rule(rest=f"evidence: [{evidence}]\n" if evidence else ""),
        "one/one-001.test.yaml": test,
    }
    lines = [int(place.split(":")[1]) for place in places(CHECK, tmp_path, files)]
    return [kind for kind, line in LINES.items() if line in lines]


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("", ["call", "letter", "contract", "audit_report"]),
        ("{for: agreed}", []),
        ("{for: agreed, kinds: [letter]}", ["call", "contract", "audit_report"]),
        ("{for: agreed, strength: contract}", ["call", "letter"]),
        (
            "{for: agreed, kinds: [letter, contract], strength: contract}",
            ["call", "letter", "audit_report"],
        ),
    ],
)
def test_a_kind_is_used_where_a_record_of_it_could_be_the_proof(
    tmp_path: Path, evidence: str, expected: list[str]
) -> None:
    assert unused(tmp_path, evidence) == expected


def test_a_kind_that_a_test_shows_to_be_too_weak_is_used(tmp_path: Path) -> None:
    test = (
        "rule: one-001\ncases:\n  - name: 電話だけ\n    answers: {agreed: true}\n"
        "    evidence: [{id: E1, kind: call, supports: [agreed]}]\n"
        "    expect: {verdict: unproven}\n"
    )
    assert unused(tmp_path, "{for: agreed, strength: statement}", test) == []


def test_it_is_told_at_the_id(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(rest="evidence: [{for: agreed, strength: statement}]\n")}
    assert places(CHECK, tmp_path, files) == ["pack.yaml:8:10"]
    assert told(CHECK, tmp_path, files).startswith(
        "証跡の種類「call」（電話での確認）では、どの規則の証跡も足りません\n"
    )
