"""`relevant_when`: compiled, in an order in which each comes after all it reads, without cycles (§2)."""

import pytest
from compiling import faults_of, plan

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.model.plan import Conjunction


def facts(*lines: str, section: str = "{id: s, label: 区分, order: 1}") -> dict[str, str]:
    items = "\n".join(f"  - {line}" for line in lines)
    return {"facts/s.yaml": f"section: {section}\nfacts:\n{items}\n", "conditions.yaml": "{}\n"}


def fact(name: str, relevant_when: str = "") -> str:
    when = f", relevant_when: {{{relevant_when}}}" if relevant_when else ""
    return f"{{id: {name}, label: 事実{name}, type: boolean{when}}}"


def order(files: dict[str, str]) -> list[str]:
    return [planned.fact for planned in plan(files).relevance]


def test_what_is_always_asked_has_no_plan() -> None:
    assert order(facts(fact("a"), fact("b"))) == []


def test_each_stands_after_all_that_it_reads() -> None:
    files = facts(fact("d", "c: true"), fact("b", "a: true"), fact("c", "b: true"), fact("a"))
    assert order(files) == ["b", "c", "d"]


def test_a_section_joins_the_facts_own() -> None:
    files = facts(
        fact("b", "c: true"),
        fact("e"),
        section="{id: s, label: 区分, order: 2, relevant_when: {a: true}}",
    )
    files["facts/t.yaml"] = (
        "section: {id: t, label: 別, order: 1}\n"
        f"facts:\n  - {fact('a')}\n  - {fact('c', 'a: true')}\n"
    )
    planned = {each.fact: each for each in plan(files).relevance}
    assert set(planned) == {"b", "c", "e"}
    assert facts_of(planned["b"].node) == {"a", "c"}
    assert facts_of(planned["e"].node) == {"a"}
    assert isinstance(planned["b"].node, Conjunction)


def test_a_field_is_planned_with_the_lists_around_it() -> None:
    files = facts(
        "{id: p, label: p, type: list, key: id, fields: [{id: id, label: i, type: text}, "
        "{id: x, label: x, type: boolean}, "
        "{id: y, label: y, type: boolean, relevant_when: {.x: true}}, "
        "{id: q, label: q, type: list, key: id, fields: [{id: id, label: i, type: text}, "
        "{id: z, label: z, type: boolean, relevant_when: {..y: true}}]}]}",
    )
    planned = {each.fact: each.lists for each in plan(files).relevance}
    assert planned == {"p.y": ("p",), "p.q.z": ("p", "q")}
    assert order(files) == ["p.y", "p.q.z"]


def test_a_field_stands_after_the_lists_around_it() -> None:
    files = facts(
        "{id: p, label: p, type: list, key: id, relevant_when: {c: true}, fields: ["
        "{id: id, label: i, type: text}, "
        "{id: y, label: y, type: boolean, relevant_when: {a: true}}]}",
        fact("a"),
        fact("b", "a: true"),
        fact("c", "b: true"),
    )
    assert order(files) == ["b", "c", "p", "p.y"]


@pytest.mark.parametrize(
    ("lines", "chain"),
    [
        ([fact("a", "a: true")], "「事実a」 → 「事実a」"),
        ([fact("a", "b: true"), fact("b", "a: true")], None),
        ([fact("a", "b: true"), fact("b", "not: {c: true}"), fact("c", "any: [{a: true}]")], None),
    ],
)
def test_a_cycle_is_told_with_all_that_is_in_it(lines: list[str], chain: str | None) -> None:
    (fault,) = faults_of(facts(*lines))
    assert fault.code == "E210"
    assert fault.message.startswith("relevant_when が一回りしています: ")
    if chain:
        assert fault.message.endswith(chain)
    assert all(f"「事実{name}」" in fault.message for name in "abc"[: len(lines)])
    assert fault.place.line >= 3
    assert fault.hint


def test_a_list_and_its_own_field_may_be_a_cycle() -> None:
    (fault,) = faults_of(
        facts(
            "{id: p, label: 一覧, type: list, key: id, "
            "relevant_when: {some: {in: p, where: {.x: true}}}, fields: ["
            "{id: id, label: i, type: text}, {id: x, label: x, type: boolean}]}",
        )
    )
    assert fault.code == "E210"


def test_a_fact_that_is_not_there_is_told_once_however_many_facts_a_section_has() -> None:
    files = facts(
        fact("a"), fact("b"), section="{id: s, label: 区分, order: 1, relevant_when: {zzz: true}}"
    )
    (fault,) = faults_of(files)
    assert (fault.code, fault.place.line) == ("E203", 1)


def test_a_field_of_no_element_cannot_be_asked_about() -> None:
    (fault,) = faults_of(facts(fact("a", ".x: true")))
    assert fault.code == "E207"
