"""What typer says of a wrong command line, said in Japanese."""

import typer

from checklist_engine.ground.near_misses import nearest

_SEE_HELP = "詳しくは checklist --help"


def usage_words(error: typer.TyperException) -> str:
    """The message of a usage error.

    typer hides its exception classes, so they are told apart by name.
    """
    return f"使い方が違います: {_what(error)}（{_SEE_HELP}）"


def _what(error: typer.TyperException) -> str:
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    name = getattr(parameter, "metavar", None) or getattr(parameter, "name", "") or ""
    match type(error).__name__:
        case "MissingParameter":
            return f"{_named(parameter, name)} が指定されていません"
        case "NoSuchOption":
            near = getattr(error, "possibilities", None)
            hint = f"。もしかして {near[0]} ですか" if near else ""
            return f"「{option}」というオプションはありません{hint}"
        case "BadOptionUsage" if "does not take a value" in str(error):
            return f"「{option}」の後に値は書けません"
        case "BadOptionUsage":
            return f"「{option}」の後に値がありません"
        case "BadParameter":
            return _bad_value(_named(parameter, name), str(error))
        case _:
            return _by_message(error)


def _named(parameter: object, name: str) -> str:
    """An option by what is typed for it, an argument by its word."""
    options = getattr(parameter, "opts", None) or [name]
    return str(options[0]) if str(options[0]).startswith("-") else name


def _bad_value(named: str, message: str) -> str:
    if "integer" in message or "number" in message:
        return f"{named} は、半角の数で書いてください"
    if "not readable" in message:
        return f"{named} に指定されたものを読む権限がありません"
    return f"{named} の値が正しくありません"


def _by_message(error: typer.TyperException) -> str:
    message = str(error)
    if message.startswith("No such command"):
        name = message.split("'")[1] if "'" in message else message.rsplit(" ", 1)[-1]
        group = getattr(getattr(error, "ctx", None), "command", None)
        near = nearest(name, getattr(group, "commands", ()))
        hint = f"。もしかして {near} ですか" if near else ""
        return f"「{name}」というコマンドはありません{hint}"
    if "unexpected extra argument" in message:
        # 「Got unexpected extra arguments (b c)」: what stands in the last brackets.
        return f"余分な引数（{message.rpartition('(')[2].rstrip(')')}）があります"
    return "コマンドの書き方を確かめてください"
