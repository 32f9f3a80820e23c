"""`checklist test`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import NEGATIVE, OK, UsageFault
from checklist_engine.cli.options import FORMATS, canvas, print_json, wanted_format

NAME = "test"
_JUNIT = "junit"


def command(
    pack: Annotated[
        Path | None,
        typer.Argument(
            metavar="規則集", help="規則集のフォルダ（省くと、近くの rules の中すべて）"
        ),
    ] = None,
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="規則", help="この id の規則だけを試験します")
    ] = None,
    *,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="式の枝ごとに、真、偽及び不明を試したかを調べます"),
    ] = False,
    mutate: Annotated[
        bool,
        typer.Option("--mutate", help="規則を一か所ずつ変えて、試験が気づくかを調べます"),
    ] = False,
    at_least: Annotated[
        int | None,
        typer.Option(
            "--at-least",
            metavar="百分率",
            help="網羅率又は検出率がこれに満たなければ、終了コードを 1 にします",
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option("--format", metavar="text|json|junit", help="表示の形式（既定は text）"),
    ] = "text",
) -> int:
    """規則の試験（*.test.yaml）を行い、期待と違うものを示します

    --coverage と --mutate は、規則の誤りに試験が気づけるかを調べます。
    """
    from checklist_engine.reporting.rule_tests import report_json, report_text
    from checklist_engine.reporting.rule_tests_junit import junit_xml
    from checklist_engine.reporting.rule_tests_measures import measures_words
    from checklist_engine.usecases.run_rule_tests import NoSuchRule, Wanted, run_pack_tests

    _check(form, at_least, measured=coverage or mutate)
    try:
        packs = run_pack_tests(
            pack, Path.cwd(), Wanted(rule=rule, coverage=coverage, mutation=mutate)
        )
    except NoSuchRule as error:
        hint = f"もしかして {error.near} ですか" if error.near else "規則の id を確かめてください"
        raise UsageFault(f"規則「{rule}」は、規則集にありません。{hint}") from None
    if form == "json":
        print_json({"packs": [report_json(each) for each in packs]})
    elif form == _JUNIT:
        _print_xml(junit_xml([each.tests for each in packs]))
    else:
        print("\n\n".join("\n".join(report_text(each, canvas())) for each in packs))
    short = [each for each in packs if at_least is not None and not each.reaches(at_least)]
    for each in short:
        print(
            f"{each.tests.pack}: {'、'.join(measures_words(each))}で、"
            f"--at-least の {at_least}% に届きません",
            file=sys.stderr,
        )
    return NEGATIVE if short or not all(each.tests.passed for each in packs) else OK


def _check(form: str, at_least: int | None, *, measured: bool) -> None:
    """See to options that do not go together."""
    wanted_format(form, (*FORMATS, _JUNIT))
    if form == _JUNIT and measured:
        raise UsageFault("--format junit は、--coverage や --mutate とは一緒に使えません")
    if at_least is not None and not measured:
        raise UsageFault("--at-least は、--coverage か --mutate と一緒に使います")
    if at_least is not None and not 0 <= at_least <= 100:
        raise UsageFault(f"--at-least の「{at_least}」は、0 から 100 までの数ではありません")


def _print_xml(document: str) -> None:
    """XML on stdout, the same to every reader even where the console's code page is not UTF-8."""
    if (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8":
        document = document.encode("ascii", "xmlcharrefreplace").decode("ascii")
    print(document, end="")
