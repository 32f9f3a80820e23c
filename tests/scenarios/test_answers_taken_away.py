"""Every single answer of the seed cases taken away: a blank never helps."""

import copy
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from packs import run
from seed_cases import (
    BEST_FIRST,
    EXAMPLE,
    FURUSATO,
    QUBENA,
    Data,
    Outcome,
    assess_all,
    at,
    changed,
    load,
    path_of,
    places_of_answers,
    verdicts,
)

from checklist_engine.model.facts import Fact, Vocabulary

NAMES = (FURUSATO, QUBENA)


@pytest.fixture(scope="module")
def blanks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Outcome]]:
    """By submission, and by the path of the answer that is taken away ("": none)."""
    return {
        name: assess_all(
            tmp_path_factory.mktemp("blanks"), {"": _bare(name), **_each_taken_away(_bare(name))}
        )
        for name in NAMES
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_that_is_taken_away_becomes_a_question(
    name: str, blanks: dict[str, dict[str, Outcome]]
) -> None:
    assert len(blanks[name]) > 20
    for path, case in blanks[name].items():
        causes = {cause for finding in case["findings"] for cause in finding.get("causes", [])}
        questions = {each for question in case["questions"] for each in question["paths"]}
        if path and path not in causes | questions:
            # What it settles is fulfilled either way; only what may be counted is open (§5, §6).
            settled = blanks[name][""]["score"]["coverage"]
            assert case["score"]["coverage"] < settled, path
        assert case["provisional"] or case["decision"] == "defer", path


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_met_because_an_answer_is_taken_away(
    name: str, blanks: dict[str, dict[str, Outcome]]
) -> None:
    good = ("met", "compensated", "not_applicable")
    before = verdicts(blanks[name][""])
    for path, case in blanks[name].items():
        after = verdicts(case)
        for key, verdict in before.items():
            if verdict not in good:
                assert after.get(key) not in good, (path, key)


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_that_is_taken_away_never_makes_decision_or_score_better(
    name: str, blanks: dict[str, dict[str, Outcome]]
) -> None:
    before = blanks[name][""]
    for path, case in blanks[name].items():
        assert _rank(case) >= _rank(before), path
        assert case["score"]["low"] <= before["score"]["low"], path


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_never_approves_where_an_honest_answer_would_not(
    name: str, blanks: dict[str, dict[str, Outcome]], tmp_path: Path
) -> None:
    """Whatever the honest answer is: leaving it out gives no better kind of decision."""
    base = _bare(name)
    [(_, plan)] = run(EXAMPLE / name).cases
    weighty = _weighty(blanks[name][""])
    honest = {
        (path, json.dumps(value)): _with(base, way, value)
        for way in places_of_answers(base["answers"])
        if (path := path_of(base["answers"], way)) in weighty
        for value in _possible_values(_fact(plan.vocabulary, path))
    }
    assert len(honest) >= 10
    refused = 0
    for (path, value), case in assess_all(tmp_path, honest).items():
        left_out = blanks[name][path]
        if case["decision"] in ("defer", "reject"):
            refused += 1
            assert left_out["decision"] in ("defer", "reject"), (path, value)
        elif case["decision"] == "approve_with_conditions":
            assert left_out["decision"] != "approve", (path, value)
    assert refused


@pytest.mark.parametrize(
    ("worsened", "answer"), [("card.handling", ["stored"]), ("hosting.country", "OTHER")]
)
def test_what_is_refused_or_deferred_is_not_approved_by_a_blank(
    worsened: str, answer: object, tmp_path: Path
) -> None:
    bad = changed(_bare(FURUSATO), {worsened: answer})
    [before] = assess_all(tmp_path, {"": bad}).values()
    weighty = {*_weighty(before), worsened}
    taken = {path: data for path, data in _each_taken_away(bad).items() if path in weighty}
    outcomes = [before, *assess_all(tmp_path, taken).values()]
    assert {case["decision"] for case in outcomes} <= {"reject", "defer"}


def _weighty(case: Outcome) -> set[str]:
    """The answers that a blocking rule, or several others at once, rest on."""
    blocking: set[str] = set()
    resting: Counter[str] = Counter()
    for finding in case["findings"]:
        paths = [*finding.get("reasons", ()), *finding.get("causes", ())]
        if finding["gate"] == "blocking":
            blocking.update(paths)
        resting.update(paths)
    return blocking | {path for path, count in resting.items() if count >= 6}


def _bare(name: str) -> Data:
    """A submission without its notes, which change nothing."""
    return {key: value for key, value in load(name).items() if key != "notes"}


def _with(base: Data, way: tuple[str | int, ...], value: object) -> Data:
    changed = copy.deepcopy(base)
    at(changed["answers"], way[:-1])[way[-1]] = value
    return changed


def _each_taken_away(base: Data) -> dict[str, Data]:
    """By path: the submission without that answer."""
    found = {}
    for way in places_of_answers(base["answers"]):
        changed = copy.deepcopy(base)
        del at(changed["answers"], way[:-1])[way[-1]]
        found[path_of(base["answers"], way)] = changed
    return found


def _rank(case: Outcome) -> int:
    return BEST_FIRST.index(case["decision"])


def _fact(vocabulary: Vocabulary, path: str) -> Fact:
    name, _, rest = path.partition("[")
    fact = vocabulary.facts[name]
    if not rest:
        return fact
    assert fact.shape is not None
    return fact.shape.fields[rest.rpartition(".")[2]]


def _possible_values(fact: Fact) -> list[object]:
    """Answers of every kind that a fact can have."""
    codes = list(fact.choices or {})
    values: Mapping[str, list[object]] = {
        "boolean": [True, False],
        "choice": [*codes],
        "choices": [[], codes[:1], codes],
        "integer": [int(fact.min or 0), int(fact.max or 1_000)],
        "number": [int(fact.min or 0), int(fact.max or 1_000)],
        "text": ["文"],
        "date": ["2020-04-14", "2021-04-15", "2022-04-16"],
    }
    return values[fact.type.value]
