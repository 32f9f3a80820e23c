"""`checklist draft`."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import OK
from checklist_engine.cli.options import (
    AsOf,
    Format,
    PackFolder,
    print_json,
    wanted_date,
    wanted_format,
)

NAME = "draft"


def command(
    meeting: Annotated[
        Path, typer.Argument(metavar="会議", help="meeting.yaml のあるフォルダ、又は meeting.yaml")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="フォルダ", help="文書案を書き込むフォルダ")
    ],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前の文書があるとき、上書きします")
    ] = False,
    as_of: AsOf = None,
    pack: PackFolder = None,
    form: Format = "text",
) -> int:
    """会議の文書案（次第、結論案、質問回答書、条件管理表など）を作ります

    文書案は、すべて書き込むか、一つも書き込まないかのどちらかです。
    会議の後、meeting.yaml の adopted に決まった言葉を書くと、その言葉で作り、案との違いを示します。
    """
    from checklist_engine.usecases.draft_papers import draft_meeting, write_papers

    form, day = wanted_format(form), wanted_date(as_of, "--as-of")
    assessed, papers = draft_meeting(meeting, as_of=day, pack=pack, today=date.today())
    for notice in assessed.notices:
        print(notice, file=sys.stderr)
    written = write_papers(papers, output, force=force)
    if form == "json":
        print_json({"papers": [path.as_posix() for path in written]})
    else:
        print("\n".join(path.as_posix() for path in written))
        print(f"文書案を {len(written)} 件作りました")
    return OK
