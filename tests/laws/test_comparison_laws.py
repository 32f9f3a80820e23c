"""What is said of a change holds: no submission contradicts it, and spelling does not matter."""

import copy
import json
from random import Random
from typing import Any

from generators import (
    AS_OF,
    FIELDS,
    LOCATION_FIELDS,
    VALUES,
    Raw,
    answers,
    compiled,
    expressions,
    made,
    outcome,
    typed,
    unanswered,
    vocabulary,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_generators import findings, plan_of, planned, records_on, rules

from checklist_engine.analysis.rules import HARDNESS
from checklist_engine.comparing.canonical import canonical
from checklist_engine.comparing.differences import Shift
from checklist_engine.comparing.meaning import Pair, meaning
from checklist_engine.comparing.written_answers import answer_lines, plain_answers
from checklist_engine.evaluator.tables import worst
from checklist_engine.formats.yaml_text import parse_yaml

laws = settings(max_examples=150, deadline=None, derandomize=True)

HARDER = {Shift.STRICTER, Shift.BOTH}
SOFTER = {Shift.LOOSER, Shift.BOTH}
SPELLINGS = 3


def hardness(rule: Raw, given_answers: Raw, records: list[Raw]) -> int:
    """How hard a rule is on a submission."""
    found = findings(rule, given_answers, records)
    return HARDNESS.get(worst(frozenset(each.verdict for each in found)), 0)


def completed(raw: Raw, seed: int) -> Raw:
    """The submission with every gap filled, in whatever way."""
    chance = Random(seed)
    whole = copy.deepcopy(raw)

    def fill(holder: Raw, values: dict[str, list[object]]) -> None:
        for name, each in values.items():
            if unanswered(holder.get(name)):
                holder[name] = chance.choice(each)

    def fill_element(element: Raw, *, is_party: bool) -> None:
        fill(element, FIELDS)
        if is_party:
            element["locations"] = element.get("locations") or []
            for location in element["locations"]:
                fill(location, LOCATION_FIELDS)
            for child in element.get("children") or []:
                fill_element(child, is_party=True)

    fill(whole, VALUES)
    for name in ("parties", "items"):
        whole[name] = [] if unanswered(whole.get(name)) else whole[name]
        for element in whole[name]:
            fill_element(element, is_party=name == "parties")
    return whole


def edited(rule: Raw, other: Raw, chance: Random) -> Raw:
    """The rule with one of its parts taken from another of the same loop, or left out."""
    parts = ["applies_when", "require", "compensated_by", "evidence"]
    if (rule.get("for_each") or {}).get("in") != (other.get("for_each") or {}).get("in"):
        parts = ["applies_when"]
    part = chance.choice(parts)
    found = {key: value for key, value in rule.items() if key != part}
    if part in other:
        found[part] = other[part]
    elif part == "require":
        found[part] = rule[part]
    read = str([found["require"], found.get("compensated_by")])
    proofs = [need for need in found.pop("evidence", []) if f"'{need['for']}'" in read]
    return {**found, **({"evidence": proofs} if proofs else {})}


@laws
@given(rules, rules, answers, st.integers(0, 2**32 - 1), st.data())
def test_no_submission_contradicts_what_is_said_of_a_change(
    rule: Raw, other: Raw, given_answers: Raw, seed: int, data: st.DataObject
) -> None:
    changed = edited(rule, other, Random(seed))
    whole = completed(given_answers, seed)
    records = data.draw(records_on(whole))
    plan = plan_of()
    pair = Pair(before=(plan, planned(rule)), after=(plan, planned(changed)), as_of=AS_OF)
    found = meaning(pair)
    assume(found.exact)
    before, after = (hardness(each, whole, records) for each in (rule, changed))
    if after > before:
        assert found.shift in HARDER
    if after < before:
        assert found.shift in SOFTER


@laws
@given(rules, rules, st.integers(0, 2**32 - 1))
def test_every_example_shows_what_it_is_an_example_of(rule: Raw, other: Raw, seed: int) -> None:
    changed = edited(rule, other, Random(seed))
    plan = plan_of()
    pair = Pair(before=(plan, planned(rule)), after=(plan, planned(changed)), as_of=AS_OF)
    found = meaning(pair)
    shown = {each.direction for each in found.examples}
    assert shown == {
        Shift.STRICTER: {"stricter"},
        Shift.LOOSER: {"looser"},
        Shift.BOTH: {"stricter", "looser"},
        Shift.OTHER: {"other"},
    }.get(found.shift, set())
    for example in found.examples:
        gap = HARDNESS.get(example.after, 0) - HARDNESS.get(example.before, 0)
        assert {"stricter": gap > 0, "looser": gap < 0, "other": gap == 0}[example.direction]
        assert example.before is not example.after


@laws
@given(rules)
def test_a_rule_means_what_it_means(rule: Raw) -> None:
    plan = plan_of()
    pair = Pair(before=(plan, planned(rule)), after=(plan, planned(rule)), as_of=AS_OF)
    assert meaning(pair).shift is Shift.SAME


def _respelled(chance: Random, expression: Any) -> Raw:
    """The same expression in another spelling."""
    entries = [_entry(chance, word, body) for word, body in expression.items()]
    chance.shuffle(entries)
    whole = {"all": entries} if len(entries) != 1 else entries[0]
    return chance.choice(
        [whole, {"not": {"not": whole}}, {"any": [whole]}, {"all": [whole, whole]}]
    )


def _entry(chance: Random, word: str, body: object) -> Raw:
    match word, body:
        case (("all" | "any"), list()):
            parts = [_respelled(chance, part) for part in body]
            chance.shuffle(parts)
            turned = {"all": "any", "any": "all"}[word]
            negated = {"not": {turned: [{"not": part} for part in parts]}}
            return chance.choice([{word: parts}, negated])
        case "not", dict():
            return {"not": _respelled(chance, body)}
        case "every", {"if_none": "holds", **rest}:
            opposite = {**rest, "satisfies": {"not": _respelled(chance, rest["satisfies"])}}
            return chance.choice([{word: body}, {"none": opposite}])
        case "count_of", {"of": [*parts], **bounds}:
            listed = [_respelled(chance, part) for part in parts]
            chance.shuffle(listed)
            return {"count_of": {"of": listed, **bounds}}
        case _:
            return {word: body}


@laws
@given(expressions(), answers, made(lambda chance, _: chance.randrange(2**32)))
def test_other_spellings_have_one_form_and_one_truth(
    expression: Raw, given_answers: Raw, seed: int
) -> None:
    chance = Random(seed)
    for _ in range(SPELLINGS):
        other = _respelled(chance, expression)
        assert canonical(compiled(other)) == canonical(compiled(expression))
        assert outcome(other, given_answers).truth is outcome(expression, given_answers).truth


@laws
@given(expressions(most=1), expressions(most=1), answers)
def test_expressions_of_one_form_are_one_in_truth(one: Raw, other: Raw, given_answers: Raw) -> None:
    if canonical(compiled(one)) == canonical(compiled(other)):
        assert outcome(one, given_answers).truth is outcome(other, given_answers).truth
    negated = {"not": one}
    assert canonical(compiled(negated)) == canonical(compiled(one), negated=True)
    assert canonical(compiled({"not": negated})) == canonical(compiled(one))


@laws
@given(answers)
def test_answers_written_down_are_read_as_they_were(given_answers: Raw) -> None:
    known = typed(given_answers)
    facts = {fact.full_id: fact for fact in vocabulary().all_facts()}
    lines = answer_lines(known, (), facts, {})
    written = parse_yaml("\n".join(lines) + "\n", "s.yaml").root
    assert isinstance(written, dict)
    from_lines = typed(json.loads(json.dumps(written["answers"], default=float)))
    assert from_lines.values == known.values
    plain = typed(json.loads(json.dumps(plain_answers(known, facts))))
    assert plain.values == known.values
