"""The fewest answers that give a verdict, and the fewest questions that may settle an open one."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest
from packs import FACTS, assessed, rule

from checklist_engine.inquiry.reasons import MOST_PATHS, Reason, Reasoner, only, smallest_of
from checklist_engine.model.submission import Element
from checklist_engine.model.verdicts import Verdict

ASKED_LATER = """\
section: {id: later, label: 後で尋ねる区分, order: 2}
facts:
  - {id: abroad, label: 国外, type: boolean, relevant_when: {place: OTHER}}
  - {id: checked_abroad, label: 国外の確認, type: boolean, relevant_when: {abroad: true}}
"""
TWENTY = "section: {id: many, label: 多い区分, order: 2}\nfacts:\n" + "".join(
    f"  - {{id: m{number}, label: M{number}, type: boolean}}\n" for number in range(20)
)
TWENTY_TRUE = ", ".join(f"m{number}: true" for number in range(20))


def reasons(
    folder: Path,
    require: str,
    answers: str,
    rest: str = "",
    *,
    evidence: str = "",
    files: Mapping[str, str | None] | None = None,
) -> list[tuple[Verdict, Reason]]:
    """The verdicts of one rule, each with its reason."""
    written = rule(require=require, rest=rest)
    packed = {"one/one-001.yaml": written, "facts/later.yaml": ASKED_LATER, **(files or {})}
    assessment, plan = assessed(folder, packed, answers, evidence)
    reasoner = Reasoner(plan, assessment.submission, assessment.as_of)
    [found] = assessment.rules
    return [
        (finding.verdict, reasoner.reason(plan.rules[0], finding)) for finding in found.findings
    ]


def reason(
    folder: Path, require: str, answers: str, rest: str = "", *, evidence: str = ""
) -> tuple[str, list[str]]:
    """The one verdict of a rule, and the smallest set."""
    [(verdict, found)] = reasons(folder, require, answers, rest, evidence=evidence)
    assert found.smallest
    return verdict.value, list(found.paths)


APPLIES = "applies_when: {checked: true}\n"
INSTEAD = "compensated_by: {recorded: true}\n"
PROOF = "evidence: [{for: agreed, kinds: [contract]}]\n"
EACH = "for_each: {in: parties, where: {.handles: true}}\n"
NONE_OF_THREE = "applies_when: {any: [{agreed: true}, {recorded: true}, {checked: true}]}\n"
LISTED = "parties: [{id: a, handles: true}, {id: b, handles: false}]"


@pytest.mark.parametrize(
    ("require", "answers", "rest", "expected"),
    [
        ("{agreed: true}", "{agreed: true}", "", ("met", ["agreed"])),
        ("{agreed: true}", "{agreed: false}", "", ("not_met", ["agreed"])),
        # Whether it applies need not be known for it to be met, but for it not to be.
        ("{agreed: true}", "{agreed: true, checked: true}", APPLIES, ("met", ["agreed"])),
        (
            "{agreed: true}",
            "{agreed: false, checked: true}",
            APPLIES,
            ("not_met", ["agreed", "checked"]),
        ),
        ("{agreed: true}", "{agreed: false, checked: false}", APPLIES, ("not_applicable", ["checked"])),
        # Of an AND that fails, one part is enough; of an OR, one that holds.
        ("{agreed: true, recorded: true}", "{agreed: false, recorded: false}", "", ("not_met", ["agreed"])),
        ("{any: [{agreed: true, recorded: true}, {checked: true}]}",
         "{agreed: true, recorded: true, checked: true}", "", ("met", ["checked"])),
        # An answer that serves two parts is better than two.
        ("{all: [{any: [{agreed: true}, {place: JP}]}, {any: [{recorded: true}, {place: JP}]}]}",
         "{agreed: true, recorded: true, place: JP}", "", ("met", ["place"])),
        ("{agreed: true}", "{agreed: false, recorded: true}", INSTEAD, ("compensated", ["recorded"])),
        ("{agreed: true}", "{agreed: false, recorded: false}", INSTEAD,
         ("not_met", ["agreed", "recorded"])),
        ("{agreed: true, recorded: true}", "{agreed: true, recorded: true}", PROOF,
         ("unproven", ["agreed", "recorded"])),
        ("{agreed: true}", "{agreed: true}", "in_force: {from: 2022-04-01}\n", ("not_applicable", [])),
        # A list is an answer: `every` and a `none` need it, and that it is complete.
        ("{some: {in: parties, where: {.handles: true}}}", "{" + LISTED + "}", "",
         ("met", ["parties", "parties[a].handles"])),
        ("{none: {in: parties, where: {.tier: {at_least: 2}}}}", "{" + LISTED + ", complete: true}", "",
         ("met", ["complete", "parties"])),
        ("{count: {in: parties, at_least: 2}}", "{" + LISTED + "}", "", ("met", ["parties"])),
        # What is not asked rests on what makes it so.
        ("{agreed: true}", "{place: JP, agreed: true}", "applies_when: {abroad: true}\n",
         ("not_applicable", ["place"])),
        ("{agreed: true}", "{place: JP, agreed: true}", "applies_when: {checked_abroad: true}\n",
         ("not_applicable", ["place"])),
        # An answer that is written down but not asked for is none.
        ("{any: [{abroad: false}, {agreed: true}]}", "{place: JP, abroad: false, agreed: true}", "",
         ("met", ["agreed"])),
        # Nobody is concerned, one way or the other: the shorter one counts.
        ("{.handles: false}", "{parties: [], complete: true, agreed: false}",
         "applies_when: {agreed: true}\n" + EACH, ("not_applicable", ["agreed"])),
        ("{.handles: false}",
         "{parties: [], complete: true, agreed: false, recorded: false, checked: false}",
         NONE_OF_THREE + EACH, ("not_applicable", ["complete", "parties"])),
    ],
)  # fmt: skip
def test_the_fewest_answers_that_give_the_verdict(
    require: str, answers: str, rest: str, expected: tuple[str, list[str]], tmp_path: Path
) -> None:
    assert reason(tmp_path, require, answers, rest) == expected


def test_the_list_of_the_element_stays_whatever_is_taken_away(tmp_path: Path) -> None:
    [(verdict, found)] = reasons(
        tmp_path, "{.papers: {includes: audit}, agreed: true}",
        "{agreed: true, complete: true, parties: [{id: a, handles: true, papers: []}]}", EACH,
    )  # fmt: skip
    assert verdict is Verdict.NOT_MET
    assert found.paths == ("parties[a].handles", "parties[a].papers")


def test_a_gap_that_a_rule_asks_about_is_part_of_the_reason(tmp_path: Path) -> None:
    asked = "{note: {answered: true}}"
    assert reason(tmp_path, asked, "{agreed: true}") == ("not_met", ["note"])
    assert reason(tmp_path / "2", asked, "{note: あり}") == ("met", ["note"])


def test_what_is_asked_because_of_an_answer_keeps_that_answer(tmp_path: Path) -> None:
    facts = ASKED_LATER.replace("{place: OTHER}", "{place: {answered: true}}")
    [(verdict, found)] = reasons(
        tmp_path, "{abroad: true}", "{place: JP, abroad: true}", files={"facts/later.yaml": facts}
    )
    assert verdict is Verdict.MET
    assert found.paths == ("abroad", "place")


@pytest.mark.parametrize(
    ("require", "answers", "rest", "expected"),
    [
        ("{agreed: true}", "{}", "", ["agreed"]),
        # One answer may do, though it waits for several.
        ("{agreed: true, recorded: true}", "{}", "", ["agreed"]),
        ("{any: [{agreed: true, recorded: true}, {place: JP}]}", "{}", "", ["place"]),
        ("{agreed: true}", "{}", APPLIES, ["agreed"]),
        ("{agreed: true}", "{agreed: false}", APPLIES, ["checked"]),
        ("{count_of: {of: [{agreed: true}, {recorded: true}, {checked: true}], at_least: 2}}", "{}", "",
         ["agreed", "recorded"]),
        # What nobody is asked yet comes after what decides whether it is.
        ("{abroad: true}", "{}", "", ["abroad", "place"]),
        ("{abroad: true}", "{place: OTHER}", "", ["abroad"]),
        ("{checked_abroad: true}", "{place: OTHER}", "", ["abroad", "checked_abroad"]),
        # A list that is open, said to be so or not, may be closed; one with no answer may be given.
        ("{none: {in: parties, where: {.handles: true}}}", "{parties: []}", "", ["complete"]),
        ("{none: {in: parties, where: {.handles: true}}}", "{parties: [], complete: false}", "", ["complete"]),
        ("{some: {in: parties, where: {.handles: true}}}", "{parties: [], complete: false}", "", ["complete"]),
        ("{some: {in: parties}}", "{}", "", ["parties"]),
        ("{none: {in: parties}}", "{complete: true}", "", ["parties"]),
        ("{.handles: true}", "{}", "for_each: {in: parties}\n", ["complete", "parties"]),
        ("{.handles: true}", "{parties: []}", "for_each: {in: parties}\n", ["complete"]),
    ],
)  # fmt: skip
def test_the_fewest_questions_that_may_settle_it(
    require: str, answers: str, rest: str, expected: list[str], tmp_path: Path
) -> None:
    assert reason(tmp_path, require, answers, rest) == ("undetermined", expected)


def test_each_element_is_settled_by_itself(tmp_path: Path) -> None:
    found = reasons(
        tmp_path, "{.handles: true}", "{parties: [{id: a}, {id: b, papers: []}]}",
        "for_each: {in: parties, where: {.papers: {is_empty: true}}}\n",
    )  # fmt: skip
    assert [each.paths for _, each in found] == [
        ("parties[a].handles",),
        ("parties[b].handles",),
        ("complete",),
    ]


def test_what_no_answer_settles_names_its_causes(tmp_path: Path) -> None:
    every = "{every: {in: parties, satisfies: {.handles: true}, if_none: unknown}}"
    [(verdict, found)] = reasons(tmp_path, every, "{parties: [], complete: true}")
    assert verdict is Verdict.UNDETERMINED
    assert found == Reason(paths=("parties",), smallest=False)


def test_what_is_too_large_to_be_gone_through_names_its_causes(tmp_path: Path) -> None:
    all_of_them = "{" + ", ".join(f"m{number}: true" for number in range(20)) + "}"
    [(_, found)] = reasons(tmp_path, all_of_them, "{}", files={"facts/many.yaml": TWENTY})
    assert not found.smallest
    assert len(found.paths) == 20


def test_of_many_that_must_all_be_there_none_is_tried_in_vain(tmp_path: Path) -> None:
    all_of_them = "{" + TWENTY_TRUE + "}"
    [(verdict, found)] = reasons(
        tmp_path, all_of_them, all_of_them, files={"facts/many.yaml": TWENTY}
    )
    assert verdict is Verdict.MET
    assert found.smallest
    assert len(found.paths) == 20


def test_of_too_many_to_try_all_sets_nothing_can_be_left_out(tmp_path: Path) -> None:
    parts = ", ".join(f"{{m{number}: true}}" for number in range(20))
    [(verdict, found)] = reasons(
        tmp_path,
        f"{{count_of: {{of: [{parts}], at_least: 3}}}}",
        "{" + TWENTY_TRUE + "}",
        files={"facts/many.yaml": TWENTY},
    )
    assert verdict is Verdict.MET
    assert not found.smallest
    assert len(found.paths) == 3


def test_where_nothing_can_be_left_out_there_may_still_be_a_smaller_set() -> None:
    def holds(kept: AbstractSet[str]) -> bool:
        return {"a", "b", "c"} <= kept or {"d", "e"} <= kept

    names = ["a", "b", "c", "d", "e"]
    assert smallest_of(names, holds, grows=True) == (["d", "e"], True)
    assert smallest_of(names, holds, grows=False) == (["d", "e"], True)


def test_where_a_set_may_fail_though_a_smaller_one_holds_all_are_tried() -> None:
    def holds(kept: AbstractSet[str]) -> bool:
        return kept == {"b"} or len(kept) >= 3

    assert smallest_of(["a", "b", "c"], holds, grows=False) == (["b"], True)


def test_of_equal_sets_the_one_of_earlier_answers_is_taken() -> None:
    found = smallest_of(["a", "b", "c"], lambda kept: len(kept) >= 2, grows=True)
    assert found == (["a", "b"], True)


@pytest.mark.parametrize("count", [MOST_PATHS, MOST_PATHS + 1])
def test_all_sets_are_tried_as_long_as_they_are_not_too_many(count: int) -> None:
    names = [f"n{number}" for number in range(count)]
    odd = set(names[1::2])
    found, smallest = smallest_of(
        names, lambda kept: len(odd & kept) > 1 or len(kept) > 3, grows=True
    )
    assert smallest is (count <= MOST_PATHS)
    assert (set(found) <= odd and len(found) == 2) or not smallest


def test_only_the_answers_that_are_kept_are_left_and_keys_with_their_lists(tmp_path: Path) -> None:
    assert "sites" in FACTS
    assessment, plan = assessed(
        tmp_path,
        answers="{agreed: true, place: JP, parties: "
        "[{id: a, name: 甲社, handles: true, sites: [{id: s, abroad: true}]}]}",
    )
    answers = assessment.submission.answers

    def left(*kept: str) -> object:
        values = only(answers, frozenset(kept), plan.vocabulary).values
        return {
            name: [dict(each.values) for each in value] if isinstance(value, tuple) else value
            for name, value in values.items()
        }

    assert left("agreed", "parties[a].handles") == {"agreed": True}
    assert left("parties") == {"parties": [{"id": "a"}]}
    assert left("parties", "parties[a].handles") == {"parties": [{"id": "a", "handles": True}]}
    assert left("parties", "parties[a].sites") == {
        "parties": [{"id": "a", "sites": (site_with_its_key_alone(),)}]
    }


def site_with_its_key_alone() -> Element:
    return Element(path="parties[a].sites[s]", key="s", name=None, tier=1, values={"id": "s"})
