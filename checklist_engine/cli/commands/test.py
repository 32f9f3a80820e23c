"""`checklist test`."""

from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import NEGATIVE, OK
from checklist_engine.cli.options import Format, canvas, print_json, wanted_format

NAME = "test"


def command(
    pack: Annotated[
        Path | None,
        typer.Argument(
            metavar="規則集", help="規則集のフォルダ（省くと、近くの rules の中すべて）"
        ),
    ] = None,
    form: Format = "text",
) -> int:
    """規則の試験（*.test.yaml）を行い、期待と違うものを示します"""
    from checklist_engine.reporting.rule_tests import tests_json, tests_text
    from checklist_engine.usecases.run_rule_tests import run_pack_tests

    form = wanted_format(form)
    outcomes = run_pack_tests(pack, Path.cwd())
    if form == "json":
        print_json({"packs": [tests_json(each) for each in outcomes]})
    else:
        print("\n\n".join("\n".join(tests_text(each, canvas())) for each in outcomes))
    return OK if all(each.passed for each in outcomes) else NEGATIVE
