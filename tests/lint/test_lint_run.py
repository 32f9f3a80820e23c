"""What becomes of what checks find: ignores let it pass, settings weigh it, places order it."""

from pathlib import Path

import pytest
from benches import bench, short
from packs import rule

LONG = "題" * 300


def titled(title: str, top: str = "", name: str = "one-001") -> str:
    return top + rule(name).replace(f"{name}の題名", title)


def long_texts(folder: Path, text: str, **files: str) -> list[str]:
    found = bench(folder, {"one/one-001.yaml": text, **files}).whole()
    return [each for each in short(found) if each.endswith("W519")]


@pytest.mark.parametrize(
    "text",
    [
        titled(f"{LONG}  # checklist: ignore W519 例のため"),
        titled(f"{LONG}  # checklist: ignore W510,W519 例のため"),
        titled(LONG).replace("title:", "# checklist: ignore W519 例のため\ntitle:"),
        titled(LONG, top="# checklist: ignore W519 例のため\n"),
    ],
)
def test_an_ignore_lets_pass_what_it_is_about(text: str, tmp_path: Path) -> None:
    assert long_texts(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        titled(f"{LONG}  # checklist: ignore W519"),
        titled(f"{LONG}  # checklist: ignore W518 例のため"),
        titled(LONG).replace("gate:", "# checklist: ignore W519 例のため\ngate:"),
        titled(LONG).replace("weight: 1", "weight: 1  # checklist: ignore W519 例のため"),
    ],
)
def test_an_ignore_lets_nothing_else_pass(text: str, tmp_path: Path) -> None:
    assert [each.rpartition(":")[0] for each in long_texts(tmp_path, text)] == [
        f"one/one-001.yaml:{2 + (text.index('title') > text.index('id: one')) - 1}"
    ]


def test_an_ignore_is_about_its_own_file(tmp_path: Path) -> None:
    text = titled("題", top="# checklist: ignore W519 例のため\n")
    other = {"one/one-002.yaml": titled(LONG, name="one-002")}
    assert long_texts(tmp_path, text, **other) == ["one/one-002.yaml:2:8 W519"]


def test_a_fault_cannot_be_ignored(tmp_path: Path) -> None:
    text = rule(require="{agred: true}  # checklist: ignore E203 例のため")
    found = short(bench(tmp_path, {"one/one-001.yaml": text}).whole())
    assert "one/one-001.yaml:5:11 E203" in found


def test_messages_stand_in_the_order_of_their_places(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": titled("ＩＤ、、ＩＤ", name="one-001"),
        "one/one-002.yaml": rule("one-002", require="{agred: true}"),
    }
    found = bench(tmp_path, files).whole()
    places = [(each.place.file, each.place.line, each.place.column) for each in found]
    assert places == sorted(places)
    assert len(set(found)) == len(found)


def test_what_a_pack_below_says_is_mended_there(tmp_path: Path) -> None:
    base = {"one/one-001.yaml": titled(LONG)}
    bench(tmp_path / "base", base)
    (tmp_path / "base" / "small").rename(tmp_path / "low")
    head = (tmp_path / "low" / "pack.yaml").read_text(encoding="utf-8")
    (tmp_path / "low" / "pack.yaml").write_text(head.replace("pack: small", "pack: low"), "utf-8")
    files: dict[str, str | None] = {
        "pack.yaml": "pack: small\nlanguage: 1\nversion: 1.0.0\nlabel: 上の規則集\nextends: low\n",
        "facts/main.yaml": None,
        "conditions.yaml": None,
        "one/one-001.yaml": "id: one-001\nweight: 3\n",
        "one/one-002.yaml": titled("ＩＤ", name="one-002"),
    }
    found = bench(tmp_path, files).whole()
    assert [each.code for each in found if each.code.startswith("E")] == []
    assert {each.place.file.partition("/small/")[2] for each in found} >= {"one/one-002.yaml"}
    assert all("/low/" not in each.place.file for each in found)
