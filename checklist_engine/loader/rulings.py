"""Reading rulings (§5, §8), which only the secretariat's files hold."""

from datetime import date
from pathlib import Path

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.checked import read_checked
from checklist_engine.loader.evidence import normalized, read_date
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import Verdict


def read_rulings(path: Path, faults: list[Diagnostic]) -> tuple[Ruling, ...]:
    """The rulings of a file; faults (E1, E308, E321) are added."""
    cursor = read_checked(path, "rulings", faults)
    if cursor is None:
        return ()
    seen: dict[str, Cursor] = {}
    rulings = []
    for item in cursor["rulings"].items():
        name = item["id"]
        if name.text in seen:
            faults.append(
                name.fault(
                    "E321",
                    f"裁定「{name.text}」が二つあります（一つ目は {seen[name.text].place.line} 行目）",
                    "別の id にしてください",
                )
            )
        seen[name.text] = name
        rulings.append(_ruling(item, faults))
    return tuple(rulings)


def _ruling(cursor: Cursor, faults: list[Diagnostic]) -> Ruling:
    verdict = Verdict(cursor["verdict"].text)
    on = read_date(cursor, "on", faults) or date.min
    expires = read_date(cursor, "expires", faults)
    if verdict is Verdict.WAIVED and "expires" not in cursor:
        faults.append(
            cursor["id"].fault(
                "E321",
                "例外承認（waived）の裁定に期限がありません",
                "expires: に、いつまで認めるか（その日を含む）を書いてください",
            )
        )
    if expires is not None and expires < on:
        faults.append(
            cursor["expires"].fault(
                "E321", "裁定の期限（expires）が裁定の日（on）より前です", "日付を確かめてください"
            )
        )
    return Ruling(
        id=cursor["id"].text,
        case=cursor["case"].text,
        rule=cursor["rule"].text,
        element=normalized(cursor["element"].text) if "element" in cursor else None,
        verdict=verdict,
        authority=cursor["authority"].text,
        reason=cursor["reason"].text,
        on=on,
        expires=expires,
        place=cursor["id"].place,
    )
