"""The 26 questions of the members: an empty form asks each, and the seeds answer them as the minutes."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist
from packs import run, write_files

from checklist_engine.formats.reading import read_document
from checklist_engine.model.verdicts import Verdict

EXAMPLE = ROOT / "examples" / "niiza-2021-04-15"
EMPTY = """\
case: {id: empty, title: 何も答えていない案件の処理}
pack: municipal-privacy
profile: external-connection
"""
# Asked in the meeting, and left without an answer: by case, as the minutes have it.
OPEN = {"furusato.yaml": {3, 7, 9, 12}, "qubena.yaml": {13, 16, 18, 20, 22, 25}}


@cache
def members() -> dict[int, dict[str, Any]]:
    root: Any = read_document(EXAMPLE / "members-questions.yaml").root
    return {entry["number"]: entry for entry in root["questions"]}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, tuple[str, ...]]]:
    """The questions of an empty form: (words, rules)."""
    folder = write_files(tmp_path_factory.mktemp("empty"), {"empty.yaml": EMPTY})
    ((assessment, _),) = run(folder / "empty.yaml").cases
    return [(question.text, question.rules) for question in assessment.questions]


def test_there_are_26() -> None:
    assert sorted(members()) == list(range(1, 27))


@pytest.mark.parametrize("number", range(1, 27))
def test_an_empty_form_asks_it(form: list[tuple[str, tuple[str, ...]]], number: int) -> None:
    asked = {rule for _, rules in form for rule in rules}
    assert set(members()[number]["rules"]) <= asked


def test_each_is_asked_in_words_of_its_own(form: list[tuple[str, tuple[str, ...]]]) -> None:
    first = {number: entry["rules"][0] for number, entry in members().items()}
    words = {
        number: next(text for text, rules in form if rule in rules)
        for number, rule in first.items()
    }
    assert len(set(words.values())) == len(words)


def test_an_empty_form_is_never_approved(checklist: Checklist, tmp_path: Path) -> None:
    folder = write_files(tmp_path, {"empty.yaml": EMPTY})
    ran = checklist("assess", folder / "empty.yaml", "--format", "json")
    found = json.loads(ran.out)
    assert found["decision"] == "defer"
    assert not {"met", "compensated", "unproven"} & {each["verdict"] for each in found["findings"]}


@pytest.mark.parametrize("name", OPEN)
def test_the_seeds_leave_open_what_the_minutes_leave_open(name: str) -> None:
    ((assessment, _),) = run(EXAMPLE / name).cases
    waiting = {
        re.sub(r"\[[^\]]*\]", "", path)
        for rule in assessment.rules
        for finding in rule.findings
        if finding.verdict is Verdict.UNDETERMINED
        for path in finding.paths
    }
    found = {number for number, entry in members().items() if waiting & set(entry["paths"])}
    assert found == OPEN[name]
