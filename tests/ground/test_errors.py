"""What a user can mend is raised once, with all of it."""

import pytest

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import ChecklistError, InvalidFile, MissingExtra, raise_faults
from checklist_engine.ground.places import Place


def fault(code: str, file: str = "a.yaml", line: int = 1) -> Diagnostic:
    return Diagnostic(code=code, message="だめ", place=Place(file=file, line=line, column=1))


def test_no_faults_raise_nothing() -> None:
    raise_faults([])


def test_all_faults_are_raised_at_once_in_order() -> None:
    with pytest.raises(InvalidFile) as caught:
        raise_faults(iter([fault("E203", line=9), fault("E201", line=2)]))
    assert [each.code for each in caught.value.diagnostics] == ["E201", "E203"]
    assert str(caught.value) == "a.yaml:2:1: E201 だめ\n\na.yaml:9:1: E203 だめ"


def test_an_invalid_file_is_something_the_user_can_mend() -> None:
    assert issubclass(InvalidFile, ChecklistError)


def test_an_invalid_file_without_a_fault_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="at least one"):
        InvalidFile([])


def test_a_missing_part_is_named_as_pip_calls_it() -> None:
    error = MissingExtra("excel", "Excel の様式を読み書きする")
    assert error.extra == "excel"
    assert 'pip install "checklist-engine[excel]"' in str(error)
