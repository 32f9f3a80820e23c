"""Settings and first lines: how an editor comes to know which schema a file has."""

import pytest

from checklist_engine.authoring.schemas.modelines import named_schema, with_schema
from checklist_engine.authoring.schemas.settings import EDITED, globs, settings

MODELINE = "# yaml-language-server: $schema="


def test_settings_name_the_files_of_each_schema() -> None:
    made = settings({"rule": "s/rule.json", "submission": "s/sub.json"}, "rules/x", "cases")
    assert made["yaml.schemas"] == {
        "s/rule.json": [
            "rules/x/*/*.yaml",
            "!rules/x/*/*.test.yaml",
            "!rules/x/facts/*.yaml",
            "!rules/x/profiles/*.yaml",
            "!rules/x/templates/*.yaml",
        ],
        "s/sub.json": ["cases/**/*.yaml", "!meeting.yaml", "!rulings.yaml"],
    }


def test_nothing_is_fetched_from_elsewhere() -> None:
    made = settings({}, "rules/x", "cases")
    assert (made["yaml.schemaStore.enable"], made["yaml.kubernetesCRDStore.enable"]) == (
        False,
        False,
    )


@pytest.mark.parametrize("kind", EDITED)
def test_every_kind_has_files(kind: str) -> None:
    assert any(not each.startswith("!") for each in globs(kind, "rules/*", "cases"))


def test_folders_are_compared_by_their_addresses() -> None:
    assert globs("pack", "規則 集/x", "cases") == ("%E8%A6%8F%E5%89%87%20%E9%9B%86/x/pack.yaml",)
    assert globs("submission", "x", "提出")[0] == "%E6%8F%90%E5%87%BA/**/*.yaml"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: a\n", f"{MODELINE}s.json\nid: a\n"),
        (f"{MODELINE}old.json\nid: a\n", f"{MODELINE}s.json\nid: a\n"),
        ("# $schema: old.json\nid: a\n", f"{MODELINE}s.json\nid: a\n"),
        (f"# 覚え\n{MODELINE}old.json\nid: a\n", f"# 覚え\n{MODELINE}s.json\nid: a\n"),
        ("# 覚え\nid: a\n", f"{MODELINE}s.json\n# 覚え\nid: a\n"),
        ("id: a\r\nb: c\r\n", f"{MODELINE}s.json\r\nid: a\r\nb: c\r\n"),
        ("\ufeffid: a\n", f"\ufeff{MODELINE}s.json\nid: a\n"),
        # Below the content, it is a remark like any other.
        (f"id: a\n{MODELINE}old.json\n", f"{MODELINE}s.json\nid: a\n{MODELINE}old.json\n"),
    ],
)
def test_the_first_line_is_set_and_nothing_else(before: str, after: str) -> None:
    assert with_schema(before, "s.json") == after
    assert with_schema(after, "s.json") == after
    assert named_schema(after) == "s.json"


def test_a_blank_in_a_path_does_not_end_it() -> None:
    text = with_schema("id: a\n", "my schemas/100%.json")
    assert named_schema(text) == "my%20schemas/100%25.json"


def test_without_such_a_line_none_is_named() -> None:
    assert named_schema("# 覚え\nid: a\n") is None
    assert named_schema("") is None
