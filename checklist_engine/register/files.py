"""Files on their way into an archive and out of it again, byte for byte."""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from checklist_engine.formats.files import reason_of
from checklist_engine.register.blobs import LARGEST, Damage
from checklist_engine.register.faults import refusal

_STEERING = re.compile(r"[\x00-\x1f\x7f\\:\ud800-\udfff]")
_LONGEST_NAME = 1_000


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InvalidFile: E103, E105.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise refusal(
            path,
            "E103",
            f"ファイルを開けません（{reason_of(error)}）",
            "ほかのソフトで開いていないか、読む権限があるかを確かめてください",
        ) from error
    if len(content) > LARGEST:
        raise refusal(
            path,
            "E105",
            f"ファイルが大きすぎます（蓄積に納められるのは {LARGEST // 1024**2} MB まで）",
            "画像などを小さくしてください",
        )
    return content


def storable(folder: Path, name: str) -> str:
    """The name of a file of this folder, where it can be given to a file again anywhere.

    Raises:
        InvalidFile: E154.
    """
    try:
        check_name(name)
    except Damage as error:
        raise refusal(
            folder / _STEERING.sub("�", name),
            "E154",
            "この名前のファイルは、蓄積に納められません",
            "名前を短くし、「:」「\\」や目に見えない文字を除いてください",
        ) from error
    return name


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files of these names, with `/`, inside a folder that is made for them and has none yet.

    Raises:
        Damage: a name leads out of the folder, or is none that was archived.
        OSError: the disk refuses.
    """
    for name in files:
        check_name(name)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # `x`: names that one disk tells apart and another does not are not written over each other.
        with path.open("xb") as file:
            file.write(content)


def check_name(name: str) -> None:
    """Refuse what is no way down from a folder.

    Raises:
        Damage: the name is empty, leads elsewhere, or holds what no file name may.
    """
    way = PurePosixPath(name)
    is_inside = way.parts and not way.is_absolute() and ".." not in way.parts
    if not is_inside or str(way) != name or _STEERING.search(name) or len(name) > _LONGEST_NAME:
        raise Damage(f"ファイルの名前「{_STEERING.sub('�', name[:40])}」が正しくありません")
