"""A command gets what typer would give it, whether typer was asked or not."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer
from conftest import ROOT
from typer.core import TyperCommand

from checklist_engine.cli.plain_values import PlainCommand


def taken(kind: type[TyperCommand], arguments: list[str]) -> dict[str, object]:
    """What a command of this kind gets for the words of a command line."""
    app = typer.Typer()
    got: dict[str, object] = {}

    @app.command(cls=kind)
    def command(
        paths: Annotated[list[Path] | None, typer.Argument()] = None,
        word: Annotated[str | None, typer.Option()] = None,
        each: Annotated[list[str] | None, typer.Option()] = None,
        given: Annotated[list[str], typer.Option()] = ["a"],  # noqa: B006 - as typer has it
    ) -> None:
        got.update(paths=paths, word=word, each=each, given=given)

    app(arguments, standalone_mode=False)
    return got


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a", "b c", "."],
        ["--word", "x", "one"],
        ["--each", "1"],
        ["--each", "W512=off", "--each", "", "--given", "b"],
        ["--given", "b", "--given", "c", "nowhere/at/all"],
    ],
)
def test_words_and_paths_are_what_typer_makes_of_them(arguments: list[str]) -> None:
    plain = taken(PlainCommand, arguments)
    assert plain == taken(TyperCommand, arguments)
    assert repr(plain) == repr(taken(TyperCommand, arguments))


def test_a_list_that_must_not_be_empty_is_refused_in_the_words_of_typer() -> None:
    app = typer.Typer()

    @app.command(cls=PlainCommand)
    def command(names: Annotated[list[str], typer.Argument()]) -> None:
        raise AssertionError(names)

    with pytest.raises(typer.TyperException):
        app([], standalone_mode=False)


@pytest.mark.parametrize("options", [[], ["--severity", "W512=off", "--severity", "W513=note"]])
def test_lint_needs_no_conversion_that_takes_longer_than_itself(options: list[str]) -> None:
    program = (
        "import sys\n"
        "from checklist_engine.cli import app\n"
        f"code = app.run(['lint', 'rules/municipal-privacy', *{options!r}])\n"
        "print(code, *sorted({'pydantic', 'jsonschema', 'jinja2'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        (sys.executable, "-c", program), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1].split() == ["0"]
