"""A plan: plain data, checked whole, holding what one profile asks for (§9)."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from compiling import CONDITIONS, PACK, PROFILE, RULE, faults_of, plan

GOOD = RULE + "require: {data.personal: true}\n"
OTHER = GOOD.replace("fam-001", "other-001")
BAD = RULE + "require: {zzz: true, hosting.country: EU, days: {at_leest: 1}}\n"


def test_all_faults_of_all_files_are_told_at_once() -> None:
    files = {
        "fam/fam-001.yaml": BAD,
        "other/other-001.yaml": OTHER.replace("advisory", "blocking")
        + "outcomes: {not_met: {condition: {use: zzz}}}\n",
        "conditions.yaml": CONDITIONS.replace("徹底すること", "{{ zzz }}を徹底すること"),
    }
    found = faults_of(files)
    assert sorted(fault.code for fault in found) == ["E203", "E204", "E205", "E213", "E403"]
    names = {fault.place.file.rpartition("/")[2] for fault in found}
    assert names == {"fam-001.yaml", "other-001.yaml", "conditions.yaml"}


def test_rules_that_the_profile_leaves_out_are_checked_too() -> None:
    only_other = PROFILE.replace("rules: all", "rules: {families: [other]}")
    found = faults_of({"fam/fam-001.yaml": BAD, "profiles/all.yaml": only_other})
    assert {fault.code for fault in found} == {"E203", "E204", "E205"}


def test_a_plan_holds_the_rules_that_its_profile_asks_for_in_order() -> None:
    files = {
        "fam/fam-002.yaml": GOOD.replace("fam-001", "fam-002"),
        "fam/fam-001.yaml": GOOD,
        "other/other-001.yaml": OTHER,
        "profiles/some.yaml": "profile: some\nlabel: 一部\ndecision: council\nrules: {ids: [fam-002]}\n",
        "profiles/family.yaml": (
            "profile: family\nlabel: 分野\ndecision: none\nrules: {families: [other]}\n"
        ),
    }
    assert [rule.id for rule in plan(files).rules] == ["fam-001", "fam-002", "other-001"]
    assert [rule.id for rule in plan(files, "some").rules] == ["fam-002"]
    assert [rule.id for rule in plan(files, "family").rules] == ["other-001"]
    assert (plan(files, "some").decides, plan(files).decides) == (True, False)


def data_in(value: object) -> set[type]:
    """Every type of which the data of a plan is made."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in fields(value)]
        return set().union(*map(data_in, parts))
    if isinstance(value, Mapping):
        return set().union(*map(data_in, [*value.keys(), *value.values()]))
    if isinstance(value, tuple | frozenset):
        return set().union(*map(data_in, value))
    return {Enum} if isinstance(value, Enum) else {type(value)}


def test_a_plan_is_plain_data() -> None:
    loop = "for_each: {in: parties}\nrequire: {.safe: true}\nevidence: [{for: .safe}]\n"
    found = plan({"fam/fam-001.yaml": RULE + loop})
    names = {each.__name__ for each in data_in(found)}
    assert names <= {"NoneType", "str", "int", "bool", "Decimal", "Fraction", "date", "Enum"}


def test_the_same_files_make_the_same_plan() -> None:
    files = {"fam/fam-001.yaml": GOOD}
    assert plan(files) == plan(files)


def test_the_condition_that_stands_in_for_open_rules_takes_their_titles() -> None:
    decision = "decision: {open_at_most: 3, open_condition: report-open}\n"
    condition = (
        "report-open:\n  subject: 未回答\n  obligation: report\n"
        '  text: "{{ subjects | oyobi }}について確かめること"\n'
        "  parameters: {subjects: list}\n  order: 1\n  route: conclusion\n"
    )
    good = {"pack.yaml": PACK + decision, "conditions.yaml": CONDITIONS + condition}
    assert plan(good).decision.open_condition == "report-open"
    for conditions in (CONDITIONS, CONDITIONS + condition.replace("subjects: list", "means: list")):
        codes = {each.code for each in faults_of({**good, "conditions.yaml": conditions})}
        assert "E213" in codes
