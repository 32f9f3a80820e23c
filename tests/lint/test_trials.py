"""The tests of a rule are run once for all checks, and anew where the rule or its tests have changed."""

from pathlib import Path

from benches import bench
from packs import PACK, rule

from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.trials import tried_of

TEST = "rule: one-001\ncases:\n  - {name: 一, answers: {agreed: true}, expect: {verdict: %s}}\n"
FILES = {"one/one-001.test.yaml": TEST % "met"}


def linted(folder: Path, files: dict[str, str | None]) -> LintedPack:
    found = bench(folder, files)
    found.whole()
    assert found.read is not None
    assert found.read.pack is not None
    return found.read.pack


def test_cases_are_tried_once(tmp_path: Path) -> None:
    pack = linted(tmp_path, dict(FILES))
    one = pack.rules["one-001"]
    assert len(tried_of(one, pack)) == 1
    assert tried_of(one, pack) is tried_of(one, pack)


def test_a_rule_without_tests_has_none(tmp_path: Path) -> None:
    pack = linted(tmp_path, {"one/one-001.test.yaml": None})
    assert tried_of(pack.rules["one-001"], pack) == ()


def test_a_rule_that_does_not_compile_with_the_parameters_of_a_case_has_none(
    tmp_path: Path,
) -> None:
    head = "parameters: [{id: home, type: text, default: JP, label: 国}, "
    case = "  - {name: 一, answers: {place: JP}, parameters: {home: XX}, expect: {verdict: met}}\n"
    files: dict[str, str | None] = {
        "pack.yaml": PACK.replace("parameters: [", head),
        "one/one-001.yaml": rule(require="{place: {is: {parameter: home}}}"),
        "one/one-001.test.yaml": "rule: one-001\ncases:\n" + case,
    }
    pack = linted(tmp_path, files)
    assert tried_of(pack.rules["one-001"], pack) == ()


def test_after_a_change_of_the_tests_or_of_the_rule_they_are_tried_anew(tmp_path: Path) -> None:
    found = bench(tmp_path, dict(FILES))
    assert [each.code for each in found.whole() if each.code == "W564"] == []
    tests = tmp_path / "small" / "one" / "one-001.test.yaml"
    tests.write_text(TEST % "not_met", encoding="utf-8")
    assert "W564" in [each.code for each in found.changed(tests)]
    written = tmp_path / "small" / "one" / "one-001.yaml"
    written.write_text(rule(require="{agreed: false}"), encoding="utf-8")
    assert "W564" not in [each.code for each in found.changed(written)]
