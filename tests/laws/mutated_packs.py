"""A small pack cut out of the real one, and the slips that people make in its files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from conftest import ROOT
from hypothesis import strategies as st

from checklist_engine.compiler.plan import compile_plan
from checklist_engine.lint.message import Message
from checklist_engine.lint.workbench import Workbench
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import Profile
from checklist_engine.usecases.find_pack import find_base
from checklist_engine.usecases.lint_files import LintOrder, workbench

REAL = ROOT / "rules" / "municipal-privacy"
RULES = ("sub-003", "data-004", "image-004")
"""A rule about the elements of a tree, one of several parts, one with a parameter."""
DAY = date(2021, 4, 15)
ODD = "　：－，「」（）〔〕{}[]#&*!|>'\"%@`\t\n\r\0\x07\x85\u2028\u200b\ufeff\ufffe\U0001f9ea\ud7ff-:,.０Ａｱ１"
"""Characters that mean something to YAML, or to people, or nothing at all."""
ODD_VALUES = (
    "", "null", "~", "true", "no", "3", "-1", "0.5", "1e3", "99999999999999999999", "2021-02-30",
    "[]", "{}", "[a, b]", "{a: 1}", "text", "'", '"', "{{ x }}", "|", "{fact: x}", "{parameter: x}",
)  # fmt: skip


def cut_out(folder: Path) -> Path:
    """The real pack with a few of its rules, and with what these use."""
    for name, text in texts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@cache
def texts() -> Mapping[str, str]:
    """The files of that pack, by name."""
    return dict(_files())


def _files() -> Iterator[tuple[str, str]]:
    pack = load_pack(REAL, find_base)
    chosen = Profile(
        id="few", label="", decision="none", rules=RULES, families=None, place=pack.place
    )
    used = compile_plan(pack, chosen).read
    rules = [path for name in RULES for path in sorted(REAL.glob(f"*/{name}.*"))]
    read = {path: path.read_text(encoding="utf-8") for path in rules}
    written = "".join(read.values())
    for path, text in read.items():
        # A few cases are enough to be mutated, and each takes its time.
        yield path.relative_to(REAL).as_posix(), "\n  - name:".join(text.split("\n  - name:")[:4])
    yield from _facts(used)
    conditions = (REAL / "conditions.yaml").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z])", conditions)
    names = {*re.findall(r"use: ([\w-]+)", written), "report-open-points"}
    yield "conditions.yaml", "".join(each for each in entries if each.split(":")[0] in names)
    yield "pack.yaml", (REAL / "pack.yaml").read_text(encoding="utf-8")
    yield (
        "profiles/few.yaml",
        (
            f"profile: few\nlabel: 一部\ndecision: council\nrules: {{ids: [{', '.join(RULES)}]}}\n"
            "parameters: {image_days: 14}\nweights: {sub-003: 3}\n"
        ),
    )
    yield "lint.yaml", "severity: {W519: off, W530: error}\nfamily_share: 0.4\n"


def _facts(used: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files of facts with what is used, and with what the relevance of that looks at."""
    files = {
        path.name: re.split(r"(?m)^(?=  - )", path.read_text(encoding="utf-8"))
        for path in sorted((REAL / "facts").glob("*.yaml"))
    }
    facts = {_id(fact): fact for _, *facts in files.values() for fact in facts}
    kept: set[str] = set()
    waiting = [name for name in used if name in facts]
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting += [other for other in facts if f"{other}:" in facts[name]]
    for name, (head, *mine) in files.items():
        if any(_id(fact) in kept for fact in mine):
            yield f"facts/{name}", "".join([head, *(fact for fact in mine if _id(fact) in kept)])


def _id(fact: str) -> str:
    return str(re.findall(r"id: ([\w.]+)", fact)[0])


@dataclass(frozen=True, slots=True)
class Mutant:
    """What becomes of some files of a pack, by their names."""

    texts: Mapping[str, str]


def linted(bench: Workbench, mutant: Mutant) -> tuple[Message, ...]:
    """What lint says of the pack with other texts in its files; nothing is written to the disk."""
    folder, known = bench.reader.desk.folder, bench.reader.desk
    other = workbench(folder, ORDER)
    # What is known of rules that are as they were need not be found out again.
    other.read = bench.read
    desk = other.reader.desk
    desk.texts.update(known.texts)
    desk.documents.update(known.documents)
    for name, text in mutant.texts.items():
        desk.forget(folder / name)
        desk.texts[folder / name] = text
    return other.whole()


ORDER = LintOrder(as_of=DAY, today=DAY)


@st.composite
def mutants(draw: st.DrawFn) -> Mutant:
    """A pack with one to three slips, in one file or in several."""
    changed: dict[str, str] = {}
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(texts())))
        slip = draw(st.sampled_from(_SLIPS))
        changed[name] = slip(draw, changed.get(name, texts()[name]))
    return Mutant(changed)


def _line_gone(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    return "\n".join([*lines[:at], *lines[at + draw(st.integers(1, 5)) :]])


def _line_twice(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    return "\n".join([*lines[:at], lines[at], *lines[at:]])


def _lines_swapped(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _indented(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = draw(st.sampled_from([" ", "  ", "\t", "　", "- "])) + lines[at]
    return "\n".join(lines)


def _character(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    other = draw(st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"]) | st.just(""))
    return text[:at] + other + text[at + draw(st.integers(0, 2)) :]


def _cut(draw: st.DrawFn, text: str) -> str:
    return text[: draw(st.integers(0, len(text)))]


def _value(draw: st.DrawFn, text: str) -> str:
    """Another value behind a key: an odd one, or one from another file."""
    keys = list(re.finditer(r"(?<=: )[^\n]+", text))
    if not keys:
        return text
    found = draw(st.sampled_from(keys))
    foreign = re.findall(r"(?<=: )[^\n]+", texts()[draw(st.sampled_from(sorted(texts())))])
    other = draw(st.sampled_from(ODD_VALUES) | st.sampled_from(foreign or ["x"]))
    return text[: found.start()] + other + text[found.end() :]


def _word(draw: st.DrawFn, text: str) -> str:
    """Another word in the place of one: of the same file, of another, or an odd value."""
    words = list(re.finditer(r"[A-Za-z_.][\w.-]*|\d+", text))
    if not words:
        return text
    found = draw(st.sampled_from(words))
    foreign = re.findall(r"[A-Za-z_.][\w.-]*", texts()[draw(st.sampled_from(sorted(texts())))])
    other = draw(st.sampled_from(ODD_VALUES) | st.sampled_from(foreign or ["x"]))
    return text[: found.start()] + other + text[found.end() :]


def _foreign_file(draw: st.DrawFn, _: str) -> str:
    return texts()[draw(st.sampled_from(sorted(texts())))]


def _comment(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    words = draw(
        st.sampled_from(
            [
                "ignore",
                "ignore W519",
                "ignore W512,W530 理由",
                "ignore E203 理由",
                "ignor W1",
                "ignore W5l2 x",
            ]
        )
    )
    lines[at] += (
        draw(st.sampled_from([" # checklist: ", "\n# checklist: ", "#checklist: "])) + words
    )
    return "\n".join(lines)


_SLIPS = (
    _line_gone,
    _line_twice,
    _lines_swapped,
    _indented,
    _character,
    _cut,
    _value,
    _word,
    _word,
    _value,
    _foreign_file,
    _comment,
)
