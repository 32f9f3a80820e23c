"""`checklist report`."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine import __version__
from checklist_engine.cli.exits import OK
from checklist_engine.cli.options import AsOf, CasePath, PackFolder, wanted_date

NAME = "report"


def command(
    path: CasePath,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="ファイル", help="報告書を書き込むファイル")
    ],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前のファイルがあるとき、上書きします")
    ] = False,
    as_of: AsOf = None,
    pack: PackFolder = None,
) -> int:
    """案件又は会議の評価結果を、一つの HTML ファイル（報告書）にします

    結論案と条件、回答を待っていること、規則ごとの判定と理由を、図とともに示します。
    ファイルは一つで完結し、ほかのサイトやファイルを読みません。ブラウザで開き、A4 の紙に印刷できます。
    case の supersedes に訂正前の提出内容を書くと、訂正の前と後の違いも示します。
    """
    from checklist_engine.usecases.write_report import make_report, write_report

    day = wanted_date(as_of, "--as-of")
    report = make_report(path, as_of=day, pack=pack, today=date.today(), engine=__version__)
    for notice in report.notices:
        print(notice, file=sys.stderr)
    write_report(report.text, output, force=force)
    print(output.as_posix())
    print(f"報告書を作りました（案件 {report.cases} 件）")
    return OK
