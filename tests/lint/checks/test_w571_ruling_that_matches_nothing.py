from pathlib import Path

import pytest
from linting import ruled

CHECK = "w571_ruling_that_matches_nothing"
UNMATCHED = "rulings.yaml:2:10 裁定「S1」に当てはまる判定がありません"


def test_a_ruling_that_applies_is_sound(tmp_path: Path) -> None:
    assert ruled(CHECK, tmp_path, "one-001") == []
    assert ruled(CHECK, tmp_path, "one-002", "element: sys") == []


@pytest.mark.parametrize(
    ("rule", "more", "what", "hint"),
    [
        (
            "one-01",
            "expires: 2021-04-15",
            "規則「one-01」は、この案件では使われません",
            "もしかして「one-001」（one-001の題名）ですか",
        ),
        (
            "xyz-9",
            "expires: 2021-04-15",
            "規則「xyz-9」は、この案件では使われません",
            "適用区分「all」で使う規則の id を書いてください",
        ),
        (
            "one-001",
            "element: sys",
            "規則「one-001」は、要素ごとに判定する規則ではありません",
            "element を消してください",
        ),
        (
            "one-002",
            "expires: 2021-04-15",
            "規則「one-002」は、要素ごとに判定します",
            "element を書いてください。あるのは sys、sys/aws です",
        ),
        (
            "one-002",
            "element: sys/aw",
            "要素「sys/aw」の判定がありません",
            "もしかして「sys/aws」ですか",
        ),
        (
            "one-002",
            "element: other",
            "要素「other」の判定がありません",
            "あるのは sys、sys/aws です",
        ),
    ],
)
def test_why_nothing_matches_is_told_with_the_way_out(
    tmp_path: Path, rule: str, more: str, what: str, hint: str
) -> None:
    assert ruled(CHECK, tmp_path, rule, more, hints=True) == [f"{UNMATCHED}（{what}）\n{hint}"]
