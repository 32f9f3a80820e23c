"""Texts: every slot has an origin, and a list that may be empty stands in 〔…〕 (§5, §7)."""

import pytest
from compiling import CONDITIONS, faults_of, plan, planned, rule_faults

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.texts import (
    AnswerSlot,
    ArgumentSlot,
    Filter,
    Literal,
    Optional,
    Segment,
)
from checklist_engine.model.verdicts import Verdict

LOOP = "for_each: {in: parties}\nrequire: {.safe: true}\n"
ALONE = "require: {data.personal: true}\n"
COUNTRY = FactRef(fact="hosting.country")
NAME = FieldRef(up=0, field="name", fact="parties.name")


def with_finding(text: str, rule: str = LOOP) -> str:
    return f'{rule}outcomes: {{not_met: {{finding: "{text}"}}}}\n'


def the_fault(text: str, rule: str = LOOP) -> Diagnostic:
    (fault,) = rule_faults(with_finding(text, rule))
    assert fault.hint
    return fault


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("証跡がありません", (Literal(words="証跡がありません"),)),
        ("{{ hosting.country }}", (AnswerSlot(ref=COUNTRY, filter=None),)),
        (
            "「{{ .name }}」",
            (Literal(words="「"), AnswerSlot(ref=NAME, filter=None), Literal(words="」")),
        ),
        (
            "{{ start | wareki }}",
            (AnswerSlot(ref=FactRef(fact="start"), filter=Filter.WAREKI),),
        ),
        ("{{ parameter.limit }}日", (Literal(words="2"), Literal(words="日"))),
        ("{{ parameter.strict }}", (Literal(words="はい"),)),
        ("{{ parameter.since }}", (Literal(words="2021年4月1日"),)),
        ("{{ parameter.since | wareki }}", (Literal(words="令和3年4月1日"),)),
        (
            "〔（{{ tools | ya }}）〕",
            (
                Optional(
                    parts=(
                        Literal(words="（"),
                        AnswerSlot(ref=FactRef(fact="tools"), filter=Filter.YA),
                        Literal(words="）"),
                    )
                ),
            ),
        ),
    ],
)
def test_every_slot_of_a_rule_has_its_origin(text: str, parts: tuple[Segment, ...]) -> None:
    finding = planned(with_finding(text)).outcomes[Verdict.NOT_MET].finding
    assert finding is not None
    assert finding.parts == parts


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{{ hosting.contry }}", "E203", "事実「hosting.contry」は語彙にありません"),
        ("{{ .nmae }}", "E203", "「nmae」という項目はありません"),
        ("{{ ..name }}", "E207", "「..name」の要素がここにはありません"),
        ("{{ parties.name }}", "E206", "一覧「parties」の中にあります"),
        ("{{ parameter.limmit }}", "E209", "設定値「limmit」は pack.yaml"),
        ("{{ .tier }}", "E403", "「.tier」は文に差し込めません"),
        ("{{ hosting.country | ya }}", "E403", "フィルタ「ya」は使えません"),
        ("{{ hosting.country | wareki }}", "E403", "フィルタ「wareki」は使えません"),
        ("〔{{ tools | wareki }}〕", "E403", "フィルタ「wareki」は使えません"),
        ("{{ parameter.limit | ya }}", "E403", "フィルタ「ya」は使えません"),
        ("{{ parameter.limit | wareki }}", "E403", "フィルタ「wareki」は使えません"),
        ("〔なし〕", "E404", "空になりうる一覧の差し込みがありません"),
        ("〔{{ .name }}〕", "E404", "空になりうる一覧の差し込みがありません"),
        ("{{ tools }}", "E405", "「tools」は空のことがある"),
        ("{{ .papers | ya }}", "E405", "「.papers」は空のことがある"),
        ("{{ .sites }}", "E405", "「.sites」は空のことがある"),
    ],
)
def test_a_slot_that_cannot_be_filled_is_told_at_its_place(
    text: str, code: str, words: str
) -> None:
    fault = the_fault(text)
    assert (fault.code, fault.place.line) == (code, 7)
    assert words in fault.message


