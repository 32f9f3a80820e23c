"""分野の評点を一つで決める重み

何か
三つ以上の規則がある分野で、重みの合計に占める割合が決められた割合（既定は半分）を超える規則を知らせます。
適用区分（`profiles/`）で重みを替えたときも、その適用区分が使う規則の中で確かめます。
割合は、規則集の `lint.yaml` の `family_share` で変えられます。

なぜ
評点は、重みを付けた平均です。一つの規則の重みが大きすぎると、ほかの規則を満たすかどうかは評点にほとんど
表れません。桁を一つ多く書いたのかもしれません。

悪い例
    # sub/ の四つの規則の重みが 5、3、50、2
    weight: 50

良い例
    # sub/ の四つの規則の重みが 5、3、5、2
    weight: 5
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from checklist_engine.compiler.plan import selects
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.own_files import own_profiles
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.rules import Rule

CODE = "W533"
SEVERITY = Severity.WARNING

_FEWEST = 3
"""Among fewer rules one of them always has a large share."""


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    rules = pack.pack.rules
    weights = {name: rule.weight for name, rule in rules.items()}
    for name, share in _dominating(rules, weights, pack.settings.family_share):
        if name in pack.rules:
            yield Problem(
                place=pack.rules[name].place("weight"),
                message=f"重み {weights[name]} が、分野の重みの合計の{_percent(share)}を占めます",
                hint="ほかの規則と比べて、重みを見直してください",
            )
    for profile, cursor in own_profiles(pack):
        selected = {name: rule for name, rule in rules.items() if selects(profile, rule)}
        changed = {name: profile.weights.get(name, weights[name]) for name in selected}
        for name, share in _dominating(selected, changed, pack.settings.family_share):
            if name in profile.weights:
                yield Problem(
                    place=cursor["weights"][name].place,
                    message=f"「{name}」の重み {changed[name]} が、この適用区分では、"
                    f"分野の重みの合計の{_percent(share)}を占めます",
                    hint="ほかの規則と比べて、重みを見直してください",
                )


def _dominating(
    rules: Mapping[str, Rule], weights: Mapping[str, int], limit: Fraction
) -> Iterator[tuple[str, Fraction]]:
    """The rules that make up more than `limit` of their family, with what they make up."""
    families: dict[str, list[str]] = defaultdict(list)
    for name, rule in rules.items():
        families[rule.family].append(name)
    for members in families.values():
        total = sum(weights[name] for name in members)
        for name in members if len(members) >= _FEWEST and total else ():
            share = Fraction(weights[name], total)
            if share > limit:
                yield name, share


def _percent(share: Fraction) -> str:
    return f"{round(share * 100)}％"
