"""Proof, clause by clause of §5: kind, strength, expiry, age, and what a record supports."""

from datetime import date

import pytest
from worlds import findings

from checklist_engine.evaluator.proof import lacking_proof, proves
from checklist_engine.evaluator.view import View
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.plan import PlannedProof
from checklist_engine.model.submission import Answers, Element, Evidence
from checklist_engine.model.verdicts import Strength, Verdict

AS_OF = date(2021, 4, 15)
SAFE = FactRef(fact="safe")
CONTRACT = EvidenceKind(id="contract", label="契約書", strength=Strength.CONTRACT)


def record(
    issued_on: str | None = None,
    valid_until: str | None = None,
    *supports: str,
    kind: str = "contract",
) -> Evidence:
    return Evidence(
        id="E1",
        kind=kind,
        title=None,
        issued_by=None,
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        valid_until=date.fromisoformat(valid_until) if valid_until else None,
        supports=supports,
    )


def need(
    kinds: frozenset[str] | None = None,
    strength: Strength | None = None,
    max_age_months: int | None = None,
) -> PlannedProof:
    return PlannedProof(ref=SAFE, kinds=kinds, strength=strength, max_age_months=max_age_months)


def test_any_record_proves_where_nothing_more_is_asked_for() -> None:
    assert proves(record(), need(), CONTRACT, AS_OF)


@pytest.mark.parametrize(
    ("kinds", "proven"), [({"contract"}, True), ({"audit", "contract"}, True), ({"audit"}, False)]
)
def test_a_record_is_of_one_of_the_kinds(kinds: set[str], *, proven: bool) -> None:
    assert proves(record(), need(kinds=frozenset(kinds)), CONTRACT, AS_OF) is proven


def test_a_record_is_at_least_as_strong() -> None:
    """○ where a record of the kind on the left proves what asks for the strength above."""
    rows = [
        "".join(
            "○" if proves(record(), need(strength=wanted), kind, AS_OF) else "・"
            for wanted in Strength
        )
        for kind in (EvidenceKind(id="contract", label="x", strength=given) for given in Strength)
    ]
    assert rows == [
        "○・・・・・・",  # oral
        "○○・・・・・",  # self_declaration
        "○○○・・・・",  # statement
        "○○○○・・・",  # contract
        "○○○○○・・",  # certificate
        "○○○○○○・",  # audit
        "○○○○○○○",  # inspection
    ]


@pytest.mark.parametrize(
    ("valid_until", "proven"),
    [("2021-04-14", False), ("2021-04-15", True), ("2021-04-16", True), (None, True)],
)
def test_an_expired_record_proves_nothing(valid_until: str | None, *, proven: bool) -> None:
    assert proves(record(None, valid_until), need(), CONTRACT, AS_OF) is proven


@pytest.mark.parametrize(
    ("issued_on", "proven"),
    [
        ("2020-04-14", False),
        ("2020-04-15", True),
        ("2021-04-15", True),
        ("2021-04-16", False),
        (None, False),
    ],
)
def test_a_record_is_not_too_old_not_of_the_future_and_has_a_date_where_age_counts(
    issued_on: str | None, *, proven: bool
) -> None:
    assert proves(record(issued_on), need(max_age_months=12), CONTRACT, AS_OF) is proven


def test_age_counts_to_the_last_day_of_a_shorter_month() -> None:
    end_of_march = date(2021, 3, 31)
    for issued_on, proven in (("2021-02-28", True), ("2021-02-27", False)):
        assert proves(record(issued_on), need(max_age_months=1), CONTRACT, end_of_march) is proven


def test_without_an_age_asked_for_an_old_record_or_one_without_a_date_will_do() -> None:
    assert proves(record("1990-01-01"), need(), CONTRACT, AS_OF)


def lacking(supports: list[str], answered: dict[str, bool]) -> frozenset[str]:
    """Of `.safe` and the fact `safe`, those that lack proof."""
    values = {"safe": answered["element"]} if "element" in answered else {}
    element = Element(path="parties[a/b]", key="b", name=None, tier=2, values=values)
    facts = {"safe": answered["fact"]} if "fact" in answered else {}
    view = View(answers=Answers(values=facts), as_of=AS_OF)
    field = FieldRef(up=0, field="safe", fact="parties.safe")
    needs = [
        PlannedProof(ref=ref, kinds=None, strength=None, max_age_months=None)
        for ref in (SAFE, field)
    ]
    records = [record(None, None, *supports)]
    return lacking_proof(needs, records, {"contract": CONTRACT}, view, (element,))


BOTH = {"fact": True, "element": False}


@pytest.mark.parametrize(
    ("supports", "answered", "expected"),
    [
        ([], BOTH, {"safe", "parties[a/b].safe"}),
        (["safe"], BOTH, {"parties[a/b].safe"}),
        (["parties[a/b].safe"], BOTH, {"safe"}),
        (["parties[a/b]"], BOTH, {"safe"}),
        (["parties[a/b]", "safe"], BOTH, set()),
        (
            ["parties[a]", "parties", "parties[b]", "parties[a/b/c]"],
            BOTH,
            {"safe", "parties[a/b].safe"},
        ),
        ([], {"fact": True}, {"safe"}),
        ([], {}, set()),
    ],
)
def test_a_record_supports_a_path_or_its_element(
    supports: list[str], answered: dict[str, bool], expected: set[str]
) -> None:
    assert lacking(supports, answered) == expected


def test_one_record_must_do_all_that_one_proof_asks_for() -> None:
    rule = (
        "require: {safe: true}\nevidence: [{for: safe, strength: contract, max_age_months: 12}]\n"
    )
    strong_but_old = "{id: E1, kind: audit, issued_on: 2010-01-01, supports: [safe]}"
    new_but_weak = "{id: E2, kind: word, issued_on: 2021-04-01, supports: [safe]}"
    both = "{id: E3, kind: contract, issued_on: 2021-04-01, supports: [safe]}"
    for records, verdict in (
        (f"[{strong_but_old}]", Verdict.UNPROVEN),
        (f"[{strong_but_old}, {new_but_weak}]", Verdict.UNPROVEN),
        (f"[{strong_but_old}, {both}]", Verdict.MET),
    ):
        (finding,) = findings(rule, "safe: true", records)
        assert finding.verdict is verdict


def test_several_proofs_of_one_answer_are_all_wanted() -> None:
    rule = "require: {safe: true}\nevidence: [{for: safe, kinds: [letter]}, {for: safe, kinds: [audit]}]\n"
    letter = "{id: E1, kind: letter, supports: [safe]}"
    audit = "{id: E2, kind: audit, supports: [safe]}"
    assert [
        findings(rule, "safe: true", records)[0].verdict
        for records in (f"[{letter}]", f"[{audit}]", f"[{letter}, {audit}]")
    ] == [Verdict.UNPROVEN, Verdict.UNPROVEN, Verdict.MET]
