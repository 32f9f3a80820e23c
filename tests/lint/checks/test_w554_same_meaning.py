from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w554_same_meaning"


def test_a_rule_that_says_the_same_in_other_words_is_told(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{not: {place: OTHER}}"),
        "two/two-001.yaml": rule("two-001", require="{place: JP}"),
    }
    assert places(CHECK, tmp_path, files) == ["two/two-001.yaml:5:1"]
    assert told(CHECK, tmp_path, files).startswith(
        "この規則は、規則「one-001」（one-001の題名）と同じ意味です\n"
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("{people: {at_least: 6}}", "{people: {more_than: 5}}"),
        (
            "{means: {includes_any: [audit, roster]}}",
            "{any: [{means: {includes: audit}}, {means: {includes: roster}}]}",
        ),
        (
            "{none: {in: parties, where: {.handles: true}}}",
            "{every: {in: parties, satisfies: {.handles: false}, if_none: holds}}",
        ),
    ],
)
def test_meanings_are_compared_and_not_words(tmp_path: Path, one: str, two: str) -> None:
    files = {
        "one/one-001.yaml": rule(require=one),
        "two/two-001.yaml": rule("two-001", require=two),
    }
    assert places(CHECK, tmp_path, files) == ["two/two-001.yaml:5:1"]


@pytest.mark.parametrize(
    ("require", "rest"),
    [
        ("{place: OTHER}", ""),
        ("{place: JP, agreed: true}", ""),
        ("{place: JP}", "applies_when: {agreed: true}\n"),
        ("{place: JP}", "evidence: [{for: place, strength: contract}]\n"),
    ],
)
def test_what_means_something_else_is_left_alone(tmp_path: Path, require: str, rest: str) -> None:
    files = {
        "one/one-001.yaml": rule(require="{place: JP}"),
        "two/two-001.yaml": rule("two-001", require=require, rest=rest),
    }
    assert places(CHECK, tmp_path, files) == []
