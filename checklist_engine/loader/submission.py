"""Reading submissions (§8): `extends` resolved, then typed against the vocabulary of their pack."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from checklist_engine.formats.document import Cursor, Document
from checklist_engine.formats.files import as_spelled, exists, shown_path
from checklist_engine.ground.canonical import digest
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.loader.answer_tree import Tree, merged, nested, plain
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.checked import checked, read_checked
from checklist_engine.loader.claims import read_claims
from checklist_engine.loader.evidence import check_evidence, read_date, read_evidence
from checklist_engine.model.submission import Case, Submission

if TYPE_CHECKING:
    from checklist_engine.model.compiled_pack import CompiledPack
    from checklist_engine.model.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSubmission:
    """A submission after `extends`, before its vocabulary is known.

    `pack` and `profile` are cursors on the names, inherited ones included; None where nobody
    wrote one.
    """

    cursor: Cursor
    pack: Cursor | None
    profile: Cursor | None
    answers: Mapping[str, Tree] = field(repr=False)

    @property
    def file(self) -> str:
        return self.cursor.document.file


def read_submission(path: Path, inside: Path, faults: list[Diagnostic]) -> WrittenSubmission | None:
    """The submission at `path`, with what it inherits from files inside the folder `inside`.

    None where it, or a file it extends, is faulty; the faults are added.
    """
    return _read(path, inside.resolve(), (), faults)


def submission_of(document: Document, faults: list[Diagnostic]) -> WrittenSubmission | None:
    """The submission in a document that was read elsewhere, and that inherits nothing.

    None where it is faulty; the faults are added.
    """
    cursor = checked(document, "submission", faults)
    return None if cursor is None else _written(cursor, faults)


def type_submission(
    written: WrittenSubmission,
    pack: "RulePack | CompiledPack",
    profile: str,
    faults: list[Diagnostic],
) -> Submission:
    """The submission in the words of its pack; what does not fit is added to the faults (E3)."""
    cursor = written.cursor
    answers = read_answers(written.answers, pack.vocabulary, faults)
    records = list(cursor.listed("evidence"))
    check_evidence(records, pack.vocabulary, answers, pack.evidence_kinds, faults)
    return Submission(
        file=written.file,
        case=_case(cursor["case"], faults),
        pack=pack.id,
        profile=profile,
        answers=answers,
        evidence=tuple(read_evidence(record, faults) for record in records),
        claims=tuple(read_claims(cursor, pack, answers, faults)),
        digest=digest(_content(written, profile)),
    )


def _read(
    path: Path, inside: Path, before: tuple[Path, ...], faults: list[Diagnostic]
) -> WrittenSubmission | None:
    cursor = read_checked(path, "submission", faults)
    if cursor is None:
        return None
    written = _written(cursor, faults)
    if "extends" not in cursor:
        return written
    way = (*before, path.resolve())
    base_path = path_inside(cursor["extends"], path.parent, inside, faults)
    if base_path is None:
        return None
    if base_path in way:
        faults.append(_cycle(cursor["extends"], (*way, base_path)))
        return None
    base = _read(base_path, inside, way, faults)
    if base is None:
        return None
    return replace(
        written,
        pack=written.pack or base.pack,
        profile=written.profile or base.profile,
        answers=merged(base.answers, written.answers),
    )


def _written(cursor: Cursor, faults: list[Diagnostic]) -> WrittenSubmission:
    """What a file says itself, without what it inherits."""
    return WrittenSubmission(
        cursor=cursor,
        pack=cursor.get("pack"),
        profile=cursor.get("profile"),
        answers=nested(cursor["answers"], faults) if "answers" in cursor else {},
    )


def path_inside(
    cursor: Cursor, folder: Path, inside: Path, faults: list[Diagnostic]
) -> Path | None:
    """The file that `cursor` names, beside its own file; None, with E310, where it leaves `inside`."""
    try:
        path = as_spelled(folder / cursor.text).resolve()
    except (OSError, ValueError):
        path = inside.parent
    if not path.is_relative_to(inside) or "\\" in cursor.text:
        faults.append(
            cursor.fault(
                "E310",
                f"「{cursor.text}」は、この案件のフォルダの外にあります",
                "同じフォルダにファイルを置き、その名前を書いてください（区切りは「/」です）",
            )
        )
        return None
    if exists(path) and path.is_dir():
        faults.append(
            cursor.fault(
                "E311",
                f"「{cursor.text}」はフォルダです",
                "フォルダの中のファイルの名前まで書いてください",
            )
        )
        return None
    if not exists(path):
        faults.append(
            cursor.fault(
                "E311",
                f"「{cursor.text}」というファイルはありません",
                "名前の綴りと、置いてあるフォルダを確かめてください",
            )
        )
        return None
    return path


def _cycle(cursor: Cursor, way: tuple[Path, ...]) -> Diagnostic:
    chain = " → ".join(Path(shown_path(path)).name for path in way[way.index(way[-1]) :])
    return cursor.fault(
        "E312", f"extends が一回りしています: {chain}", "どれか一つの extends を外してください"
    )


def _case(cursor: Cursor, faults: list[Diagnostic]) -> Case:
    title = cursor["title"].text
    if title.endswith("について"):
        faults.append(
            cursor["title"].fault(
                "E313",
                "件名が「について」で終わっています",
                "結論の文で「については」と続くので、「について」を外してください",
            )
        )
    return Case(
        id=cursor["id"].text,
        title=title,
        system=cursor.get_text("system"),
        department=cursor.get_text("department"),
        submitted_on=read_date(cursor, "submitted_on", faults),
        place=cursor["id"].place,
    )


def _content(written: WrittenSubmission, profile: str) -> Mapping[str, object]:
    """What the digest covers: the submission as if it had been written without `extends`."""
    root = written.cursor.wanted(dict)
    content = {key: value for key, value in root.items() if key != "extends" and value is not None}
    pack = {"pack": written.pack.text} if written.pack else {}
    return {**content, **pack, "profile": profile, "answers": plain(written.answers)}
