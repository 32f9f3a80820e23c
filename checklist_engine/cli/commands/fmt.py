"""`checklist fmt`."""

from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import NEGATIVE, OK
from checklist_engine.cli.options import Format, print_json, wanted_format

NAME = "fmt"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="ファイル",
            help="YAML のファイル、又はフォルダ（いくつでも。省くと、近くの rules の中すべて）",
        ),
    ] = None,
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="書き込まず、整っていないファイルがあれば終了コードを 1 にします"
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="書き込まず、どこが変わるかを示します")
    ] = False,
    form: Format = "text",
) -> int:
    """規則集や提出内容の YAML の体裁を整えます

    項目の順、字下げ、空白、引用符及び改行をそろえます。内容と注釈は変わりません。
    読めないファイルはそのままにして、誤りを示します。ほかのファイルは整えます。
    """
    from checklist_engine.ground.errors import InvalidFile
    from checklist_engine.usecases.format_files import format_files, write_formatted

    form = wanted_format(form)
    formatting = format_files(paths or [], Path.cwd())
    changed = [file for file in formatting.files if file.changed]
    unchanged = len(formatting.files) - len(changed)
    only_shown = check or diff
    faults = [*formatting.faults, *(() if only_shown else write_formatted(changed))]
    if form == "json":
        print_json(
            {"files": [{"file": file.name, "changed": file.changed} for file in formatting.files]}
        )
    elif diff:
        for file in changed:
            print("\n".join(file.diff()))
    else:
        for file in changed:
            print(file.name)
        done = "整っていないファイルは" if only_shown else "整えたファイルは"
        print(f"{done} {len(changed)} 件です（そのままのファイルは {unchanged} 件）")
    if faults:
        raise InvalidFile(faults)
    return NEGATIVE if check and changed else OK
