"""Evidence records: read, and looked up in the vocabulary, the answers and the kinds of the pack."""

from datetime import date

import pytest

from checklist_engine.formats.document import Cursor
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.evidence import check_evidence, read_evidence, support_paths
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.submission import Answers, Evidence
from checklist_engine.model.verdicts import Strength

FACTS = """\
section: {id: s, label: 区分, order: 1}
facts:
  - {id: hosting.country, label: 設置国, type: text}
  - id: parties
    label: 委託先
    type: list
    key: id
    children: subs
    fields:
      - {id: id, type: text, label: 記号}
      - {id: country, type: text, label: 国}
      - id: sites
        type: list
        label: 拠点
        key: id
        fields: [{id: id, type: text, label: 記号}]
"""
KINDS = {
    "audit_report": EvidenceKind(id="audit_report", label="監査報告書", strength=Strength.AUDIT)
}


def given(answers: str) -> tuple[Vocabulary, Answers]:
    faults: list[Diagnostic] = []
    vocabulary = read_vocabulary([parse_yaml(FACTS, "facts.yaml").cursor()], faults)
    tree = nested(parse_yaml(answers, "answers.yaml").cursor(), faults)
    read = read_answers(tree, vocabulary, faults)
    assert faults == []
    return vocabulary, read


def record(text: str) -> Cursor:
    return parse_yaml(text, "submission.yaml").cursor()


def faults_of(*records: str, answers: str = "{}") -> list[Diagnostic]:
    vocabulary, read = given(answers)
    faults: list[Diagnostic] = []
    check_evidence([record(each) for each in records], vocabulary, read, KINDS, faults)
    return faults


def test_a_record_is_read_whole() -> None:
    faults: list[Diagnostic] = []
    text = (
        "{id: E1, kind: audit_report, title: 監査報告, issued_by: 監査法人, issued_on: 2021-03-01,"
        " valid_until: 2022-02-28, supports: [hosting.country, 'parties[a]']}"
    )
    assert read_evidence(record(text), faults) == Evidence(
        id="E1",
        kind="audit_report",
        title="監査報告",
        issued_by="監査法人",
        issued_on=date(2021, 3, 1),
        valid_until=date(2022, 2, 28),
        supports=("hosting.country", "parties[a]"),
    )
    assert faults == []


def test_what_a_record_leaves_out_is_none() -> None:
    found = read_evidence(record("{id: E1, kind: k, supports: [a]}"), [])
    assert (found.title, found.issued_by, found.issued_on, found.valid_until) == (None,) * 4


@pytest.mark.parametrize("key", ["issued_on", "valid_until"])
@pytest.mark.parametrize("written", ["2021-02-30", "令和3年", "20210301"])
def test_a_date_that_is_none_is_told_at_its_place(key: str, written: str) -> None:
    faults: list[Diagnostic] = []
    found = read_evidence(record(f"id: E1\nkind: k\n{key}: {written}\nsupports: [a]"), faults)
    (fault,) = faults
    assert (fault.code, fault.place.line) == ("E308", 3)
    assert fault.hint
    assert (found.issued_on, found.valid_until) == (None, None)


def test_a_record_may_support_facts_elements_and_their_fields_at_every_depth() -> None:
    vocabulary, answers = given("parties: [{id: a, subs: [{id: b, sites: [{id: l}]}]}]")
    assert list(support_paths(vocabulary, answers)) == [
        "hosting.country",
        "parties",
        "parties[a]",
        "parties[a].id",
        "parties[a].country",
        "parties[a].sites",
        "parties[a/b]",
        "parties[a/b].id",
        "parties[a/b].country",
        "parties[a/b].sites",
        "parties[a/b].sites[l]",
        "parties[a/b].sites[l].id",
    ]


def test_good_records_have_no_faults() -> None:
    assert (
        faults_of(
            "{id: E1, kind: audit_report, supports: [hosting.country, 'parties[a].country']}",
            "{id: E2, kind: audit_report, supports: ['parties[a]']}",
            answers="parties: [{id: a}]",
        )
        == []
    )


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("hosting.contry", "もしかして「hosting.country」"),
        ("parties[b].country", "もしかして「parties[a].country」"),
        ("zzz", "parties[sys/aws].country のような"),
    ],
)
def test_a_path_that_names_nothing_is_told(path: str, hint: str) -> None:
    (fault,) = faults_of(
        f"{{id: E1, kind: audit_report, supports: ['{path}']}}", answers="parties: [{id: a}]"
    )
    assert (fault.code, fault.place.column) == ("E307", 41)
    assert path in fault.message
    assert hint in str(fault.hint)


def test_a_path_is_compared_as_nfc() -> None:
    records = "{id: E1, kind: audit_report, supports: ['parties[か\u3099]']}"
    assert faults_of(records, answers="parties: [{id: が}]") == []
    assert read_evidence(record(records), []).supports == ("parties[が]",)


def test_an_unknown_kind_has_its_near_miss() -> None:
    (fault,) = faults_of("{id: E1, kind: audit_repot, supports: [hosting.country]}")
    assert (fault.code, fault.place.column) == ("E306", 16)
    assert fault.hint == "もしかして「audit_report」（監査報告書）ですか"


def test_the_same_id_twice_is_told_at_the_second_one() -> None:
    first, second = (
        f"{{id: E1, kind: audit_report, supports: [{path}]}}"
        for path in ("hosting.country", "parties")
    )
    (fault,) = faults_of(first, second)
    assert (fault.code, fault.message) == ("E306", "証跡「E1」が二度書かれています")
