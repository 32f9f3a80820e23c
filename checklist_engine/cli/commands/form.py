"""`checklist form`."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import OK, UsageFault
from checklist_engine.cli.options import AsOf, wanted_date

NAME = "form"
_SUFFIX = ".xlsx"


def command(
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="ファイル", help="様式を書き込むファイル（.xlsx）"),
    ],
    pack: Annotated[
        Path | None,
        typer.Option(
            "--pack", metavar="フォルダ", help="規則集のフォルダ（提出内容の pack より優先）"
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", metavar="適用区分", help="適用区分の名前（提出内容の profile より優先）"
        ),
    ] = None,
    submission: Annotated[
        Path | None,
        typer.Option(
            "--submission",
            metavar="提出内容",
            help="案件、回答、証跡など、全てを記入しておく提出内容",
        ),
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--earlier", metavar="提出内容", help="回答だけを記入しておく、前の案件の提出内容"
        ),
    ] = None,
    as_of: AsOf = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前のファイルがあるとき、上書きします")
    ] = False,
) -> int:
    """担当課が記入するチェックリストの様式（Excel）を作ります

    一行が一つの質問で、選択肢、記入の手引、要る証跡、未記入の数が付きます。
    記入した様式は、checklist import で提出内容に戻せます。
    """
    from checklist_engine.usecases.write_form import (
        blank_form,
        filled_form,
        form_from_earlier,
        write_form,
    )

    day = wanted_date(as_of, "--as-of")
    if submission and earlier:
        raise UsageFault("--submission と --earlier は、一緒に使えません")
    if output.suffix.lower() != _SUFFIX:
        raise UsageFault(
            f"-o には、{_SUFFIX} で終わるファイルの名前を指定してください（例: 様式.xlsx）"
        )
    today = date.today()
    if submission:
        form = filled_form(submission, pack, profile, as_of=day, today=today)
    elif earlier:
        form = form_from_earlier(earlier, pack, profile, as_of=day, today=today)
    else:
        form = blank_form(pack, profile, as_of=day, today=today)
    write_form(form, output, force=force)
    for notice in form.notices:
        print(notice, file=sys.stderr)
    counts = form.counts
    print(output.as_posix())
    print(
        f"様式を作りました（記入済 {counts.filled} 件、未記入 {counts.blank} 件"
        f"（うち必須 {counts.blank_required} 件）、いまは対象外 {counts.not_asked} 件）"
    )
    return OK
