"""Reading rules and conditions (§5, §7) from schema-checked documents."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal, cast

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.evidence import read_date
from checklist_engine.loader.expressions import read_argument, read_expression
from checklist_engine.loader.texts import read_text, text_under
from checklist_engine.model.bases import Basis, Period
from checklist_engine.model.expression import ALWAYS, Expression
from checklist_engine.model.rules import (
    Condition,
    ForEach,
    ProofNeed,
    Rule,
    WrittenLabels,
    WrittenOutcome,
    WrittenUse,
)
from checklist_engine.model.texts import Text
from checklist_engine.model.verdicts import ClaimKind, Gate, Obligation, Route, Strength, Verdict


def check_name(cursor: Cursor, path: Path, faults: list[Diagnostic]) -> None:
    """A rule is called as its file is (E219)."""
    if cursor["id"].text != path.stem:
        faults.append(
            cursor["id"].fault(
                "E219",
                f"規則の id「{cursor['id'].text}」がファイルの名前「{path.name}」と違います",
                f"ファイルの名前を {cursor['id'].text}.yaml にするか、"
                f"id を {path.stem} にしてください",
            )
        )


def read_rule(cursor: Cursor, family: str, faults: list[Diagnostic]) -> Rule:
    """The rule at `cursor`; its names are not looked up yet."""
    return Rule(
        id=cursor["id"].text,
        family=family,
        title=cursor.get_text("title") or cursor["id"].text,
        gate=Gate(cursor["gate"].text),
        weight=cursor["weight"].integer,
        basis=tuple(_basis(item, faults) for item in cursor.listed("basis")),
        in_force=_period(cursor, faults),
        applies_when=_expression(cursor, "applies_when", faults) or ALWAYS,
        for_each=_for_each(cursor["for_each"], faults) if "for_each" in cursor else None,
        require=read_expression(cursor["require"], faults),
        compensated_by=_expression(cursor, "compensated_by", faults),
        evidence=tuple(_proof(item) for item in cursor.listed("evidence")),
        may_claim=tuple(ClaimKind(item.text) for item in cursor.listed("may_claim")),
        guidance=cursor.get_text("guidance"),
        outcomes=_outcomes(cursor, faults),
        place=cursor["id"].place,
    )


def read_condition(cursor: Cursor, faults: list[Diagnostic]) -> Condition:
    """The condition at `cursor`, whose key is its id."""
    parameters = {
        entry.key: cast("Literal['list', 'text']", entry.text)
        for entry in (cursor["parameters"].entries() if "parameters" in cursor else ())
    }
    return Condition(
        id=cursor.key,
        subject=cursor["subject"].text,
        obligation=Obligation(cursor["obligation"].text),
        text=read_text(cursor["text"], faults),
        text_open=text_under(cursor, "text_open", faults),
        parameters=parameters,
        order=cursor["order"].integer,
        due_months=cursor["due"]["months"].integer if "due" in cursor else None,
        discharged_by=_expression(cursor, "discharged_by", faults),
        route=Route(cursor["route"].text),
        place=cursor.key_place,
    )


def _expression(cursor: Cursor, key: str, faults: list[Diagnostic]) -> Expression | None:
    return read_expression(cursor[key], faults) if key in cursor else None


def _basis(cursor: Cursor, faults: list[Diagnostic]) -> Basis:
    law = cursor.get_text("document")
    practice = cursor.get_text("practice")
    if (law is None) == (practice is None) or (practice is not None and "clause" in cursor):
        faults.append(
            cursor.fault(
                "E212",
                "根拠は、文書（document と clause）か実務（practice と origin）のどちらかです",
                "例: {document: 個人情報の保護に関する法律, clause: 第66条第1項}",
            )
        )
    return Basis(
        document=law or practice or "",
        clause=cursor.get_text("clause"),
        origin=cursor.get_text("origin"),
        in_force=_period(cursor, faults),
    )


def _period(cursor: Cursor, faults: list[Diagnostic]) -> Period | None:
    if "in_force" not in cursor:
        return None
    written = cursor["in_force"]
    start: date | None = read_date(written, "from", faults)
    until = read_date(written, "until", faults)
    if start and until and until < start:
        faults.append(
            written.fault("E212", "in_force の until が from より前です", "日付を確かめてください")
        )
    return Period(start=start, until=until)


def _for_each(cursor: Cursor, faults: list[Diagnostic]) -> ForEach:
    return ForEach(
        path=cursor["in"].text,
        where=_expression(cursor, "where", faults) or ALWAYS,
        place=cursor["in"].place,
    )


def _proof(cursor: Cursor) -> ProofNeed:
    kinds = list(cursor.listed("kinds"))
    return ProofNeed(
        path=cursor["for"].text,
        kinds=tuple(kind.text for kind in kinds) or None,
        strength=Strength(cursor["strength"].text) if "strength" in cursor else None,
        max_age_months=cursor["max_age_months"].integer if "max_age_months" in cursor else None,
        place=cursor["for"].place,
        kind_places=tuple(kind.place for kind in kinds),
    )


def _outcomes(cursor: Cursor, faults: list[Diagnostic]) -> Mapping[Verdict, WrittenOutcome]:
    if "outcomes" not in cursor:
        return {}
    return {
        Verdict(entry.key): _outcome(entry, faults)
        for entry in cursor["outcomes"].entries()
        if entry.value is not None
    }


def _outcome(cursor: Cursor, faults: list[Diagnostic]) -> WrittenOutcome:
    return WrittenOutcome(
        finding=text_under(cursor, "finding", faults),
        question=text_under(cursor, "question", faults),
        question_first=text_under(cursor, "question_first", faults),
        remark=text_under(cursor, "remark", faults),
        uses=_uses(cursor, faults),
    )


def _uses(cursor: Cursor, faults: list[Diagnostic]) -> tuple[WrittenUse, ...]:
    if "condition" not in cursor:
        return ()
    written = cursor["condition"]
    uses = written.items() if isinstance(written.value, list) else (written,)
    return tuple(_use(use, faults) for use in uses)


def _use(cursor: Cursor, faults: list[Diagnostic]) -> WrittenUse:
    arguments = list(cursor["with"].entries()) if "with" in cursor else []
    return WrittenUse(
        condition=cursor["use"].text,
        arguments={entry.key: _use_argument(entry, faults) for entry in arguments},
        place=cursor["use"].place,
        argument_places={entry.key: entry.key_place for entry in arguments},
    )


def _use_argument(
    cursor: Cursor, faults: list[Diagnostic]
) -> Text | tuple[Text | WrittenLabels, ...]:
    if isinstance(cursor.value, str):
        return read_text(cursor, faults)
    return tuple(
        read_text(item, faults) if isinstance(item.value, str) else _labels(item, faults)
        for item in cursor.items()
    )


def _labels(cursor: Cursor, faults: list[Diagnostic]) -> WrittenLabels:
    if ("labels" in cursor) == ("lacking" in cursor) or ("of" in cursor) != ("lacking" in cursor):
        faults.append(
            cursor.fault(
                "E212",
                "差し込む語の書き方ではありません",
                "{labels: 事実}（選ばれたもの）か {lacking: 事実, of: [コード]}（選ばれていないもの）です",
            )
        )
    chosen = cursor["labels"] if "labels" in cursor else cursor.get("lacking") or cursor
    codes = tuple(read_argument(item) for item in cursor.listed("of"))
    return WrittenLabels(
        path=chosen.value if isinstance(chosen.value, str) else "?",
        codes=codes if "lacking" in cursor else None,
        place=chosen.place,
    )
