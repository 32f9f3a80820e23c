"""Where a pack is: at `--pack`, in `rules/` upward from the submission, in the installed package (§9)."""

from collections.abc import Iterator
from pathlib import Path

from checklist_engine.formats.document import Cursor
from checklist_engine.formats.files import exists, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place

RULES = "rules"
HEAD = "pack.yaml"


def pack_folder(folder: Path) -> Path:
    """The folder itself, where it is a pack.

    Raises:
        InvalidFile: it is no folder, or has no pack.yaml.
    """
    if exists(folder / HEAD) and (folder / HEAD).is_file():
        return folder
    if not exists(folder):
        message, hint = "規則集のフォルダが見つかりません", "名前とフォルダを確かめてください"
    elif folder.is_dir():
        message = f"このフォルダは規則集ではありません（{HEAD} がありません）"
        packs = ", ".join(sorted(child.parent.name for child in folder.glob(f"*/{HEAD}")))
        hint = (
            f"中にある規則集（{packs}）を指定してください"
            if packs
            else "規則集のフォルダを指定してください"
        )
    else:
        message = "規則集はフォルダで指定しますが、ファイルが指定されています"
        hint = f"{HEAD} のあるフォルダを指定してください"
    place = Place(file=shown_path(folder))
    raise InvalidFile([Diagnostic(code="E316", message=message, hint=hint, place=place)])


def find_base(name: Cursor, folder: Path) -> Path:
    """The folder of the pack that the pack in `folder` extends: beside it, or found like any other.

    Raises:
        InvalidFile: there is none of that name.
    """
    beside = folder.parent / name.text
    return beside if (beside / HEAD).is_file() else find_pack(name, folder)


def find_pack(name: Cursor, start: Path) -> Path:
    """The folder of the pack that a file at `start` names.

    Raises:
        InvalidFile: there is none of that name.
    """
    known: dict[str, Path] = {}
    for rules in _rules_folders(start):
        for head in sorted(rules.glob(f"*/{HEAD}")):
            known.setdefault(head.parent.name, head.parent)
    if name.text in known:
        return known[name.text]
    near = nearest(name.text, known)
    raise InvalidFile(
        [
            name.fault(
                "E316",
                f"規則集「{name.text}」が見つかりません",
                f"もしかして「{near}」ですか"
                if near
                else "rules フォルダに規則集を置くか、--pack で規則集のフォルダを指定してください",
            )
        ]
    )


def packs_near(here: Path) -> list[Path]:
    """The packs of the nearest `rules/` from `here` upward, else those that came with the program.

    Raises:
        InvalidFile: there is none.
    """
    for rules in (*(folder / RULES for folder in (here, *here.parents)), installed_rules()):
        packs = sorted(head.parent for head in rules.glob(f"*/{HEAD}"))
        if packs:
            return packs
    raise InvalidFile(
        [
            Diagnostic(
                code="E316",
                message="規則集が見つかりません",
                hint="規則集のフォルダを指定してください（例: rules/municipal-privacy）",
                place=Place(file=shown_path(here)),
            )
        ]
    )


def installed_rules() -> Path:
    """The packs that came with the program: inside the wheel, or beside an editable install."""
    package = Path(__file__).parent.parent
    inside = package / RULES
    return inside if inside.is_dir() else package.parent / RULES


def _rules_folders(start: Path) -> Iterator[Path]:
    for folder in start.resolve().parents:
        yield folder / RULES
    yield installed_rules()
