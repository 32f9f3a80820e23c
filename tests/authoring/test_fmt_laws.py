"""The laws of `checklist fmt`: meaning and comments are kept, and what is formatted stays as it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from untidy import Untidy

from checklist_engine.authoring.formatting.formatted import formatted, same
from checklist_engine.authoring.formatting.text import layout_text
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.formats.yaml_layout import Block, Comment, Entry
from checklist_engine.formats.yaml_layout_reader import read_layout
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import RulePack
from checklist_engine.model.pack_parts import Change
from checklist_engine.model.plan import Plan
from checklist_engine.usecases.find_pack import find_base

FILES = sorted([*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")])
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in FILES}
PACKS = sorted(head.parent for head in ROOT.glob("**/rules/*/pack.yaml"))


def comments_of(text: str) -> tuple[str, ...]:
    layout = read_layout(text)
    return tuple(sorted(layout.comments)) if layout else ()


def assert_tidy(text: str) -> None:
    assert text.endswith("\n")
    assert not re.search(r"[ \t]$|\r|\n\n\n|\A\n|\n\n\Z", text, re.MULTILINE)


def test_there_are_files() -> None:
    assert len(FILES) > 300
    assert len(PACKS) >= 2


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_of_the_project_has_the_style_already(name: str) -> None:
    layout = read_layout(TEXTS[name])
    assert layout is not None
    assert layout_text(layout) == TEXTS[name]


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_of_the_project_keeps_its_meaning_and_its_comments(name: str) -> None:
    text = TEXTS[name]
    result = formatted(text, name)
    assert same(parse_yaml(result, name).root, parse_yaml(text, name).root)
    assert comments_of(result) == comments_of(text)
    assert formatted(result, name) == result


def untidy(text: str, seed: int) -> tuple[str, list[str], object]:
    """The data of a text written anew, without any style; its comments; the data."""
    root = parse_yaml(text, "x.yaml").root
    writer = Untidy(seed)
    return writer.text(root), writer.comments, root


@given(st.sampled_from(list(TEXTS)), st.integers())
@settings(max_examples=150, deadline=None)
def test_whatever_the_style_was_meaning_and_comments_are_kept(name: str, seed: int) -> None:
    text, comments, root = untidy(TEXTS[name], seed)
    assert same(parse_yaml(text, "x.yaml").root, root)
    result = formatted(text, "x.yaml")
    assert same(parse_yaml(result, "x.yaml").root, root)
    assert comments_of(result) == tuple(sorted(comments))
    assert formatted(result, "x.yaml") == result
    assert_tidy(result)


WORDS = st.text(
    st.sampled_from(list("aZé日本「」：　、019.-_+:#,?!&*|>%@`'\"\\{}[]~= \t\ne")), max_size=8
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=4), st.integers())
@settings(max_examples=300, deadline=None)
def test_any_data_in_any_style_is_kept(root: dict[str, object], seed: int) -> None:
    writer = Untidy(seed)
    text = writer.text(root)
    assert same(parse_yaml(text, "x.yaml").root, root)
    result = formatted(text, "x.yaml")
    assert same(parse_yaml(result, "x.yaml").root, root)
    assert comments_of(result) == tuple(sorted(writer.comments))
    assert formatted(result, "x.yaml") == result


def attached(text: str) -> Mapping[str, tuple[str, ...]]:
    """Each comment, and the keys on the way to the entry that it belongs to; items have none."""
    layout = read_layout(text)
    assert layout is not None
    return {comment: way for way, entry in walk(layout.root, ()) for comment in comments_at(entry)}


def walk(entry: Entry, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    here = (*way, entry.key.value) if entry.key else way
    yield here, entry
    for each in entry.value.entries if isinstance(entry.value, Block) else ():
        yield from walk(each, here)


def comments_at(entry: Entry) -> Iterator[str]:
    def lines(comments: tuple[Comment, ...]) -> Iterator[str]:
        yield from (comment.text for comment in comments)

    yield from lines((*entry.above, *entry.before_value, *entry.below))
    yield from filter(None, [entry.beside, entry.tail])
    if isinstance(entry.value, Block):
        yield from lines(entry.value.below)


@given(st.sampled_from([name for name in TEXTS if "/facts/" not in name]), st.integers())
@settings(max_examples=60, deadline=None)
def test_comments_stay_with_their_keys(name: str, seed: int) -> None:
    # Under a block text a comment cannot be indented, so it may be about what follows.
    text = Untidy(seed, block_texts=False).text(parse_yaml(TEXTS[name], name).root)
    result = formatted(text, "x.yaml")
    before, after = attached(text), attached(result)
    assert before.keys() == after.keys()
    for comment, way in before.items():
        # What is said of the first key of an item goes above its hyphen, and what is said of the
        # first key of a file that says nothing of itself may be about either; nothing else moves.
        assert after[comment] == way or stands_above_key(comment, way[-1], result), comment


def stands_above_key(comment: str, key: str, text: str) -> bool:
    """Whether the first line below a comment that is none itself starts with a key."""
    below = (line.lstrip(" -") for line in text.partition(f"{comment}\n")[2].split("\n"))
    return next(line for line in below if line and not line.startswith("#")).startswith(f"{key}:")


def plans(pack: RulePack) -> Mapping[str, Plan]:
    """The plan of every profile, but for the digest of the files and for the order in which the keys
    that lie over a pack below are named.
    """
    return {
        name: comparable(compile_plan(pack, profile)) for name, profile in pack.profiles.items()
    }


def comparable(plan: Plan) -> Plan:
    return replace(plan, pack_digest="", changes=tuple(map(in_any_order, plan.changes)))


def in_any_order(change: Change) -> Change:
    return replace(change, words="、".join(sorted(change.words.split("、"))))


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_a_pack_compiles_to_the_same_plans(pack: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    copytree(ROOT / "rules", rules)
    folder = rules / pack.name
    if not folder.exists():
        copytree(pack, folder)
    written = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
    originally = plans(load_pack(folder, find_base))
    for path, text in written.items():
        path.write_text(formatted(text, path.name), encoding="utf-8")
    assert plans(load_pack(folder, find_base)) == originally
    for seed, (path, text) in enumerate(written.items()):
        path.write_text(untidy(text, seed)[0], encoding="utf-8")
    before = plans(load_pack(folder, find_base))
    for path in written:
        text = path.read_text(encoding="utf-8")
        path.write_text(formatted(text, path.name), encoding="utf-8")
    after = plans(load_pack(folder, find_base))
    assert after == before
    assert after.keys() == originally.keys()
