"""全て記入されたかを確かめない一覧

何か
「全ての要素が」「当たる要素はない」「何個以下」のように、一覧に記入漏れがないことを頼りにする規則が見るのに、
`closed_by`（全て記入したかを尋ねる事実）のない一覧を知らせます。`for_each` で要素を一つずつ確かめる一覧も
同じです。

なぜ
`closed_by` のない一覧は、記入されたものが全てとみなされます。再委託先が一つ記入から漏れていても、
規則は気付かずに適合とします。

悪い例
    # facts/parties.yaml
    facts:
      - {id: parties, label: 委託先, type: list, key: id, fields: [{id: id, label: 記号, type: text}]}
    # sub/sub-001.yaml
    for_each: {in: parties}

良い例
    # facts/parties.yaml
    facts:
      - {id: chain_complete, label: 記入の完了, question: 委託先を全て記入しましたか, type: boolean}
      - id: parties
        label: 委託先
        type: list
        key: id
        closed_by: chain_complete
        fields: [{id: id, label: 記号, type: text}]
    # sub/sub-001.yaml
    for_each: {in: parties}
"""

from collections.abc import Iterator

from checklist_engine.compiler.names import Lists
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.mentions import elements_around, fact_at
from checklist_engine.lint.own_files import own_facts
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.expression import (
    All,
    Any,
    Comparison,
    Count,
    CountOf,
    Every,
    Expression,
    Not,
    Some,
)
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.rules import Rule

CODE = "W524"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    relying: dict[str, str] = {}
    for rule in pack.pack.rules.values():
        for listed in _relied_on(rule, pack.pack.vocabulary):
            relying.setdefault(listed.full_id, rule.id)
    for fact in own_facts(pack):
        if fact.shape and fact.shape.closed_by is None and fact.full_id in relying:
            yield Problem(
                place=fact.place,
                message=f"一覧「{fact.label}」に closed_by がないので、記入から漏れた要素があっても、"
                f"規則 {relying[fact.full_id]} は気付きません",
                hint="「全て記入しましたか」と尋ねる事実（型は boolean）を加え、closed_by に書いてください",
            )


def _relied_on(rule: Rule, vocabulary: Vocabulary) -> Iterator[Fact]:
    """The lists that must be complete for the rule to be right where it finds nothing wrong."""
    around = elements_around(rule, vocabulary)
    yield from around
    # To be out of a rule's reach is to pass, so there the other outcome counts.
    yield from _lists(rule.applies_when, vocabulary, (), passing=False)
    yield from _lists(rule.require, vocabulary, around, passing=True)
    if rule.compensated_by is not None:
        yield from _lists(rule.compensated_by, vocabulary, around, passing=True)


def _lists(
    expression: Expression, vocabulary: Vocabulary, around: Lists, *, passing: bool
) -> Iterator[Fact]:
    """The lists of which an element that is left out might make the expression come out `passing`."""
    match expression:
        case Comparison():
            pass
        case All(parts=parts) | Any(parts=parts) | CountOf(parts=parts):
            for part in parts:
                yield from _lists(part, vocabulary, around, passing=passing)
        case Not(part=part):
            yield from _lists(part, vocabulary, around, passing=not passing)
        case Every() | Some() | Count():
            listed = fact_at(expression.path, vocabulary, around)
            if listed is None:
                return
            if passing in _misled(expression):
                yield listed
            inside = (listed, *around)
            if isinstance(expression, Every):
                yield from _lists(expression.where, vocabulary, inside, passing=not passing)
                yield from _lists(expression.satisfies, vocabulary, inside, passing=passing)
            elif isinstance(expression, Some):
                agreeing = passing is not expression.negated
                yield from _lists(expression.where, vocabulary, inside, passing=agreeing)
                yield from _lists(expression.satisfies, vocabulary, inside, passing=agreeing)


def _misled(expression: Every | Some | Count) -> frozenset[bool]:
    """The outcomes that an element that is left out might wrongly bring about."""
    match expression:
        case Every():
            return frozenset({True})
        case Some(negated=negated):
            return frozenset({negated})
        case Count(at_least=at_least, at_most=at_most):
            bounds = ((False, at_least), (True, at_most))
            return frozenset(outcome for outcome, bound in bounds if bound is not None)
