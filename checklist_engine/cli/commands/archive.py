"""`checklist archive`."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine import __version__
from checklist_engine.cli.exits import INVALID_FILE, NEGATIVE, OK, UsageFault
from checklist_engine.cli.options import (
    AsOf,
    Format,
    PackFolder,
    canvas,
    print_json,
    wanted_date,
    wanted_format,
)

NAME = "archive"
# What each action takes beside the archive and --format.
_TAKEN = {
    "add": ("対象", "--as-of", "--pack"),
    "list": ("--since",),
    "verify": (),
    "export": ("対象", "--output"),
}


def command(
    action: Annotated[
        str,
        typer.Argument(
            metavar="作業",
            help="add（納める）、list（一覧）、verify（確かめる）又は export（取り出す）",
        ),
    ],
    archive: Annotated[Path, typer.Argument(metavar="蓄積", help="蓄積のファイル（例: 蓄積.db）")],
    subjects: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="対象",
            help="add では、提出内容のファイル又はフォルダ（いくつでも）。export では、記録の番号",
        ),
    ] = None,
    *,
    as_of: AsOf = None,
    pack: PackFolder = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="日付", help="list で、基準日がこの日以後のものだけを示します"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="フォルダ", help="export で、ファイルを書き出す先"),
    ] = None,
    form: Format = "text",
) -> int:
    """評価した提出内容を、規則集と評価結果ごと一つのファイルに納め、後から確かめます

    納めたものは、変えることも消すこともできません。同じものは、二度納めても一つです。
    verify は、壊れたところがないか、今の checklist でも同じ評価結果になるかを確かめます。
    """
    form = wanted_format(form)
    _check_action(
        action,
        {
            "対象": subjects,
            "--as-of": as_of,
            "--pack": pack,
            "--since": since,
            "--output": output,
        },
    )
    match action:
        case "add":
            return _add(archive, subjects or [], wanted_date(as_of, "--as-of"), pack, form)
        case "list":
            return _list(archive, wanted_date(since, "--since"), form)
        case "verify":
            return _verify(archive, form)
        case _:
            return _export(archive, subjects or [], output, form)


def _check_action(action: str, given: Mapping[str, object]) -> None:
    from checklist_engine.ground.near_misses import nearest

    if action not in _TAKEN:
        near = nearest(action, _TAKEN)
        hint = f"もしかして {near} ですか" if near else f"使えるのは {'、'.join(_TAKEN)} です"
        raise UsageFault(f"作業の「{action}」はありません。{hint}")
    for name, value in given.items():
        if value and name not in _TAKEN[action]:
            words = f"{name} は" if name.startswith("-") else f"{name}は"
            raise UsageFault(f"{words}、{action} では使えません")


def _add(archive: Path, paths: list[str], as_of: date | None, pack: Path | None, form: str) -> int:
    from checklist_engine.usecases.archive_add import add_to_archive
    from checklist_engine.usecases.archive_gathering import Circumstances
    from checklist_engine.usecases.archive_words import added_json, added_text

    if not paths:
        raise UsageFault("納める提出内容のファイル又はフォルダを、蓄積の後に書いてください")
    circumstances = Circumstances(as_of=as_of, pack=pack, today=date.today(), engine=__version__)
    added = add_to_archive(archive, [Path(each) for each in paths], circumstances)
    for notice in added.notices:
        print(notice, file=sys.stderr)
    if form == "json":
        print_json(added_json(added))
    else:
        print("\n".join(added_text(added)))
    return OK


def _list(archive: Path, since: date | None, form: str) -> int:
    from checklist_engine.usecases.archive_list import list_archive, listed_json
    from checklist_engine.usecases.archive_words import listed_text

    listed = list_archive(archive, since=since)
    if form == "json":
        print_json(listed_json(listed))
    else:
        print("\n".join(listed_text(listed, canvas())))
    return OK


def _verify(archive: Path, form: str) -> int:
    from checklist_engine.ground.errors import InvalidFile
    from checklist_engine.register.faults import damaged
    from checklist_engine.usecases.archive_verify import verify_archive
    from checklist_engine.usecases.archive_words import verified_json, verified_text

    verified = verify_archive(archive, __version__)
    if form == "json":
        print_json(verified_json(verified))
        if verified.damage:
            return INVALID_FILE
    elif verified.damage:
        faults = [each for what in verified.damage for each in damaged(archive, what).diagnostics]
        raise InvalidFile(faults)
    else:
        print("\n".join(verified_text(verified, canvas())))
    return NEGATIVE if verified.deviations else OK


def _export(archive: Path, numbers: list[str], output: Path | None, form: str) -> int:
    from checklist_engine.formats.files import shown_path
    from checklist_engine.usecases.archive_export import export_entry

    if len(numbers) != 1 or not numbers[0].isascii() or not numbers[0].isdigit():
        raise UsageFault(
            "取り出す記録の番号を、蓄積の後に一つ書いてください（番号は list が示します）"
        )
    if output is None:
        raise UsageFault("書き出す先のフォルダを、-o に書いてください")
    files = export_entry(archive, int(numbers[0][:18]), output)
    if form == "json":
        print_json({"written": list(files)})
    else:
        print(f"{len(files)} 個のファイルを {shown_path(output)} に書き出しました")
    return OK
