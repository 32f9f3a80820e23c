from pathlib import Path

from linting import places, told
from packs import rule

CHECK = "w556_require_repeats_scope"


def test_a_part_that_repeats_applies_when_is_told(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            require="{place: JP, agreed: true}", rest="applies_when: {place: JP}\n"
        )
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:11"]
    assert told(CHECK, tmp_path, files).startswith(
        "この部分（「場所」が「日本」である）は適用条件と同じことを言っているので"
    )


def test_a_part_that_repeats_where_is_told(tmp_path: Path) -> None:
    loop = "for_each: {in: parties, where: {.handles: true}}\n"
    files = {
        "one/one-001.yaml": rule(require="{.papers: {includes: audit}, .handles: true}", rest=loop)
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:39"]


def test_a_wider_scope_is_no_repetition(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            require="{people: {at_least: 5}, agreed: true}",
            rest="applies_when: {people: {at_least: 3}}\n",
        )
    }
    assert places(CHECK, tmp_path, files) == []


def test_a_part_that_says_nothing_anyway_is_none_of_this(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            require="{people: {at_least: 5}, any: [{people: {at_least: 3}}, {agreed: true}]}"
        )
    }
    assert places(CHECK, tmp_path, files) == []
