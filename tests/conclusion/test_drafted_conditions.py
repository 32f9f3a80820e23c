"""Conditions (ただし書き): merged, routed, cut to the limit, and traced to where they come from."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from packs import PACK, assessed, rule

from checklist_engine.model.assessment import Assessment, DraftedCondition
from checklist_engine.model.verdicts import Route

ALL_OPEN = "{}"
NOT_MET = "{agreed: false, recorded: false, checked: false}"
TAUGHT = """\
teach:
  subject: 指導
  obligation: ensure
  text: 〔{{ objects | touten }}について、〕〔{{ lessons | ya }}も含め、〕徹底すること
  text_open: 〔{{ objects | touten }}について、〕確かめること
  parameters: {objects: list, lessons: list}
  order: 10
  route: conclusion
"""
SPOKEN = """\
speak:
  subject: 説明
  obligation: report
  text: "{{ whom }}に説明すること"
  text_open: "{{ whom }}への説明の有無を確かめること"
  parameters: {whom: text}
  order: 10
  route: conclusion
"""


def condition(
    name: str, order: int, *, obligation: str = "consider", route: str = "conclusion"
) -> str:
    return (
        f"{name}:\n  subject: {name}\n  obligation: {obligation}\n  text: {name}をすること\n"
        f"  text_open: {name}を確かめること\n  order: {order}\n  route: {route}\n"
    )


def using(
    number: int, fact: str, use: str, *, gate: str = "conditional", also_open: bool = False
) -> dict[str, str]:
    """A rule that fact must hold, with what it uses where it does not."""
    rest = f"  undetermined:\n    condition: {use}\n" if also_open else ""
    name = f"one-{number:03}"
    text = rule(
        name, gate=gate, require=f"{{{fact}: true}}", not_met=f"condition: {use}", rest=rest
    )
    return {f"one/{name}.yaml": text}


def texts(conditions: Sequence[DraftedCondition], route: Route = Route.CONCLUSION) -> list[str]:
    return [each.text for each in conditions if each.route is route]


def drafted(folder: Path, files: dict[str, str | None], answers: str = NOT_MET) -> Assessment:
    assessment, _ = assessed(folder, files, answers)
    return assessment


def test_lists_of_one_condition_are_united_in_the_order_of_rules_without_repeats(
    tmp_path: Path,
) -> None:
    assessment = drafted(
        tmp_path,
        {
            "conditions.yaml": TAUGHT,
            **using(1, "agreed", "{use: teach, with: {objects: [端末, 鍵]}}"),
            **using(2, "recorded", "{use: teach, with: {objects: [パスワード, 端末]}}"),
            **using(3, "checked", "{use: teach, with: {objects: [鍵], lessons: [情報モラル教育]}}"),
        },
    )
    assert texts(assessment.conditions) == [
        "端末、鍵、パスワードについて、情報モラル教育も含め、徹底すること"
    ]
    [merged] = assessment.conditions
    assert [origin.rule for origin in merged.origins] == ["one-001", "one-002", "one-003"]


def test_a_list_that_is_empty_takes_its_brackets_along(tmp_path: Path) -> None:
    use = "{use: teach, with: {objects: [{labels: means}], lessons: [{lacking: means, of: [audit, roster]}]}}"
    files: dict[str, str | None] = {"conditions.yaml": TAUGHT, **using(1, "agreed", use)}
    found = {
        answer: texts(drafted(tmp_path, files, f"{{agreed: false{answer}}}").conditions)
        for answer in ("", ", means: []", ", means: [audit]", ", means: [audit, roster]")
    }
    assert found == {
        "": ["監査報告や名簿も含め、徹底すること"],
        ", means: []": ["監査報告や名簿も含め、徹底すること"],
        ", means: [audit]": ["監査報告について、名簿も含め、徹底すること"],
        ", means: [audit, roster]": ["監査報告、名簿について、徹底すること"],
    }


def test_different_texts_make_separate_conditions_and_the_same_text_one(tmp_path: Path) -> None:
    assessment = drafted(
        tmp_path,
        {
            "conditions.yaml": SPOKEN,
            **using(1, "agreed", "{use: speak, with: {whom: 市民}}"),
            **using(2, "recorded", "{use: speak, with: {whom: 議会}}"),
            **using(3, "checked", "{use: speak, with: {whom: 市民}}"),
        },
    )
    assert texts(assessment.conditions) == ["市民に説明すること", "議会に説明すること"]
    assert [origin.rule for origin in assessment.conditions[0].origins] == ["one-001", "one-003"]


def test_the_words_of_elements_are_united_and_each_element_is_kept(tmp_path: Path) -> None:
    one = rule(
        require="{.handles: false}",
        not_met='condition: {use: teach, with: {objects: ["{{ .name }}"]}}',
        rest="for_each: {in: parties}\n",
    )
    answers = (
        "{complete: true, parties: [{id: a, name: 甲社, handles: true}, {id: b, name: 乙社, handles: false},"
        " {id: c, name: 丙社, handles: true}]}"
    )
    assessment = drafted(tmp_path, {"conditions.yaml": TAUGHT, "one/one-001.yaml": one}, answers)
    assert texts(assessment.conditions) == ["甲社、丙社について、徹底すること"]
    assert [(each.element, each.paths) for each in assessment.conditions[0].origins] == [
        ("parties[a]", ("parties[a].handles",)),
        ("parties[c]", ("parties[c].handles",)),
    ]


@pytest.mark.parametrize(
    ("answers", "words", "is_open"),
    [
        ("{agreed: false, recorded: false}", "端末、鍵について、徹底すること", False),
        ("{agreed: false}", "端末、鍵について、徹底すること", False),
        ("{recorded: false}", "端末、鍵について、徹底すること", False),
        ("{}", "端末、鍵について、確かめること", True),
        ("{agreed: true}", "鍵について、確かめること", True),
    ],
)
def test_one_firm_finding_makes_it_firm_and_only_open_ones_leave_it_open(
    answers: str, words: str, is_open: bool, tmp_path: Path
) -> None:
    assessment = drafted(
        tmp_path,
        {
            "conditions.yaml": TAUGHT,
            **using(1, "agreed", "{use: teach, with: {objects: [端末]}}", also_open=True),
            **using(2, "recorded", "{use: teach, with: {objects: [鍵]}}", also_open=True),
        },
        answers,
    )
    assert [(each.text, each.open) for each in assessment.conditions] == [(words, is_open)]


def test_an_element_that_is_not_listed_yet_has_no_words_of_its_own(tmp_path: Path) -> None:
    use = '{use: teach, with: {objects: ["{{ .name }}", 名簿]}}'
    one = rule(
        require="{.handles: false}",
        not_met=f"condition: {use}",
        rest=f"  undetermined:\n    condition: {use}\nfor_each: {{in: parties}}\n",
    )
    files: dict[str, str | None] = {"conditions.yaml": TAUGHT, "one/one-001.yaml": one}
    assert texts(drafted(tmp_path, files, "{}").conditions) == ["名簿について、確かめること"]
    listed = "{parties: [{id: a, name: 甲社}]}"
    assert texts(drafted(tmp_path, files, listed).conditions) == [
        "甲社、名簿について、確かめること"
    ]


def limited(
    folder: Path, at_most: int, conditions: str, *uses: tuple[str, str]
) -> tuple[list[str], list[str]]:
    """(in the conclusion, among the remarks) of a pack with that limit; uses are (gate, condition)."""
    facts = ["agreed", "recorded", "checked"]
    files: dict[str, str | None] = {
        "pack.yaml": f"{PACK}conclusion: {{at_most: {at_most}, rest: remark}}\n",
        "conditions.yaml": conditions,
        "one/one-001.yaml": None,
    }
    answers = []
    for number, (gate, use) in enumerate(uses, start=1):
        fact = facts[number - 1]
        answers.append(f"{fact}: {'true' if gate == 'blocking' else 'false'}")
        text = rule(
            f"one-{number:03}",
            gate=gate,
            require=f"{{{fact}: true}}",
            not_met=f"condition: {{use: {use}}}",
        )
        if gate == "blocking":
            # Unproven, so that the case is not refused.
            text += (
                f"  unproven:\n    condition: {{use: {use}}}\n"
                f"evidence: [{{for: {fact}, kinds: [contract]}}]\n"
            )
        files[f"one/one-{number:03}.yaml"] = text
    assessment = drafted(folder, files, f"{{{', '.join(answers)}}}")
    remarks = [each.condition or "" for each in assessment.remarks]
    return [each.id for each in assessment.conditions if each.route is Route.CONCLUSION], remarks


def test_without_need_nothing_is_cut(tmp_path: Path) -> None:
    conditions = condition("x", 1) + condition("y", 2)
    assert limited(tmp_path, 2, conditions, ("conditional", "x"), ("conditional", "y")) == (
        ["x", "y"],
        [],
    )


def test_the_order_chooses_last(tmp_path: Path) -> None:
    conditions = condition("x", 3) + condition("y", 1) + condition("z", 2)
    uses = [("conditional", name) for name in "xyz"]
    assert limited(tmp_path, 2, conditions, *uses) == (["y", "z"], ["x"])


def test_the_strongest_obligation_chooses_before_the_order(tmp_path: Path) -> None:
    conditions = (
        condition("x", 1, obligation="consider")
        + condition("y", 2, obligation="ensure")
        + condition("z", 3, obligation="implement")
    )
    uses = [("conditional", name) for name in "xyz"]
    assert limited(tmp_path, 1, conditions, *uses) == (["y"], ["x", "z"])
    # Those chosen are printed by their order again.
    assert limited(tmp_path, 2, conditions, *uses) == (["y", "z"], ["x"])


def test_the_gate_chooses_before_the_obligation(tmp_path: Path) -> None:
    conditions = condition("x", 1, obligation="ensure") + condition("y", 2, obligation="consider")
    uses = [("conditional", "x"), ("blocking", "y")]
    assert limited(tmp_path, 1, conditions, *uses) == (["y"], ["x"])


def test_what_goes_elsewhere_takes_no_room(tmp_path: Path) -> None:
    conditions = (
        condition("x", 1, obligation="ensure", route="remark")
        + condition("y", 2, obligation="ensure", route="citywide")
        + condition("z", 3)
    )
    uses = [("conditional", name) for name in "xyz"]
    assert limited(tmp_path, 1, conditions, *uses) == (["z"], ["x"])


def test_conditions_are_printed_by_their_order_and_not_by_that_of_the_rules(
    tmp_path: Path,
) -> None:
    assessment = drafted(
        tmp_path,
        {
            "conditions.yaml": condition("x", 30) + condition("y", 20) + condition("z", 10),
            **using(1, "agreed", "{use: x}"),
            **using(2, "recorded", "{use: y}"),
            **using(3, "checked", "{use: z}"),
        },
    )
    assert [each.id for each in assessment.conditions] == ["z", "y", "x"]
    assert assessment.conclusion == (
        "sの導入については、認める。ただし、zをすること。また、yをすること。また、xをすること。"
    )


def test_a_rule_may_ask_for_several(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "conditions.yaml": condition("x", 1) + condition("y", 2),
        **using(1, "agreed", "[{use: x}, {use: y}]"),
    }
    assert texts(drafted(tmp_path, files).conditions) == ["xをすること", "yをすること"]


def test_a_refused_case_still_has_its_conditions(tmp_path: Path) -> None:
    """They are collected without stopping at the first that decides."""
    assessment = drafted(
        tmp_path,
        {
            "conditions.yaml": condition("x", 1) + condition("y", 2),
            **using(1, "agreed", "{use: x}", gate="blocking"),
            **using(2, "recorded", "{use: y}"),
        },
    )
    assert [each.id for each in assessment.conditions] == ["x", "y"]
    assert assessment.conclusion == "sの導入については、認めない。"


def test_met_and_not_applicable_ask_for_nothing(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "conditions.yaml": condition("x", 1),
        **using(1, "agreed", "{use: x}"),
        "one/one-002.yaml": rule("one-002", not_met="condition: {use: x}")
        + "applies_when: {recorded: true}\n",
    }
    assert drafted(tmp_path, files, "{agreed: true, recorded: false}").conditions == ()


GENERIC = condition("x", 1, route="remark") + (
    "open-points:\n  subject: 未確認\n  obligation: report\n  text: '{{ subjects | oyobi }}を確かめること'\n"
    "  parameters: {subjects: list}\n  order: 5\n  route: conclusion\n"
)


def test_where_nothing_of_its_own_comes_out_the_pack_s_generic_condition_names_the_open_rules(
    tmp_path: Path,
) -> None:
    assessment = drafted(
        tmp_path,
        {
            "pack.yaml": f"{PACK}decision: {{open_at_most: 3, open_condition: open-points}}\n",
            "conditions.yaml": GENERIC,
            **using(1, "agreed", "{use: x}"),
            **using(2, "recorded", "{use: x}"),
            **using(3, "checked", "{use: x}"),
        },
        "{recorded: false}",
    )
    assert texts(assessment.conditions) == ["one-001の題名及びone-003の題名を確かめること"]
    assert texts(assessment.conditions, Route.REMARK) == ["xをすること"]
    [generic] = [each for each in assessment.conditions if each.route is Route.CONCLUSION]
    assert (generic.id, generic.open) == ("open-points", True)
    assert [(each.rule, each.paths) for each in generic.origins] == [
        ("one-001", ("agreed",)),
        ("one-003", ("checked",)),
    ]


def test_without_one_of_the_pack_the_usual_generic_condition_stands_in(tmp_path: Path) -> None:
    assessment = drafted(tmp_path, {"one/one-002.yaml": rule("one-002")}, "{}")
    assert assessment.conclusion == (
        "sの導入については、認める。ただし、one-001の題名及びone-002の題名について確かめ、"
        "その結果を審議会に報告すること。"
    )


def test_with_a_condition_of_its_own_the_generic_one_stays_away(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        **using(1, "agreed", "{use: agree}"),
        **using(2, "recorded", "{use: record}"),
    }
    assessment = drafted(tmp_path, files, "{agreed: false}")
    assert texts(assessment.conditions) == ["同意を得ること"]
    assert assessment.provisional
