"""The shape of the project, as failing tests: floors, sizes, who may import what, what is published."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from importlinter.cli import lint_imports
from jsonschema import Draft202012Validator

from checklist_engine.formats.reading import read_document

PACKAGE = ROOT / "checklist_engine"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCHEMAS = sorted((PACKAGE / "loader" / "schemas").glob("*.json"))
PACKS = sorted(head.parent for head in (ROOT / "rules").glob("*/pack.yaml"))
WANTED = {"met", "not_met", "undetermined"}
LONGEST_MODULE = 400
# A machine's own folders; written so that this file is not one of those that name them.
OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/\w|[A-Z]:\\Users\\")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> Iterator[str]:
    """The modules that a module imports, wherever it does so."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def importers(module: str) -> set[str]:
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if any(name.split(".")[0] == module for name in imports(path))
    }


def project_files() -> Iterator[Path]:
    """Files that are the project's own: no leavings of tools, nothing hidden but .ci."""
    for top in sorted(ROOT.iterdir()):
        if top.name.startswith(".") and top.name not in (".ci", ".gitignore"):
            continue
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            parts = path.relative_to(ROOT).parts
            leavings = {"__pycache__", "dist", "build", "node_modules"}
            if path.is_file() and not leavings & {*parts} and ".egg-info" not in str(path):
                yield path


def test_each_floor_imports_only_floors_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize(
    ("library", "corner"),
    [
        ("yaml", "formats/yaml_"),
        ("jsonschema", "formats/json_schema.py"),
        ("jinja2", "formats/"),
        ("markupsafe", "formats/"),
        ("openpyxl", "formats/xlsx_"),
        ("defusedxml", "formats/xlsx_xml.py"),
        ("docxtpl", "formats/docx_"),
        ("docx", "formats/docx_"),
        ("sqlite3", "register/"),
        ("typer", "cli/"),
    ],
)
def test_a_foreign_library_is_kept_in_its_corner(library: str, corner: str) -> None:
    assert {name for name in importers(library) if not name.startswith(corner)} == set()


def test_libraries_that_another_one_vendors_are_not_imported() -> None:
    assert importers("click") == set()
    assert importers("yaml") and importers("typer")


def test_nothing_below_the_command_line_prints_or_looks_at_the_clock() -> None:
    for path in MODULES:
        name = path.relative_to(PACKAGE).as_posix()
        calls = {ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call)}
        if not name.startswith("cli/"):
            assert not calls & {"print", "date.today", "datetime.now", "time.time"}, name


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_published_schema_is_a_schema(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def rule_files() -> list[Path]:
    return [
        path
        for pack in PACKS
        for path in sorted(pack.glob("*/*.yaml"))
        if path.parent.name not in ("facts", "profiles", "templates")
        and not path.name.endswith(".test.yaml")
    ]


def test_there_are_rules() -> None:
    assert len(rule_files()) >= 15


@pytest.mark.parametrize("path", rule_files(), ids=lambda path: path.stem)
def test_a_rule_is_tried_met_not_met_and_undetermined(path: Path) -> None:
    tests = path.with_name(f"{path.stem}.test.yaml")
    assert tests.is_file(), f"{path.stem} has no test file"
    content = read_document(tests).root
    assert isinstance(content, dict)
    assert content["rule"] == path.stem
    expected = {case["expect"]["verdict"] for case in content["cases"]}
    assert expected >= WANTED, f"{path.stem} lacks {', '.join(sorted(WANTED - expected))}"


def test_no_file_names_a_folder_of_somebody_s_machine() -> None:
    named = {}
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if found := OF_A_MACHINE.search(text):
            named[name_of(path)] = found[0]
    assert named == {}


def test_tests_have_names_of_their_own() -> None:
    """They are imported by their name alone."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if "__pycache__" not in path.parts]
    names = Counter(path.name for path in files)
    assert [name for name, count in names.items() if count > 1] == []
    assert "__init__.py" not in names
