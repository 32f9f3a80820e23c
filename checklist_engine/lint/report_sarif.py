"""Messages as SARIF 2.1.0 (OASIS), which code hosts and editors read; the pages come with them."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from checklist_engine.lint.catalogue import checks_by_code, sections
from checklist_engine.lint.check import Check, Edit, Severity
from checklist_engine.lint.message import Message

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "WORKING_FOLDER"


def sarif_report(
    messages: Sequence[Message], files: Mapping[str, str], version: str
) -> dict[str, object]:
    """One run; `files` has the ways to the files from the working folder."""
    codes = sorted({each.code for each in messages})
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "checklist",
                        "version": version,
                        "language": "ja",
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "作業フォルダ"}}},
                "results": [_result(each, codes, files) for each in messages],
            }
        ],
    }


def _rule(code: str) -> dict[str, object]:
    check = checks_by_code().get(code)
    if check is None:
        return {
            "id": code,
            "shortDescription": {"text": "ファイルの誤り"},
            "defaultConfiguration": {"level": Severity.ERROR.value},
        }
    page = sections(check.page)
    return {
        "id": code,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": _one_line(page.get("何か", check.title))},
        "help": {"text": check.page, "markdown": _markdown(check)},
        "defaultConfiguration": {"level": check.severity.value},
    }


def _markdown(check: Check) -> str:
    parts = [f"# {check.code} {check.title}"]
    for heading, text in sections(check.page).items():
        # What is indented on a page is code in Markdown, too.
        parts.append(f"## {heading}\n\n{text}")
    return "\n\n".join(parts)


def _one_line(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n"))


def _result(message: Message, codes: Sequence[str], files: Mapping[str, str]) -> dict[str, object]:
    place = message.place
    located: dict[str, object] = {"artifactLocation": _artifact(files[place.file])}
    if place.line:
        located["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": max(place.end_column, place.column),
        }
    words = message.message + (f"（{message.hint}）" if message.hint else "")
    result: dict[str, object] = {
        "ruleId": message.code,
        "ruleIndex": codes.index(message.code),
        "level": message.severity.value,
        "message": {"text": words},
        "locations": [{"physicalLocation": located}],
    }
    if message.edits and all(edit.file in files for edit in message.edits):
        result["fixes"] = [_fix(message, files)]
    return result


def _fix(message: Message, files: Mapping[str, str]) -> dict[str, object]:
    changed = dict.fromkeys(edit.file for edit in message.edits)
    return {
        "description": {"text": message.hint or message.message},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(files[file]),
                "replacements": [_replacement(edit) for edit in message.edits if edit.file == file],
            }
            for file in changed
        ],
    }


def _replacement(edit: Edit) -> dict[str, object]:
    return {
        "deletedRegion": {
            "startLine": edit.span.line,
            "startColumn": edit.span.column,
            "endLine": edit.span.end_line,
            "endColumn": edit.span.end_column,
        },
        "insertedContent": {"text": edit.text},
    }


def _artifact(file: str) -> dict[str, str]:
    return {"uri": quote(file), "uriBaseId": _ROOT}
