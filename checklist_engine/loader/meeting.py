"""Reading meetings (§8): which submissions, in which order, on which day."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.loader.checked import read_checked
from checklist_engine.loader.evidence import read_date
from checklist_engine.loader.rulings import read_rulings
from checklist_engine.loader.submission import path_inside
from checklist_engine.model.meeting import Adopted, AdoptedCondition, Letter, Meeting
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMeeting:
    """A meeting before its submissions are read: (item, file) in the order of the agenda."""

    meeting: Meeting
    agenda: tuple[tuple[str, Path], ...]
    notifications: tuple[Path, ...]
    rulings: tuple[Ruling, ...]


def read_meeting(path: Path, faults: list[Diagnostic]) -> WrittenMeeting | None:
    """The meeting of a meeting.yaml; None where it is faulty, its faults added."""
    cursor = read_checked(path, "meeting", faults)
    if cursor is None:
        return None
    inside = path.parent.resolve()
    agenda = []
    seen: dict[str, Cursor] = {}
    for entry in cursor["cases"].items():
        item = entry["item"].text
        if item in seen:
            faults.append(
                entry["item"].fault(
                    "E314",
                    f"諮問「{item}」が二つあります（一つ目は {seen[item].place.line} 行目）",
                    "ア、イ、ウ…と、別の記号にしてください",
                )
            )
        seen[item] = entry["item"]
        file = path_inside(entry["submission"], path.parent, inside, faults)
        if file is not None:
            agenda.append((item, file))
    notifications = [
        file
        for entry in cursor.listed("notifications")
        if (file := path_inside(entry, path.parent, inside, faults)) is not None
    ]
    rulings_file = (
        path_inside(cursor["rulings"], path.parent, inside, faults) if "rulings" in cursor else None
    )
    return WrittenMeeting(
        meeting=_meeting(cursor, seen, faults),
        agenda=tuple(agenda),
        notifications=tuple(notifications),
        rulings=read_rulings(rulings_file, faults) if rulings_file else (),
    )


def _meeting(cursor: Cursor, items: Mapping[str, Cursor], faults: list[Diagnostic]) -> Meeting:
    head = cursor["meeting"]
    public = head.get("public")
    return Meeting(
        id=head["id"].text,
        title=head["title"].text,
        council=head.get_text("council"),
        date=read_date(head, "date", faults) or date.min,
        time=head.get_text("time"),
        place=head.get_text("place"),
        is_over="adopted" in cursor,
        consulted_by=head.get_text("consulted_by"),
        ground=head.get_text("ground"),
        notified_under=head.get_text("notified_under"),
        public=None if public is None else public.value is True,
        visitors=head["visitors"].integer if "visitors" in head else None,
        inquiries=_letters(cursor, "inquiry", faults),
        replies=_letters(cursor, "reply", faults),
        adopted={
            entry.key: _adopted(entry, items, faults)
            for entry in (cursor["adopted"].entries() if "adopted" in cursor else ())
        },
    )


def _letters(cursor: Cursor, name: str, faults: list[Diagnostic]) -> Mapping[str, Letter]:
    """The letters of one kind (諮問書, 答申書) by the item of the case that they are about."""
    return {
        entry["item"].text: Letter(
            number=entry[name].get_text("number"), date=read_date(entry[name], "date", faults)
        )
        for entry in cursor["cases"].items()
        if name in entry
    }


def _adopted(cursor: Cursor, items: Mapping[str, Cursor], faults: list[Diagnostic]) -> Adopted:
    if cursor.key not in items:
        faults.append(
            cursor.key_fault(
                "E314",
                f"諮問「{cursor.key}」は cases にありません",
                f"あるのは {'、'.join(items)} です",
            )
        )
    conditions = None
    if "conditions" in cursor:
        conditions = tuple(
            AdoptedCondition(
                id=item["id"].text,
                text=item["text"].text,
                due=read_date(item, "due", faults),
                subject=item.get_text("subject"),
            )
            for item in cursor["conditions"].items()
        )
    return Adopted(
        decision=Decision(cursor["decision"].text) if "decision" in cursor else None,
        conclusion=cursor.get_text("conclusion"),
        conditions=conditions,
    )
