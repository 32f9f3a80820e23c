"""Relevance as formulas of a workbook: Node → formula.

A formula counts in five numbers. FALSE is 0 and TRUE is 4; between them stands UNKNOWN, with what it
waits for: 1 for what no formula can tell, 2 for an answer that is still to come, 3 for nothing that
anybody will be asked. So AND is MIN, and an UNKNOWN of several parts waits for the most of them; NOT
changes 0 and 4 and leaves the rest; OR is NOT of AND of NOT. An answer stands in two cells: `state`
is 4 where there is one that counts, else the number of the UNKNOWN; `value` is the answer.

INVARIANT: a number that is not 1 is what the evaluator says: TRUE, FALSE, pending, irrelevant.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import IntEnum

from checklist_engine.forms.layout import BETWEEN_CHOICES, MOST_DIGITS, NO, NONE_CHOSEN, YES
from checklist_engine.ground.atoms import (
    Answered,
    Atom,
    Bound,
    Empty,
    Includes,
    OneOf,
    Threshold,
)
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.paths import Ref
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    Negation,
    Node,
    Tally,
    Test,
)
from checklist_engine.questionnaire.questionnaire import Subject

# Excel takes 8,192 characters; only a count of counts comes near.
_LONGEST = 7_500
_LONGEST_WORDS = 250
_DEEPEST = 20
_EARLIEST_DAY = date(1900, 3, 1)
_NOT_UNDERSTOOD = '"?"'
_RELATIONS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


class Standing(IntEnum):
    """What a formula says of an expression."""

    FALSE = 0
    UNTOLD = 1
    WAITING = 2
    NEEDLESS = 3
    TRUE = 4


UNTOLD = str(Standing.UNTOLD.value)
ALWAYS = str(Standing.TRUE.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCells:
    """Where formulas find an answer; `subject` None: the tier of an element."""

    state: str
    value: str
    subject: Subject | None


LookUp = Callable[[Ref], AnswerCells | None]
"""Where the answer of a reference stands; None where no formula can look."""


def formula_of(node: Node, look_up: LookUp) -> str:
    """The formula (without `=`) of an expression; its number is a Standing."""
    formula = _formula(node, look_up, 0)
    return formula if len(formula) <= _LONGEST else UNTOLD


def least(formulas: Iterable[str]) -> str:
    """AND of formulas."""
    parts = [formula for formula in formulas if formula != ALWAYS]
    return f"MIN({','.join(parts)})" if len(parts) > 1 else "".join(parts) or ALWAYS


def _formula(node: Node, look_up: LookUp, depth: int) -> str:
    if depth > _DEEPEST:
        return UNTOLD
    match node:
        case Test():
            return _test(node, look_up)
        case Conjunction(parts=parts):
            return least(_formula(part, look_up, depth + 1) for part in parts)
        case Disjunction(parts=parts):
            return _negated(least(_negated(_formula(part, look_up, depth + 2)) for part in parts))
        case Negation(part=part):
            return _negated(_formula(part, look_up, depth + 1))
        case Tally():
            return _tally(node, [_formula(part, look_up, depth + 3) for part in node.parts])
        case _:
            return UNTOLD


def _negated(formula: str) -> str:
    if formula in _NEGATED:
        return _NEGATED[formula]
    start, end = "CHOOSE(1+", ",4,1,2,3,0)"
    if formula.startswith(start) and formula.endswith(end) and formula.count(start) == 1:
        return formula[len(start) : -len(end)]
    return f"{start}{formula}{end}"


_NEGATED = {"0": "4", "1": "1", "2": "2", "3": "3", "4": "0"}


def _tally(node: Tally, parts: list[str]) -> str:
    """How many parts are TRUE lies between those that are and those with the UNKNOWN ones."""
    held = "+".join(f"({part}=4)" for part in parts) or "0"
    failed = "+".join(f"({part}=0)" for part in parts) or "0"
    waits = f"MIN({','.join(f'CHOOSE(1+{part},9,1,2,3,9)' for part in parts) or '9'})"
    bounds = []
    if node.at_least is not None:
        lacking = f"IF({len(parts)}-({failed})<{node.at_least},0,{waits})"
        bounds.append(f"IF({held}>={node.at_least},4,{lacking})")
    if node.at_most is not None:
        within = f"IF({len(parts)}-({failed})<={node.at_most},4,{waits})"
        bounds.append(f"IF({held}>{node.at_most},0,{within})")
    return least(bounds)


def _test(test: Test, look_up: LookUp) -> str:
    cells = look_up(test.ref)
    if cells is None or test.against is not None:
        return UNTOLD
    if isinstance(test.atom, Answered):
        found, missing = (4, 0) if test.atom.expected else (0, 4)
        return f"CHOOSE({cells.state},1,{missing},{missing},{found})"
    holds = _holds(test.atom, cells)
    return UNTOLD if holds is None else f"IF({cells.state}=4,IF({holds},4,0),{cells.state})"


def _holds(atom: Atom, cells: AnswerCells) -> str | None:
    """Whether the answer in a cell passes an atom, as a formula; None where none can say."""
    subject, value = cells.subject, cells.value
    match atom:
        case OneOf(operand=frozenset() as wanted, negated=negated):
            found = [_equals(value, each, subject) for each in sorted(wanted, key=str)]
            tests = [each for each in found if each is not None]
            one_of = f"OR({','.join(tests)})"
            return _unless(negated, one_of) if len(tests) == len(found) else None
        case Threshold(operand=bound, relation=relation) if bound is not None:
            written = _written(bound)
            return None if written is None else f"{value}{_RELATIONS[relation]}{written}"
        case Includes(operand=frozenset() as codes, all_of_them=whole, negated=negated):
            assert subject is not None
            parts = [_has(value, number) for number in _numbers(subject, codes)]
            return _unless(negated, f"{'AND' if whole else 'OR'}({','.join(parts)})")
        case Empty(expected=expected):
            return _unless(not expected, f'{value}="{BETWEEN_CHOICES}"')
        case _:
            return None


def _unless(negated: bool, test: str) -> str:
    return f"NOT({test})" if negated else test


def _equals(cell: str, wanted: Value, subject: Subject | None) -> str | None:
    match wanted:
        case bool():
            return f"{cell}={int(wanted)}"
        case str() if subject is not None and subject.options:
            [number] = _numbers(subject, {wanted})
            return f"{cell}={number}"
        case str():
            return None if len(wanted) > _LONGEST_WORDS else f"EXACT({cell},{words(wanted)})"
        case int() | Decimal() | date():
            written = _written(wanted)
            return None if written is None else f"{cell}={written}"
        case _:
            return None


def _numbers(subject: Subject, codes: Iterable[str]) -> list[int]:
    known = [option.code for option in subject.options]
    return sorted(known.index(code) + 1 for code in codes)


def _has(cell: str, number: int) -> str:
    return f'ISNUMBER(FIND("{BETWEEN_CHOICES}{number}{BETWEEN_CHOICES}",{cell}))'


def _written(bound: Bound) -> str | None:
    if isinstance(bound, date):
        if bound < _EARLIEST_DAY:
            return None
        return f"DATE({bound.year},{bound.month},{bound.day})"
    exact = Decimal(bound)
    return format(exact, "f") if len(exact.as_tuple().digits) <= MOST_DIGITS else None


def words(text: str) -> str:
    """A text as formulas write it."""
    return '"' + text.replace('"', '""') + '"'


def is_blank(cell: str) -> str:
    """Whether nothing but white space stands in a cell, as a formula."""
    return f'TRIM(SUBSTITUTE(CLEAN({cell}),"　",""))=""'


def is_unknown(cell: str) -> str:
    """Whether a cell says 未回答, as a formula."""
    return (
        f'OR(TRIM({cell})="未回答",LEFT(TRIM({cell}),4)="未回答：",LEFT(TRIM({cell}),4)="未回答:")'
    )


def number_formula(cell: str) -> str:
    """The number at the beginning of a cell (「1 日本」), or 0."""
    return f'IFERROR(VALUE(ASC(LEFT(TRIM({cell}),FIND(" ",TRIM({cell})&" ")-1))),0)'


def value_formula(subject: Subject, cell: str, number: str, options: str) -> str:
    """The answer in a cell as other formulas compare it; what is not understood is 「?」.

    Args:
        subject: what is asked.
        cell: where the answer is written.
        number: the cell that has `number_formula` of it.
        options: the range that holds the options as they are printed.
    """
    match subject.type:
        case FactType.BOOLEAN:
            return f'IF(TRIM({cell})="{YES}",1,IF(TRIM({cell})="{NO}",0,{_NOT_UNDERSTOOD}))'
        case FactType.CHOICE if subject.options:
            picked = _is_option(subject, cell, number, options)
            return f"IF({picked},{number},{_NOT_UNDERSTOOD})"
        case FactType.CHOICES:
            return _chosen_formula(subject, cell, number, options)
        case FactType.INTEGER | FactType.NUMBER | FactType.DATE:
            return f"IF(ISNUMBER({cell}),{cell},{_NOT_UNDERSTOOD})"
        case _:
            return f'{cell}&""'


def _is_option(subject: Subject, cell: str, number: str, options: str) -> str:
    """Whether a cell holds one option: its number, or what is printed."""
    count = len(subject.options)
    printed = f"EXACT(TRIM({cell}),INDEX({options},{number}))"
    return (
        f"IF(AND({number}>=1,{number}<={count}),"
        f'IF({number}=INT({number}),OR(EXACT(ASC(TRIM({cell})),{number}&""),{printed}),FALSE),FALSE)'
    )


def _chosen_formula(subject: Subject, cell: str, number: str, options: str) -> str:
    count, between = len(subject.options), BETWEEN_CHOICES
    listed = f"ASC(TRIM({cell}))"
    for sign in (",", "，", "､", " ", "　"):
        listed = f'SUBSTITUTE({listed},"{sign}","{between if sign.strip() else ""}")'
    listed = f'"{between}"&{listed}&"{between}"'
    numbers = ",".join(map(str, range(1, count + 1)))
    found = f'SUMPRODUCT(--ISNUMBER(FIND("{between}"&{{{numbers}}}&"{between}",{listed})))'
    separators = f'LEN({listed})-LEN(SUBSTITUTE({listed},"{between}",""))-1'
    whole = f"IF({found}={separators},{listed},{_NOT_UNDERSTOOD})"
    picked = _is_option(subject, cell, number, options)
    one = f'IF({picked},"{between}"&{number}&"{between}",{whole})'
    return f'IF(TRIM({cell})="{NONE_CHOSEN}","{between}",{one})'


def state_formula(asked: str, cell: str, value: str) -> str:
    """What an answer counts as: 4 where it is one, else the number of its UNKNOWN.

    Args:
        asked: the cell that says whether it is asked (a Standing).
        cell: where the answer is written.
        value: the cell that has `value_formula` of it.
    """
    missing = f"OR({is_blank(cell)},{is_unknown(cell)})"
    answered = f'IF(ISTEXT({value}),IF({value}="?",1,4),4)'
    return f"IF(OR({asked}=0,{asked}=3),3,IF({asked}=1,1,IF({missing},2,{answered})))"
