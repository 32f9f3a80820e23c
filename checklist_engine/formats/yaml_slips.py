"""Slips that Japanese authors make in YAML, and libyaml's own complaints in words.

Full-width spaces, colons and hyphens are silently taken as text by YAML, or reported a line later in
words that help nobody; so the lines themselves are looked at.
"""

import re
from collections.abc import Iterator, Sequence

import yaml

from checklist_engine.formats.document import place_in
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Something in a line that is probably not meant as it stands."""

    code: str
    message: str
    hint: str
    span: Span


UNQUOTED_SLOT = (
    "差し込み {{ … }} のある文が、引用符で囲まれていません",
    '文全体を二重引用符で囲んでください（例: "再委託先「{{ .name }}」"）',
)
"""What to say, and the way out, where YAML takes a slot for a mapping."""

_QUOTE = "文の一部であれば、その文を引用符で囲んでください"
_SLIPS = (
    (
        re.compile(r"^ *(　[ 　]*)"),
        "E108",
        "行の初めに全角の空白があります",
        "字下げは半角の空白にしてください",
    ),
    (
        re.compile(r"^ *(\t[ \t]*)\S"),
        "E109",
        "字下げにタブが使われています",
        "字下げは半角の空白にしてください",
    ),
    (
        re.compile(r"^ *(?:- +)*[A-Za-z_.][A-Za-z0-9_.]*(：)"),
        "E108",
        "項目の名前の後のコロン「：」が全角です",
        f"半角の「:」と半角の空白にしてください。{_QUOTE}",
    ),
    (
        re.compile(r"^ *(?:- +)*[A-Za-z_.][A-Za-z0-9_.]*:(　+)"),
        "E108",
        "「:」の後の空白が全角です",
        f"半角の空白にしてください。{_QUOTE}",
    ),
    (
        re.compile(r"^ *([－―ー‐])[ 　]"),
        "E108",
        "行の初めのハイフンが全角です",
        f"一覧の項目は、半角の「-」と半角の空白で始めてください。{_QUOTE}",
    ),
    (
        re.compile(r"^ *- *(　[ 　]*)"),
        "E108",
        "「-」の後の空白が全角です",
        f"半角の空白にしてください。{_QUOTE}",
    ),
    (
        re.compile(r"^.*?(　+)#"),
        "E108",
        "「#」の前の空白が全角です",
        f"注釈であれば、「#」の前を半角の空白にしてください。{_QUOTE}",
    ),
)


def slips(lines: Sequence[str]) -> list[Slip]:
    """Every slip, line by line; those inside quotes and block texts are for the caller to drop."""
    return list(_slips(lines))


def _slips(lines: Sequence[str]) -> Iterator[Slip]:
    for number, line in enumerate(lines, start=1):
        for pattern, code, message, hint in _SLIPS:
            found = pattern.match(line)
            if found:
                start, end = found.span(1)
                span = Span(line=number, column=start + 1, end_line=number, end_column=end + 1)
                yield Slip(code=code, message=message, hint=hint, span=span)


def syntax_fault(error: yaml.YAMLError, file: str, lines: Sequence[str]) -> Diagnostic:
    """What libyaml stumbled over, said in words, at its place."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _unreadable_character(file, lines)
    line, column = error.problem_mark.line, error.problem_mark.column
    if line >= len(lines) or not lines[line].strip(" \t"):
        # At the end of the file: show the last line that has something on it (a full-width space,
        # for one).
        line = max((n for n, text in enumerate(lines[: line + 1]) if text.strip(" \t")), default=0)
        column = len(lines[line])
    span = Span(line=line + 1, column=column + 1, end_line=line + 1, end_column=column + 2)
    message, hint = _explained(error, lines[line], column)
    return Diagnostic(
        code="E107", message=message, hint=hint, place=place_in(file, tuple(lines), span)
    )


def _unreadable_character(file: str, lines: Sequence[str]) -> Diagnostic:
    for number, line in enumerate(lines, start=1):
        found = re.search("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", line)
        if found:
            column = found.start() + 1
            span = Span(line=number, column=column, end_line=number, end_column=column + 1)
            place = place_in(file, tuple(lines), span)
            return Diagnostic(
                code="E107",
                message=f"使えない制御文字（U+{ord(found[0]):04X}）があります",
                hint="その文字を消してください",
                place=place,
            )
    first = Span(line=1, column=1, end_line=1, end_column=2)
    return Diagnostic(
        code="E107",
        message="YAML として読めません",
        hint="文字の化けや見えない文字がないか確かめてください",
        place=place_in(file, tuple(lines), first),
    )


def _explained(error: yaml.MarkedYAMLError, line: str, column: int) -> tuple[str, str]:
    problem = f"{error.context or ''} {error.problem or ''}"
    if "{{" in line:
        return UNQUOTED_SLOT
    started = re.search(r"(?:^|[:,\[{-] +)([*&!%@`])\S*$", line[: column + 1])
    if started or re.search(r"[:-] +\[[^\]]*\] *[^ ,\]}]", line):
        return (
            f"「{started[1] if started else '['}」で始まる値は、そのままでは書けません",
            "文であれば引用符で囲んでください",
        )
    if "mapping values are not allowed" in problem:
        return (
            "「:」をここに書くことはできません",
            "字下げを前後の行とそろえるか、「: 」を含む文を引用符で囲んでください",
        )
    if "while scanning a quoted scalar" in problem:
        return "引用符が閉じていません", "文の終わりに引用符を付けてください"
    if "flow" in problem:
        return (
            "「[」又は「{」が正しく閉じていません",
            "対になる括弧と、間の「,」を確かめてください。文であれば引用符で囲んでください",
        )
    if "could not find expected ':'" in problem:
        return (
            "項目の名前の後に「:」がありません",
            "半角の「:」と半角の空白を書いてください",
        )
    if "block" in problem or "expected" in problem:
        return (
            "字下げ又は書き方が前後の行と合っていません",
            "同じまとまりの行は、半角の空白の数をそろえてください",
        )
    return "YAML として読めません", "この行と一つ前の行の書き方を確かめてください"
