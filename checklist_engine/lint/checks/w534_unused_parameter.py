"""使われない設定値

何か
規則の式の `{parameter: …}` にも、文の `{{ parameter.… }}` にも出てこない設定値を知らせます。

なぜ
適用区分で値を変えても、何も変わりません。規則に数をそのまま書いてしまったか、使う規則を消したときに残ったものと
思われます。

悪い例
    # pack.yaml
    parameters: [{id: image_days, type: integer, default: 30, label: 画像の保存日数}]
    # image/image-004.yaml
    require: {image.retention_days: {at_most: 30}}

良い例
    # pack.yaml
    parameters: [{id: image_days, type: integer, default: 30, label: 画像の保存日数}]
    # image/image-004.yaml
    require: {image.retention_days: {at_most: {parameter: image_days}}}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.mentions import mentions, pack_expressions, pack_texts, slots
from checklist_engine.lint.own_files import head
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.expression import Argument, Comparison
from checklist_engine.model.pack import RulePack

CODE = "W534"
SEVERITY = Severity.WARNING

_IN_TEXTS = "parameter."


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    if pack.unread:
        return
    used = {*_compared(pack.pack), *_printed(pack.pack)}
    for entry in head(pack).listed("parameters"):
        name = entry["id"].text
        if name in pack.pack.parameters and name not in used:
            yield Problem(
                place=entry["id"].place,
                message=f"設定値「{name}」（{entry['label'].text}）は、どの規則からも使われません",
                hint=f"式で {{parameter: {name}}} と書いて使うか、要らなければ消してください",
            )


def _compared(pack: RulePack) -> Iterator[str]:
    for expression, around in pack_expressions(pack):
        for each in mentions(expression, pack.vocabulary, around):
            if isinstance(each.by, Comparison):
                yield from _named(each.by.argument)


def _named(argument: Argument) -> Iterator[str]:
    if isinstance(argument.raw, dict):
        yield str(argument.raw.get("parameter"))
    for part in argument.parts:
        yield from _named(part)


def _printed(pack: RulePack) -> Iterator[str]:
    for text in pack_texts(pack):
        for slot in slots(text):
            if slot.name.startswith(_IN_TEXTS):
                yield slot.name.removeprefix(_IN_TEXTS)
