"""`checklist schema`."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checklist_engine.cli.exits import OK, UsageFault
from checklist_engine.cli.options import Format, print_json, wanted_format

if TYPE_CHECKING:
    from checklist_engine.usecases.write_schemas import WrittenSchemas

NAME = "schema"


def command(
    pack: Annotated[
        Path | None,
        typer.Option(
            "--pack",
            metavar="フォルダ",
            help="規則集のフォルダ（省くと、どの規則集にも通じるもの）",
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="種類", help="ファイルの種類（rule、submission など）一つだけ"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="フォルダ", help="スキーマを書き込むフォルダ"),
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option(
            "--cases", metavar="フォルダ", help="提出内容を置くフォルダ（設定の見本に入れます）"
        ),
    ] = None,
    *,
    force: Annotated[
        bool,
        typer.Option("--force", help="同じ名前の、ほかで作ったファイルがあるときも、上書きします"),
    ] = False,
    modelines: Annotated[
        bool,
        typer.Option(
            "--modelines", help="規則集のファイルの一行目を、作ったスキーマを指すように書き替えます"
        ),
    ] = False,
    form: Format = "text",
) -> int:
    """エディターでの候補、説明及び検査のための、JSON Schema を作ります

    --pack の規則集の事実、選択肢、条件、設定値、規則などの名前を知るものになります。
    -o を省くと、--kind の一つを表示します。規則集を直したら、作り直してください。
    """
    from checklist_engine.authoring.schemas.settings import CASES
    from checklist_engine.usecases.write_schemas import (
        point_to,
        read_source,
        schema_of,
        write_schemas,
    )

    form, kinds = wanted_format(form), _wanted_kinds(kind, writing=output is not None)
    if modelines and (pack is None or output is None):
        raise UsageFault("--modelines は、--pack と -o とともに使います")
    if cases is not None and cases.resolve() == Path.cwd().resolve():
        raise UsageFault("--cases には、提出内容だけを置くフォルダを指定してください")
    source = read_source(pack) if pack else None
    for notice in source.notices if source else ():
        print(notice, file=sys.stderr)
    if output is None:
        print_json(schema_of(kinds[0], source))
        return OK
    written = write_schemas(kinds, source, output, cases=cases or Path(CASES), force=force)
    changed = point_to(source.folder, written.schemas) if source and modelines else ()
    elsewhere = () if modelines else written.elsewhere
    if form == "json":
        print_json(
            {
                "schemas": [path.as_posix() for path in written.schemas.values()],
                "settings": written.settings,
                "changed": [path.as_posix() for path in changed],
                "elsewhere": [path.as_posix() for path in elsewhere],
            }
        )
        return OK
    _print_written(written, changed, elsewhere)
    return OK


def _print_written(
    written: "WrittenSchemas", changed: tuple[Path, ...], elsewhere: tuple[Path, ...]
) -> None:
    print("\n".join(path.as_posix() for path in written.schemas.values()))
    if changed:
        print(f"\n{len(changed)} 個のファイルの一行目を、作ったスキーマを指すようにしました")
    print("\nエディターの設定（VS Code では .vscode/settings.json）に、次の内容を加えてください。")
    print("提出内容を置くフォルダは、--cases で指定できます\n")
    print(json.dumps(written.settings, ensure_ascii=False, indent=2))
    if elsewhere:
        print(
            f"\n{len(elsewhere)} 個のファイル（{elsewhere[0].as_posix()} など）では、"
            "一行目の $schema の指定が、この設定より優先します。\n"
            "--modelines を付けると、作ったスキーマを指すように書き替えます"
        )


def _wanted_kinds(kind: str | None, *, writing: bool) -> tuple[str, ...]:
    """The kinds to make schemas for.

    Raises:
        UsageFault: there is no such kind, or no telling which one to show.
    """
    from checklist_engine.authoring.schemas.published import kinds
    from checklist_engine.authoring.schemas.settings import EDITED
    from checklist_engine.ground.near_misses import nearest

    known = kinds()
    if kind is None:
        if not writing:
            raise UsageFault("書き込むフォルダ（-o）か、表示する種類（--kind）を指定してください")
        return tuple(each for each in EDITED if each in known)
    if kind not in known:
        near = nearest(kind, known)
        hint = f"もしかして {near} ですか" if near else f"使えるのは {'、'.join(known)} です"
        raise UsageFault(f"--kind の「{kind}」はありません。{hint}")
    return (kind,)
