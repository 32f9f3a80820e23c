"""`checklist explain`."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

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

if TYPE_CHECKING:
    from checklist_engine.usecases.explain_submission import Explained

NAME = "explain"
_ORDERS = ("gain", "order")
_Told: TypeAlias = tuple[Callable[[], object], Callable[[], Iterable[str]]]
"""A case, as JSON and as lines; made when it is wanted."""


def command(
    path: CasePath,
    rule: Annotated[
        str | None, typer.Argument(metavar="規則", help="規則の id（省くと、結論案までの筋道）")
    ] = None,
    as_of: AsOf = None,
    pack: PackFolder = None,
    form: Format = "text",
    *,
    score: Annotated[
        bool, typer.Option("--score", help="評点の内訳と、改めたときに増える点を示します")
    ] = False,
    family: Annotated[
        str | None,
        typer.Option("--family", metavar="分野", help="--score で、この分野だけを示します"),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="gain|order",
            help="--score の並べ方（増える点の順、又は規則集の順）",
        ),
    ] = None,
) -> int:
    """判定の理由を、成り立つ文と成り立たない文、回答の場所及び証跡とともに示します

    規則を省くと、結論案がどの条件、どの規則、どの回答から出たかを順に示します。
    """
    from checklist_engine.usecases.explain_submission import NotInProfile, explain_submission

    form, day = wanted_format(form), wanted_date(as_of, "--as-of")
    _check(rule, score=score, family=family, sort=sort)
    try:
        explained = explain_submission(
            path, as_of=day, pack=pack, today=date.today(), rule=rule, family=family
        )
    except NotInProfile as error:
        raise UsageFault(str(error)) from error
    for notice in explained.notices:
        print(notice, file=sys.stderr)
    told = _score(explained, family, sort) if score else _reasons(explained, rule)
    if form == "json":
        content = [as_json() for as_json, _ in told]
        print_json({"cases": content} if explained.together else content[0])
    else:
        print("\n".join(line for _, as_text in told for line in as_text()).rstrip())
    return OK


def _check(rule: str | None, *, score: bool, family: str | None, sort: str | None) -> None:
    if sort is not None and sort not in _ORDERS:
        raise UsageFault(f"--sort の「{sort}」はありません（使えるのは {'、'.join(_ORDERS)} です）")
    if score and rule is not None:
        raise UsageFault("--score は、規則の id とは一緒に使えません（分野は --family で選べます）")
    if not score and (family is not None or sort is not None):
        raise UsageFault("--family と --sort は、--score とともに使います")


def _score(explained: "Explained", family: str | None, sort: str | None) -> list[_Told]:
    from checklist_engine.reporting.explanation_score import Order
    from checklist_engine.reporting.explanation_score_text import score_json, score_text

    order, surface = Order(sort or "gain"), canvas()
    return [
        (
            partial(score_json, case.assessment, case.score(order, family)),
            partial(score_text, case.assessment, case.score(order, family), surface),
        )
        for case in explained.cases
    ]


def _reasons(explained: "Explained", rule: str | None) -> list[_Told]:
    from checklist_engine.reporting.explanation_json import explanation_json
    from checklist_engine.reporting.explanation_text import explanation_text

    surface = canvas()
    return [
        (
            partial(explanation_json, case.explainer, rule),
            partial(explanation_text, case.explainer, surface, rule),
        )
        for case in explained.cases
    ]
