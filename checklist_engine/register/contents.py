"""What a submission and its rulings say, as bytes that this engine and later ones can read again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from checklist_engine.formats.document import Cursor, Document
from checklist_engine.formats.reading import read_document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.loader.answer_tree import Tree, nested
from checklist_engine.loader.checked import checked
from checklist_engine.loader.rulings import read_rulings
from checklist_engine.loader.submission import WrittenSubmission, path_inside, type_submission
from checklist_engine.model.pack import RulePack
from checklist_engine.model.submission import Ruling, Submission
from checklist_engine.register.blobs import Damage
from checklist_engine.register.exact_json import exact_json


def content_of(written: WrittenSubmission, profile: str) -> bytes:
    """The submission as if it had been written without `extends`, blanks and their reasons kept."""
    root = written.cursor.wanted(dict)
    own = {key: value for key, value in root.items() if key != "extends" and value is not None}
    pack = {"pack": written.pack.text} if written.pack else {}
    content = {**own, **pack, "profile": profile, "answers": _whole(written.answers)}
    return exact_json(content)


def submission_of(content: bytes, file: str, pack: RulePack) -> Submission:
    """The submission of such bytes, in the words of its pack; `file` is its name in messages.

    Raises:
        InvalidFile: this engine finds faults in it.
        Damage: the bytes are no submission at all.
    """
    faults: list[Diagnostic] = []
    written, profile = written_of(content, file)
    submission = type_submission(written, pack, profile, faults)
    raise_faults(faults)
    return submission


def written_of(content: bytes, file: str) -> tuple[WrittenSubmission, str]:
    """The submission of such bytes before it is typed, by its own pack or by another, and its profile.

    Raises:
        InvalidFile: this engine finds faults in it.
        Damage: the bytes are no submission at all.
    """
    try:
        root = json.loads(content, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise Damage("提出内容が読めません") from error
    # Without places: nobody looks for a fault in bytes that no person has written.
    document = Document(file=file, text="", root=root, spans={}, key_spans={})
    faults: list[Diagnostic] = []
    cursor = checked(document, "submission", faults)
    raise_faults(faults)
    assert cursor is not None
    if "profile" not in cursor:
        raise Damage("提出内容に適用区分がありません")
    written = WrittenSubmission(
        cursor=cursor,
        pack=cursor.get("pack"),
        profile=cursor["profile"],
        answers=nested(cursor["answers"], faults) if "answers" in cursor else {},
    )
    raise_faults(faults)
    return written, cursor["profile"].text


def submission_files(path: Path, inside: Path) -> Iterator[Path]:
    """A submission, and the files that it extends, itself first.

    Raises:
        InvalidFile: it, or one of them, cannot be read.
    """
    faults: list[Diagnostic] = []
    seen: set[Path] = set()
    # A file may have changed since it was assessed: round in a circle is nothing to wait for.
    while path.resolve() not in seen:
        seen.add(path.resolve())
        yield path
        cursor = read_document(path).cursor()
        base = (
            path_inside(cursor["extends"], path.parent, inside.resolve(), faults)
            if "extends" in cursor
            else None
        )
        raise_faults(faults)
        if base is None:
            return
        path = base


def rulings_bytes(rulings: Sequence[Ruling]) -> bytes:
    """Rulings as a file of rulings holds them, as JSON."""
    return exact_json({"rulings": [_ruling(each) for each in rulings]})


def rulings_of(content: bytes) -> tuple[Ruling, ...]:
    """The rulings of such bytes.

    Raises:
        InvalidFile: this engine finds faults in them.
    """
    faults: list[Diagnostic] = []
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - few ask for meetings

    with TemporaryDirectory(prefix="checklist-") as made:
        file = Path(made) / "rulings.json"
        file.write_bytes(content)
        rulings = read_rulings(file, faults)
    raise_faults(faults)
    return rulings


def meeting_bytes(file: Path) -> bytes:
    """What a meeting.yaml says, as JSON (of the form of `meeting.schema.json`).

    Raises:
        InvalidFile: it cannot be read.
    """
    return exact_json(read_document(file).root)


def _ruling(ruling: Ruling) -> Mapping[str, object]:
    written = {
        "id": ruling.id,
        "case": ruling.case,
        "rule": ruling.rule,
        "element": ruling.element,
        "verdict": ruling.verdict.value,
        "authority": ruling.authority,
        "reason": ruling.reason,
        "on": ruling.on.isoformat(),
        "expires": ruling.expires.isoformat() if ruling.expires else None,
    }
    return {key: value for key, value in written.items() if value is not None}


def _whole(tree: Tree) -> object:
    if isinstance(tree, Cursor):
        return tree.value
    return {word: _whole(inner) for word, inner in tree.items()}
