"""`checklist lint`."""

import gc
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checklist_engine import __version__
from checklist_engine.cli.exits import NEGATIVE, OK, UsageFault
from checklist_engine.cli.options import AsOf, print_json, wanted_date

if TYPE_CHECKING:
    from checklist_engine.lint.message import Message
    from checklist_engine.usecases.lint_files import LintOrder

NAME = "lint"
FORMATS = ("text", "json", "sarif", "github")
_PAUSE = 0.2


def command(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="規則集",
            help="規則集のフォルダ、その中のファイル、会議のフォルダ、又は提出内容"
            "（省くと、近くの rules の中すべて）",
        ),
    ] = None,
    as_of: AsOf = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(
            "--severity",
            metavar="符号=重さ",
            help="点検の重さを変えます（例: W512=off）。何度でも書けます",
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="text|json|sarif|github",
            help="表示の形式（既定は text）",
        ),
    ] = "text",
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="直し方に迷いのない指摘を、ファイルに書き込んで直します")
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="ファイルが変わるたびに点検し直します（Ctrl-C で終わり）"),
    ] = False,
) -> int:
    """規則集を点検し、読めないところと、意図と違うと思われるところを示します

    誤り（E で始まる診断と、重さを誤りとした点検）が一つでもあれば、不合格です。
    点検の一つ一つについては、docs/linting.md を見てください。
    """
    if form not in FORMATS:
        raise UsageFault(
            f"--format の「{form}」はありません（使えるのは {'、'.join(FORMATS)} です）"
        )
    if watch and (fix or form != "text"):
        raise UsageFault("--watch は、--fix や、text でない --format とは一緒に使えません")
    day = wanted_date(as_of, "--as-of")
    with _without_collecting():
        from checklist_engine.usecases.lint_files import LintOrder, lint_files

        weights = wanted_severities(severity or [])
        order = LintOrder(as_of=day, today=date.today(), severities=weights, fix=fix)
        if not watch:
            linted = lint_files(path, Path.cwd(), order)
            _show(linted.messages, linted.mended, form)
            return NEGATIVE if linted.has_errors else OK
    return watch_and_show(path, order, _pause)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """What is read stays to the end: to look for garbage in it would take a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def wanted_severities(written: list[str]) -> Mapping[str, str]:
    """The weights of `--severity`, by code.

    Raises:
        UsageFault: one is not 「符号=重さ」, or there is no such check or weight.
    """
    from checklist_engine.lint.catalogue import checks_by_code
    from checklist_engine.lint.settings import SEVERITIES, code_hint

    found = {}
    for each in written:
        code, equals, weight = each.partition("=")
        if not equals or weight not in SEVERITIES:
            raise UsageFault(
                f"--severity の「{each}」は W512=off のように書きます"
                f"（重さは {'、'.join(SEVERITIES)} です）"
            )
        if code not in checks_by_code():
            raise UsageFault(f"--severity の「{code}」という点検はありません（{code_hint(code)}）")
        found[code] = weight
    return found


def watch_and_show(path: Path | None, order: "LintOrder", wait: Callable[[], bool]) -> int:
    """Lint a pack now and after each change of it, until `wait` says False."""
    from checklist_engine.lint.report_text import text_report, watch_report
    from checklist_engine.usecases.lint_files import packs_at, workbench
    from checklist_engine.usecases.watch_pack import watch_pack

    folders, only = packs_at(path, Path.cwd())
    if len(folders) != 1 or only is not None:
        raise UsageFault("--watch には、規則集のフォルダを一つ指定してください")
    before: tuple[Message, ...] = ()
    for seen in watch_pack(workbench(folders[0], order), wait):
        if seen.files:
            print(watch_report(before, seen.messages, seen.files, settled=seen.settled), flush=True)
        else:
            print(text_report(seen.messages), flush=True)
            print("\nファイルが変わるのを待っています（Ctrl-C で終わります）", flush=True)
        before = seen.messages
    return OK


def _pause() -> bool:
    time.sleep(_PAUSE)
    return True


def _show(messages: "tuple[Message, ...]", mended: "tuple[Message, ...]", form: str) -> None:
    from checklist_engine.lint.report_text import text_report

    files = {each.place.file: os.path.relpath(each.place.file) for each in messages}
    match form:
        case "text":
            print(text_report(messages, mended))
        case "json":
            from checklist_engine.lint.report_json import json_report

            print_json(json_report(messages))
        case "sarif":
            from checklist_engine.lint.report_sarif import sarif_report

            print_json(sarif_report(messages, _with_slashes(files), __version__))
        case _:
            from checklist_engine.lint.report_github import github_report

            if messages:
                print(github_report(messages, _with_slashes(files)))


def _with_slashes(files: Mapping[str, str]) -> dict[str, str]:
    return {shown: Path(relative).as_posix() for shown, relative in files.items()}
