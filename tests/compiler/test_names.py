"""Names: what a path means where it stands, and what is said of one that means nothing (§3)."""

import pytest
from compiling import expression_fault, node

from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.plan import Exists, Test

EVERY = "every: {{in: parties, satisfies: {{{test}}}, if_none: holds}}"
SOME = "some: {{in: {path}, where: {{{test}}}}}"


def innermost(expression: str) -> Ref:
    """The reference of the test in the innermost `where` of nested `some`s."""
    found, faults = node(expression)
    assert faults == []
    while isinstance(found, Exists):
        found = found.where
    assert isinstance(found, Test)
    return found.ref


@pytest.mark.parametrize(
    ("expression", "ref"),
    [
        ("data.personal: true", FactRef(fact="data.personal")),
        (SOME.format(path="parties", test="data.personal: true"), FactRef(fact="data.personal")),
        (
            SOME.format(path="parties", test=".safe: true"),
            FieldRef(up=0, field="safe", fact="parties.safe"),
        ),
        (SOME.format(path="parties", test=".tier: 2"), TierRef(up=0)),
        (
            "some: {in: parties, where: {some: {in: .sites, where: {.country: JP}}}}",
            FieldRef(up=0, field="country", fact="parties.sites.country"),
        ),
        (
            "some: {in: parties, where: {some: {in: .sites, where: {..safe: true}}}}",
            FieldRef(up=1, field="safe", fact="parties.safe"),
        ),
        ("some: {in: parties, where: {some: {in: .sites, where: {..tier: 1}}}}", TierRef(up=1)),
        (
            "some: {in: parties, where: {some: {in: parties, where: {..safe: true}}}}",
            FieldRef(up=1, field="safe", fact="parties.safe"),
        ),
    ],
)
def test_a_path_is_resolved_where_it_stands(expression: str, ref: Ref) -> None:
    assert innermost(expression) == ref


@pytest.mark.parametrize(
    ("expression", "code", "column", "message", "hint"),
    [
        (
            "hosting.contry: JP",
            "E203",
            1,
            "事実「hosting.contry」は語彙にありません",
            "「hosting.country」（設置国）ではありませんか",
        ),
        ("zzz: 1", "E203", 1, "事実「zzz」は語彙にありません", "facts フォルダ"),
        ("hosting: JP", "E203", 1, "事実「hosting」は語彙にありません", ""),
        (
            "some: {in: parties, where: {.saef: true}}",
            "E203",
            29,
            "一覧「委託先」の要素に「saef」という項目はありません",
            "「.safe」（安全）ではありませんか",
        ),
        (
            "some: {in: parties, where: {.zzz: true}}",
            "E203",
            29,
            "一覧「委託先」の要素に「zzz」という項目はありません",
            ".id、.name、.safe、.papers、.sites",
        ),
        (
            "some: {in: parties, where: {some: {in: .sites, where: {..contry: JP}}}}",
            "E203",
            56,
            "一覧「委託先」の要素に「contry」",
            "",
        ),
        (
            "some: {in: parties, where: {safe: true}}",
            "E203",
            29,
            "事実「safe」は語彙にありません",
            "「.safe」と書いてください",
        ),
        (
            "parties.safe: true",
            "E206",
            1,
            "「parties.safe」は一覧「parties」の中にあります。どれか一つですか、すべてですか",
            "some: {in: parties, …}、すべてなら every: {in: parties, …}",
        ),
        (
            "parties.sites.country: JP",
            "E206",
            1,
            "「parties.sites.country」は一覧「parties」の中にあります",
            "some: {in: parties, …}",
        ),
        (
            "some: {in: parties, where: {.sites.country: JP}}",
            "E206",
            29,
            "「.sites.country」は一覧「.sites」の中にあります",
            "some: {in: .sites, …}",
        ),
        ("some: {in: parties.sites}", "E206", 12, "「parties.sites」は一覧「parties」の中", "some"),
        (".safe: true", "E207", 1, "「.safe」の要素がここにはありません", "for_each の中で"),
        (
            "some: {in: parties, where: {..safe: true}}",
            "E207",
            29,
            "「..safe」の要素がここにはありません",
            "外側の要素の数だけ",
        ),
        ("some: {in: .sites}", "E207", 12, "「.sites」の要素がここにはありません", "for_each"),
        ("some: {in: days}", "E205", 12, "「days」は一覧ではありません", "型が list の事実"),
        (
            "some: {in: parties, where: {some: {in: .tier}}}",
            "E205",
            40,
            "「.tier」は一覧ではありません",
            "型が list の事実",
        ),
        ("some: {in: partis}", "E203", 12, "事実「partis」は語彙に", "「parties」（委託先）"),
    ],
)
def test_a_path_that_means_nothing_is_told_at_its_place(
    expression: str, code: str, column: int, message: str, hint: str
) -> None:
    fault = expression_fault(expression)
    assert (fault.code, fault.place.line, fault.place.column) == (code, 1, column)
    assert message in fault.message
    assert hint in str(fault.hint)
    assert fault.hint


def test_every_wrong_name_of_an_expression_is_told() -> None:
    _, faults = node("{dayz: 1, some: {in: partis}, any: [{.safe: true}, {hosting.contry: JP}]}")
    assert [fault.code for fault in faults] == ["E203", "E203", "E207", "E203"]
