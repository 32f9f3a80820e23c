from pathlib import Path

from linting import ruled

CHECK = "w570_expired_ruling"


def test_a_ruling_is_told_from_the_day_after_its_last(tmp_path: Path) -> None:
    # The meeting is on 2021-04-15.
    assert ruled(CHECK, tmp_path, "one-001", "expires: 2021-04-15") == []
    assert ruled(CHECK, tmp_path, "one-001", "expires: 2021-04-14") == [
        "rulings.yaml:2:10 裁定「S1」は、令和3年4月14日で期限が切れており、判定を変えません"
    ]


def test_one_that_never_expires_is_sound(tmp_path: Path) -> None:
    assert ruled(CHECK, tmp_path, "one-001", "verdict: compensated") == []


def test_an_expired_ruling_on_another_case_is_not_told_here(tmp_path: Path) -> None:
    assert ruled(CHECK, tmp_path, "one-001", "expires: 2021-04-14, case: other") == []
