from pathlib import Path

from linting import ruled

CHECK = "w572_needless_ruling"


def test_a_ruling_on_what_is_met_is_told_with_the_verdict(tmp_path: Path) -> None:
    assert ruled(CHECK, tmp_path, "one-003") == [
        "rulings.yaml:2:10 裁定「S1」は要りません。規則「one-003」の判定は適合です"
    ]


def test_so_is_one_on_a_single_element_that_is_met(tmp_path: Path) -> None:
    assert ruled(CHECK, tmp_path, "one-002", "element: sys/aws") == [
        "rulings.yaml:2:10 裁定「S1」は要りません。規則「one-002」の判定は適合です"
    ]


def test_rulings_that_change_something_are_sound(tmp_path: Path) -> None:
    assert ruled(CHECK, tmp_path, "one-001") == []
    assert ruled(CHECK, tmp_path, "one-002", "element: sys") == []
