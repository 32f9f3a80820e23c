"""`--help` in Japanese: typer's own layout has English words that cannot be replaced."""

import inspect
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from checklist_engine.cli.exits import WORDS
from checklist_engine.reporting.layout import Canvas

_CANVAS = Canvas(cells=80, colour=False)
_HELP_ROW = ("--help", "この説明を表示します")


class JapaneseCommand(TyperCommand):
    """A command whose help is Japanese."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        arguments = [each for each in self.params if isinstance(each, TyperArgument)]
        names = " ".join(_argument_name(each) for each in arguments)
        lines = [f"使い方: {ctx.command_path} {names} [オプション]", "", *_about(self.help)]
        if arguments:
            rows = [(_argument_name(each), each.help or "") for each in arguments]
            lines += ["", "引数", *_CANVAS.table(rows, indent=2)]
        lines += ["", "オプション", *_options(self)]
        lines += [
            "",
            "終了コード",
            *_CANVAS.table([(str(code), words) for code, words in WORDS], indent=2),
        ]
        return "\n".join(lines)


class JapaneseGroup(TyperGroup):
    """The program itself, with a list of its commands.

    typer's own options for completion speak English; `checklist completion` takes their place.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        every = super().get_params(ctx)
        return [each for each in every if not (each.name or "").endswith("_completion")]

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        rows = [
            (name, next(iter(_about(command.help)), "")) for name, command in self.commands.items()
        ]
        return "\n".join(
            [
                f"使い方: {ctx.command_path} コマンド [引数] [オプション]",
                "",
                *_about(self.help),
                "",
                "コマンド（詳しくは checklist コマンド --help）",
                *_CANVAS.table(rows, indent=2),
                "",
                "オプション",
                *_options(self),
            ]
        )


def _options(command: TyperCommand | TyperGroup) -> list[str]:
    rows = [
        (_option_name(each), each.help or "")
        for each in command.params
        if isinstance(each, TyperOption) and not (each.name or "").endswith("_completion")
    ]
    return _CANVAS.table([*rows, _HELP_ROW], indent=2)


def _option_name(option: TyperOption) -> str:
    value = "" if option.is_flag else f" {option.metavar or '値'}"
    return f"{', '.join(option.opts)}{value}"


def _argument_name(argument: TyperArgument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.required else f"[{name}]"


def _about(words: str | None) -> list[str]:
    return inspect.cleandoc(words or "").split("\n")
