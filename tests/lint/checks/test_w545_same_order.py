from pathlib import Path

from linting import places, told
from packs import CONDITIONS

CHECK = "w545_same_order"


def test_the_second_of_two_equal_orders_is_told(tmp_path: Path) -> None:
    files = {"conditions.yaml": CONDITIONS.replace("order: 20", "order: 10")}
    assert places(CHECK, tmp_path, files) == ["conditions.yaml:12:10"]
    assert told(CHECK, tmp_path, files) == (
        "条件「record」の order 10 は、「agree」と同じです\n印刷する順に、違う数にしてください"
    )


def test_different_orders_are_sound_however_they_stand(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path) == []
    files = {"conditions.yaml": CONDITIONS.replace("order: 20", "order: 5")}
    assert places(CHECK, tmp_path, files) == []


def test_of_three_the_second_and_the_third_are_told(tmp_path: Path) -> None:
    third = CONDITIONS[CONDITIONS.index("record:") :].replace("record:", "again:", 1)
    files = {"conditions.yaml": (CONDITIONS + third).replace("order: 20", "order: 10")}
    assert places(CHECK, tmp_path, files) == ["conditions.yaml:12:10", "conditions.yaml:18:10"]
