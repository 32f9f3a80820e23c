"""`checklist diff`."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import NEGATIVE, OK, UsageFault
from checklist_engine.cli.options import AsOf, canvas, print_json, wanted_date, wanted_format

NAME = "diff"
_FORMATS = ("text", "json", "md")


def command(
    old: Annotated[
        Path, typer.Argument(metavar="旧", help="元の規則集のフォルダ、又は訂正前の提出内容")
    ],
    new: Annotated[
        Path, typer.Argument(metavar="新", help="新しい規則集のフォルダ、又は訂正後の提出内容")
    ],
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="規則", help="この id の規則だけを比べます")
    ] = None,
    as_of: AsOf = None,
    pack: Annotated[
        Path | None,
        typer.Option(
            "--pack", metavar="フォルダ", help="提出内容を評価する規則集のフォルダ（pack より優先）"
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option("--format", metavar="text|json|md", help="表示の形式（既定は text）"),
    ] = "text",
) -> int:
    """二つの規則集又は二つの提出内容を、意味で比べます

    規則集では、厳しくなった規則、緩くなった規則などを、違いの分かる提出内容の例とともに示します。
    提出内容では、訂正した回答と、それによる評価の変化を示します（訂正資料）。
    意味の違いがなければ 0、あれば 1 で終わります。
    """
    from checklist_engine.comparing.pack_contract import pack_diff_json
    from checklist_engine.comparing.pack_diff import PackDiff
    from checklist_engine.comparing.pack_page import pack_page
    from checklist_engine.comparing.page import page_markdown, page_text
    from checklist_engine.comparing.submission_contract import submission_diff_json
    from checklist_engine.comparing.submission_page import submission_page
    from checklist_engine.usecases.compare_files import Incomparable, compare_files

    form = wanted_format(form, _FORMATS)
    day = wanted_date(as_of, "--as-of")
    try:
        compared = compare_files(old, new, rule=rule, as_of=day, pack=pack, today=date.today())
    except Incomparable as error:
        raise UsageFault(str(error)) from error
    for notice in compared.notices:
        print(notice, file=sys.stderr)
    diff = compared.diff
    if isinstance(diff, PackDiff):
        content, page = pack_diff_json(diff), pack_page(diff)
    else:
        content, page = submission_diff_json(diff), submission_page(diff)
    if form == "json":
        print_json(content)
    else:
        print("\n".join(page_text(page, canvas()) if form == "text" else page_markdown(page)))
    return NEGATIVE if diff.differs else OK
