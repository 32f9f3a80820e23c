"""Findings: every row of the verdict table with its paths, and every case of `for_each` (§5)."""

from datetime import date
from fractions import Fraction

import pytest
from worlds import findings

from checklist_engine.model.assessment import Credit, Finding
from checklist_engine.model.verdicts import Verdict

PROVEN = "[{id: E1, kind: contract, supports: [safe, plan]}]"
RULE = """\
applies_when: {used: true}
require: {safe: true}
compensated_by: {plan: true}
evidence: [{for: safe}, {for: plan}]
"""


def told(found: tuple[Finding, ...]) -> list[str]:
    """`element: verdict (paths)` of findings."""
    return [
        f"{each.element or '-'}: {each.verdict.value} ({' '.join(each.paths)})" for each in found
    ]


@pytest.mark.parametrize(
    ("given", "evidence", "expected"),
    [
        ("{used: false, safe: true}", PROVEN, "not_applicable (used)"),
        ("{used: true, safe: true}", PROVEN, "met (safe used)"),
        ("{safe: true}", PROVEN, "met (safe)"),
        ("{used: true, safe: false, plan: true}", PROVEN, "compensated (plan safe used)"),
        ("{used: true, plan: true}", PROVEN, "compensated (plan used)"),
        ("{plan: true, safe: false}", PROVEN, "compensated (plan safe)"),
        ("{used: true, safe: true}", "[]", "unproven (safe used)"),
        ("{safe: true, plan: true}", "[]", "unproven (plan safe)"),
        ("{used: true, safe: false, plan: true}", "[]", "unproven (plan used)"),
        ("{}", "[]", "undetermined (plan safe used)"),
        ("{used: true, safe: false}", "[]", "undetermined (plan)"),
        ("{safe: false, plan: false}", "[]", "undetermined (used)"),
        ("{used: true, safe: false, plan: false}", "[]", "not_met (plan safe used)"),
    ],
)
def test_each_row_of_the_verdict_table_has_its_reasons_or_causes(
    given: str, evidence: str, expected: str
) -> None:
    assert told(findings(RULE, given, evidence)) == [f"-: {expected}"]


def test_unproven_names_what_lacks_proof_among_its_reasons() -> None:
    half = "[{id: E1, kind: contract, supports: [plan]}]"
    rule = "require: {safe: true, plan: true, used: true}\nevidence: [{for: safe}, {for: plan}]\n"
    (finding,) = findings(rule, "{used: true, safe: true, plan: true}", half)
    assert finding.verdict is Verdict.UNPROVEN
    assert finding.lacking_proof == ("safe",)


def test_what_lacks_proof_but_decided_nothing_is_not_named() -> None:
    rule = "require: {any: [{safe: true}, {plan: true}]}\nevidence: [{for: safe}, {for: plan}]\n"
    (finding,) = findings(rule, "{safe: true, plan: false}")
    assert (finding.paths, finding.lacking_proof) == (("safe",), ("safe",))


def test_an_answer_without_proof_still_fails_its_rule() -> None:
    rule = "require: {safe: true}\nevidence: [{for: safe}]\n"
    assert told(findings(rule, "safe: false")) == ["-: not_met (safe)"]


def test_without_a_compensation_there_is_none() -> None:
    assert told(findings("require: {safe: true}\n", "safe: false")) == ["-: not_met (safe)"]


@pytest.mark.parametrize(
    ("given", "evidence", "credit"),
    [
        ("{used: true, safe: true}", PROVEN, (1, 1)),
        ("{safe: true}", PROVEN, (0, 1)),
        ("{used: true, safe: true}", "[]", (Fraction(1, 2), 1)),
        ("{used: true, safe: false, plan: true}", PROVEN, (Fraction(7, 10), Fraction(7, 10))),
        ("{used: true, plan: true}", PROVEN, (Fraction(7, 10), 1)),
        ("{used: true}", "[]", (0, 1)),
        ("{used: true, safe: false, plan: false}", "[]", (0, 0)),
        ("{used: false}", "[]", None),
    ],
)
def test_a_finding_has_its_credit(
    given: str, evidence: str, credit: tuple[Fraction | int, Fraction | int] | None
) -> None:
    (finding,) = findings(RULE, given, evidence)
    found = finding.credit and (finding.credit.low, finding.credit.high)
    assert found == credit


