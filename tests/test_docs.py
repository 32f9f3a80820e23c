"""The docs cannot rot: what they name is there, what is there they name, and their examples work."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from conftest import ROOT, Checklist

from checklist_engine.cli import commands
from checklist_engine.compiler.plan import rule_compiler
from checklist_engine.drafting.papers import Papers, forms
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.expressions import RESERVED, read_expression
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.meeting import Adopted
from checklist_engine.model.pack_parts import Change, ChangeKind, PaperTemplate
from checklist_engine.operators import operators
from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.find_corrections import find_corrections
from checklist_engine.usecases.find_pack import find_base

DOCS = ROOT / "docs"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
README = (ROOT / "README.md").read_text(encoding="utf-8")
DAY = date(2024, 6, 20)
EXPRESSION = "# 式\n"


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGES[page], re.MULTILINE | re.DOTALL)


def files_of(page: str) -> Mapping[str, str]:
    """The YAML blocks whose first line names a file, by that name."""
    named = ((re.match(r"# (\S+\.yaml)\n", block), block) for block in blocks(page, "yaml"))
    return {found[1]: block for found, block in named if found}


def write_files(folder: Path, *pages: str) -> None:
    """The files that pages show, written below a folder."""
    for page in pages:
        for name, text in files_of(page).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def code_spans(text: str) -> set[str]:
    """Words that stand in code spans: `word`, and each name in `{word: …}`."""
    return {
        word for span in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[\w-]+", span)
    }


def command_names() -> list[str]:
    modules = [
        import_module(f"{commands.__name__}.{found.name}")
        for found in iter_modules(commands.__path__)
    ]
    return [module.NAME for module in modules]


def options_of(help_text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", help_text))


@pytest.mark.parametrize("command", ["", *command_names()])
def test_every_command_and_option_is_in_the_docs(command: str, checklist: Checklist) -> None:
    ran = checklist(*command.split(), "--help")
    everything = "\n".join([README, *PAGES.values()])
    if command:
        assert f"checklist {command}" in everything
    for option in options_of(ran.out):
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", everything), option


def test_every_operator_and_word_of_expressions_is_in_a_checked_example() -> None:
    expressions = "".join(
        each for each in blocks("writing-rules.md", "yaml") if each.startswith(EXPRESSION)
    )
    words = RESERVED - {"unknown", "tier", "parent"}
    for name in (*operators(), *words):
        assert f"`{name}" in PAGES["writing-rules.md"], name
        assert re.search(rf"\b{name}:", expressions), name


PAGE_OF = {
    "pack": "writing-rules.md",
    "facts": "writing-rules.md",
    "rule": "writing-rules.md",
    "rule-test": "writing-rules.md",
    "conditions": "writing-rules.md",
    "profile": "writing-rules.md",
    "papers": "papers.md",
    "submission": "for-departments.md",
    "meeting": "for-secretariat.md",
    "rulings": "for-secretariat.md",
    "case": "eval.md",
    "lint": "linting.md",
}


@pytest.mark.parametrize("kind", PAGE_OF)
def test_every_key_of_a_file_is_on_its_page(kind: str) -> None:
    file = ROOT / "checklist_engine" / "loader" / "schemas" / f"{kind}.schema.json"
    shown = code_spans(PAGES[PAGE_OF[kind]])
    shown |= {
        key for block in blocks(PAGE_OF[kind], "yaml") for key in re.findall(r"[\w-]+(?=:)", block)
    }
    missing = set(properties(json.loads(file.read_text(encoding="utf-8")))) - shown
    assert missing == set()


def properties(schema: object) -> Iterator[str]:
    """The names of all properties in a schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from properties(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from properties(inner)


def test_every_word_of_a_template_is_in_its_table_and_no_other() -> None:
    assert documented_words() == dict(sorted(words_of_templates().items()))


def documented_words() -> Mapping[str, set[str]]:
    """The first column of each table of papers.md, by the heading above it."""
    found = re.findall(
        r"^### `([\w.]+)`\n(.*?)(?=^##)", PAGES["papers.md"], re.MULTILINE | re.DOTALL
    )
    return dict(
        sorted((name, set(re.findall(r"^\| `(\w+)`", body, re.MULTILINE))) for name, body in found)
    )


def words_of_templates() -> Mapping[str, set[str]]:
    """What templates see of a meeting in which there is something of every kind."""
    names = ("rulings", "half-answered", "niiza-2021-04-15", "corrections")
    folders = [ROOT / "examples" / name for name in names]
    examples = [assess_cases(each, as_of=None, pack=None, today=DAY) for each in folders]
    meeting = examples[0].meeting
    assert meeting is not None
    template = PaperTemplate(name="全て", scope="meeting", file="all.j2", source="")
    change = Change(kind=ChangeKind.OFF, by="x", subject="x", words="x")
    papers = Papers(
        meeting=replace(
            meeting, adopted={"ア": Adopted(decision=None, conclusion="別の文", conditions=None)}
        ),
        cases=[
            (assessment, replace(plan, papers=(template,), changes=(change,)))
            for assessed in examples
            for assessment, plan in assessed.cases
        ],
        notifications=[each for assessed in examples for each in assessed.notifications],
        corrections=find_corrections(folders[-1], examples[-1], pack=None).by_file,
    )
    [form] = forms(papers)
    found: dict[str, set[str]] = {}
    collect(form.view["meeting"], "meeting", found)
    collect(form.view["cases"], "case", found)
    return found


def collect(value: Any, name: str, found: dict[str, set[str]]) -> None:
    """The keys of every mapping, by the way to it; answers stand below their paths."""
    if isinstance(value, list):
        for each in value:
            collect(each, name, found)
    elif isinstance(value, dict) and name == "case.answers":
        for each in value.values():
            found.setdefault(name, set()).update(each)
    elif isinstance(value, dict):
        found.setdefault(name, set()).update(value)
        for key, inner in value.items():
            collect(inner, f"{name}.{key}", found)


def linked_pages() -> Mapping[str, Path]:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    return {str(path.relative_to(ROOT)): path for path in sorted(pages)}


@pytest.mark.parametrize("page", linked_pages())
def test_relative_links_resolve(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(path.read_text(encoding="utf-8"))):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        linked = path.parent / file if file else path
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked.read_text(encoding="utf-8")), target


