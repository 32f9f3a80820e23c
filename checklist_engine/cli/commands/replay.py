"""`checklist replay`."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checklist_engine.cli.exits import NEGATIVE, OK, UsageFault
from checklist_engine.cli.options import AsOf, canvas, print_json, wanted_date, wanted_format

if TYPE_CHECKING:
    from checklist_engine.replay.impact import Impact
    from checklist_engine.usecases.replay_cases import ReplayOrder

NAME = "replay"
_FORMATS = ("text", "json", "md", "html")
_PAUSE = 0.2
_MOST_FILES = 3
"""So many changed files are named by `--watch`."""


def command(
    cases: Annotated[
        Path,
        typer.Argument(
            metavar="案件",
            help="蓄積のファイル、又は提出内容か会議のフォルダ（幾つ入っていてもよい）",
        ),
    ],
    after: Annotated[Path, typer.Option("--to", metavar="規則集", help="変更後の規則集のフォルダ")],
    before: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="規則集",
            help="変更前の規則集のフォルダ（省くと、それぞれの案件を評価した規則集）",
        ),
    ] = None,
    as_of: AsOf = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", metavar="件数", help="詳しく示す案件の数（変わり方ごとに。0 は全て）"
        ),
    ] = 10,
    form: Annotated[
        str,
        typer.Option("--format", metavar="text|json|md|html", help="表示の形式（既定は text）"),
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="ファイル", help="結果を書き込むファイル"),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            metavar="dask://…",
            help="Dask で計算します（例: dask://local?workers=2）",
        ),
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前のファイルがあるとき、上書きします")
    ] = False,
    all_revisions: Annotated[
        bool,
        typer.Option("--all-revisions", help="蓄積で、訂正される前のものも一件として数えます"),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="規則集が変わるたびに再評価します（Ctrl-C で終わり）"),
    ] = False,
) -> int:
    """規則集を変えたら、これまでの案件の結果がどう変わるかを示します

    結論案、判定、条件及び評点の変わる案件を、もとになった規則と回答とともに示します。
    どの案件も変わらなければ 0、変われば 1 で終わります。
    """
    from checklist_engine.formats.files import exists
    from checklist_engine.usecases.replay_cases import ReplayOrder, replay_cases
    from checklist_engine.usecases.replay_engine import Misplaced

    form = wanted_format(form, _FORMATS)
    if limit < 0:
        raise UsageFault("--limit は 0 以上の数です（0 は、全ての案件を示します）")
    if watch and (form != "text" or output is not None):
        raise UsageFault("--watch は、-o や、text でない --format とは一緒に使えません")
    if output is not None and exists(output) and exists(cases) and output.samefile(cases):
        # --force is for the page of yesterday; what is replayed is never written over.
        raise UsageFault(
            "-o に、再評価する案件のファイルが指定されています。別の名前を書いてください"
        )
    order = ReplayOrder(
        cases=cases,
        after=after,
        before=before,
        as_of=wanted_date(as_of, "--as-of"),
        today=date.today(),
        limit=limit or None,
        all_revisions=all_revisions,
        engine=engine,
    )
    try:
        if watch:
            return watch_and_show(order, _pause)
        found = replay_cases(order)
    except Misplaced as error:
        raise UsageFault(str(error)) from error
    for notice in found.notices:
        print(notice, file=sys.stderr)
    _show(found.impact, form, output, force=force)
    return NEGATIVE if found.impact.moves else OK


def watch_and_show(order: "ReplayOrder", wait: Callable[[], bool]) -> int:
    """Print what comes of each change, until `wait` says False."""
    from checklist_engine.usecases.replay_watch import watch_replay

    moves = False
    for seen in watch_replay(order, wait):
        if seen.files:
            print(f"\n―― {_named(seen.files)} が変わりました ――\n", flush=True)
        if seen.fault is not None:
            print(seen.fault, flush=True)
        elif seen.replayed is not None:
            moves = seen.replayed.impact.moves
            for notice in () if seen.files else seen.replayed.notices:
                print(notice, file=sys.stderr)
            print("\n".join(_text(seen.replayed.impact)), flush=True)
        if not seen.files:
            print("\n規則集が変わるのを待っています（Ctrl-C で終わります）", flush=True)
    return NEGATIVE if moves else OK


def _named(files: Sequence[str]) -> str:
    """The first of them, and how many more there are: with another version of a pack it may be all of them."""
    rest = len(files) - _MOST_FILES
    return "、".join([*files[:_MOST_FILES], *([f"ほか {rest} 件"] if rest > 0 else [])])


def _pause() -> bool:
    time.sleep(_PAUSE)
    return True


def _show(impact: "Impact", form: str, output: Path | None, *, force: bool) -> None:
    if output is None and form == "json":
        from checklist_engine.replay.contract import impact_json

        print_json(impact_json(impact))
        return
    words = _written(impact, form)
    if output is None:
        print(words)
        return
    from checklist_engine.usecases.write_report import write_report

    write_report(f"{words}\n", output, force=force)
    print(output.as_posix())
    print(f"影響を書き込みました（結果の変わる案件 {impact.moved} 件）")


def _written(impact: "Impact", form: str) -> str:
    match form:
        case "json":
            from checklist_engine.replay.contract import impact_json

            return json.dumps(impact_json(impact), ensure_ascii=False, indent=2)
        case "html":
            from checklist_engine.replay.web import impact_html

            return impact_html(impact).rstrip("\n")
        case "md":
            from checklist_engine.comparing.page import page_markdown
            from checklist_engine.replay.page import impact_page

            return "\n".join(page_markdown(impact_page(impact)))
        case _:
            return "\n".join(_text(impact))


def _text(impact: "Impact") -> list[str]:
    from checklist_engine.comparing.page import page_text
    from checklist_engine.replay.page import impact_page

    return page_text(impact_page(impact), canvas())
