"""`checklist completion`."""

from typing import Annotated

import typer

from checklist_engine.cli.exits import OK, UsageFault

NAME = "completion"
_SHELLS = ("bash", "zsh", "fish", "powershell")


def command(
    shell: Annotated[
        str, typer.Argument(metavar="シェル", help=f"シェルの名前（{'、'.join(_SHELLS)}）")
    ],
) -> int:
    """コマンドの補完の設定を示します

    bash では、checklist completion bash >> ~/.bashrc のように、設定ファイルに書き加えます。
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in _SHELLS:
        raise UsageFault(f"「{shell}」の補完はありません（使えるのは {'、'.join(_SHELLS)} です）")
    print(
        get_completion_script(
            prog_name="checklist", complete_var="_CHECKLIST_COMPLETE", shell=shell
        )
    )
    return OK
