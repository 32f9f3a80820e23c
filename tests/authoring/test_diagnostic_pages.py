"""Pages of diagnostics: every code has one, and its examples do what the page says."""

import re
import shlex
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from bad_workbooks import BAD_WORKBOOKS, IMPORT
from conftest import ROOT, Checklist
from faulty_word import FAULTY
from sample_project import PACK, files_of_example, write_example, write_sample

from checklist_engine.authoring.diagnostic_pages import (
    DiagnosticPage,
    band_pages,
    diagnostic_pages,
    page_json,
    page_of,
    page_text,
)
from checklist_engine.authoring.fault_catalogue import fault_pages
from checklist_engine.compiler.plan import compile_sound
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.widths import width
from checklist_engine.lint.check import Check, Severity
from checklist_engine.lint.settings import read_settings
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rule_tests import read_rule_tests
from checklist_engine.reporting.layout import Canvas
from checklist_engine.usecases.archive_add import add_to_archive
from checklist_engine.usecases.archive_gathering import Circumstances
from checklist_engine.usecases.draft_papers import draft_meeting
from checklist_engine.usecases.evaluate_cases import evaluate_cases
from checklist_engine.usecases.find_pack import find_base
from checklist_engine.usecases.write_form import filled_form

PACKAGE = ROOT / "checklist_engine"
DAY = date(2021, 4, 15)
FAULTS = {page.code: page for page in diagnostic_pages([])}


def example(page: DiagnosticPage, heading: str) -> str | None:
    """The code under a heading; None where words describe the example."""
    found = [block.text for block in page.parts[heading] if block.code]
    assert len(found) <= 1
    return found[0] if found else None


