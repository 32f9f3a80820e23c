"""stdout and stderr as processes have them: colours, code pages, a reader that goes away."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from packs import submission, write_files, write_pack

EXAMPLE = "examples/niiza-2021-04-15"
CASE = ("assess", "s.yaml", "--as-of", "2021-04-15")
COLOUR = "\x1b["


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small pack and a case that it refuses nothing."""
    found = tmp_path_factory.mktemp("streams")
    write_pack(found / "rules" / "small")
    return write_files(found, {"s.yaml": submission("{agreed: false}")})


def run(
    *arguments: str, stdout: int = subprocess.PIPE, cwd: Path = ROOT, **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "checklist_engine", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


def test_a_console_of_japanese_windows_gets_every_word_and_no_crash(
    checklist: Checklist,
) -> None:
    ran = run("assess", EXAMPLE, PYTHONIOENCODING="cp932", PYTHONUTF8="0")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode("cp932") == checklist("assess", EXAMPLE).out


def test_messages_reach_a_console_of_japanese_windows_as_well(folder: Path) -> None:
    ran = run("assess", "none.yaml", cwd=folder, PYTHONIOENCODING="cp932", PYTHONUTF8="0")
    assert ran.returncode == 3
    assert "ファイルが見つかりません" in ran.stderr.decode("cp932")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_console_without_japanese_does_not_stop_the_program(encoding: str, folder: Path) -> None:
    ran = run(*CASE, cwd=folder, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr


def test_json_is_whole_whatever_the_code_page_of_the_console(
    folder: Path, checklist: Checklist
) -> None:
    """What a program reads must not have question marks where there were names."""
    ran = run(*CASE, "--format", "json", cwd=folder, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    wide = checklist(*CASE, "--format", "json", cwd=folder)
    assert json.loads(ran.stdout) == json.loads(wide.out)


@pytest.mark.parametrize(
    "arguments",
    [
        (*CASE,),
        ("assess", str(ROOT / EXAMPLE), "--format", "json"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_a_reader_that_goes_away_is_no_failure(arguments: tuple[str, ...], folder: Path) -> None:
    """`checklist assess … | head`: nobody is refused because nobody reads on."""
    reader, writer = os.pipe()
    os.close(reader)
    ran = run(*arguments, stdout=writer, cwd=folder)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_pipe_gets_no_colours(folder: Path) -> None:
    ran = run(*CASE, cwd=folder, PYTHONIOENCODING="utf-8", NO_COLOR="")
    assert COLOUR not in ran.stdout.decode()


def on_a_terminal(folder: Path, **environment: str) -> str:
    """What a terminal of 100 columns shows."""
    pty = pytest.importorskip(
        "pty", reason="a terminal to write to needs the module pty (not Windows)"
    )
    main, side = pty.openpty()
    changed = {"TERM": "xterm", "PYTHONIOENCODING": "utf-8", **environment}
    process = subprocess.Popen(
        [sys.executable, "-m", "checklist_engine", *CASE],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **changed},
        stdout=side,
        stderr=subprocess.DEVNULL,
    )
    os.close(side)
    shown = bytearray()
    while True:
        try:
            part = os.read(main, 65_536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait()
    os.close(main)
    return shown.decode()


def test_a_terminal_gets_colours_unless_somebody_minds(folder: Path) -> None:
    assert COLOUR in on_a_terminal(folder, NO_COLOR="")
    assert COLOUR not in on_a_terminal(folder, NO_COLOR="1")
    assert COLOUR not in on_a_terminal(folder, NO_COLOR="", TERM="dumb")
