"""読み下し: a compiled rule as Japanese sentences, labels instead of paths and codes.

かつ and 又は never stand side by side without brackets, so that a sentence has one reading only.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from checklist_engine.ground.atoms import (
    Answered,
    Atom,
    Empty,
    Includes,
    NotExpired,
    OneOf,
    Pattern,
    Threshold,
    WithinMonths,
)
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.value_words import value_words
from checklist_engine.ground.values import Value
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.plan import (
    TRUE,
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    ListRef,
    Negation,
    Node,
    PlannedRule,
    Tally,
    Test,
    Undecided,
)

_RELATIONS = {
    "at_least": "以上である",
    "at_most": "以下である",
    "more_than": "より大きい",
    "less_than": "より小さい",
}
_DAY_RELATIONS = {
    "at_least": "以後である",
    "at_most": "以前である",
    "more_than": "より後である",
    "less_than": "より前である",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """A rule read aloud, part by part; None where the rule has no such part."""

    applies: str | None
    each: str | None
    require: str
    compensated: str | None

    def sentence(self) -> str:
        """The whole rule as one paragraph."""
        when = f"{self.applies}とき、" if self.applies else ""
        each = f"{self.each}一つずつについて、" if self.each else ""
        otherwise = (
            f"これを満たさなくても、{self.compensated}ときは、代替措置があるものとします。"
            if self.compensated
            else ""
        )
        return f"{when}{each}{self.require}ことを求めます。{otherwise}"


def recite(rule: PlannedRule, vocabulary: Vocabulary) -> RuleWords:
    """The words of a rule."""
    reciter = Reciter.of(vocabulary)
    each = None
    if rule.loop is not None:
        each = reciter.elements(rule.loop.elements, rule.loop.where)
    return RuleWords(
        applies=None if rule.applies_when == TRUE else reciter.words(rule.applies_when),
        each=each,
        require=reciter.words(rule.require),
        compensated=reciter.words(rule.compensated_by) if rule.compensated_by else None,
    )


@dataclass(frozen=True, slots=True)
class Reciter:
    """Words the expressions of one vocabulary."""

    facts: Mapping[str, Fact]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Reciter":
        """A reciter with the facts and fields of a vocabulary."""
        return cls({fact.full_id: fact for fact in vocabulary.all_facts()})

    def words(self, node: Node) -> str:
        """An expression as a clause that ends in a predicate."""
        match node:
            case Test():
                return self._test(node)
            case Conjunction(parts=(ForAll() as each, rest)):
                return self._for_all(each, rest) or self._all(node.parts)
            case Conjunction(parts=parts):
                return self._all(parts) if parts else "常に成り立つ"
            case Disjunction(parts=parts):
                return self._any(parts) if parts else "成り立つことがない"
            case Negation(part=Exists() as some):
                return f"{self.elements(some.elements, _matching(some))}がない"
            case Negation(part=part):
                return f"{self._bracketed(part)}ということがない"
            case Tally(parts=parts):
                listed = "".join(f"（{self.words(part)}）" for part in parts)
                return f"{listed}のうち{_bounds(node, 'つ')}が成り立つ"
            case ForAll():
                return f"{self._every(node)}（該当するものがないときは、満たすものとする）"
            case Exists():
                return f"{self.elements(node.elements, _matching(node))}がある"
            case ElementTally():
                return f"{self.elements(node.elements, node.where)}が{_bounds(node, '件')}ある"
            case Undecided(elements=elements):
                return f"{self._label(elements)}に該当するものがあるかどうかを別に判断する"

    def elements(self, ref: ListRef, where: Node) -> str:
        """The elements of a list that match, as a noun."""
        label = f"「{self._label(ref)}」"
        return label if where == TRUE else f"{label}のうち{self.words(where)}もの"

    def _every(self, node: ForAll) -> str:
        listed = self.elements(node.elements, node.where)
        return f"{listed}の全てについて、{self._bracketed(node.satisfies)}"

    def _for_all(self, each: ForAll, rest: Node) -> str | None:
        """`if_none: fails` and `unknown`, which the compiler writes as a second part."""
        matched = Exists(
            elements=each.elements, closed_by=each.closed_by, where=each.where, satisfies=TRUE
        )
        if rest == matched:
            return f"{self._every(each)}（該当するものがないときは、満たさないものとする）"
        if rest == Disjunction(parts=(matched, Undecided(elements=each.elements))):
            return f"{self._every(each)}（該当するものがないときは、判定を保留する）"
        return None

    def _all(self, parts: Sequence[Node]) -> str:
        if len(parts) == 1:
            return self.words(parts[0])
        *before, last = [self._bracketed(part) for part in parts]
        return "".join(f"{_going_on(clause)}、かつ、" for clause in before) + last

    def _any(self, parts: Sequence[Node]) -> str:
        if len(parts) == 1:
            return self.words(parts[0])
        *before, last = [self._bracketed(part) for part in parts]
        return "".join(f"{clause}か、又は、" for clause in before) + last

    def _bracketed(self, node: Node) -> str:
        """A clause that is itself made of several stands in brackets."""
        simple = isinstance(node, Test) or (
            isinstance(node, Conjunction | Disjunction)
            and len(node.parts) == 1
            and isinstance(node.parts[0], Test)
        )
        return self.words(node) if simple else f"（{self.words(node)}）"

    def _test(self, test: Test) -> str:
        subject = self._subject(test.ref)
        fact = None if isinstance(test.ref, TierRef) else self.facts[test.ref.fact]
        if test.against is not None:
            return f"{subject}が{self._subject(test.against)}{_against(test.atom)}"
        return f"{subject}{self._predicate(test.atom, fact)}"

    def _predicate(self, atom: Atom, fact: Fact | None) -> str:
        match atom:
            case OneOf(operand=frozenset() as values, negated=negated):
                named = self._named(values, fact)
                if len(values) == 1:
                    return f"が{named}{'でない' if negated else 'である'}"
                return f"が{named}の{'いずれでもない' if negated else 'いずれかである'}"
            case Threshold(operand=bound, relation=relation):
                words = "" if bound is None else value_words(bound)
                unit = (fact.unit or "") if fact else ""
                relations = _DAY_RELATIONS if isinstance(bound, date) else _RELATIONS
                return f"が{words}{unit}{relations[relation]}"
            case Includes(operand=frozenset() as codes):
                return self._includes(atom, self._named(codes, fact), len(codes))
            case Empty(expected=expected):
                return f"に該当するものが{'ない' if expected else 'ある'}"
            case Pattern(pattern=pattern):
                return f"が書き方「{pattern}」に合っている"
            case WithinMonths(months=months):
                return f"が基準日の{months}か月前から基準日までである"
            case NotExpired(expected=expected):
                return f"が基準日{'以後' if expected else 'より前'}である"
            case Answered(expected=expected):
                return f"が回答されて{'いる' if expected else 'いない'}"
            case _:
                raise TypeError(f"{atom} has no operand and no other fact")

    def _includes(self, atom: Includes, named: str, count: int) -> str:
        if atom.negated:
            return f"に{named}{'が' if count == 1 else 'のいずれも'}含まれない"
        if count == 1:
            return f"に{named}が含まれる"
        return f"に{named}の{'全て' if atom.all_of_them else 'いずれか'}が含まれる"

    def _named(self, values: frozenset[Value] | frozenset[str], fact: Fact | None) -> str:
        choices = (fact.choices if fact else None) or {}
        listed = [f"「{label}」" for code, label in choices.items() if code in values]
        others = sorted(value_words(value) for value in values if value not in choices)
        return "".join([*listed, *(f"「{words}」" for words in others)])

    def _subject(self, ref: Ref) -> str:
        match ref:
            case TierRef(up=up):
                return f"{_owner(up)}段階"
            case FieldRef(up=up):
                return f"{_owner(up)}「{self._label(ref)}」"
            case FactRef():
                return f"「{self._label(ref)}」"

    def _label(self, ref: ListRef) -> str:
        return self.facts[ref.fact].label


_GOING_ON = (
    ("含まれない", "含まれず"),
    ("含まない", "含まず"),
    ("ない", "なく"),
    ("である", "であり"),
    ("ある", "あり"),
    ("いる", "おり"),
    ("含まれる", "含まれ"),
    ("含む", "含み"),
    ("成り立つ", "成り立ち"),
    ("する", "し"),
    ("しい", "しく"),
    ("きい", "きく"),
    ("さい", "さく"),
)


def _going_on(clause: str) -> str:
    """The clause in the form that another one follows (連用形); in brackets it stays as it is."""
    for end, going_on in _GOING_ON:
        if clause.endswith(end):
            return clause.removesuffix(end) + going_on
    return clause


def _owner(up: int) -> str:
    return "" if up == 0 else "の".join(["外側の要素"] * up) + "の"


def _matching(some: Exists) -> Node:
    """What an element of `some` has to be: where and satisfies as one."""
    parts = [part for part in (some.where, some.satisfies) if part != TRUE]
    if not parts:
        return TRUE
    return parts[0] if len(parts) == 1 else Conjunction(parts=tuple(parts))


def _bounds(node: Tally | ElementTally, counter: str) -> str:
    low = "" if node.at_least is None else f"{node.at_least}{counter}以上"
    high = "" if node.at_most is None else f"{node.at_most}{counter}以下"
    return low + high


def _against(atom: Atom) -> str:
    match atom:
        case OneOf(negated=negated):
            return "と等しくない" if negated else "と等しい"
        case Threshold(relation=relation):
            return _RELATIONS[relation]
        case Includes(all_of_them=whole, negated=negated):
            if negated:
                return "で選ばれたもののいずれも含まない"
            return f"で選ばれたものの{'全て' if whole else 'いずれか'}を含む"
        case _:
            raise TypeError(f"{atom} is never held against another fact")
