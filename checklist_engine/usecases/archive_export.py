"""`checklist archive export`: the files of an entry, and of its packs, as they were."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import mkdtemp

from checklist_engine.formats.files import reason_of
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.register.archive import Archive, open_archive
from checklist_engine.register.blobs import Damage
from checklist_engine.register.faults import damaged, refusal
from checklist_engine.register.files import write_files
from checklist_engine.register.packs import read_listing
from checklist_engine.register.records import CaseRecord, MeetingRecord, Record
from checklist_engine.usecases.find_pack import HEAD, RULES

EXPECTED = "expected"


def export_entry(archive: Path, number: int, folder: Path) -> tuple[str, ...]:
    """Write the files of a case or of a meeting into a new folder, with `rules/`, so that it can be assessed.

    Beside a case stands its assessment as it was (expected/assessment.json). Either everything is there
    afterwards, or nothing.

    Raises:
        InvalidFile: there is no such entry (E155), the folder holds something (E156) or cannot be written
            to (E153), or the archive is no archive or damaged.
    """
    with open_archive(archive) as found:
        files = _files(found, number)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise refusal(
                folder,
                "E156",
                "書き出す先に、既にファイルがあります",
                "まだないフォルダの名前を -o に書いてください",
            )
        _write(folder, files)
    except Damage as error:
        raise damaged(archive, f"{number} 番の記録。{error}") from error
    except OSError as error:
        raise refusal(
            folder,
            "E153",
            f"書き出せません（{reason_of(error)}）",
            "フォルダに書き込む権限と、ディスクの空きを確かめてください",
        ) from error
    return tuple(sorted(files))


def _files(archive: Archive, number: int) -> Mapping[str, bytes]:
    entry = archive.store.entry(number)
    if entry is None:
        raise refusal(
            archive.store.path,
            "E155",
            f"{number} 番の記録はありません",
            "checklist archive list で、番号を確かめてください",
        )
    with archive.damage_in_words(number):
        if isinstance(entry.record, CaseRecord):
            assessment = {
                f"{EXPECTED}/assessment.json": archive.store.blob(entry.record.assessment)
            }
            return {**dict(_of_case(archive, entry.record)), **assessment}
        return dict(_of_meeting(archive, entry.record))


def _of_meeting(archive: Archive, record: MeetingRecord) -> Iterator[tuple[str, bytes]]:
    yield from _own(archive, record)
    for number in (*record.cases, *record.notifications):
        case = archive.store.entry(number)
        if case is not None and isinstance(case.record, CaseRecord):
            yield from _of_case(archive, case.record)


def _of_case(archive: Archive, record: CaseRecord) -> Iterator[tuple[str, bytes]]:
    yield from _own(archive, record)
    name = record.pack
    for layer in read_listing(archive.store.blob(record.pack_files)):
        files = {way: archive.store.blob(digest) for way, digest in layer.items()}
        yield from ((f"{RULES}/{name}/{way}", content) for way, content in files.items())
        name = _base(files)


def _own(archive: Archive, record: Record) -> Iterator[tuple[str, bytes]]:
    for file in record.files:
        yield file.name, archive.store.blob(file.blob)


def _base(files: Mapping[str, bytes]) -> str:
    """The name of the pack that a pack extends; empty where it extends none."""
    try:
        head = parse_yaml(files[HEAD].decode("utf-8-sig"), HEAD).cursor()
    except (KeyError, UnicodeDecodeError, InvalidFile) as error:
        raise Damage(f"規則集の {HEAD} が読めません") from error
    return head.get_text("extends") or ""


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Written beside the target first: what can go wrong with a disk goes wrong there.
    draft = Path(mkdtemp(prefix=".export-", dir=folder.parent))
    try:
        write_files(draft / "files", files)
        if folder.exists():
            folder.rmdir()
        (draft / "files").rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
