"""`checklist templates`."""

from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import NEGATIVE, OK, UsageFault
from checklist_engine.cli.options import Format, PackFolder, print_json, wanted_format

NAME = "templates"
ACTIONS = ("export", "lint")


def command(
    action: Annotated[
        str, typer.Argument(metavar="export|lint", help="書き出す（export）か、点検する（lint）か")
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="ひな形",
            help="lint のとき、点検するひな形又はフォルダ（省くと、近くの規則集のもの）",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="フォルダ", help="export で書き出すフォルダ"),
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前のひな形があるとき、上書きします")
    ] = False,
    pack: PackFolder = None,
    form: Format = "text",
) -> int:
    """文書案のひな形を書き出し（export）、又は点検します（lint）

    書き出したひな形は、Word などで直して、checklist draft の --templates で使います。
    点検では、全ての言葉のある見本をひな形に差し込んでみて、誤りを段落や表の欄とともに示します。
    """
    form = wanted_format(form)
    if action not in ACTIONS:
        raise UsageFault(f"「{action}」はできません（使えるのは {'、'.join(ACTIONS)} です）")
    if action == "export":
        if paths:
            raise UsageFault("export では、規則集を --pack で指定してください")
        if output is None:
            raise UsageFault("-o で、書き出すフォルダを指定してください")
        return _export(pack, output, form, force=force)
    if output is not None or force:
        raise UsageFault("lint は何も書き込まないので、-o や --force と一緒には使えません")
    return _lint(paths or [], pack, form)


def _export(pack: Path | None, output: Path, form: str, *, force: bool) -> int:
    from checklist_engine.usecases.templates_export import export_templates

    written = export_templates(pack, Path.cwd(), output, force=force)
    if form == "json":
        print_json({"templates": [path.as_posix() for path in written]})
    else:
        print("\n".join(path.as_posix() for path in written))
        print(f"ひな形と、使える言葉の一覧を {len(written)} 件書き出しました")
    return OK


def _lint(paths: list[Path], pack: Path | None, form: str) -> int:
    from checklist_engine.usecases.templates_lint import lint_templates

    linted = lint_templates(paths, pack, Path.cwd())
    if form == "json":
        faults = [
            {
                "code": each.code,
                "file": each.place.file,
                "where": each.place.cell,
                "line": each.place.line,
                "column": each.place.column,
                "message": each.message,
                "hint": each.hint,
            }
            for each in linted.faults
        ]
        print_json({"templates": linted.templates, "faults": faults})
    else:
        for fault in linted.faults:
            print(f"{fault}\n")
        found = f"誤りが {len(linted.faults)} 件あります" if linted.faults else "誤りはありません"
        print(f"ひな形 {linted.templates} 件を点検しました。{found}")
    return NEGATIVE if linted.faults else OK