def codes_raised() -> set[str]:
    """Every code that the package has in quotes, outside of the catalogue."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if "fault_catalogue" not in path.parts:
            found |= set(re.findall(r'"(E[1-4]\d\d)"', path.read_text(encoding="utf-8")))
    return found


def codes_in(folder: Path, shown: str, checklist: Checklist) -> list[str]:
    """The codes of all faults that come of what an example shows, in the project in `folder`."""
    if shown.startswith("$ "):
        lines = [line.removeprefix("$ ") for line in shown.split("\n")]
        runs = [checklist(*shlex.split(line)[1:], cwd=folder) for line in lines]
        told = "\n".join(run.err + run.out for run in runs)
        return re.findall(r"^\S*: (E\d+) ", told, re.MULTILINE)
    found = []
    for job in jobs(folder, files_of_example(shown)):
        try:
            job()
        except InvalidFile as error:
            found += [each.code for each in error.diagnostics]
    return found


def read_pack(folder: Path) -> None:
    """A pack read and compiled, for each of its profiles; its rule tests and lint settings read."""
    pack = load_pack(folder, find_base)
    faults: list[Diagnostic] = []
    read_rule_tests(folder, pack, faults)
    read_settings(folder, {}, faults)
    for profile in pack.profiles.values():
        compile_sound(pack, profile, faults)
    raise_faults(faults)


def jobs(folder: Path, files: Mapping[str, str]) -> Iterator[Callable[[], object]]:
    """What has to go well with a sound project: its packs with tests, its papers, the form of a case,
    cases to evaluate.
    """
    for head in sorted((folder / "rules").glob("*/pack.yaml")):
        yield partial(read_pack, head.parent)
    yield partial(draft_meeting, folder, as_of=None, pack=None, today=DAY)
    yield partial(filled_form, folder / "furusato.yaml", None, None, as_of=DAY, today=DAY)
    if "cases.jsonl" in files:
        facts = folder / PACK / "facts" / "hosting.yaml"
        yield partial(evaluate_cases, facts, folder / "cases.jsonl", DAY)


def test_every_code_that_is_raised_has_a_page_and_no_other() -> None:
    assert set(fault_pages()) == codes_raised()


def test_the_project_of_the_examples_is_sound(tmp_path: Path, checklist: Checklist) -> None:
    write_sample(tmp_path)
    assert codes_in(tmp_path, "", checklist) == []


@pytest.mark.parametrize("code", [code for code in FAULTS if example(FAULTS[code], "悪い例")])
def test_a_bad_example_raises_its_code_and_no_other(
    code: str, tmp_path: Path, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = example(FAULTS[code], "悪い例")
    assert shown
    write_example(tmp_path, shown)
    assert set(codes_in(tmp_path, shown, checklist)) == {code}


@pytest.mark.parametrize("code", [code for code in FAULTS if example(FAULTS[code], "良い例")])
def test_a_good_example_raises_no_fault(
    code: str, tmp_path: Path, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = example(FAULTS[code], "良い例")
    assert shown
    write_example(tmp_path, shown)
    assert codes_in(tmp_path, shown, checklist) == []


def turn_into_a_link_to_itself(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


def answer(file: Path, answers: str) -> None:
    """Give the submission these answers, in place of its own."""
    head = file.read_text(encoding="utf-8").partition("answers:")[0]
    file.write_text(f"{head}answers: {answers}\n", encoding="utf-8")


def list_thousands(file: Path) -> None:
    elements = ", ".join(f"{{id: p{number}}}" for number in range(5_000))
    answer(file, f"{{parties: [{elements}]}}")


def archived(file: Path) -> Path:
    """An archive beside the submission, with it inside."""
    archive = file.with_name("蓄積.db")
    circumstances = Circumstances(as_of=DAY, pack=None, today=DAY, engine="1.0.0")
    add_to_archive(archive, [file], circumstances)
    return archive


def make_newer(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        connection.execute("PRAGMA user_version = 99")


def beside(make: Callable[[Path], object]) -> Callable[[Path], object]:
    """Makes a Word template beside the submission."""
    return lambda file: make(file.with_name("ひな形.docx"))


SITUATIONS: Mapping[str, Callable[[Path], object]] = {
    "E103": turn_into_a_link_to_itself,
    "E105": lambda file: file.write_bytes(b"#" * 8_000_000),
    "E106": lambda file: file.write_bytes(file.read_bytes().decode().encode("cp932")),
    "E114": lambda file: file.write_text("[" * 101, encoding="utf-8"),
    "E151": lambda file: make_newer(archived(file)),
    "E152": lambda file: archived(file).write_bytes(archived(file).read_bytes()[:-4096]),
    "E154": lambda file: file.rename(file.with_name("10:30.yaml")),
    **BAD_WORKBOOKS,
    "E362": lambda file: answer(file, f"{{hosting.contract_no: {'あ' * 32_768}}}"),
    "E366": list_thousands,
    **{code: beside(make) for code, make in FAULTY.items()},
}
"""What happens to a file where the bad example is told in words."""

FORM = "$ checklist form --submission furusato.yaml -o form.xlsx"
COMMANDS: Mapping[str, str] = {
    "E151": "$ checklist archive list 蓄積.db",
    "E152": "$ checklist archive verify 蓄積.db",
    "E154": "$ checklist archive add 蓄積.db 10:30.yaml",
    **dict.fromkeys(BAD_WORKBOOKS, IMPORT),
    "E362": FORM,
    "E366": FORM,
    **dict.fromkeys(FAULTY, "$ checklist templates lint ひな形.docx"),
}
"""What notices it; else `assess` does."""


def test_examples_in_words_are_of_files_that_cannot_be_shown() -> None:
    assert {code for code, page in FAULTS.items() if not example(page, "悪い例")} == set(SITUATIONS)
    assert {code for code, page in FAULTS.items() if not example(page, "良い例")} == set(SITUATIONS)


@pytest.mark.parametrize("code", SITUATIONS)
def test_a_bad_example_in_words_raises_its_code(
    code: str, tmp_path: Path, checklist: Checklist
) -> None:
    write_sample(tmp_path)
    SITUATIONS[code](tmp_path / "furusato.yaml")
    command = COMMANDS.get(code, "$ checklist assess furusato.yaml")
    assert codes_in(tmp_path, command, checklist) == [code]


@pytest.mark.parametrize("page", FAULTS.values(), ids=FAULTS)
def test_a_page_of_a_fault_is_plain_japanese_prose(page: DiagnosticPage) -> None:
    assert not page.title.endswith("。")
    for heading in ("何か", "なぜ"):
        text = "".join(block.text for block in page.parts[heading])
        assert text.endswith("。"), text
        assert re.search("です。|ます。|ません。|ください。|ました。", text), text
        assert "診断" not in text


def test_no_two_pages_have_the_same_title() -> None:
    titles = [page.title for page in FAULTS.values()]
    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("code", FAULTS)
def test_every_key_that_a_page_names_is_one_of_the_language(code: str) -> None:
    known = set(re.findall(r"[a-z_]+", KNOWN_WORDS))
    for heading in ("何か", "なぜ"):
        for block in FAULTS[code].parts[heading]:
            for span in re.findall("`([a-z_]+)`", block.text):
                assert span in known, (code, span)


KNOWN_WORDS = "".join(
    path.read_text(encoding="utf-8")
    for path in (
        *(PACKAGE / "loader" / "schemas").glob("*.json"),
        ROOT / "docs" / "writing-rules.md",
    )
)

PAGE = """\
使われない条件

