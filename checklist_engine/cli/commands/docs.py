"""`checklist docs`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checklist_engine.cli.exits import NEGATIVE, OK, UsageFault
from checklist_engine.cli.options import Format, canvas, print_json, wanted_format

if TYPE_CHECKING:
    from checklist_engine.drafting.papers import Paper

NAME = "docs"


def command(
    pack: Annotated[
        Path | None, typer.Argument(metavar="規則集", help="ページを作る規則集のフォルダ")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="フォルダ", help="ページを書き込むフォルダ"),
    ] = None,
    *,
    language: Annotated[
        bool,
        typer.Option("--language", help="規則集の代わりに、演算子と診断のページを作ります"),
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="書き込まずに、フォルダのページが今の内容と同じかを確かめます"
        ),
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="符号", help="診断の説明を一つ示します（例: E203）"),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="同じ名前のページがあるとき、上書きします")
    ] = False,
    form: Format = "text",
) -> int:
    """規則集を説明するページ（分野ごとに、区分、根拠、質問、読み下し）を作ります

    --check を付けると、規則を直したのにページを作り直していないことが分かります。
    --language では演算子と診断のページを作り、--explain では診断の説明を一つだけ示します。
    """
    form = wanted_format(form)
    if explain is not None:
        if pack or output or language or check or force:
            raise UsageFault("--explain は、--format のほかの指定と一緒には使えません")
        return _explain(explain, form)
    if (pack is None) is not language:
        raise UsageFault(
            "規則集のフォルダと --language は、どちらか一つを指定してください"
            if language
            else "規則集のフォルダ、--language 又は --explain を指定してください"
        )
    if output is None:
        raise UsageFault("-o で、ページのフォルダを指定してください")
    if check and force:
        raise UsageFault("--check は何も書き込まないので、--force と一緒には使えません")
    return _check(pack, output, form) if check else _write(pack, output, form, force=force)


def _explain(code: str, form: str) -> int:
    from checklist_engine.authoring.diagnostic_pages import page_json, page_text
    from checklist_engine.ground.near_misses import nearest
    from checklist_engine.usecases.describe_language import pages_by_code

    pages = pages_by_code()
    page = pages.get(code.upper())
    if page is None:
        near = nearest(code.upper(), pages)
        hint = f"もしかして {near} ですか" if near else "例: E203"
        raise UsageFault(f"「{code}」という符号の診断はありません。{hint}")
    if form == "json":
        print_json(page_json(page))
    else:
        print("\n".join(page_text(page, canvas())))
    return OK


def _write(pack: Path | None, output: Path, form: str, *, force: bool) -> int:
    from checklist_engine.usecases.write_pages import write_pages

    written = write_pages(_pages(pack), output, force=force)
    if form == "json":
        print_json({"pages": [path.as_posix() for path in written]})
    else:
        print("\n".join(path.as_posix() for path in written))
    return OK


def _check(pack: Path | None, output: Path, form: str) -> int:
    from checklist_engine.usecases.write_pages import stale_pages

    pages = _pages(pack)
    stale = stale_pages(pages, output)
    if form == "json":
        print_json(
            {
                "pages": [(output / page.name).as_posix() for page in pages],
                "stale": [
                    {"page": each.path.as_posix(), "state": each.staleness.value} for each in stale
                ],
            }
        )
    elif stale:
        for each in stale:
            print(f"× {each.path.as_posix()}　{each.staleness.label}")
        what = pack.as_posix() if pack else "--language"
        print(f"checklist docs {what} -o {output.as_posix()} --force で作り直せます")
    else:
        print(f"○ {len(pages)} 枚のページは、今の内容のとおりです")
    return NEGATIVE if stale else OK


def _pages(pack: Path | None) -> "tuple[Paper, ...]":
    from checklist_engine.usecases.describe_language import describe_language
    from checklist_engine.usecases.describe_pack import describe_pack

    return describe_language() if pack is None else describe_pack(pack)
