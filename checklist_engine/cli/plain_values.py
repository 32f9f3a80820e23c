"""Words and paths of the command line, taken as they are.

typer has pydantic convert every value, also the words that need no converting and those that nobody
gave; loading pydantic takes longer than many a command. What is left to typer is what has to be
converted or refused: it knows the words for it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_origin

from typer.core import TyperArgument, TyperOption

from checklist_engine.cli.help import JapaneseCommand, JapaneseGroup
from checklist_engine.ground.lazy_dataclasses import dataclass

_ODD = object()
"""Stands for a value that has to be converted or refused."""


class PlainCommand(JapaneseCommand):
    """A command that takes words and paths as they are."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _taken_plainly(super().get_params(ctx))


class PlainGroup(JapaneseGroup):
    """The program itself, whose options are flags."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _taken_plainly(super().get_params(ctx))


def _taken_plainly(parameters: list[Any]) -> list[Any]:
    for each in parameters:
        # typer asks for the parameters several times, and they are the same each time.
        if isinstance(each, TyperArgument | TyperOption) and not isinstance(
            each.process_value, _Plainly
        ):
            each.process_value = _Plainly(each, each.process_value)  # type: ignore[assignment, method-assign]
    return parameters


@dataclass(frozen=True, slots=True)
class _Plainly:
    """From what stands on the command line to what a command gets, as typer (`convert`) would do it."""

    parameter: TyperArgument | TyperOption
    convert: Callable[[Any, Any], Any]

    def __call__(self, context: Any, value: Any) -> Any:
        plain = self.plain(value)
        if plain is _ODD:
            return self.convert(context, value)
        callback = self.parameter.callback
        return plain if callback is None else callback(context, self.parameter, plain)

    def plain(self, value: Any) -> object:
        """What the command gets for a value; `_ODD` where typer has to see to it."""
        kind = self.kind
        several = get_origin(kind) is list
        if not value and several and not self.parameter.required:
            return ()
        if several and isinstance(value, list | tuple) and value:
            found = [_plain(each, get_args(kind)[0]) for each in value]
            return _ODD if _ODD in found else found
        if value is None and self.may_be_left_out:
            return None
        return _plain(value, kind)

    @property
    def kind(self) -> object:
        """The type that the command asks for; None where this typer does not say."""
        described = getattr(self.parameter, "type_descriptor", None)
        return getattr(described, "annotation", None)

    @property
    def may_be_left_out(self) -> bool:
        single = self.parameter.nargs == 1 and not getattr(self.parameter, "multiple", False)
        return single and not self.parameter.required


def _plain(value: object, kind: object) -> object:
    """A word as a word, or as the path that it is; `_ODD` where it is neither."""
    if type(value) is kind:
        return value
    if kind is Path and isinstance(value, str) and _may_be_read(value):
        return Path(value)
    return _ODD


def _may_be_read(path: str) -> bool:
    """Whether typer has nothing against a path: there is nothing there, or it may be read."""
    try:
        return not os.path.exists(path) or os.access(path, os.R_OK)  # noqa: PTH110
    except ValueError:
        return False
