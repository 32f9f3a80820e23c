"""`checklist new`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checklist_engine.cli.exits import OK, UsageFault
from checklist_engine.cli.options import Format, print_json, wanted_format

if TYPE_CHECKING:
    from checklist_engine.usecases.write_new import Written

NAME = "new"
# What each kind leaves to be said, beside the title.
_TAKEN = {
    "rule": ("--family", "--gate", "--fact", "--condition", "--section", "--pack"),
    "fact": ("--section", "--type", "--pack"),
    "condition": ("--pack",),
    "pack": ("--output",),
}


def command(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="種類", help="rule（規則）、fact（事実）、condition（条件）又は pack（規則集）"
        ),
    ],
    name: Annotated[str, typer.Argument(metavar="id", help="新しい規則などの id")],
    *,
    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="言葉", help="題名、名称又は主題（省くと、後で記入します）"
        ),
    ] = None,
    family: Annotated[
        str | None,
        typer.Option("--family", metavar="分野", help="規則の分野（省くと、id の初めの語）"),
    ] = None,
    gate: Annotated[
        str | None,
        typer.Option(
            "--gate",
            metavar="区分",
            help="規則を満たさないときの効き方。blocking、conditional 又は advisory（既定は advisory）",
        ),
    ] = None,
    fact: Annotated[
        str | None,
        typer.Option(
            "--fact",
            metavar="事実",
            help="規則が見る事実、又は一覧の項目（省くと、新しい事実を作ります）",
        ),
    ] = None,
    condition: Annotated[
        str | None,
        typer.Option(
            "--condition",
            metavar="条件",
            help="満たさないときに付ける条件（省くと、conditional のとき新しい条件を作ります）",
        ),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option(
            "--section", metavar="区分", help="新しい事実を置く区分（省くと、id の初めの語）"
        ),
    ] = None,
    type_: Annotated[
        str | None,
        typer.Option("--type", metavar="型", help="新しい事実の型（既定は boolean）"),
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option(
            "--pack",
            metavar="フォルダ",
            help="加える先の規則集（省くと、近くの rules の中の規則集）",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="フォルダ", help="規則集を作る先のフォルダ（省くと、rules）"
        ),
    ] = None,
    form: Format = "text",
) -> int:
    """新しい規則、事実、条件又は規則集の、書き始めのファイルを作ります

    試験も作り、そのままで読めて試験が通ることを確かめてから書き込みます。
    人が書くところには「（記入してください: …）」と入ります。既にあるファイルには、書き加えるだけです。
    """
    from checklist_engine.authoring.scaffolding.refused import Refused
    from checklist_engine.ground.values import FactType
    from checklist_engine.model.verdicts import Gate
    from checklist_engine.usecases import write_new

    form = wanted_format(form)
    _check_kind(
        kind,
        {
            "--family": family,
            "--gate": gate,
            "--fact": fact,
            "--condition": condition,
            "--section": section,
            "--type": type_,
            "--pack": pack,
            "--output": output,
        },
    )
    here, today = Path.cwd(), date.today()
    try:
        match kind:
            case "rule":
                wishes = write_new.RuleWishes(
                    family=family,
                    title=title,
                    gate=Gate(_one_of("--gate", gate or "advisory", [each.value for each in Gate])),
                    fact=fact,
                    section=section,
                    condition=condition,
                )
                written = write_new.new_rule(name, wishes, pack=pack, here=here, today=today)
            case "fact":
                codes = [each.value for each in FactType]
                written = write_new.new_fact(
                    name,
                    section=section,
                    label=title,
                    kind=FactType(_one_of("--type", type_ or "boolean", codes)),
                    pack=pack,
                    here=here,
                )
            case "condition":
                written = write_new.new_condition(name, subject=title, pack=pack, here=here)
            case _:
                written = write_new.new_pack(
                    name, label=title, folder=output, here=here, today=today
                )
    except Refused as error:
        raise UsageFault(str(error)) from error
    if form == "json":
        print_json(_json(written))
    else:
        print("\n".join(_text(written)))
    return OK


def _check_kind(kind: str, options: Mapping[str, object]) -> None:
    taken = _TAKEN[_one_of("種類", kind, list(_TAKEN))]
    for option, value in options.items():
        if value is not None and option not in taken:
            raise UsageFault(f"{option} は、{kind} を作るときには使えません")


def _one_of(what: str, word: str, words: Sequence[str]) -> str:
    from checklist_engine.ground.near_misses import nearest

    if word in words:
        return word
    near = nearest(word, words)
    hint = f"もしかして {near} ですか" if near else f"使えるのは {'、'.join(words)} です"
    raise UsageFault(f"{what}の「{word}」はありません。{hint}")


def _text(written: "Written") -> Iterator[str]:
    from checklist_engine.formats.files import shown_path

    yield "書いたファイル"
    yield from (f"  {shown_path(path)}" for path in written.files)
    yield f"記入するところ（{len(written.gaps)} 件）"
    yield from (f"  {gap.file}:{gap.line}  {gap.text}" for gap in written.gaps)
    yield "次にすること"
    yield "  1. 「（記入してください: …）」を書き替え、id や式を考えに合わせて直します"
    folder = shown_path(written.folder)
    yield f"  2. checklist lint {folder} と checklist test {folder} で確かめます"


def _json(written: "Written") -> dict[str, object]:
    from checklist_engine.formats.files import shown_path

    return {
        "written": [shown_path(path) for path in written.files],
        "gaps": [{"file": gap.file, "line": gap.line, "text": gap.text} for gap in written.gaps],
    }
