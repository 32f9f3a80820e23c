"""`checklist flip`."""

import sys
from datetime import date
from typing import Annotated

import typer

from checklist_engine.cli.exits import NEGATIVE, OK, UsageFault
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

NAME = "flip"
_AIMS = ("approve", "approve_with_conditions")


def command(
    path: CasePath,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="|".join(_AIMS),
            help="目指す結論案（省くと、今より一つ良いもの）",
        ),
    ] = None,
    condition: Annotated[
        str | None,
        typer.Option(
            "--condition",
            metavar="条件",
            help="結論案でなく、この id の条件が付かないようにする方法を調べます",
        ),
    ] = None,
    as_of: AsOf = None,
    pack: PackFolder = None,
    form: Format = "text",
) -> int:
    """何を改めれば、結論案が良くなるか、又は条件が付かなくなるかを示します

    変える回答と加える証跡の、最も少ない組合せを、五つまで示します。
    改める方法が見付かるか、その必要がなければ 0、なければ 1 で終わります。
    """
    from checklist_engine.ground.near_misses import nearest
    from checklist_engine.model.verdicts import Decision
    from checklist_engine.reporting.flip_json import flip_json
    from checklist_engine.reporting.flip_text import flip_text
    from checklist_engine.usecases.flip_submission import UnknownCondition, flip_submission

    form, day = wanted_format(form), wanted_date(as_of, "--as-of")
    if to is not None and condition is not None:
        raise UsageFault("--to と --condition は、どちらか一つにしてください")
    if to is not None and to not in _AIMS:
        near = nearest(to, _AIMS)
        hint = f"もしかして {near} ですか" if near else f"使えるのは {'、'.join(_AIMS)} です"
        raise UsageFault(f"--to の「{to}」はありません。{hint}")
    try:
        flipped = flip_submission(
            path,
            as_of=day,
            pack=pack,
            today=date.today(),
            aim=None if to is None else Decision(to),
            condition=condition,
        )
    except UnknownCondition as error:
        raise UsageFault(str(error)) from error
    for notice in flipped.notices:
        print(notice, file=sys.stderr)
    if form == "json":
        cases = [flip_json(each) for each in flipped.cases]
        print_json({"cases": cases} if flipped.together else cases[0])
    else:
        surface = canvas()
        print(
            "\n".join(line for each in flipped.cases for line in flip_text(each, surface)).rstrip()
        )
    found = [each.flips.reached or each.flips.alternatives for each in flipped.cases]
    return OK if all(found) else NEGATIVE
