"""Conditions that outcomes ask for: looked up, with everything their words need (§5, §7)."""

import pytest
from compiling import RULE, planned, rule_faults

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.model.paths import FieldRef
from checklist_engine.model.plan import Labels, PlannedUse
from checklist_engine.model.texts import AnswerSlot, Literal, Text
from checklist_engine.model.verdicts import Verdict

LOOP = "for_each: {in: parties}\nrequire: {.safe: true}\n"
HEAD = RULE.replace("advisory", "conditional")
PAPERS = FieldRef(up=0, field="papers", fact="parties.papers")


def with_use(use: str, verdict: str = "not_met") -> str:
    firm = "" if verdict == "not_met" else "not_met: {condition: {use: firm-only}}, "
    return f"{LOOP}outcomes: {{{firm}{verdict}: {{condition: {use}}}}}\n"


def faults(use: str, verdict: str = "not_met") -> list[Diagnostic]:
    return rule_faults(with_use(use, verdict), head=HEAD)


def uses(use: str, verdict: str = "not_met") -> tuple[PlannedUse, ...]:
    return planned(with_use(use, verdict), head=HEAD).outcomes[Verdict(verdict)].uses


def text_parts(argument: object) -> tuple[object, ...]:
    assert isinstance(argument, Text)
    return argument.parts


def test_a_condition_without_parameters_needs_no_arguments() -> None:
    (use,) = uses("{use: firm-only}")
    assert use == PlannedUse(condition="firm-only", arguments={})


def test_an_outcome_may_ask_for_several_conditions() -> None:
    found = uses("[{use: firm-only}, {use: supervise, with: {means: [名簿]}}]")
    assert [use.condition for use in found] == ["firm-only", "supervise"]


def test_arguments_are_texts_and_labels_with_known_origins() -> None:
    (use,) = uses(
        "{use: name-it, with: {what: '{{ .name }}の書類', others: [写し, {labels: .papers}, "
        "{lacking: .papers, of: [audit, roster]}]}}"
    )
    assert text_parts(use.arguments["what"]) == (
        AnswerSlot(ref=FieldRef(up=0, field="name", fact="parties.name"), filter=None),
        Literal(words="の書類"),
    )
    others = use.arguments["others"]
    assert isinstance(others, tuple)
    assert text_parts(others[0]) == (Literal(words="写し"),)
    assert others[1:] == (
        Labels(ref=PAPERS, lacking=None),
        Labels(ref=PAPERS, lacking=("audit", "roster")),
    )


@pytest.mark.parametrize(
    ("use", "code", "words", "hint"),
    [
        (
            "{use: supervize, with: {means: [x]}}",
            "E213",
            "条件「supervize」は",
            "「supervise」（監督）",
        ),
        ("{use: zzz}", "E213", "条件「zzz」は conditions.yaml に", "conditions.yaml に加えるか"),
        ("{use: firm-only, with: {x: [y]}}", "E215", "「x」というパラメータはありません", "なし"),
        (
            "{use: supervise, with: {mean: [x], means: [y]}}",
            "E215",
            "「mean」というパラメータはありません",
            "もしかして「means」",
        ),
        (
            "{use: supervise, with: {means: 名簿}}",
            "E215",
            "「means」には一覧を渡します",
            "[監査報告]",
        ),
        ("{use: name-it, with: {what: [x]}}", "E215", "「what」には文を渡します", "what: の後に"),
        ("{use: name-it}", "E215", "パラメータ「what」が渡されていません", "with: {what: …}"),
        ("{use: supervise}", "E405", "「means」が空になることがあります", "いつもある語"),
        (
            "{use: supervise, with: {means: [{labels: .papers}]}}",
            "E405",
            "「means」が空になることがあります",
            "〔 〕で囲んで",
        ),
        (
            "{use: supervise, with: {means: [x, {labels: .zzz}]}}",
            "E203",
            "「zzz」という項目はありません",
            "",
        ),
        (
            "{use: supervise, with: {means: [x, {labels: .name}]}}",
            "E204",
            "「.name」は選択肢からいくつでも選ぶ事実ではありません",
            "型が choices の事実",
        ),
        (
            "{use: supervise, with: {means: [x, {labels: .tier}]}}",
            "E204",
            "「.tier」は選択肢からいくつでも選ぶ",
            "型が choices の事実",
        ),
        (
            "{use: supervise, with: {means: [x, {lacking: .papers, of: [audti]}]}}",
            "E204",
            "「書類」: 「audti」は選択肢にありません",
            "もしかして「audit」",
        ),
        ("{use: name-it, with: {what: '{{ zzz }}'}}", "E203", "事実「zzz」は語彙に", ""),
    ],
)
def test_a_use_that_cannot_be_filled_is_told(use: str, code: str, words: str, hint: str) -> None:
    (fault,) = faults(use)
    assert (fault.code, fault.place.line) == (code, 7)
    assert words in fault.message
    assert hint in str(fault.hint)
    assert fault.hint


def test_an_undetermined_finding_uses_only_conditions_with_an_open_text() -> None:
    assert faults("{use: supervise, with: {means: [名簿]}}", "undetermined") == []
    (fault,) = faults("{use: firm-only}", "undetermined")
    assert fault.code == "E214"
    assert "「firm-only」には text_open がない" in fault.message
    assert fault.hint


def test_a_list_must_have_words_only_in_the_text_that_will_be_used() -> None:
    # The open text of `supervise` has no slot, so `means` may be left out there.
    assert faults("{use: supervise}", "undetermined") == []


def test_a_list_in_brackets_may_be_empty() -> None:
    assert faults("{use: name-it, with: {what: 書類}}") == []
    assert faults("{use: name-it, with: {what: 書類, others: [{labels: .papers}]}}") == []


def test_all_faults_of_a_use_are_told_at_once() -> None:
    found = faults("[{use: zzz}, {use: supervise, with: {mean: [x]}}]")
    assert sorted(fault.code for fault in found) == ["E213", "E215", "E405"]