def test_the_slot_itself_is_underlined() -> None:
    fault = the_fault("国は{{ hosting.contry }}です")
    underlined = fault.place.excerpt[fault.place.column - 1 : fault.place.end_column - 1]
    assert underlined == "{{ hosting.contry }}"


def test_two_slots_that_are_wrong_alike_are_told_apart() -> None:
    faults = rule_faults(with_finding("{{ zzz }}と{{ zzz }}"))
    assert len({fault.place.column for fault in faults}) == 2


def test_without_for_each_there_is_no_element_to_speak_of() -> None:
    assert the_fault("{{ .name }}", ALONE).code == "E207"


def test_the_first_question_speaks_of_no_element() -> None:
    rule = (
        LOOP
        + 'outcomes: {undetermined: {question_first: "{{ .name }}は", question: "{{ .name }}は"}}\n'
    )
    (fault,) = rule_faults(rule)
    assert fault.code == "E207"
    assert "question_first" in fault.place.excerpt[: fault.place.column]


@pytest.mark.parametrize("key", ["finding", "question", "remark"])
@pytest.mark.parametrize("verdict", ["not_met", "unproven", "undetermined"])
def test_every_text_of_every_outcome_is_looked_at(verdict: str, key: str) -> None:
    (fault,) = rule_faults(f'{LOOP}outcomes: {{{verdict}: {{{key}: "{{{{ zzz }}}}"}}}}\n')
    assert fault.code == "E203"


def condition_faults(text: str, parameters: str = "{means: list, what: text}") -> list[Diagnostic]:
    condition = (
        f'c:\n  subject: s\n  obligation: report\n  text: "{text}"\n  parameters: {parameters}\n'
        "  order: 1\n  route: remark\n"
    )
    return faults_of({"conditions.yaml": condition})


def test_a_condition_is_filled_by_its_arguments_and_by_parameters_of_the_pack() -> None:
    found = plan({}).conditions["name-it"]
    assert found.text.parts == (
        ArgumentSlot(name="what", filter=None),
        Literal(words="を届け出ること"),
        Optional(
            parts=(
                Literal(words="（"),
                ArgumentSlot(name="others", filter=Filter.OYOBI),
                Literal(words="を含む。）"),
            )
        ),
    )
    assert condition_faults("{{ what }}を{{ parameter.limit }}日以内に") == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{{ whta }}", "E403", "「whta」という差し込みはここでは使えません"),
        ("{{ hosting.country }}", "E403", "「hosting.country」という差し込みは"),
        ("{{ .name }}", "E403", "「.name」という差し込みは"),
        ("{{ what | ya }}", "E403", "フィルタ「ya」は使えません"),
        ("{{ what | wareki }}", "E403", "フィルタ「wareki」は使えません"),
        ("{{ parameter.zzz }}", "E209", "設定値「zzz」"),
        ("〔{{ what }}〕", "E404", "空になりうる一覧の差し込みがありません"),
    ],
)
def test_a_slot_of_a_condition_that_cannot_be_filled_is_told(
    text: str, code: str, words: str
) -> None:
    (fault,) = condition_faults(text)
    assert (fault.code, fault.place.line) == (code, 4)
    assert words in fault.message
    assert fault.hint


def test_a_near_miss_of_an_argument_is_offered() -> None:
    (fault,) = condition_faults("{{ mean | ya }}")
    assert fault.hint == "もしかして「means」ですか"


def test_the_open_text_of_a_condition_is_looked_at_too() -> None:
    broken = CONDITIONS.replace("監督の方法を確認し", "{{ zzz }}を確認し")
    (fault,) = faults_of({"conditions.yaml": broken})
    assert (fault.code, fault.place.line) == ("E403", 5)


def test_what_discharges_a_condition_is_an_expression_that_is_checked() -> None:
    broken = CONDITIONS.replace(
        "  route: citywide", "  route: citywide\n  discharged_by: {zzz: true}"
    )
    (fault,) = faults_of({"conditions.yaml": broken})
    assert fault.code == "E203"
