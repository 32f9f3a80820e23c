"""`checklist explain`."""

import sys
from datetime import date
from typing import Annotated

import typer

from checklist_engine.cli.exits import OK, UsageFault
from checklist_engine.cli.options import (
    AsOf,
    CasePath,
    Format,
    PackFolder,
    canvas,
    print_json,
    wanted_date,
    wanted_format,
)

NAME = "explain"


def command(
    path: CasePath,
    rule: Annotated[
        str | None, typer.Argument(metavar="規則", help="規則の id（省くと、結論案までの筋道）")
    ] = None,
    as_of: AsOf = None,
    pack: PackFolder = None,
    form: Format = "text",
) -> int:
    """判定の理由を、規則の読み下し、回答の場所及び証跡とともに示します

    規則を省くと、結論案がどの条件、どの規則、どの回答から出たかを順に示します。
    """
    from checklist_engine.ground.near_misses import nearest
    from checklist_engine.reporting.explanation import explanation_json, explanation_text
    from checklist_engine.usecases.assess_cases import assess_cases

    form, day = wanted_format(form), wanted_date(as_of, "--as-of")
    assessed = assess_cases(path, as_of=day, pack=pack, today=date.today())
    for notice in assessed.notices:
        print(notice, file=sys.stderr)
    for _, plan in assessed.cases:
        known = [each.id for each in plan.rules]
        if rule is not None and rule not in known:
            near = nearest(rule, known)
            hint = (
                f"もしかして {near} ですか"
                if near
                else "checklist assess で規則の id を確かめてください"
            )
            raise UsageFault(f"規則「{rule}」は、この適用区分にありません。{hint}")
    if form == "json":
        content = [explanation_json(each, plan, rule) for each, plan in assessed.cases]
        print_json({"cases": content} if assessed.together else content[0])
    else:
        surface = canvas()
        lines = [
            line
            for each, plan in assessed.cases
            for line in explanation_text(each, plan, surface, rule)
        ]
        print("\n".join(lines).rstrip())
    return OK
