"""どこからも使われない事実

何か
規則の式、ほかの事実の `relevant_when`、一覧の `closed_by`、規則の文への差込み、条件の `discharged_by` の
どこにも出てこない事実や、一覧の項目を知らせます。文に差し込まれるだけで、どの規則の式も見ない事実も知らせます。

なぜ
どの規則も見ない事実は様式で尋ねられず、記入されても判定に効きません。規則を書くときに別の事実の名前を書いたか、
規則を消したときに残ったものと思われます。文に差し込まれるだけの事実は、尋ねられないので「未回答」と印刷されます。

悪い例
    # facts/hosting.yaml
    facts:
      - {id: hosting.country, label: 設置国, type: choice, choices: {JP: 日本, OTHER: 日本以外}}
      - {id: hosting.region, label: 設置地域, type: text}    # どの規則も見ない
    # cloud/cloud-001.yaml
    require: {hosting.country: JP}

良い例
    # facts/hosting.yaml
    facts:
      - {id: hosting.country, label: 設置国, type: choice, choices: {JP: 日本, OTHER: 日本以外}}
    # cloud/cloud-001.yaml
    require: {hosting.country: JP}
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.mentions import (
    mentions,
    printed,
    relevance_expressions,
    rule_mentions,
)
from checklist_engine.lint.own_files import is_own
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import RulePack

CODE = "W520"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    if pack.unread:
        return
    asked, noted = frozenset(_asked(pack.pack)), frozenset(_noted(pack.pack))
    for fact in pack.pack.vocabulary.facts.values():
        yield from _unread(fact, asked, noted, pack)


def _unread(
    fact: Fact, asked: AbstractSet[str], noted: AbstractSet[str], pack: LintedPack
) -> Iterator[Problem]:
    if fact.full_id in asked:
        roles = {fact.shape.key, fact.shape.name} if fact.shape else set()
        for field in fact.shape.fields.values() if fact.shape else ():
            if field.id not in roles:
                yield from _unread(field, asked, noted, pack)
    elif is_own(fact.place, pack):
        kind = "事実" if fact.id == fact.full_id else "項目"
        name = f"{kind}「{fact.id}」（{fact.label}）"
        if fact.full_id not in noted:
            yield Problem(
                place=fact.place,
                message=f"{name}は、どの規則からも使われません",
                hint="規則の式で使うか、要らなければ消してください",
            )
        elif fact.full_id in _printed(pack.pack):
            yield Problem(
                place=fact.place,
                message=f"{name}は文に差し込まれますが、どの規則の式も見ないので、様式で尋ねられません",
                hint="規則の式で使うか、文への差込みをやめてください",
            )


def _asked(pack: RulePack) -> Iterator[str]:
    """Facts that the form may have to ask, because rules or the relevance of others look at them."""
    vocabulary = pack.vocabulary
    looked_at = [each for rule in pack.rules.values() for each in rule_mentions(rule, vocabulary)]
    for _, (expression, around) in relevance_expressions(vocabulary):
        looked_at += mentions(expression, vocabulary, around)
    yield from (each.fact.full_id for each in looked_at if each.fact)
    for fact in vocabulary.all_facts():
        if fact.key_of is not None:
            yield fact.key_of
        if fact.shape is not None and fact.shape.closed_by is not None:
            yield fact.shape.closed_by


def _noted(pack: RulePack) -> Iterator[str]:
    """Facts that papers and follow-up lists show, whoever asks them."""
    yield from _printed(pack)
    for condition in pack.conditions.values():
        if condition.discharged_by is not None:
            found = mentions(condition.discharged_by, pack.vocabulary, ())
            yield from (each.fact.full_id for each in found if each.fact)
    sources = "\n".join(paper.source for paper in pack.papers)
    yield from (name for name in pack.vocabulary.facts if name in sources)


def _printed(pack: RulePack) -> Iterator[str]:
    for rule in pack.rules.values():
        yield from (each.fact.full_id for each in printed(rule, pack.vocabulary))