def prose(text: str) -> str:
    """A page without its code blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each).strip().lower().replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", PAGES)
def test_commands_that_a_page_shows_are_those_of_the_program(
    page: str, checklist: Checklist
) -> None:
    for line in "".join(blocks(page, "sh")).splitlines():
        if line.startswith("checklist "):
            command = line.split()[1]
            assert command in command_names(), line
            assert options_of(line) <= options_of(checklist(command, "--help").out), line


@pytest.mark.parametrize("page", PAGES)
def test_rows_of_a_table_are_as_wide_as_its_head(page: str) -> None:
    rows = [
        line.replace("\\|", "") for line in prose(PAGES[page]).splitlines() if line.startswith("|")
    ]
    for above, row in pairwise(rows):
        if set(row) <= set("|- :"):
            width = above.count("|")
        elif set(above) <= set("|- :"):
            width = row.count("|")
        else:
            continue
        assert row.count("|") == width, row


@pytest.mark.parametrize("page", PAGES)
def test_yaml_that_a_page_shows_is_read(page: str) -> None:
    for block in blocks(page, "yaml"):
        assert parse_yaml(block, page).root is not None


def test_the_pack_of_the_rule_language_page_passes_its_tests(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_files(tmp_path, "writing-rules.md")
    ran = checklist("test", ".", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_the_expressions_of_the_rule_language_page_fit_its_facts(tmp_path: Path) -> None:
    write_files(tmp_path, "writing-rules.md")
    faults: list[Diagnostic] = []
    compiler = rule_compiler(load_pack(tmp_path, find_base), faults).expressions
    shown = [each for each in blocks("writing-rules.md", "yaml") if each.startswith(EXPRESSION)]
    for block in shown:
        compiler.compile(read_expression(parse_yaml(block, "式").cursor(), faults))
    assert shown
    assert faults == []


def test_the_lines_of_the_eval_page_come_out_as_it_says(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_files(tmp_path, "eval.md")
    lines, outcomes = blocks("eval.md", "jsonl")
    (tmp_path / "cases.jsonl").write_text(lines, encoding="utf-8")
    ran = checklist("eval", "facts.yaml", "--cases", "cases.jsonl", cwd=tmp_path)
    assert (ran.code, ran.err, ran.out) == (0, "", outcomes)


def test_the_meeting_of_the_guides_is_assessed_and_drafted(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_files(tmp_path, "for-departments.md", "for-secretariat.md")
    ran = checklist("assess", ".", cwd=tmp_path)
    assert ran.code in (0, 1), ran.err
    [adopted] = [
        each for each in blocks("for-secretariat.md", "yaml") if each.startswith("adopted:")
    ]
    with (tmp_path / "meeting.yaml").open("a", encoding="utf-8") as meeting:
        meeting.write(adopted)
    ran = checklist("draft", ".", "-o", "papers", cwd=tmp_path)
    assert ran.code == 0, ran.err


def test_the_fault_that_departments_are_shown_is_told_so(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_files(tmp_path, "for-departments.md")
    file = tmp_path / "yoyaku.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("country: JP\n", "country: JPN\n"), encoding="utf-8")
    ran = checklist("assess", file.name, cwd=tmp_path)
    assert ran.code == 3
    assert ran.err == blocks("for-departments.md", "text")[0]


def test_the_pack_on_top_of_the_reviewers_page_is_read_and_used(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_files(tmp_path, "for-reviewers.md", "for-departments.md")
    ran = checklist("test", "rules/our-city", "--format", "json", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert json.loads(ran.out)["packs"][0]["cases"]
    submission = tmp_path / "yoyaku.yaml"
    text = submission.read_text(encoding="utf-8")
    text = text.replace("pack: municipal-privacy", "pack: our-city")
    text = text.replace("profile: external-connection", "profile: city-connection")
    submission.write_text(text, encoding="utf-8")
    ran = checklist("assess", submission.name, "--verbose", cwd=tmp_path)
    assert ran.code in (0, 1), ran.err
    for changed in ("org-001", "cloud-002", "city-001", "sub-011", "log_months", "sub-003"):
        assert re.search(rf"^  {changed} ", ran.out, re.MULTILINE), changed
