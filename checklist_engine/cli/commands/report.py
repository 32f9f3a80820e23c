"""`checklist report`."""

import sys
from collections.abc import Sequence
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
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="ファイル又はフォルダ",
            help="報告書を書き込むファイル（.html で終わる名前）、又はフォルダ",
        ),
    ],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前のファイルがあるとき、上書きします")
    ] = False,
    as_of: AsOf = None,
    pack: PackFolder = None,
) -> int:
    """案件又は会議の評価結果を、HTML の報告書にします

    結論案と条件、回答を待っていること、規則ごとの判定と理由を、図とともに示します。
    どのファイルも一つで完結し、ほかのサイトを読みません。ブラウザで開き、A4 の紙に印刷できます。
    -o にフォルダを指定すると、会議の報告書と、案件ごとの報告書を、互いにたどれるように作ります。
    case の supersedes に訂正前の提出内容を書くと、訂正の前と後の違いも示します。
    """
    from checklist_engine.cli.progress import progress_bar
    from checklist_engine.usecases.draft_papers import write_papers
    from checklist_engine.usecases.write_report import (
        is_page,
        make_report,
        make_reports,
        write_report,
    )

    day, today = wanted_date(as_of, "--as-of"), date.today()
    if is_page(output):
        report = make_report(path, as_of=day, pack=pack, today=today, engine=__version__)
        _say(report.notices)
        write_report(report.text, output, force=force)
        written: tuple[Path, ...] = (output,)
        cases = report.cases
    else:
        with progress_bar("報告書を作っています") as tell:
            reports = make_reports(
                path, as_of=day, pack=pack, today=today, engine=__version__, progress=tell
            )
        _say(reports.notices)
        written = write_papers(reports.papers, output, force=force)
        cases = reports.cases
    print("\n".join(each.as_posix() for each in written))
    print(f"報告書を {len(written)} 件作りました（案件 {cases} 件）")
    return OK


def _say(notices: Sequence[str]) -> None:
    for notice in notices:
        print(notice, file=sys.stderr)
