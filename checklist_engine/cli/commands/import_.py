"""`checklist import`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import OK
from checklist_engine.cli.options import Format, PackFolder, canvas, print_json, wanted_format

NAME = "import"


def command(
    form: Annotated[
        Path, typer.Argument(metavar="様式", help="記入した様式（checklist form の .xlsx）")
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="ファイル", help="提出内容を書き込むファイル（.yaml）"
        ),
    ],
    *,
    pack: PackFolder = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", metavar="適用区分", help="適用区分の名前（様式の適用区分より優先）"
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前のファイルがあるとき、上書きします")
    ] = False,
    form_of_output: Format = "text",
) -> int:
    """記入した様式（Excel）を読み、提出内容（YAML）にします

    行は ID で見分けるので、並べ替えや行の挿入があっても読めます。
    誤りは、全てをセルの場所とともに示します。
    誤りが一つでもあれば、何も書き込みません。様式にない行や言葉は、覚え（notes）に残します。
    """
    from checklist_engine.forms.reading_report import report_json, report_text
    from checklist_engine.usecases.import_form import import_form, write_submission

    wanted = wanted_format(form_of_output)
    imported = import_form(form, output, pack=pack, profile=profile, today=date.today())
    write_submission(imported, output, force=force)
    if wanted == "json":
        print_json(report_json(imported.report, output.as_posix()))
    else:
        print("\n".join(report_text(imported.report, canvas())))
        print(f"提出内容を {output.as_posix()} に書きました（checklist assess で評価できます）")
    return OK
