"""文に出てこない条件のパラメータ

何か
条件の `parameters` にあるのに、`text` にも `text_open` にも差し込まれないものを知らせます。

なぜ
規則が渡した語が、どこにも印刷されません。文を書き直したときに差込みを消したか、名前を書き誤ったものと思われます。

悪い例
    supervise-subcontractors:
      text: 再委託先従業者の監督について、方法を検討すること
      parameters: {means: list}

良い例
    supervise-subcontractors:
      text: 再委託先従業者の監督について、{{ means | ya }}の閲覧を求めるなど、方法を検討すること
      parameters: {means: list}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.mentions import slots
from checklist_engine.lint.subject import LintedPack

CODE = "W543"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    for name, cursor in pack.conditions.items():
        condition = pack.pack.conditions[name]
        texts = (condition.text, condition.text_open)
        printed = {slot.name for text in texts if text is not None for slot in slots(text)}
        for parameter in condition.parameters:
            if parameter not in printed:
                yield Problem(
                    place=cursor["parameters"][parameter].key_place,
                    message=f"パラメータ「{parameter}」は、条件「{name}」の文に差し込まれません",
                    hint=f"文に {{{{ {parameter} }}}} と書くか、要らなければ、規則の with とともに消してください",
                )