何か
どの規則からも使われない条件を
知らせます。`use` や YAML の
`conditions` を見ます。

- 一つ目
- 二つ目

なぜ
結論に出ないからです。

悪い例
次の条件は使われません。

    # conditions.yaml
    agree:
      text: 同意を得ること

    record:
      text: 記録を残すこと

良い例
    # one/one-001.yaml
    condition: {use: agree}
"""


def test_a_page_is_read_from_its_docstring() -> None:
    page = page_of("W599", PAGE, Severity.WARNING)
    assert (page.code, page.title, page.severity) == ("W599", "使われない条件", Severity.WARNING)
    what = [block.text for block in page.parts["何か"]]
    assert what == [
        "どの規則からも使われない条件を知らせます。`use` や YAML の `conditions` を見ます。",
        "- 一つ目\n- 二つ目",
    ]
    words, code = page.parts["悪い例"]
    assert (words.text, words.code) == ("次の条件は使われません。", False)
    assert code.code
    assert code.text.split("\n")[0] == "# conditions.yaml"
    assert "\n\nrecord:\n  text:" in code.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("なぜ\n結論に出ないからです。\n", ""),
        ("結論に出ないからです。\n", ""),
        ("使われない条件\n", "\n"),
        ("良い例\n", "よい例\n"),
        ("何か\n", "題名の続き\n何か\n"),
        ("良い例\n", "良い例\n    a: b\n悪い例\n"),
    ],
)
def test_a_page_without_its_form_is_refused(old: str, new: str) -> None:
    assert old in PAGE
    with pytest.raises(ValueError, match="W599"):
        page_of("W599", PAGE.replace(old, new, 1), Severity.WARNING)


def test_pages_of_checks_stand_after_those_of_faults() -> None:
    check = Check(code="W599", title="", page=PAGE, severity=Severity.NOTE)
    codes = [page.code for page in diagnostic_pages([check])]
    assert codes == [*FAULTS, "W599"]


def test_the_pages_of_the_bands_have_an_anchor_for_every_code_of_the_index() -> None:
    check = Check(code="W599", title="", page=PAGE, severity=Severity.NOTE)
    pages = dict(band_pages(diagnostic_pages([check])))
    assert list(pages) == ["README.md", "E1.md", "E2.md", "E3.md", "E4.md", "W5.md"]
    rows = re.findall(
        r"^\| \[(\w+)\]\((\w+\.md)#(\w+)\) \| (.+) \| (.+) \|$", pages["README.md"], re.MULTILINE
    )
    assert [code for code, *_ in rows] == [*FAULTS, "W599"]
    for code, file, anchor, title, severity in rows:
        assert anchor == code.lower()
        assert f"\n## {code}\n\n**{title}**（{severity}）\n" in pages[file]
    assert rows[-1][3:] == ("使われない条件", "参考")


def test_a_band_page_shows_examples_in_their_language() -> None:
    pages = dict(band_pages(diagnostic_pages([])))
    assert "```sh\nchecklist assess furusto.yaml\n```" in pages["E1.md"]
    assert "```json\n# cases.jsonl\n" in pages["E1.md"]
    assert "```yaml\n# cloud/cloud-001.yaml\nrequire: {hosting.contry: JP}\n```" in pages["E2.md"]
    assert "```jinja\n# templates/agenda.md.j2\n" in pages["E4.md"]
    for text in pages.values():
        assert text.count("```") % 2 == 0
        assert text.endswith("\n")
        assert "\n\n\n" not in text


def test_a_page_on_a_terminal_is_folded_and_its_code_is_not() -> None:
    page = page_of("W599", PAGE, Severity.WARNING)
    lines = list(page_text(page, Canvas(cells=40, colour=False)))
    assert lines[0] == "■ W599　使われない条件［注意］"
    assert [line for line in lines if re.match("  \\S", line)] == [
        "  何か",
        "  なぜ",
        "  悪い例",
        "  良い例",
    ]
    assert "      record:" in lines
    assert "        text: 記録を残すこと" in lines
    assert all(width(line) <= 40 for line in lines)


def test_a_page_as_json_has_its_parts() -> None:
    found = page_json(page_of("W599", PAGE, Severity.ERROR))
    assert list(found) == ["code", "title", "severity", "what", "why", "bad", "good"]
    assert found["severity"] == "error"
    assert found["why"] == [{"text": "結論に出ないからです。", "code": False}]
