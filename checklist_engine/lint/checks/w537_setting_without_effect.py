"""何も変えない適用区分の定め

何か
適用区分（`profiles/`）の定めのうち、規則集と同じ値にする設定値（`parameters`）と重み（`weights`）、使わない規則の
重み、もともと使わない規則を除くもの（`except`）を知らせます。

なぜ
読む人は、定めがあれば規則集と違うのだと考えます。規則集の値を後から変えたときに、この適用区分だけが
古い値のまま残ることにもなります。

悪い例
    # pack.yaml の image_days の default が 30
    parameters: {image_days: 30}

良い例
    # 規則集のままでよければ書かない。違えるときだけ書く
    parameters: {image_days: 14}
"""

from collections.abc import Iterator

from checklist_engine.compiler.plan import selects
from checklist_engine.formats.document import Cursor
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.ground.value_words import value_words
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.own_files import own_profiles
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.pack import Profile, RulePack

CODE = "W537"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    for profile, cursor in own_profiles(pack):
        yield from _parameters(profile, cursor, pack.pack)
        yield from _weights(profile, cursor, pack.pack)
        yield from _exceptions(profile, cursor, pack.pack)


def _parameters(profile: Profile, cursor: Cursor, pack: RulePack) -> Iterator[Problem]:
    for name, value in profile.parameters.items():
        parameter = pack.parameters[name]
        if value == parameter.value:
            yield Problem(
                place=cursor["parameters"][name].place,
                message=f"設定値「{name}」（{parameter.label}）は、規則集でも"
                f"{value_words(value)}{parameter.unit or ''}です",
                hint="この行を消すか、違う値にしてください",
            )


def _weights(profile: Profile, cursor: Cursor, pack: RulePack) -> Iterator[Problem]:
    for name, weight in profile.weights.items():
        rule = pack.rules.get(name)
        if rule is None or not selects(profile, rule):
            yield Problem(
                place=cursor["weights"][name].key_place,
                message=f"規則「{name}」は、この適用区分では使わないので、重みは効きません",
                hint="この行を消すか、rules に規則を加えてください",
            )
        elif weight == rule.weight:
            yield Problem(
                place=cursor["weights"][name].place,
                message=f"規則「{name}」の重みは、規則集でも {weight} です",
                hint="この行を消すか、違う重みにしてください",
            )


def _exceptions(profile: Profile, cursor: Cursor, pack: RulePack) -> Iterator[Problem]:
    everything = replace(profile, excepted={})
    for entry in cursor.listed("except"):
        rule = pack.rules.get(entry["rule"].text)
        if rule is None or not selects(everything, rule):
            yield Problem(
                place=entry["rule"].place,
                message=f"規則「{entry['rule'].text}」は、もともとこの適用区分では使いません",
                hint="この行を消してください",
            )
