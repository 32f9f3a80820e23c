"""Fitting finds in the columns what typing a submission by the other pack finds in its words."""

from datetime import date
from pathlib import Path

import pytest
from packs import FACTS, PACK, submission, write_pack

from checklist_engine.bulk import encode, rows_of
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.submission import read_submission, type_submission
from checklist_engine.model.pack import RulePack
from checklist_engine.model.submission import Submission
from checklist_engine.replay.fitting import Fit, fit
from checklist_engine.usecases.find_pack import find_base

LETTER = "evidence: [{id: E1, kind: letter, supports: [agreed]}]\n"
CASES = {
    "plain": "{agreed: true, place: JP, people: 3}",
    "abroad": "{agreed: true, place: OTHER, means: [audit]}",
    "many": "{people: 90, means: [roster, pledge], rate: 1.5}",
    "none": "{parties: []}",
    "listed": "{parties: [{id: a, handles: true}, {id: b}]}",
    "nested": "{parties: [{id: a, below: [{id: b, sites: [{id: s}, {id: t, abroad: true}]}]}]}",
    "papers": "{parties: [{id: a}, {id: b, papers: [roster]}], chief: b}",
    "proven": "{agreed: true}",
}


@pytest.fixture
def own(tmp_path: Path) -> RulePack:
    return load_pack(write_pack(tmp_path / "own" / "small"), find_base)


def other_pack(tmp_path: Path, old: str, new: str) -> RulePack:
    files = {"facts/main.yaml": FACTS, "pack.yaml": PACK}
    changed = {name: text.replace(old, new) for name, text in files.items()}
    assert changed != files
    return load_pack(write_pack(tmp_path / "other" / "small", changed), find_base)


def typed(tmp_path: Path, pack: RulePack) -> dict[str, tuple[Submission, list[str]]]:
    """The cases as a pack types them, with the faults."""
    found = {}
    for name, answers in CASES.items():
        file = tmp_path / f"{name}.yaml"
        rest = LETTER if name == "proven" else ""
        file.write_text(submission(answers, rest, name=name), encoding="utf-8")
        faults: list[Diagnostic] = []
        written = read_submission(file, tmp_path, faults)
        assert written is not None
        read = type_submission(written, pack, "all", faults)
        found[name] = read, [each.message for each in faults]
    return found


def fitted(tmp_path: Path, own: RulePack, other: RulePack) -> tuple[Fit, tuple[str, ...]]:
    cases = [(read, date(2021, 4, 15)) for read, _ in typed(tmp_path, own).values()]
    columns = encode(own.vocabulary, cases)
    return fit(columns, own.vocabulary, other.vocabulary, other.evidence_kinds), tuple(
        columns.cases
    )


@pytest.mark.parametrize(
    ("old", "new", "gone", "anew"),
    [
        ('  - {id: rate, label: 割合, type: number, unit: "%"}\n', "", {"many"}, set()),
        ("JP: 日本, OTHER: 日本以外", "JP: 日本", set(), {"abroad"}),
        ("max: 100", "max: 50", set(), {"many"}),
        ("      - {id: handles, type: boolean, label: 取扱い, question: この事業者が取り扱いますか}\n",
         "", {"listed"}, set()),
        ("          - {id: abroad, type: boolean, label: 国外}\n", "", {"nested"}, set()),
        ("id: chief, label: 主な委託先, type: choice, from: parties",
         "id: chief, label: 主な委託先, type: text", set(), {"papers"}),
        ("    key: id\n    name: name\n", "    key: name\n", set(), {"listed", "nested", "papers"}),
        ("  - {id: letter, label: 書面による回答, strength: statement}\n", "", {"proven"}, set()),
        ("label: 人数", "label: 人の数", set(), set()),
    ],
)  # fmt: skip
def test_what_is_gone_and_what_has_to_be_typed_anew(
    tmp_path: Path, own: RulePack, old: str, new: str, gone: set[str], anew: set[str]
) -> None:
    other = other_pack(tmp_path, old, new)
    found, names = fitted(tmp_path, own, other)
    assert {names[row] for row in rows_of(found.unfit)} == gone
    assert {names[row] for row in rows_of(found.anew)} == anew
    # Whoever has a fault when typed by the other pack is among them; of those that are typed anew
    # some may turn out to fit.
    faulty = {name for name, (_, faults) in typed(tmp_path, other).items() if faults}
    assert gone <= faulty <= gone | anew


def test_a_pack_fits_its_own_answers(tmp_path: Path, own: RulePack) -> None:
    found, _ = fitted(tmp_path, own, own)
    assert found == Fit(gone={}, anew=0)
