"""--help: in Japanese, for every command, with the exit codes."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from conftest import Checklist

from checklist_engine import __version__
from checklist_engine.cli import commands
from checklist_engine.cli.exits import WORDS
from checklist_engine.ground.widths import width

COMMANDS = sorted(
    import_module(f"{commands.__name__}.{found.name}").NAME
    for found in iter_modules(commands.__path__)
)
ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|show|this|message|and|exit|default|required|"
    r"error|missing|invalid|path|text and|install|completion for)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"--[a-z-]+|[a-z]+\|[a-z|]+")


def test_the_commands_of_this_issue_are_there() -> None:
    assert {"assess", "eval", "test"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_japanese(command: str, checklist: Checklist) -> None:
    ran = checklist(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"使い方: checklist {command} ")
    assert ENGLISH.findall(NAMES.sub("", ran.out)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_names_all_exit_codes(command: str, checklist: Checklist) -> None:
    out = checklist(command, "--help").out
    listed = re.findall(r"^  (\d)  (.+)$", out.partition("終了コード")[2], re.MULTILINE)
    assert [(int(code), words) for code, words in listed] == [(int(c), w) for c, w in WORDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_is_explained(command: str, checklist: Checklist) -> None:
    out = checklist(command, "--help").out.partition("終了コード")[0]
    rows = [line for line in out.split("\n") if line.startswith("  ")]
    assert rows
    for row in rows:
        assert re.search("[ぁ-んァ-ヶ一-龠]", row), row


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_a_terminal(command: str, checklist: Checklist) -> None:
    ran = checklist(*([command] if command else []), "--help")
    assert max(width(line) for line in ran.out.split("\n")) <= 100


def test_the_program_lists_its_commands(checklist: Checklist) -> None:
    ran = checklist("--help")
    assert (ran.code, ran.err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"^  {command} +[ぁ-んァ-ヶ一-龠]", ran.out, re.MULTILINE)
    assert ENGLISH.findall(NAMES.sub("", ran.out)) == []


def test_without_arguments_the_program_explains_itself(checklist: Checklist) -> None:
    assert checklist() == checklist("--help")


def test_the_version_is_one_line(checklist: Checklist) -> None:
    ran = checklist("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"checklist-engine {__version__}\n", "")
