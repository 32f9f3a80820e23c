"""What changes in a pack is noticed, and what is spoiled in the cache is made anew."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Checklist
from kept_packs import looked_at_later, text_of
from packs import DAY, PACK, PROFILE, rule, submission, write_files, write_pack

from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.cache_folder import CacheFolder
from checklist_engine.usecases.pack_cache import PackCache

Change = Callable[[Path], object]


def small(folder: Path) -> Path:
    """A small pack that extends another, and a submission; the submission."""
    write_pack(folder / "rules" / "base", {"pack.yaml": PACK.replace("pack: small", "pack: base")})
    write_files(
        folder,
        {
            "rules/small/pack.yaml": "pack: small\nlanguage: 1\nversion: 1.0.0\nlabel: 上\nextends: base\n",
            "rules/small/one/one-002.yaml": rule("one-002", require="{recorded: true}"),
            "rules/small/one/one-002.test.yaml": "rule: one-002\ncases: []\n",
            "rules/small/profiles/all.yaml": PROFILE,
            "s.yaml": submission("{agreed: false, recorded: false}"),
        },
    )
    return folder / "s.yaml"


def _take_away(*paths: Path) -> None:
    for path in paths:
        path.unlink()


CHANGES: dict[str, Change] = {
    "a rule": lambda rules: text_of(rules / "small/one/one-002.yaml", "one-002の", "ONE-002の"),
    "a rule of the base": lambda rules: text_of(
        rules / "base/one/one-001.yaml", "one-001の", "ONE-001の"
    ),
    "a condition of the base": lambda rules: text_of(rules / "base/conditions.yaml", "同意を", "合意を"),
    "a further rule": lambda rules: write_files(
        rules, {"small/two/two-001.yaml": rule("two-001", require="{checked: true}")}
    ),
    "a rule less": lambda rules: (rules / "small/one/one-002.yaml").unlink(),
    "a fault": lambda rules: text_of(rules / "small/one/one-002.yaml", "recorded", "recOrded"),
    "a file that has no place there": lambda rules: write_files(rules, {"small/lost.yaml": "a: 1"}),
    "another profile": lambda rules: text_of(rules / "small/profiles/all.yaml", "council", "none   "),
    "no profile": lambda rules: _take_away(
        rules / "small/profiles/all.yaml", rules / "base/profiles/all.yaml"
    ),
    "no pack": lambda rules: (rules / "small/pack.yaml").unlink(),
    "no base": lambda rules: (rules / "base/pack.yaml").unlink(),
    "a base of another kind": lambda rules: text_of(
        rules / "base/pack.yaml", "version: 1.0.0", "version: 1.0.1"
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.usefixtures("kept")
def test_what_changes_is_noticed_at_once(
    change: Change, tmp_path: Path, checklist: Checklist, uncached: Checklist
) -> None:
    path = small(tmp_path)
    arguments = ("assess", path, "--as-of", "2021-04-15", "--format", "json")
    before = checklist(*arguments)
    assert checklist(*arguments) == before
    change(tmp_path / "rules")
    after = checklist(*arguments)
    assert after == uncached(*arguments)
    assert after != before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changes_is_noticed_long_after(
    change: Change, tmp_path: Path, kept: Path, checklist: Checklist, uncached: Checklist
) -> None:
    path = small(tmp_path)
    aged(tmp_path)
    arguments = ("assess", path, "--as-of", "2021-04-15", "--format", "json")
    before = checklist(*arguments)
    looked_at_later(kept)
    assert checklist(*arguments) == before
    change(tmp_path / "rules")
    after = checklist(*arguments)
    assert after == uncached(*arguments)
    assert after != before


def aged(folder: Path) -> None:
    """Files last written long ago."""
    for path in folder.rglob("*.yaml"):
        os.utime(path, ns=(10**18, 10**18))


def test_files_that_look_the_same_are_not_read(
    tmp_path: Path, kept: Path, checklist: Checklist
) -> None:
    path = small(tmp_path)
    arguments = ("assess", path, "--as-of", "2021-04-15")
    before = checklist(*arguments)
    looked_at_later(kept)
    named = tmp_path / "rules/small/one/one-002.yaml"
    looks = named.stat()
    cache = PackCache(CacheFolder(kept))
    assert cache.find(tmp_path / "rules/small", "all") is not None
    # All that tells the two apart now is when its inode last changed, which nobody can set.
    text_of(named, "one-002の", "ONE-002の")
    assert (named.stat().st_size, named.stat().st_mtime_ns) == (looks.st_size, looks.st_mtime_ns)
    assert checklist(*arguments) != before


def test_files_written_anew_with_the_same_content_are_known_again(
    tmp_path: Path, kept: Path, checklist: Checklist
) -> None:
    path = small(tmp_path)
    checklist("assess", path, "--as-of", "2021-04-15")
    for each in (tmp_path / "rules").rglob("*.yaml"):
        each.write_bytes(each.read_bytes())
    assert PackCache(CacheFolder(kept)).find(tmp_path / "rules/small", "all") is not None


def test_a_changed_rule_test_changes_no_plan(
    tmp_path: Path, kept: Path, checklist: Checklist
) -> None:
    path = small(tmp_path)
    checklist("assess", path, "--as-of", "2021-04-15")
    write_files(tmp_path, {"rules/small/one/one-002.test.yaml": "rule: one-002\ncases: [1]\n"})
    assert PackCache(CacheFolder(kept)).find(tmp_path / "rules/small", "all") is not None


@pytest.mark.usefixtures("kept")
def test_a_base_that_would_now_be_found_elsewhere_is_looked_for(
    tmp_path: Path, checklist: Checklist, uncached: Checklist
) -> None:
    path = small(tmp_path / "in")
    (tmp_path / "in/rules/base").rename(tmp_path / "rules.moved")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules.moved").rename(tmp_path / "rules/base")
    arguments = ("assess", path, "--as-of", "2021-04-15")
    before = checklist(*arguments)
    assert before.code in (0, 1)
    write_pack(
        tmp_path / "in/rules/base",
        {
            "pack.yaml": PACK.replace("pack: small", "pack: base"),
            "one/one-001.yaml": rule(require="{agreed: false}"),
        },
    )
    after = checklist(*arguments)
    assert after == uncached(*arguments)
    assert after != before


@pytest.mark.usefixtures("kept")
def test_another_working_folder_gets_its_own_names_of_files(
    tmp_path: Path, checklist: Checklist, uncached: Checklist
) -> None:
    small(tmp_path)
    template = "{{ nothing }}"
    papers = "papers: [{name: 試し, for: case, template: a.md.j2}]\n"
    write_files(
        tmp_path / "rules/small", {"templates/papers.yaml": papers, "templates/a.md.j2": template}
    )
    write_files(
        tmp_path,
        {
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
            "cases: [{item: ア, submission: s.yaml}]\n"
        },
    )
    for cwd in (tmp_path, tmp_path / "rules"):
        for _ in range(2):
            shown = checklist("draft", tmp_path, "-o", tmp_path / "out", cwd=cwd)
            assert shown == uncached("draft", tmp_path, "-o", tmp_path / "out", cwd=cwd)
            assert "a.md.j2" in shown.err


# What is spoiled is made again.


def _spoilt(body: bytes) -> Iterator[bytes]:
    yield from (b"", b"null", b"[" * 50_000, body[: len(body) // 2], body + b"\n{}")
    lines = body.split(b"\n")
    for at, line in enumerate(lines):
        # What rules were compiled with only replay reads: it has a test of its own.
        for spoilt in _spoilt_lines(line) if b'"RulePack":' not in line else ():
            yield b"\n".join((*lines[:at], spoilt, *lines[at + 1 :]))


def _spoilt_lines(line: bytes) -> Iterator[bytes]:
    yield from (b"", b"null", line + b" ]")
    raw = json.loads(line)
    if isinstance(raw, list):
        yield from (b"{}", json.dumps(raw[1:]).encode(), json.dumps([*raw, "more"]).encode())
        return
    name = next(key for key in raw if key != "checklist")
    yield line.replace(b'"checklist":1', b'"checklist":2')
    yield json.dumps({**raw, name: None}).encode()
    yield json.dumps({**raw, name: {**raw[name], "more": 1}}).encode()


def test_what_is_sound_to_the_byte_and_is_no_plan_all_the_same_is_made_again(
    tmp_path: Path, kept: Path, checklist: Checklist
) -> None:
    path = small(tmp_path)
    arguments = ("assess", path, "--as-of", "2021-04-15")
    before = checklist(*arguments)
    folder = CacheFolder(kept)
    for file in sorted(kept.iterdir()):
        body = folder.read(file.stem)
        assert body is not None
        for spoilt in _spoilt(body):
            folder.write(file.stem, spoilt)
            assert checklist(*arguments) == before
            # In its place stands again what can be trusted.
            assert folder.read(file.stem) == body or b'"Index"' in body


INDEXES: dict[str, Callable[[Any], object]] = {
    "of nothing": lambda index: index.update(layers=[]),
    "of a pack elsewhere": lambda index: index["layers"][0].update(folder="/elsewhere"),
    "of a folder that cannot be": lambda index: index["layers"][1].update(folder="\0"),
    "of a base that nobody names": lambda index: index["layers"][0].update(extends=None),
    "of a later day": lambda index: index.update(taken=10**40),
}


@pytest.mark.parametrize("change", INDEXES.values(), ids=INDEXES.keys())
def test_an_index_that_cannot_be_is_not_believed(
    change: Callable[[Any], object], tmp_path: Path, kept: Path, checklist: Checklist
) -> None:
    path = small(tmp_path)
    before = checklist("assess", path, "--as-of", "2021-04-15")
    folder = CacheFolder(kept)
    for file in kept.iterdir():
        body = folder.read(file.stem)
        assert body is not None
        if b'"Index"' in body:
            raw = json.loads(body)
            change(raw["Index"])
            folder.write(file.stem, json.dumps(raw).encode())
    assert checklist("assess", path, "--as-of", "2021-04-15") == before


def test_another_version_of_the_program_compiles_anew(
    tmp_path: Path, kept: Path, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    checklist("assess", small(tmp_path), "--as-of", "2021-04-15")
    cache = PackCache(CacheFolder(kept))
    assert cache.find(tmp_path / "rules/small", "all") is not None
    monkeypatch.setattr("checklist_engine.usecases.pack_cache.__version__", "9.9.9")
    assert cache.find(tmp_path / "rules/small", "all") is None


def test_a_plan_of_another_pack_is_not_taken_for_this_one(
    tmp_path: Path, kept: Path, checklist: Checklist
) -> None:
    one, other = small(tmp_path / "one"), small(tmp_path / "other")
    text_of(tmp_path / "other/rules/base/one/one-001.yaml", "agreed: true", "agreed:false")
    before = checklist("assess", one, "--as-of", "2021-04-15")
    mine = {path.name for path in kept.iterdir()}
    checklist("assess", other, "--as-of", "2021-04-15")
    theirs = sorted(path for path in kept.iterdir() if path.name not in mine)
    for name, path in zip(sorted(mine), theirs, strict=False):
        (kept / name).write_bytes(path.read_bytes())
    assert checklist("assess", one, "--as-of", "2021-04-15") == before


def test_a_pack_with_faults_is_not_kept(tmp_path: Path, kept: Path, checklist: Checklist) -> None:
    path = small(tmp_path)
    write_files(
        tmp_path, {"rules/small/one/one-003.yaml": rule("one-003", require="{agred: true}")}
    )
    first, second = (checklist("assess", path, "--as-of", "2021-04-15") for _ in range(2))
    assert first == second
    assert first.code == 3
    assert "E203" in first.err
    assert not kept.exists() or not list(kept.iterdir())


def test_a_profile_without_rules_is_not_kept(
    tmp_path: Path, kept: Path, checklist: Checklist
) -> None:
    path = small(tmp_path)
    profile = PROFILE.replace("rules: all", "rules: {families: [two]}")
    write_files(tmp_path, {"rules/small/profiles/all.yaml": profile})
    assert "E222" in checklist("assess", path).err
    assert not list(kept.iterdir())


def test_without_a_cache_nothing_is_kept(tmp_path: Path, kept: Path, uncached: Checklist) -> None:
    assert uncached("assess", small(tmp_path)).code in (0, 1)
    assert not kept.exists()


def test_a_pack_that_changes_while_it_is_read_is_not_kept(tmp_path: Path, kept: Path) -> None:
    path = small(tmp_path)
    cache = PackCache(CacheFolder(kept))
    watch = cache.watch(tmp_path / "rules/small")
    assert watch is not None
    text_of(tmp_path / "rules/small/one/one-002.yaml", "one-002の", "ONE-002の")
    assess_cases(path, as_of=DAY, pack=None, today=DAY)
    [compiled] = [
        found
        for file in kept.iterdir()
        if (found := cache.find_kept(tmp_path / "rules/small", "all", 0))
        and b"Index" in file.read_bytes()
    ]
    for file in kept.iterdir():
        file.unlink()
    watch.keep(compiled.lines)
    assert list(kept.iterdir()) == []


def test_several_profiles_of_a_pack_are_kept_side_by_side(
    tmp_path: Path, kept: Path, checklist: Checklist, uncached: Checklist
) -> None:
    small(tmp_path)
    write_files(
        tmp_path,
        {
            "rules/small/profiles/other.yaml": PROFILE.replace("all", "other", 1).replace(
                "rules: all", "rules: {ids: [one-002]}"
            ),
            "t.yaml": submission(name="t", profile="other"),
        },
    )
    arguments = ("assess", tmp_path, "--as-of", "2021-04-15")
    assert checklist(*arguments) == checklist(*arguments) == uncached(*arguments)
    cache = PackCache(CacheFolder(kept))
    plans = [cache.find(tmp_path / "rules/small", name) for name in ("all", "other")]
    assert [len(each.plan.rules) for each in plans if each] == [2, 1]
    assert cache.find(tmp_path / "rules/small", "third") is None