@pytest.mark.parametrize(
    ("period", "verdict"),
    [
        ("{from: 2021-04-15}", Verdict.MET),
        ("{from: 2021-04-16}", Verdict.NOT_APPLICABLE),
        ("{until: 2021-04-15}", Verdict.MET),
        ("{until: 2021-04-14}", Verdict.NOT_APPLICABLE),
        ("{from: 2021-04-01, until: 2021-04-30}", Verdict.MET),
    ],
)
def test_outside_its_period_a_rule_does_not_apply(period: str, verdict: Verdict) -> None:
    (finding,) = findings(f"in_force: {period}\nrequire: {{safe: true}}\n", "safe: true")
    assert finding.verdict is verdict
    assert finding.paths == (("safe",) if verdict is Verdict.MET else ())


LOOP = """\
applies_when: {used: true}
for_each: {in: parties, where: {.risky: true}}
require: {.safe: true}
"""
ELEMENTS = """\
parties:
  - {id: a, risky: true, safe: true, subs: [{id: b, risky: true, safe: false}]}
  - {id: c, risky: false}
  - {id: d}
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # `applies_when` comes first, whatever the list.
        ("used: false", ["-: not_applicable (used)"]),
        ("{used: false, parties: [{id: a, risky: true}]}", ["-: not_applicable (used)"]),
        # An unanswered list is waited for, with what an open `applies_when` waits for.
        ("used: true", ["-: undetermined (parties)"]),
        ("{}", ["-: undetermined (parties used)"]),
        # An open list adds one more that waits for what closes it.
        ("{used: true, parties: []}", ["-: undetermined (complete)"]),
        ("{used: true, parties: [], complete: false}", ["-: undetermined (complete)"]),
        # A closed list where nothing is left.
        ("{used: true, parties: [], complete: true}", ["-: not_applicable (complete parties)"]),
        (
            "{used: true, complete: true, parties: [{id: a, risky: false}, {id: b, risky: false}]}",
            ["-: not_applicable (complete parties parties[a].risky parties[b].risky)"],
        ),
        # One finding for each element whose A is not FALSE.
        (
            f"used: true\ncomplete: true\n{ELEMENTS}",
            [
                "parties[a]: met (parties[a].risky parties[a].safe used)",
                "parties[a/b]: not_met (parties[a/b].risky parties[a/b].safe used)",
                "parties[d]: undetermined (parties[d].risky parties[d].safe)",
            ],
        ),
        (
            f"used: true\n{ELEMENTS}",
            [
                "parties[a]: met (parties[a].risky parties[a].safe used)",
                "parties[a/b]: not_met (parties[a/b].risky parties[a/b].safe used)",
                "parties[d]: undetermined (parties[d].risky parties[d].safe)",
                "-: undetermined (complete)",
            ],
        ),
        # An open `applies_when` leaves no element decided against.
        (
            f"complete: true\n{ELEMENTS}",
            [
                "parties[a]: met (parties[a].safe)",
                "parties[a/b]: undetermined (used)",
                "parties[d]: undetermined (parties[d].risky parties[d].safe used)",
            ],
        ),
    ],
)
def test_for_each_has_one_finding_for_each_element(given: str, expected: list[str]) -> None:
    assert told(findings(LOOP, given)) == expected


def test_the_finding_of_an_open_list_stands_for_what_is_not_listed_yet() -> None:
    *elements, last = findings(LOOP, f"used: true\n{ELEMENTS}")
    assert last.open_list
    assert last.credit == Credit(low=Fraction(0), high=Fraction(1))
    assert not any(each.open_list for each in elements)


def test_the_finding_of_an_unanswered_list_is_not_that_of_an_open_one() -> None:
    (finding,) = findings(LOOP, "used: true")
    assert not finding.open_list


def test_a_list_that_nothing_closes_waits_for_nothing_more() -> None:
    rule = "for_each: {in: servers}\nrequire: {.safe: true}\n"
    assert told(findings(rule, "servers: []")) == ["-: not_applicable (servers)"]
    assert told(findings(rule, "servers: [{id: s, safe: true}]")) == [
        "servers[s]: met (servers[s].safe)"
    ]


@pytest.mark.parametrize(
    ("rule", "given", "expected"),
    [
        # An applies_when that waits only for what nobody is asked is FALSE.
        (
            "applies_when: {stored: true}\nrequire: {safe: true}\n",
            "personal: false",
            ["-: not_applicable (stored)"],
        ),
        (
            "applies_when: {stored: true}\nrequire: {safe: true}\n",
            "{personal: false, stored: true, safe: true}",
            ["-: not_applicable (stored)"],
        ),
        (
            "applies_when: {stored: true, used: true}\nrequire: {safe: true}\n",
            "{personal: false, safe: true}",
            ["-: met (safe)"],
        ),
        (
            "applies_when: {stored: true}\nrequire: {safe: true}\n",
            "safe: false",
            ["-: undetermined (stored)"],
        ),
        # So is a where.
        (
            "for_each: {in: servers, where: {masked: true}}\nrequire: {.safe: true}\n",
            "{personal: false, servers: [{id: s, safe: true}]}",
            ["-: not_applicable (masked servers)"],
        ),
        # A list that nobody is asked for.
        (
            "for_each: {in: vendors}\nrequire: {.handles: true}\n",
            "{personal: false, vendors: [{id: v, handles: true}]}",
            ["-: not_applicable (vendors)"],
        ),
        (
            "for_each: {in: vendors}\nrequire: {.handles: true}\n",
            "{}",
            ["-: undetermined (vendors)"],
        ),
        (
            "for_each: {in: vendors}\nrequire: {.handles: true}\n",
            "vendors: [{id: v, handles: true}]",
            ["vendors[v]: met (vendors[v].handles)"],
        ),
        # A require that waits only for what nobody is asked stays open: the linter finds it.
        ("require: {stored: true}\n", "personal: false", ["-: undetermined (stored)"]),
    ],
)
def test_what_nobody_is_asked_decides_whether_a_rule_applies(
    rule: str, given: str, expected: list[str]
) -> None:
    assert told(findings(rule, given)) == expected


def test_proof_of_a_field_is_looked_for_element_by_element() -> None:
    rule = "for_each: {in: servers}\nrequire: {.safe: true}\nevidence: [{for: .safe}]\n"
    given = "servers: [{id: s, safe: true}, {id: t, safe: true}, {id: u, safe: true}]"
    evidence = "[{id: E1, kind: word, supports: ['servers[s].safe', 'servers[t]']}]"
    assert told(findings(rule, given, evidence)) == [
        "servers[s]: met (servers[s].safe)",
        "servers[t]: met (servers[t].safe)",
        "servers[u]: unproven (servers[u].safe)",
    ]


def test_the_day_decides_what_is_out_of_date() -> None:
    rule = "require: {safe: true}\nevidence: [{for: safe, max_age_months: 12}]\n"
    evidence = "[{id: E1, kind: word, issued_on: 2020-04-15, supports: [safe]}]"
    assert [
        findings(rule, "safe: true", evidence, day)[0].verdict.value
        for day in (date(2020, 4, 14), date(2020, 4, 15), date(2021, 4, 15), date(2021, 4, 16))
    ] == ["unproven", "met", "met", "unproven"]
