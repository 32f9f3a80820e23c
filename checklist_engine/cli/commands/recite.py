"""`checklist recite`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import OK, UsageFault
from checklist_engine.cli.options import Format, canvas, print_json, wanted_format

NAME = "recite"


def command(
    rules: Annotated[
        list[str] | None,
        typer.Argument(metavar="規則", help="規則の id、又は規則のファイル（いくつでも）"),
    ] = None,
    family: Annotated[
        list[str] | None,
        typer.Option("--family", metavar="分野", help="この分野の規則を全て（いくつでも）"),
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option(
            "--pack",
            metavar="フォルダ",
            help="規則を探す規則集のフォルダ（省くと、近くの rules の中）",
        ),
    ] = None,
    form: Format = "text",
) -> int:
    """規則を読み下し、書いたつもりの意味になっているかを確かめます

    適用条件、判定基準、代替措置、証跡、根拠のほか、結果を伝える文、質問及び条件の文を示します。
    入れ子になった式は、括弧の付き方が分かるように字下げして並べます。
    """
    from checklist_engine.reporting.recital_text import recital_json, recital_text
    from checklist_engine.usecases.recite_rule import recite_rules

    form = wanted_format(form)
    if not rules and not family:
        raise UsageFault("規則の id、規則のファイル又は --family を指定してください")
    recitals = recite_rules(rules or [], family or [], pack=pack, here=Path.cwd())
    if recitals.missing:
        raise UsageFault("。".join(recitals.missing))
    for notice in recitals.notices:
        print(notice, file=sys.stderr)
    if form == "json":
        print_json({"rules": [recital_json(each) for each in recitals.found]})
    else:
        surface = canvas()
        print("\n\n".join("\n".join(recital_text(each, surface)) for each in recitals.found))
    return OK
