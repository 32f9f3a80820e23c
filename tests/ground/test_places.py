"""Places as messages print them."""

from checklist_engine.ground.places import Place


def test_a_place_is_file_line_and_column() -> None:
    assert str(Place(file="rules/a.yaml", line=12, column=3)) == "rules/a.yaml:12:3"


def test_a_place_without_a_line_is_the_file_as_a_whole() -> None:
    assert str(Place(file="rules/a.yaml")) == "rules/a.yaml"
