"""Two packs, by what they mean: planted changes, and submissions that really show them."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from pack_diffs import aspects, check_examples, compared, only, small
from packs import CONDITIONS, FACTS, PACK, PROFILE, rule, write_pack

from checklist_engine.comparing.differences import (
    Direction,
    Kind,
    Shift,
    State,
)
from checklist_engine.comparing.pack_diff import PackDiff
from checklist_engine.comparing.pack_page import pack_page
from checklist_engine.comparing.page import Paragraph
from checklist_engine.model.verdicts import Verdict

MUNICIPAL = ROOT / "rules" / "municipal-privacy"

ANY = "{any: [{agreed: true}, {recorded: true}]}"
ALL = "{agreed: true, recorded: true}"
PARTIES = "for_each: {in: parties, where: {.handles: true}}\n"
SHIFTS: list[tuple[str, str, str, Shift]] = [
    ("a bound raised", rule(require="{people: {at_least: 10}}"),
     rule(require="{people: {at_least: 12}}"), Shift.STRICTER),
    ("a bound lowered", rule(require="{people: {at_least: 12}}"),
     rule(require="{people: {at_least: 10}}"), Shift.LOOSER),
    ("a bound that is itself no more enough", rule(require="{people: {at_least: 10}}"),
     rule(require="{people: {more_than: 10}}"), Shift.STRICTER),
    ("a code dropped", rule(require="{means: {includes_any: [audit, roster]}}"),
     rule(require="{means: {includes_any: [audit]}}"), Shift.STRICTER),
    ("a code added to what must be there", rule(require="{means: {includes_all: [audit]}}"),
     rule(require="{means: {includes_all: [audit, pledge]}}"), Shift.STRICTER),
    ("a code more that will do", rule(require="{place: {in: [JP]}}"),
     rule(require="{place: {in: [JP, OTHER]}}"), Shift.LOOSER),
    ("any to all", rule(require=ANY), rule(require=ALL), Shift.STRICTER),
    ("all to any", rule(require=ALL), rule(require=ANY), Shift.LOOSER),
    ("one fact for another", rule(require="{agreed: true}"), rule(require="{recorded: true}"),
     Shift.BOTH),
    ("a value turned round", rule(require="{agreed: true}"), rule(require="{agreed: false}"),
     Shift.BOTH),
    ("applies less", rule(rest="applies_when: {recorded: true}\n"),
     rule(rest="applies_when: {recorded: true, checked: true}\n"), Shift.LOOSER),
    ("applies always", rule(rest="applies_when: {recorded: true}\n"), rule(), Shift.STRICTER),
    ("applies to others", rule(rest="applies_when: {recorded: true}\n"),
     rule(rest="applies_when: {recorded: false}\n"), Shift.BOTH),
    ("met instead of not applicable", rule(rest="applies_when: {recorded: true}\n"),
     rule(require="{any: [{recorded: false}, {agreed: true}]}"), Shift.OTHER),
    ("an alternative more", rule(), rule(rest="compensated_by: {recorded: true}\n"), Shift.LOOSER),
    ("an alternative less", rule(rest="compensated_by: {recorded: true}\n"), rule(),
     Shift.STRICTER),
    ("proof asked for", rule(), rule(rest="evidence: [{for: agreed}]\n"), Shift.STRICTER),
    ("stronger proof", rule(rest="evidence: [{for: agreed, strength: statement}]\n"),
     rule(rest="evidence: [{for: agreed, strength: contract}]\n"), Shift.STRICTER),
    ("weaker proof", rule(rest="evidence: [{for: agreed, strength: contract}]\n"),
     rule(rest="evidence: [{for: agreed, strength: statement}]\n"), Shift.LOOSER),
    ("other proof", rule(rest="evidence: [{for: agreed, kinds: [letter]}]\n"),
     rule(rest="evidence: [{for: agreed, kinds: [contract]}]\n"), Shift.BOTH),
    ("younger proof", rule(rest="evidence: [{for: agreed, max_age_months: 12}]\n"),
     rule(rest="evidence: [{for: agreed, max_age_months: 6}]\n"), Shift.STRICTER),
    ("a day less long ago", rule(require="{day: {within_months: 12}}"),
     rule(require="{day: {within_months: 6}}"), Shift.STRICTER),
    ("fewer elements", rule(require="{.papers: {includes: audit}}",
                            rest=PARTIES.replace("{.handles: true}", "{.tier: {at_least: 1}}")),
     rule(require="{.papers: {includes: audit}}", rest=PARTIES), Shift.LOOSER),
    ("each element instead of the whole", rule(require="{complete: true}"),
     rule(require="{.papers: {includes: audit}}", rest=PARTIES), Shift.BOTH),
    ("every instead of some",
     rule(require="{some: {in: parties, satisfies: {.handles: true}}}"),
     rule(require="{every: {in: parties, satisfies: {.handles: true}, if_none: fails}}"),
     Shift.STRICTER),
    ("what counts where there is none",
     rule(require="{every: {in: parties, satisfies: {.handles: true}, if_none: fails}}"),
     rule(require="{every: {in: parties, satisfies: {.handles: true}, if_none: holds}}"),
     Shift.LOOSER),
    ("one more of a number", rule(require="{count: {in: parties, at_least: 1}}"),
     rule(require="{count: {in: parties, at_least: 2}}"), Shift.STRICTER),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "shift"),
    [each[1:] for each in SHIFTS],
    ids=[each[0] for each in SHIFTS],
)
def test_a_change_of_criteria_is_told_with_a_submission_that_shows_it(
    before: str, after: str, shift: Shift, tmp_path: Path
) -> None:
    diff = small(tmp_path, {"one/one-001.yaml": before}, {"one/one-001.yaml": after})
    found = only(diff)
    assert found.meaning is not None
    assert (found.state, found.meaning.shift, found.meaning.exact) == (State.CHANGED, shift, True)
    check_examples(diff, "one-001", tmp_path)
    expected = {Shift.BOTH: ["stricter", "looser"]}.get(shift, [shift.value])
    assert [each.direction for each in found.meaning.examples] == expected


SPELLINGS = [
    ("{agreed: true, recorded: true}", "{recorded: true, agreed: true}"),
    ("{agreed: true, recorded: true}", "{all: [{recorded: {is: true}}, {agreed: {in: [true]}}]}"),
    ("{agreed: true}", "{not: {not: {agreed: true}}}"),
    ("{means: {excludes_all: [audit]}}", "{not: {means: {includes: audit}}}"),
    ("{people: {at_least: 10}}", "{not: {people: {less_than: 10}}}"),
    ("{any: [{agreed: false}, {recorded: false}]}", "{not: {agreed: true, recorded: true}}"),
    ("{agreed: true}", "{any: [{agreed: true}, {all: [{agreed: true}, {recorded: true}]}]}"),
    (
        "{none: {in: parties, where: {.handles: true}, satisfies: {.papers: {is_empty: true}}}}",
        """{every: {in: parties, where: {.handles: true}, if_none: holds,
            satisfies: {.papers: {is_empty: false}}}}""",
    ),
    ("{place: {is_not: JP}}", "{place: {in: [OTHER]}}"),
]


@pytest.mark.parametrize(("before", "after"), SPELLINGS)
def test_another_spelling_is_no_difference_in_meaning(
    before: str, after: str, tmp_path: Path
) -> None:
    diff = small(
        tmp_path,
        {"one/one-001.yaml": rule(require=before)},
        {"one/one-001.yaml": rule(require=after)},
    )
    found = only(diff)
    assert found.meaning is not None
    assert (found.state, found.meaning.shift) == (State.REWRITTEN, Shift.SAME)
    assert not diff.differs


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# はじめ\n" + rule(), rule() + "# おわり\n"),
        (rule(), rule().replace("weight: 1\n", "").replace("id: ", "weight: 1\nid: ")),
        (rule(require="{agreed: true}"), rule(require="\n  agreed: true")),
    ],
    ids=["comments", "order of keys", "layout"],
)
def test_how_a_file_is_laid_out_is_no_difference(before: str, after: str, tmp_path: Path) -> None:
    diff = small(tmp_path, {"one/one-001.yaml": before}, {"one/one-001.yaml": after})
    assert diff.differences == ()
    assert not diff.differs


def test_a_rule_that_differs_for_unanswered_questions_only_says_so(tmp_path: Path) -> None:
    before = rule(require="{all: [{agreed: true}, {any: [{recorded: true}, {recorded: false}]}]}")
    found = only(small(tmp_path, {"one/one-001.yaml": before}, {}))
    assert found.meaning is not None
    assert (found.meaning.shift, found.meaning.examples) == (Shift.OPEN, ())


def test_a_fact_of_another_type_cannot_be_compared_and_names_the_reason(tmp_path: Path) -> None:
    note = "{id: note, label: 備考, type: text}"
    diff = small(
        tmp_path,
        {"one/one-001.yaml": rule(require="{note: {is: 済}}")},
        {
            "facts/main.yaml": FACTS.replace(note, note.replace("text", "boolean")),
            "one/one-001.yaml": rule(require="{note: true}"),
        },
    )
    [found] = diff.of(Kind.RULE)
    assert found.meaning is not None
    assert (found.meaning.shift, found.meaning.exact) == (Shift.UNSURE, False)
    assert found.meaning.reason == "「備考」の答え方が違うので、比べられません"
    assert aspects(diff.of(Kind.FACT)[0])["type"] == ("文", "はい・いいえ（true・false）")


# What a rule means through other things than its own file.


def test_a_default_that_a_rule_compares_with_changes_its_meaning(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(require="{people: {at_least: {parameter: days}}}")}
    diff = small(
        tmp_path, files, {**files, "pack.yaml": PACK.replace("default: 30", "default: 20")}
    )
    [found] = diff.of(Kind.RULE)
    assert found.meaning is not None
    assert found.meaning.shift is Shift.LOOSER
    check_examples(diff, "one-001", tmp_path)
    assert aspects(diff.of(Kind.PARAMETER)[0]) == {"default": ("30日", "20日")}


def test_a_kind_of_evidence_that_became_weaker_changes_the_rules_that_accept_it(
    tmp_path: Path,
) -> None:
    files = {"one/one-001.yaml": rule(rest="evidence: [{for: agreed, strength: contract}]\n")}
    weaker = PACK.replace(
        "契約書又は仕様書, strength: contract", "契約書又は仕様書, strength: oral"
    )
    diff = small(tmp_path, files, {**files, "pack.yaml": weaker})
    [found] = diff.of(Kind.RULE)
    assert found.meaning is not None
    assert (found.meaning.shift, found.changes) == (Shift.STRICTER, ())
    check_examples(diff, "one-001", tmp_path)
    [kind] = diff.of(Kind.EVIDENCE_KIND)
    assert [each.direction for each in kind.changes] == [Direction.WEAKER]


def test_a_new_kind_of_evidence_makes_no_rule_another(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(rest="evidence: [{for: agreed, strength: contract}]\n")}
    more = PACK.replace(
        "test_date", "  - {id: visit, label: 現地確認, strength: inspection}\ntest_date"
    )
    found = only(small(tmp_path, files, {**files, "pack.yaml": more}), Kind.EVIDENCE_KIND)
    assert (found.id, found.state) == ("visit", State.ADDED)


CHECKED = "{id: checked, label: 点検, type: boolean"


def facts_with_relevance(when: str) -> str:
    return FACTS.replace(CHECKED, f"{CHECKED}, relevant_when: {when}")


@pytest.mark.parametrize(
    ("before", "after", "shift"),
    [
        ("{agreed: true}", "{agreed: true, recorded: true}", Shift.LOOSER),
        ("{agreed: true, recorded: true}", "{agreed: true}", Shift.STRICTER),
        ("{agreed: true}", "{recorded: true}", Shift.BOTH),
    ],
)
def test_when_a_fact_is_asked_is_compared_by_meaning_as_well(
    before: str, after: str, shift: Shift, tmp_path: Path
) -> None:
    files = {"one/one-001.yaml": rule(require="{checked: true}")}
    diff = small(
        tmp_path,
        {**files, "facts/main.yaml": facts_with_relevance(before)},
        {**files, "facts/main.yaml": facts_with_relevance(after)},
    )
    [fact] = diff.of(Kind.FACT)
    assert fact.meaning is not None
    assert (fact.id, fact.meaning.shift, fact.rules) == ("checked", shift, ("one-001",))
    assert "relevant_when" in aspects(fact)
    for example in fact.meaning.examples:
        expected = {"stricter": Verdict.NOT_MET, "looser": Verdict.NOT_APPLICABLE}
        assert example.after is expected[example.direction]


def test_a_rule_that_applies_when_another_fact_is_asked_moves_with_its_relevance(
    tmp_path: Path,
) -> None:
    files = {"one/one-001.yaml": rule(rest="applies_when: {checked: true}\n")}
    diff = small(
        tmp_path,
        {**files, "facts/main.yaml": facts_with_relevance("{recorded: true}")},
        files,
    )
    [found] = diff.of(Kind.RULE)
    assert found.meaning is not None
    assert (found.meaning.shift, found.changes) == (Shift.STRICTER, ())
    check_examples(diff, "one-001", tmp_path)


def test_a_fact_that_is_asked_for_another_reason_is_told(tmp_path: Path) -> None:
    chained = FACTS.replace(
        "{id: note, label: 備考, type: text}",
        "{id: note, label: 備考, type: text, relevant_when: {checked: true}}",
    )
    asked_less = chained.replace(CHECKED, f"{CHECKED}, relevant_when: {{agreed: true}}")
    diff = small(tmp_path, {"facts/main.yaml": chained}, {"facts/main.yaml": asked_less})
    found = {each.id: each for each in diff.of(Kind.FACT)}
    assert found.keys() == {"checked", "note"}
    note = found["note"]
    assert note.changes == ()
    assert note.meaning is not None
    assert note.meaning.shift is Shift.LOOSER


def test_relevance_inside_an_element_and_inside_a_list_in_it(tmp_path: Path) -> None:
    handles = "{id: papers, type: choices"
    abroad = "{id: abroad, type: boolean, label: 国外}"
    narrowed = FACTS.replace(handles, "{id: papers, relevant_when: {.handles: true}, type: choices")
    narrowed = narrowed.replace(abroad, abroad.replace("}", ", relevant_when: {..handles: true}}"))
    diff = small(tmp_path, {}, {"facts/main.yaml": narrowed})
    found = {each.id: each.meaning for each in diff.of(Kind.FACT)}
    assert found.keys() == {"parties.papers", "parties.sites.abroad"}
    assert {each.shift for each in found.values() if each} == {Shift.LOOSER}


def test_an_example_uses_what_both_packs_know_where_it_can(tmp_path: Path) -> None:
    more = FACTS.replace("{JP: 日本, OTHER: 日本以外}", "{EU: 欧州連合, JP: 日本, OTHER: 日本以外}")
    diff = small(
        tmp_path,
        {"one/one-001.yaml": rule(require="{place: {in: [JP, OTHER]}}")},
        {"facts/main.yaml": more, "one/one-001.yaml": rule(require="{place: {in: [JP, EU]}}")},
    )
    [found] = diff.of(Kind.RULE)
    assert found.meaning is not None
    shown = {each.direction: each for each in found.meaning.examples}
    assert shown["stricter"].answers == {"place": "OTHER"}
    assert shown["stricter"].only_after == ()
    # That another code is enough can only be shown by this code.
    assert shown["looser"].answers == {"place": "EU"}
    assert shown["looser"].only_after == ("「場所」の選択肢「欧州連合」",)


def test_a_profile_with_values_of_its_own_tells_what_they_mean_to_a_rule(tmp_path: Path) -> None:
    bound = rule(require="{people: {at_least: {parameter: days}}}")
    files = {"one/one-001.yaml": bound}
    strict = PROFILE.replace("profile: all", "profile: strict") + "parameters: {days: 60}\n"
    lax = strict.replace("days: 60", "days: 40")
    diff = small(
        tmp_path,
        {**files, "profiles/strict.yaml": strict},
        {**files, "profiles/strict.yaml": lax},
    )
    found = only(diff, Kind.PROFILE)
    assert aspects(found) == {"parameters.days": ("60日", "40日")}
    [by_rule] = found.by_rule
    assert (by_rule.rule, by_rule.meaning.shift) == ("one-001", Shift.LOOSER)
    words = "この適用区分の設定値により、one-001　one-001の題名：緩くなった"
    assert Paragraph(words=words) in pack_page(diff)


def test_a_default_that_a_profile_hides_changes_nothing_in_it(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{people: {at_least: {parameter: days}}}"),
        "profiles/own.yaml": PROFILE.replace("profile: all", "profile: own")
        + "parameters: {days: 60}\n",
    }
    diff = small(
        tmp_path, files, {**files, "pack.yaml": PACK.replace("default: 30", "default: 20")}
    )
    [profile] = diff.of(Kind.PROFILE)
    assert profile.id == "own"
    [by_rule] = profile.by_rule
    assert by_rule.meaning.shift is Shift.SAME


def test_one_rule_can_be_looked_at_alone(tmp_path: Path) -> None:
    old = write_pack(tmp_path / "old" / "small", {"one/one-002.yaml": rule("one-002")})
    new = write_pack(
        tmp_path / "new" / "small",
        {
            "one/one-001.yaml": rule(require="{recorded: true}"),
            "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
            "conditions.yaml": CONDITIONS.replace("order: 10", "order: 11"),
        },
    )
    assert len(compared(old, new).differences) == 3
    assert only(compared(old, new, rule_id="one-002")).id == "one-002"


def test_a_pack_is_no_different_from_itself() -> None:
    assert compared(MUNICIPAL, MUNICIPAL).differences == ()


# The pack of the city.

PLANTED = [
    ("auth/auth-009.yaml", "includes_all: [mixed, no_reuse, lockout]",
     "includes_all: [mixed, no_reuse]", "auth-009", Shift.LOOSER),
    ("pack.yaml", "max: 64, default: 12", "max: 64, default: 10", "auth-009", Shift.LOOSER),
    ("cloud/cloud-001.yaml", "strength: statement", "strength: contract", "cloud-001",
     Shift.STRICTER),
    ("cloud/cloud-001.yaml", "strength: statement", "strength: oral", "cloud-001", Shift.LOOSER),
    ("cloud/cloud-001.yaml", "own_key, japanese_law]", "own_key]", "cloud-001", Shift.LOOSER),
    ("cloud/cloud-001.yaml", "require: {hosting.country: JP}",
     "require: {hosting.country: OTHER}", "cloud-001", Shift.BOTH),
    ("auth/auth-009.yaml", "weight: 2", "applies_when: {scope.cards: true}\nweight: 2", "auth-009",
     Shift.LOOSER),
]  # fmt: skip


def planted(folder: Path, file: str, before: str, after: str) -> PackDiff:
    """The pack against a copy with one change."""
    old, new = (folder / side / "municipal-privacy" for side in ("old", "new"))
    for copy in (old, new):
        shutil.copytree(MUNICIPAL, copy, ignore=shutil.ignore_patterns("*.test.yaml"))
    text = (new / file).read_text(encoding="utf-8")
    assert before in text
    (new / file).write_text(text.replace(before, after), encoding="utf-8")
    return compared(old, new)


@pytest.mark.parametrize(("file", "before", "after", "name", "shift"), PLANTED)
def test_changes_planted_in_the_pack_are_found_and_shown(
    file: str, before: str, after: str, name: str, shift: Shift, tmp_path: Path
) -> None:
    diff = planted(tmp_path, file, before, after)
    found = {each.id: each.meaning for each in diff.of(Kind.RULE)}
    assert found.keys() == {name}
    meaning = found[name]
    assert meaning is not None
    assert (meaning.shift, meaning.exact) == (shift, True)
    check_examples(diff, name, tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "shift"),
    [
        ("  any:", "  all:", Shift.STRICTER),
        ("includes_any: [audit_report, staff_roster, pledge]", "includes_any: [audit_report]",
         Shift.STRICTER),
        ("at_least: 2", "at_least: 1", Shift.STRICTER),
        (", max_age_months: 12}", "}", Shift.LOOSER),
    ],
)  # fmt: skip
def test_a_rule_with_a_large_space_is_compared_to_the_end(
    before: str, after: str, shift: Shift, tmp_path: Path
) -> None:
    diff = planted(tmp_path, "sub/sub-003.yaml", before, after)
    found = only(diff)
    assert found.meaning is not None
    assert found.meaning.shift is shift
    assert found.meaning.exact
    assert diff.differs
    if found.meaning.examples:
        check_examples(diff, "sub-003", tmp_path)
