"""`checklist ask`."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    from checklist_engine.inquiry.turns import Turn

NAME = "ask"
_YAML = (".yaml", ".yml")


def command(
    path: CasePath,
    as_of: AsOf = None,
    pack: PackFolder = None,
    form: Format = "text",
    further: Annotated[
        int,
        typer.Option(
            "--further",
            metavar="件数",
            help="書き終わっていない一覧が、あと何件まで増えると考えるか（既定は 2）",
        ),
    ] = 2,
    *,
    interactive: Annotated[
        bool,
        typer.Option("-i", "--interactive", help="一問ずつ尋ね、答えを提出内容に書き込みます"),
    ] = False,
) -> int:
    """まだ答えていない質問のうち、どれが結論を左右するか、これから何がありうるかを示します

    残りの質問にどう答えるかを全て考えて、もう確かなことと、ありうることとを分けます。
    証跡、申出及び裁定は、今のままとします。
    """
    form, day = wanted_format(form), wanted_date(as_of, "--as-of")
    if further < 0:
        raise UsageFault("--further は、0 以上の数で指定してください")
    if interactive:
        _check_file(path, form)
        _converse(path, day, pack, further)
    else:
        _show(path, day, pack, further, form)
    return OK


def _show(path: Path, day: date | None, pack: Path | None, further: int, form: str) -> None:
    from checklist_engine.reporting.inquiry_json import prospect_json
    from checklist_engine.reporting.inquiry_text import prospect_text
    from checklist_engine.usecases.ask_submission import ask_submission

    asked = ask_submission(path, as_of=day, pack=pack, today=date.today(), further=further)
    for notice in asked.notices:
        print(notice, file=sys.stderr)
    if form == "json":
        cases = [prospect_json(each.prospect, each.assessment, each.plan) for each in asked.cases]
        print_json({"cases": cases} if asked.together else cases[0])
    else:
        surface = canvas()
        lines = [
            line
            for each in asked.cases
            for line in prospect_text(each.prospect, each.assessment, each.plan, surface)
        ]
        print("\n".join(lines).rstrip())


def _check_file(path: Path, form: str) -> None:
    """Whether a file can be filled in.

    Raises:
        UsageFault: it cannot.
    """
    from checklist_engine.formats.files import exists

    if form != "text":
        raise UsageFault("-i は、--format json とは一緒に使えません")
    if exists(path) and path.is_dir():
        raise UsageFault("-i には、フォルダでなく、提出内容のファイルを一つ指定してください")
    if path.suffix.lower() not in _YAML:
        raise UsageFault(
            "-i で書き込めるのは、YAML の提出内容（.yaml）だけです。"
            "JSON の提出内容には、answers に直接書き加えてください"
        )
    if exists(path) and not path.stat().st_mode & 0o222:
        raise UsageFault(
            f"{path.name} は書き込みが禁じられています。書き込めるようにするか、写しを指定してください"
        )


def _converse(path: Path, day: date | None, pack: Path | None, further: int) -> None:
    from checklist_engine.inquiry.dialogue import Dialogue
    from checklist_engine.inquiry.turns import Ask
    from checklist_engine.reporting.dialogue_text import PROMPT, DialogueText
    from checklist_engine.usecases.fill_in import FillIn

    desk = FillIn(path, as_of=day, pack=pack, today=date.today(), further=further)
    for notice in desk.notices:
        print(notice, file=sys.stderr)
    words = DialogueText(desk, desk.plan, canvas())
    print("\n".join(words.opening(desk.submission.case.title, desk.submission.file)))
    turns = Dialogue(desk).turns()
    turn: Turn | None = next(turns)
    while turn is not None:
        print("\n".join(words.turn(turn)))
        line = ""
        if isinstance(turn, Ask):
            try:
                line = input(PROMPT)
            except (EOFError, KeyboardInterrupt):
                print("\n終わりました。ここまでの答えは、ファイルに書き込んであります")
                return
        try:
            turn = turns.send(line)
        except StopIteration:
            turn = None
