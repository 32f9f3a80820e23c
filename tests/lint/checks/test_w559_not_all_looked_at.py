from pathlib import Path

from linting import facts, places, told
from packs import rule

CHECK = "w559_not_all_looked_at"


def test_a_rule_that_looks_at_too_much_is_told(tmp_path: Path) -> None:
    names = [f"f{number}" for number in range(20)]
    files = {
        "facts/main.yaml": facts(
            *(f"{{id: {name}, label: {name}, type: boolean}}" for name in names)
        ),
        "one/one-001.yaml": rule(require=f"{{{', '.join(f'{name}: true' for name in names)}}}"),
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:1"]
    assert "調べきれませんでした" in told(CHECK, tmp_path, files)


def test_a_count_beyond_what_is_imagined_is_told(tmp_path: Path) -> None:
    require = (
        "{count: {in: parties, where: {.handles: true, .papers: {includes: audit}, .tier: 1}, "
        "at_least: 9}}"
    )
    files = {"one/one-001.yaml": rule(require=require)}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:1"]


def test_an_ordinary_rule_is_looked_at_to_the_end(tmp_path: Path) -> None:
    require = "{every: {in: parties, where: {.tier: {at_least: 2}}, satisfies: {.handles: true}, if_none: fails}}"
    assert places(CHECK, tmp_path, {"one/one-001.yaml": rule(require=require)}) == []
