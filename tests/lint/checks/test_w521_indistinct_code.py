from pathlib import Path

import pytest
from linting import facts, places, told
from packs import rule

CHECK = "w521_indistinct_code"
STAGE = (
    "id: stage\n"
    "    label: 段階\n"
    "    type: choice\n"
    "    choices:\n"
    "      done: 終えた\n"
    "      going: 進めている\n"
    "      idle: 始めていない"
)
MEANS = (
    "id: means\n"
    "    label: 手段\n"
    "    type: choices\n"
    "    choices:\n"
    "      audit: 監査報告\n"
    "      roster: 名簿\n"
    "      pledge: 誓約書"
)


def files(entry: str, require: str, **rest: str) -> dict[str, str]:
    return {"facts/main.yaml": facts(entry), "one/one-001.yaml": rule(require=require, **rest)}


def test_of_codes_that_come_to_the_same_the_second_is_told(tmp_path: Path) -> None:
    written = files(STAGE, "{stage: done}")
    assert places(CHECK, tmp_path, written) == ["facts/main.yaml:9:7"]
    assert told(CHECK, tmp_path, written).startswith(
        "「段階」の選択肢「idle」を「going」と区別する規則がありません\n"
    )


@pytest.mark.parametrize(
    "require",
    [
        "{stage: [done, going]}",
        "{stage: {is_not: idle}}",
        "{any: [{stage: done}, {stage: going, agreed: true}]}",
    ],
)
def test_one_code_for_all_else_is_sound_and_so_is_a_code_that_is_shut_out(
    tmp_path: Path, require: str
) -> None:
    agreed = "{id: agreed, label: 同意, type: boolean}"
    written = {
        "facts/main.yaml": facts(STAGE, agreed),
        "one/one-001.yaml": rule(require=require),
    }
    assert places(CHECK, tmp_path, written) == []


def test_readers_who_see_the_answer_tell_the_codes_apart(tmp_path: Path) -> None:
    shown = 'condition: {use: agree}\n    finding: "{{ stage }}とされています"'
    assert places(CHECK, tmp_path, files(STAGE, "{stage: done}", not_met=shown)) == []


def test_a_code_of_many_that_changes_nothing_is_told(tmp_path: Path) -> None:
    written = files(MEANS, "{means: {includes_any: [audit, roster]}}")
    assert places(CHECK, tmp_path, written) == ["facts/main.yaml:9:7"]
    assert "「pledge」は、選ばれても判定に効きません" in told(CHECK, tmp_path, written)


@pytest.mark.parametrize("test", ["{is_empty: false}", "{excludes_all: [audit]}"])
def test_where_the_rest_counts_as_a_whole_no_code_of_many_is_idle(
    tmp_path: Path, test: str
) -> None:
    assert places(CHECK, tmp_path, files(MEANS, f"{{means: {test}}}")) == []


def test_codes_that_are_called_lacking_are_named(tmp_path: Path) -> None:
    conditions = (
        "agree: {subject: 同意, obligation: consider, text: '〔{{ items | ya }}など〕を得ること', "
        "parameters: {items: list}, order: 1, route: conclusion}\n"
    )
    use = "condition: {use: agree, with: {items: [{lacking: means, of: [audit, roster, pledge]}]}}"
    written = files(MEANS, "{means: {includes_all: [audit, roster]}}", not_met=use)
    assert places(CHECK, tmp_path, {**written, "conditions.yaml": conditions}) == []


def test_a_fact_that_only_says_where_rules_apply_may_have_other_codes(tmp_path: Path) -> None:
    written = {
        "facts/main.yaml": facts(STAGE, "{id: agreed, label: 同意, type: boolean}"),
        "one/one-001.yaml": rule(rest="applies_when: {stage: done}\n"),
    }
    assert places(CHECK, tmp_path, written) == []


def test_a_code_that_a_parameter_names_is_named(tmp_path: Path) -> None:
    head = (
        "pack: small\nlanguage: 1\nversion: 1.0.0\nlabel: 小さな規則集\n"
        "families: [{id: one, label: 第一}]\n"
        "parameters: [{id: stage, type: text, default: going, label: 段階}]\n"
    )
    written = files(
        STAGE,
        "{any: [{stage: done}, {stage: {parameter: stage}}]}".replace(
            "{stage: {parameter: stage}}", "{stage: {is: {parameter: stage}}}"
        ),
    )
    assert places(CHECK, tmp_path, {**written, "pack.yaml": head}) == []
