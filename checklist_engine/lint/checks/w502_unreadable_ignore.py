"""読めない見逃し

何か
`# checklist:` で始まる注釈のうち、`ignore` の後に点検の符号がないもの、点検にない符号を書いたもの、
見逃せない E の符号を書いたものを知らせます。

なぜ
書き誤った見逃しは、何も見逃しません。E の診断は、直さなければ規則が使えないので、見逃すことができません。

悪い例
    title: 委託先の確認    # checklist: ignore W5l9 条例の文言のため

良い例
    title: 委託先の確認    # checklist: ignore W519 条例の文言のため
"""

from collections.abc import Iterator

from checklist_engine.formats.document import Document
from checklist_engine.lint.catalogue import checks_by_code
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.settings import code_hint
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.suppressions import Ignore, ignores

CODE = "W502"
SEVERITY = Severity.WARNING


def of_document(document: Document, pack: LintedPack) -> Iterator[Problem]:
    for ignore in ignores(document, pack):
        if not ignore.readable:
            yield Problem(
                place=ignore.place,
                message="見逃しの書き方ではありません",
                hint="「# checklist: ignore W519 理由」の形で書いてください",
            )
        yield from (_unknown(code, ignore) for code in ignore.codes if code not in checks_by_code())


def _unknown(code: str, ignore: Ignore) -> Problem:
    if code.startswith("E"):
        message, hint = f"{code} は見逃せません", "E の診断は、直さなければ規則が使えません"
    else:
        message, hint = f"「{code}」という点検はありません", code_hint(code)
    return Problem(place=ignore.place_of(code), message=message, hint=hint)
