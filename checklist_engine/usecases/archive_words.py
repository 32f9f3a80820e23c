"""What `checklist archive` prints, in words and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from checklist_engine.model.verdicts import Decision, Verdict
from checklist_engine.register.archive import ArchivedMeeting
from checklist_engine.register.records import CaseRecord, MeetingRecord
from checklist_engine.register.store import Added
from checklist_engine.reporting.layout import Canvas, Tone, plain
from checklist_engine.usecases.archive_add import AddedToArchive
from checklist_engine.usecases.archive_differences import Difference
from checklist_engine.usecases.archive_list import Listed, ListedCase
from checklist_engine.usecases.archive_verify import Deviation, Verified

_KEYS = {
    "case": "案件",
    "pack": "規則集",
    "profile": "適用区分",
    "submission_digest": "提出内容の要約値",
    "as_of": "基準日",
    "versions": "版",
    "decision": "結論案",
    "provisional": "暫定",
    "conclusion": "結論の文",
    "precedent": "先の諮問",
    "score": "評点",
    "findings": "確認結果",
    "conditions": "条件",
    "questions": "質問",
    "remarks": "留意事項",
    "claims": "申出",
    "rulings": "裁定",
    "citywide": "全庁的な課題",
}
_PARTS = {
    "verdict": "判定",
    "machine_verdict": "規則だけによる判定",
    "causes": "未回答の要因",
    "reasons": "判定の理由",
    "lacking_proof": "証跡のない回答",
    "credit": "点",
    "text": "文",
    "title": "題名",
    "gate": "区分",
    "low": "低い方",
    "high": "高い方",
    "coverage": "確定した割合",
    "families": "分野ごと",
    "from": "もとになったもの",
    "route": "扱い",
    "rules": "規則",
    "paths": "回答",
    "labels": "回答の名称",
    "rule": "規則",
    "element": "要素",
    "answers": "回答",
    "condition": "条件",
}
_LONGEST = 60
_BEFORE_IT = 15
"""So much of a long text is shown before what differs."""


def added_text(added: AddedToArchive) -> list[str]:
    """What was added, and what was there already."""
    lines = [_added_line(each) for each in (*added.cases, *added.meetings)]
    new = sum(each.is_new for each in (*added.cases, *added.meetings))
    return [*lines, f"{new} 件を納めました（{len(lines) - new} 件は、同じものが納められています）"]


def _added_line(added: Added) -> str:
    record = added.entry.record
    state = "納めました　" if added.is_new else "変わりません"
    words = (
        f"会議 {record.meeting}　{record.title}"
        if isinstance(record, MeetingRecord)
        else f"{record.case}　{record.title}　{_decision(record)}"
    )
    return plain(f"  {added.entry.number:>4}  {state}  {words}")


def added_json(added: AddedToArchive) -> dict[str, object]:
    """What was added, as JSON-ready data."""
    return {
        "cases": [
            {"entry": each.entry.number, "case": each.entry.record.case, "new": each.is_new}
            for each in added.cases
            if isinstance(each.entry.record, CaseRecord)
        ],
        "meetings": [
            {"entry": each.entry.number, "meeting": each.entry.record.meeting, "new": each.is_new}
            for each in added.meetings
            if isinstance(each.entry.record, MeetingRecord)
        ],
    }


def listed_text(listed: Listed, canvas: Canvas) -> list[str]:
    """Cases by meeting, in the order of adding; those without a meeting last."""
    lines: list[str] = []
    for meeting in (*listed.meetings, None):
        name = meeting.record.meeting if meeting else None
        cases = [each for each in listed.cases if each.newest.record.meeting == name]
        if cases:
            lines += [canvas.paint(_heading(meeting), Tone.STRONG), *_cases(cases, canvas), ""]
    numbers = f"案件 {len(listed.cases)} 件、記録 {listed.count} 件"
    return [*lines, numbers, f"記録の印 {listed.head}"]


def _heading(meeting: ArchivedMeeting | None) -> str:
    if meeting is None:
        return "会議のない案件"
    record = meeting.record
    return plain(f"会議 {record.meeting}　{record.title}（{record.held_on.isoformat()}）")


def _cases(cases: Sequence[ListedCase], canvas: Canvas) -> list[str]:
    head = ("番号", "諮問", "案件", "基準日", "結論案", "評点", "回数", "題名")
    return canvas.table([head, *map(_case_row, cases)], indent=2)


def _case_row(listed: ListedCase) -> tuple[str, ...]:
    record = listed.newest.record
    words = (
        str(listed.newest.number),
        "届出" if record.notified else (record.item or "－"),
        record.case,
        record.as_of.isoformat(),
        _decision(record),
        _score(record),
        str(len(listed.numbers)),
        record.title,
    )
    return tuple(map(plain, words))


def _decision(record: CaseRecord) -> str:
    if record.decision is None:
        return "－"
    return record.decision.label + ("（暫定）" if record.provisional else "")


def _score(record: CaseRecord) -> str:
    if record.score is None:
        return "－"
    low, high = record.score
    return f"{low:.1f}" if low == high else f"{low:.1f}～{high:.1f}"


def verified_text(verified: Verified, canvas: Canvas) -> list[str]:
    """What differs, case by case, and the sum of it; damage is told elsewhere."""
    lines: list[str] = []
    for each in verified.deviations:
        lines += [*_deviation(each, canvas), ""]
    if verified.deviations:
        lines.append(
            f"記録 {verified.count} 件に壊れたところはありませんが、今の checklist では"
            f" {len(verified.deviations)} 件の評価結果が違います"
        )
    else:
        lines.append(f"記録 {verified.count} 件に壊れたところはなく、評価し直した結果も同じです")
    return [*lines, f"記録の印 {verified.head}"]


def _deviation(deviation: Deviation, canvas: Canvas) -> Iterator[str]:
    case = deviation.case
    yield (
        canvas.paint(plain(f"{case.number} 番　{case.name}　{case.record.title}"), Tone.STRONG)
        + f"（checklist {case.record.engine} で評価）"
    )
    for fault in deviation.faults:
        yield from canvas.hang("今の checklist では読めません: ", fault, indent=2)
    for each in deviation.differences:
        yield from canvas.hang(f"{_spot(each)}: ", change_words(each), indent=2)


def _spot(difference: Difference) -> str:
    words = (
        _KEYS.get(difference.key, difference.key),
        difference.subject,
        _PARTS.get(difference.part, difference.part),
    )
    return plain(" ".join(word for word in words if word))


def change_words(difference: Difference) -> str:
    """What stood there, and what stands there now; of long texts, where they part."""
    before, after = (_value(difference, each) for each in (difference.before, difference.after))
    same = (at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    parting = next(same, min(len(before), len(after)))
    start = max(parting - _BEFORE_IT, 0) if max(len(before), len(after)) > _LONGEST else 0
    return f"{_cut(before, start)} → {_cut(after, start)}"


def _cut(words: str, start: int) -> str:
    end = start + _LONGEST
    return f"{'…' if start else ''}{words[start:end]}{'…' if len(words) > end else ''}"


def _value(difference: Difference, value: Any) -> str:
    match value:
        case str() if difference.key == "decision":
            return Decision(value).label
        case str() if difference.part in ("verdict", "machine_verdict"):
            return Verdict(value).label
        case [low, high] if difference.part == "credit":
            return str(low) if low == high else f"{low}～{high}"
        case dict() if not difference.part:
            return "あり"
        case _:
            return _plain_value(value)


def _plain_value(value: Any) -> str:
    match value:
        case None | [] | "":
            return "なし"
        case True | False:
            return "はい" if value else "いいえ"
        case list():
            return "、".join(map(_plain_value, value))
        case dict():
            parts = (f"{_PARTS.get(key, key)}: {_plain_value(each)}" for key, each in value.items())
            return f"（{'、'.join(parts)}）"
        case _:
            return str(value)


def verified_json(verified: Verified) -> dict[str, object]:
    """What verifying found, as JSON-ready data."""
    return {
        "entries": verified.count,
        "head": verified.head,
        "damage": list(verified.damage),
        "deviations": [
            {
                "entry": each.case.number,
                "case": each.case.record.case,
                "meeting": each.case.record.meeting,
                "engine": each.case.record.engine,
                "faults": list(each.faults),
                "differences": [
                    {
                        "key": one.key,
                        "subject": one.subject,
                        "part": one.part,
                        "before": one.before,
                        "after": one.after,
                    }
                    for one in each.differences
                ],
            }
            for each in verified.deviations
        ],
    }
