"""`checklist docs`."""

from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import OK
from checklist_engine.cli.options import Format, print_json, wanted_format

NAME = "docs"


def command(
    pack: Annotated[Path, typer.Argument(metavar="規則集", help="規則集のフォルダ")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="フォルダ", help="ページを書き込むフォルダ")
    ],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前のページがあるとき、上書きします")
    ] = False,
    form: Format = "text",
) -> int:
    """規則集を説明するページ（分野ごとに、区分、根拠、質問、読み下し）を作ります"""
    from checklist_engine.usecases.describe_pack import describe_pack
    from checklist_engine.usecases.draft_papers import write_papers

    form = wanted_format(form)
    written = write_papers(describe_pack(pack), output, force=force)
    if form == "json":
        print_json({"pages": [path.as_posix() for path in written]})
    else:
        print("\n".join(path.as_posix() for path in written))
    return OK
