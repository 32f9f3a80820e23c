"""`checklist assess`."""

import sys
from datetime import date
from typing import Annotated

import typer

from checklist_engine import __version__
from checklist_engine.cli.exits import NEGATIVE, OK
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

NAME = "assess"


def command(
    path: CasePath,
    as_of: AsOf = None,
    pack: PackFolder = None,
    form: Format = "text",
    *,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="規則集と適用区分が替えたことを、すべて示します")
    ] = False,
) -> int:
    """提出内容を規則に照らし、判定、評点、質問及び結論案を示します

    フォルダに meeting.yaml があれば、その会議の諮問を順に評価します。
    基準日は、--as-of、会議の日、case の submitted_on、今日の順に決まります。
    """
    from checklist_engine.model.verdicts import Decision
    from checklist_engine.usecases.assess_cases import assess_cases

    form, day = wanted_format(form), wanted_date(as_of, "--as-of")
    assessed = assess_cases(path, as_of=day, pack=pack, today=date.today())
    for notice in assessed.notices:
        print(notice, file=sys.stderr)
    if form == "json":
        from checklist_engine.reporting.contract import assessment_json

        cases = [assessment_json(each, plan, __version__) for each, plan in assessed.cases]
        content: dict[str, object] = {"cases": cases} if assessed.together else cases[0]
        if assessed.notifications:
            content["notifications"] = [
                assessment_json(each, plan, __version__) for each, plan in assessed.notifications
            ]
        print_json(content)
    else:
        from checklist_engine.reporting.text import agenda_text, assessment_text, notifications_text

        surface = canvas()
        lines = (
            agenda_text([each for each, _ in assessed.cases], surface) if assessed.together else []
        )
        for assessment, plan in assessed.cases:
            lines += assessment_text(assessment, plan, surface, verbose=verbose)
        if assessed.notifications:
            lines += notifications_text([each for each, _ in assessed.notifications], surface)
        print("\n".join(lines).rstrip())
    decisions = {assessment.decision for assessment, _ in assessed.cases}
    return NEGATIVE if decisions & {Decision.REJECT, Decision.DEFER} else OK
