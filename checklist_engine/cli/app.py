"""The program `checklist`: finds its commands, runs one, and says in Japanese what went wrong."""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

import typer

from checklist_engine import __version__
from checklist_engine.cli import commands
from checklist_engine.cli.exits import FAULT_OF_OURS, INVALID_FILE, OK, USAGE, UsageFault
from checklist_engine.cli.plain_values import PlainCommand, PlainGroup
from checklist_engine.cli.usage import usage_words
from checklist_engine.ground.errors import ChecklistError, MissingExtra

_INTERRUPTED = 130


def main() -> None:
    """Run the program on the arguments of the process, and end the process."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another code page must not stop the words from coming out.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
        code = OK
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the program on `arguments`; the exit code."""
    try:
        outcome = _app(arguments)(
            args=list(arguments), prog_name="checklist", standalone_mode=False
        )
    except typer.TyperException as error:
        print(usage_words(error), file=sys.stderr)
        return USAGE
    except UsageFault as error:
        print(f"使い方が違います: {error}", file=sys.stderr)
        return USAGE
    except MissingExtra as error:
        print(error, file=sys.stderr)
        return USAGE
    except ChecklistError as error:
        print(error, file=sys.stderr)
        return INVALID_FILE
    except SystemExit as error:
        # typer ends the process itself where the reader of stdout has gone.
        if isinstance(error.__context__, BrokenPipeError):
            raise error.__context__ from None
        raise
    except BrokenPipeError:
        raise
    except Exception:  # noqa: BLE001 - the last one to know; it shows the traceback
        traceback.print_exc()
        print(
            f"checklist {__version__} の誤りです。上の表示を添えて、管理者に知らせてください",
            file=sys.stderr,
        )
        return FAULT_OF_OURS
    if outcome == _INTERRUPTED:
        print("中断しました", file=sys.stderr)
    return outcome if isinstance(outcome, int) else OK


def _app(arguments: Sequence[str] = ()) -> typer.Typer:
    """The program with the command that the arguments begin with, or with all of its commands."""
    app = typer.Typer(
        cls=PlainGroup, rich_markup_mode=None, pretty_exceptions_enable=False, name="checklist"
    )
    app.callback(invoke_without_command=True)(_start)
    for name in _modules(next(iter(arguments), "")):
        module = import_module(f"{commands.__name__}.{name}")
        app.command(module.NAME, cls=PlainCommand)(module.command)
    return app


def _modules(command: str) -> list[str]:
    """The module of a command, whose name Python may want to be told from its own (`eval_`)."""
    every = [found.name for found in iter_modules(commands.__path__)]
    return [name for name in every if name.removesuffix("_") == command] or every


def _start(
    context: typer.Context,
    *,
    version: bool = typer.Option(False, "--version", help="版を表示します"),
) -> None:
    """個人情報を扱うシステムの審査を、規則に照らして助けるプログラムです

    規則（YAML）と提出内容から、判定、評点、質問及び結論案を導きます。
    """
    if version:
        print(f"checklist-engine {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())
