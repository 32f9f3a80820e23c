"""What a form cannot hold is refused in words, before anything is written."""

from pathlib import Path

import pytest
from forming import content, read
from packs import DAY

from checklist_engine.forms.writing_refusals import form_faults
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.usecases.write_form import filled_form


def codes(folder: Path, answers: str, rest: str = "") -> list[str]:
    """The codes of what keeps a submission from becoming a form."""
    return [each.code for each in form_faults(content(folder, answers, rest), {}, "s.yaml")]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ('{note: "a\\u0007b"}', ["E360"]),
        ('{note: "a\\tb"}', ["E360"]),
        ('{agreed: {unknown: "a\\u0007b"}}', ["E360"]),
        ('{note: "a\\r\\nb"}', ["E361"]),
        ('{note: "a\\nb"}', []),
        (f"{{note: {'あ' * 32_767}}}", []),
        (f"{{note: {'あ' * 32_768}}}", ["E362"]),
        # Excel counts what stands outside of the basic plane twice.
        (f"{{note: {'𠮷' * 16_384}}}", ["E362"]),
        ("{rate: 123456789012345}", []),
        ("{rate: 1234567890123456}", ["E363"]),
        ("{rate: 0.1234567890123456}", ["E363"]),
        ("{rate: 1000000000000000.0}", ["E363"]),
        (f"{{rate: 0.{'0' * 320}1}}", ["E363"]),
        ("{rate: 0.0}", []),
        ("{note: 未回答}", ["E364"]),
        ("{note: ' 未回答：照会中'}", ["E364"]),
        ("{note: '未回答:照会中'}", ["E364"]),
        ("{note: 未回答者は3名}", []),
        ("{note: a_x0041_b}", ["E365"]),
        ("{note: a_x41_b}", []),
        ('{parties: [{id: "a\\nb"}]}', ["E367"]),
        ("{parties: [{id: ' a'}]}", ["E367"]),
        ("{parties: [{id: 未回答}]}", ["E364", "E367"]),
        ("{parties: [{id: a b}]}", []),
    ],
)
def test_what_cannot_be_written_has_its_code(
    answers: str, expected: list[str], tmp_path: Path
) -> None:
    assert sorted(codes(tmp_path, answers)) == expected


def test_records_and_claims_are_looked_at_too(tmp_path: Path) -> None:
    rest = 'evidence: [{id: E1, kind: letter, title: "a\\u0007", supports: [agreed]}]\n'
    assert codes(tmp_path, "{agreed: true}", rest) == ["E360"]


def test_a_fault_names_the_answer_its_place_and_a_way_out(tmp_path: Path) -> None:
    read(tmp_path, "{parties: [{id: a, name: 甲社, sites: [{id: '未回答', abroad: true}]}]}")
    with pytest.raises(InvalidFile) as caught:
        filled_form(tmp_path / "s.yaml", None, None, as_of=DAY, today=DAY)
    for fault in caught.value.diagnostics:
        assert fault.place.line == 4
        assert fault.hint
        assert "記号" in fault.message


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    answers = '{note: "a\\u0007", rate: 1234567890123456, agreed: {unknown: "b\\r"}}'
    assert sorted(codes(tmp_path, answers)) == ["E360", "E361", "E363"]


def test_a_list_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    elements = ", ".join(f"{{id: p{number}}}" for number in range(4_990))
    assert codes(tmp_path, f"{{parties: [{elements}]}}") == ["E366"]
