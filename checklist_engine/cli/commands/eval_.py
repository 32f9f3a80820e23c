"""`checklist eval`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import OK
from checklist_engine.cli.options import print_json

NAME = "eval"


def command(
    vocabulary: Annotated[
        Path, typer.Argument(metavar="語彙", help="事実を並べたファイル（facts/*.yaml の形）")
    ],
    cases: Annotated[
        Path,
        typer.Option(
            "--cases", metavar="ファイル", help="試す式や規則を、一行に一つずつ書いた JSON Lines"
        ),
    ],
) -> int:
    """式や規則を一行ずつ評価し、真理値と理由を JSON で示します

    書いた式の意味を試すためのものです。一行ごとに、id と、式なら truth と reasons 又は causes、
    規則なら findings、評点なら score が出ます。
    """
    from checklist_engine.usecases.evaluate_cases import evaluate_cases

    for outcome in evaluate_cases(vocabulary, cases, date.today()):
        print_json(outcome, indent=None)
    return OK
