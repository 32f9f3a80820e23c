"""`checklist draft`."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import OK, UsageFault
from checklist_engine.cli.options import AsOf, PackFolder, print_json, wanted_date
from checklist_engine.ground.near_misses import nearest

NAME = "draft"


def command(
    meeting: Annotated[
        Path, typer.Argument(metavar="会議", help="meeting.yaml のあるフォルダ、又は meeting.yaml")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="フォルダ", help="文書案を書き込むフォルダ")
    ],
    *,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="docx,md,html",
            help="文書の形式を、コンマで区切って並べます（既定は md）",
        ),
    ] = "md",
    templates: Annotated[
        Path | None,
        typer.Option(
            "--templates",
            metavar="フォルダ",
            help="規則集のひな形の代わりに使う、同じ名前のひな形のあるフォルダ",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前の文書があるとき、上書きします")
    ] = False,
    as_of: AsOf = None,
    pack: PackFolder = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="書き込んだ文書の一覧を、JSON で示します")
    ] = False,
) -> int:
    """会議の文書案（次第、諮問書の要点、質問回答書、答申書案、会議録案など）を作ります

    文書案は、すべて書き込むか、一つも書き込まないかのどちらかです。
    会議の後、meeting.yaml の adopted に決まった言葉を書くと、その言葉で作り、案との違いを示します。
    """
    from checklist_engine.cli.progress import progress_bar
    from checklist_engine.drafting.paper_formats import FORMATS
    from checklist_engine.usecases.draft_papers import draft_meeting, left_over, write_papers

    formats, day = _wanted_formats(form, FORMATS), wanted_date(as_of, "--as-of")
    with progress_bar("文書案を作っています") as tell:
        drafted = draft_meeting(
            meeting,
            as_of=day,
            pack=pack,
            today=date.today(),
            formats=formats,
            templates=templates,
            progress=tell,
        )
    for notice in drafted.notices:
        print(notice, file=sys.stderr)
    written = write_papers(drafted.papers, output, force=force)
    for notice in left_over(output):
        print(notice, file=sys.stderr)
    if as_json:
        print_json({"papers": [path.as_posix() for path in written]})
    else:
        print("\n".join(path.as_posix() for path in written))
        print(f"文書案を {len(written)} 件作りました")
    return OK


def _wanted_formats(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The formats of a list with commas, each once.

    Raises:
        UsageFault: one is not known, or named twice.
    """
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in known:
            raise UsageFault(f"--format の「{name}」という形式はありません{_way_out(name, known)}")
        if names.count(name) > 1:
            raise UsageFault(f"--format に「{name}」が二度あります。一度だけ書いてください")
    return tuple(names)


def _way_out(name: str, known: Sequence[str]) -> str:
    listed = "、".join(known)
    if name in ("json", "text"):
        return f"（使えるのは {listed} です。書き込んだ文書の一覧を JSON で示すには、--json を付けます）"
    if any(comma in name for comma in "、，"):
        return f"。半角のコンマで区切ってください（例: {','.join(known)}）"
    near = nearest(name, known)
    hint = f"もしかして {near} ですか。" if near else ""
    return f"（{hint}使えるのは {listed} です）"
