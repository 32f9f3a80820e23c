"""`checklist lint --watch`: each change is seen, at once and then in full."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from packs import rule, write_files, write_pack

from checklist_engine.cli.commands.lint import watch_and_show
from checklist_engine.cli.exits import UsageFault
from checklist_engine.usecases.lint_files import LintOrder, workbench
from checklist_engine.usecases.watch_pack import Watched, watch_pack

ORDER = LintOrder(as_of=date(2021, 4, 15), today=date(2021, 4, 15))
STAMPS = count(10**18, 10**9)
Step = Callable[[], object]


def waits(*steps: Step) -> Callable[[], bool]:
    """A `wait` in which one step after another is done, and then the end comes."""
    left = iter(steps)

    def wait() -> bool:
        step = next(left, None)
        if step is not None:
            step()
        return step is not None

    return wait


def writing(pack: Path, name: str, text: str) -> Step:
    """Writes a file, with a time of its own, however quick the test is."""

    def write() -> None:
        write_files(pack, {name: text})
        stamp = next(STAMPS)
        os.utime(pack / name, ns=(stamp, stamp))

    return write


def watched(pack: Path, *steps: Step) -> Iterator[Watched]:
    return watch_pack(workbench(pack, ORDER), waits(*steps))


def test_a_change_of_a_file_is_told_at_once_and_then_in_full(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "small")
    change = writing(pack, "one/one-001.yaml", rule().replace("題名", "ＩＤ"))
    first, at_once, whole = watched(pack, change)
    assert (first.files, first.settled) == ((), True)
    assert [Path(file).name for file in at_once.files] == ["one-001.yaml"]
    assert (at_once.settled, whole.settled) == (False, True)
    for seen, times in ((first, 0), (at_once, 1), (whole, 1)):
        assert sum(each.code == "W510" for each in seen.messages) == times


def test_nothing_is_said_while_nothing_changes(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "small")
    assert len(list(watched(pack, list, list, list))) == 1


@pytest.mark.parametrize("name", ["two/two-001.yaml", "facts/more.yaml", "lint.yaml"])
def test_a_file_that_comes_or_goes_is_seen_in_full(name: str, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "small")
    steps = (writing(pack, name, "x: [\n"), (pack / name).unlink)
    first, come, gone = watched(pack, *steps)
    assert any(each.place.file.endswith(name) for each in come.messages)
    assert gone.messages == first.messages


def test_several_changes_at_once_are_seen_together(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "small", {"one/one-002.yaml": rule("one-002")})
    first = writing(pack, "one/one-001.yaml", rule().replace("題名", "ＩＤ"))
    second = writing(pack, "one/one-002.yaml", rule("one-002").replace("題名", "ｱ"))
    _, both = watched(pack, lambda: (first(), second()))
    assert [Path(file).name for file in both.files] == ["one-001.yaml", "one-002.yaml"]
    assert sum(each.code == "W510" for each in both.messages) == 2


def test_a_pack_that_breaks_and_is_mended_is_followed(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "small")
    head = (pack / "pack.yaml").read_text(encoding="utf-8")
    seen = list(
        watched(pack, writing(pack, "pack.yaml", "pack: [\n"), writing(pack, "pack.yaml", head))
    )
    assert [each.code for each in seen[1].messages if each.code.startswith("E")] == ["E107"]
    assert seen[-1].messages == seen[0].messages


def test_what_is_shown_begins_with_everything_and_goes_on_with_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = write_pack(tmp_path / "small")
    monkeypatch.chdir(tmp_path)
    change = writing(pack, "one/one-001.yaml", rule().replace("題名", "ＩＤ"))
    assert watch_and_show(Path("small"), ORDER, waits(change)) == 0
    out = capsys.readouterr().out
    beginning, _, rest = out.partition("ファイルが変わるのを待っています（Ctrl-C で終わります）\n")
    assert "W510" not in beginning
    assert rest.startswith("small/one/one-001.yaml が変わりました\n\nsmall/one/one-001.yaml:")
    assert rest.count("one-001.yaml:2:16: W510 ") == 1
    assert "規則集の全体: 注意" in rest


@pytest.mark.parametrize("path", ["small/one/one-001.yaml", None])
def test_one_pack_is_watched(
    path: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(tmp_path / "small")
    for name in ("one", "two"):
        write_pack(tmp_path / "rules" / name)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageFault, match="規則集のフォルダを一つ"):
        watch_and_show(Path(path) if path else None, ORDER, waits())
