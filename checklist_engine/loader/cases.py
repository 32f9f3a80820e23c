"""Reading one line of `checklist eval`: an expression, a rule or a score, with its answers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType, typed
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.evidence import read_date, read_evidence
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.rules import read_rule
from checklist_engine.model.expression import Expression
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack import Parameter
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.rules import Rule
from checklist_engine.model.submission import Answers, Evidence
from checklist_engine.model.verdicts import Strength

USUAL_KINDS: Mapping[str, Strength] = {
    "memo_letter": Strength.STATEMENT,
    "contract": Strength.CONTRACT,
    "audit_report": Strength.AUDIT,
    "seal": Strength.CERTIFICATE,
}
"""The kinds of evidence of the conformance cases; a line may bring `evidence_kinds` of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredRule:
    """A rule of a score case; a credit is (low, high), or None where it is not counted."""

    weight: int
    credits: tuple[tuple[Fraction, Fraction] | None, ...]
    open_list: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line; exactly one of `expression`, `rule` and `scored` is set."""

    id: str
    as_of: date | None
    expression: Expression | None
    rule: Rule | None
    scored: tuple[ScoredRule, ...] | None
    answers: Answers
    evidence: tuple[Evidence, ...]
    evidence_kinds: Mapping[str, EvidenceKind]
    parameters: Mapping[str, Parameter]
    wants_relevance: bool


def read_case(cursor: Cursor, vocabulary: Vocabulary, faults: list[Diagnostic]) -> Case:
    """The case of a schema-checked line; faults are added."""
    tasks = [key for key in ("expression", "rule", "rules") if key in cursor]
    if len(tasks) != 1:
        faults.append(
            cursor.fault(
                "E309",
                "一行に、expression、rule、rules のどれか一つを書きます",
                "二つ以上を試すときは、行を分けてください",
            )
        )
    kinds = _evidence_kinds(cursor)
    evidence = tuple(read_evidence(item, faults) for item in cursor.listed("evidence"))
    for record, item in zip(evidence, cursor.listed("evidence"), strict=True):
        if record.kind not in kinds:
            faults.append(
                item["kind"].fault(
                    "E306",
                    f"証跡の種類「{record.kind}」は知られていません",
                    "evidence_kinds に、種類と強さを書いてください",
                )
            )
    expect = cursor.get("expect")
    return Case(
        id=cursor["id"].text,
        as_of=read_date(cursor, "as_of", faults),
        expression=read_expression(cursor["expression"], faults)
        if "expression" in cursor
        else None,
        rule=read_rule(cursor["rule"], "", faults) if "rule" in cursor else None,
        scored=tuple(_scored(item) for item in cursor["rules"].items())
        if "rules" in cursor
        else None,
        answers=read_answers(
            nested(cursor["answers"], faults) if "answers" in cursor else {}, vocabulary, faults
        ),
        evidence=evidence,
        evidence_kinds=kinds,
        parameters=_parameters(cursor),
        wants_relevance=expect is not None and "relevance" in expect,
    )


def _evidence_kinds(cursor: Cursor) -> Mapping[str, EvidenceKind]:
    strengths = dict(USUAL_KINDS)
    if "evidence_kinds" in cursor:
        strengths = {
            entry.key: Strength(entry.text) for entry in cursor["evidence_kinds"].entries()
        }
    return {
        name: EvidenceKind(id=name, label=name, strength=strength)
        for name, strength in strengths.items()
    }


def _parameters(cursor: Cursor) -> Mapping[str, Parameter]:
    if "parameters" not in cursor:
        return {}
    return {entry.key: _parameter(entry) for entry in cursor["parameters"].entries()}


def _parameter(cursor: Cursor) -> Parameter:
    """A parameter whose type is that of its value; a text that is a date is one."""
    kinds = {
        bool: FactType.BOOLEAN,
        int: FactType.INTEGER,
        Decimal: FactType.NUMBER,
        str: FactType.TEXT,
    }
    value = cursor.value
    assert isinstance(value, bool | int | Decimal | str)
    day = typed(value, FactType.DATE, None)
    if isinstance(day, date):
        return Parameter(id=cursor.key, type=FactType.DATE, value=day, label=cursor.key)
    return Parameter(id=cursor.key, type=kinds[type(value)], value=value, label=cursor.key)


def _scored(cursor: Cursor) -> ScoredRule:
    return ScoredRule(
        weight=cursor["weight"].integer,
        credits=tuple(
            None if item.value is None else (_fraction(item[0]), _fraction(item[1]))
            for item in cursor["credits"].items()
        ),
        open_list=cursor["open_list"].value is True,
    )


def _fraction(cursor: Cursor) -> Fraction:
    return Fraction(str(cursor.value))
