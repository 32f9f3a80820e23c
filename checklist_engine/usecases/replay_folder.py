"""Past cases in folders: submissions and meetings, as `assess` reads them, in batches for replay."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from checklist_engine.bulk import encode
from checklist_engine.formats.files import exists, reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.loader.submission import read_submission
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.compiled_pack import CompiledPack
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling
from checklist_engine.replay.batches import Batch, CaseName, PastCase, Typed
from checklist_engine.replay.collecting import Collector
from checklist_engine.replay.engines import Engine
from checklist_engine.replay.fitting import fit
from checklist_engine.replay.pairs import pair_of
from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.earlier_versions import superseded
from checklist_engine.usecases.find_pack import HEAD
from checklist_engine.usecases.replay_packs import KnownPack, typed_by

_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCase:
    """A case as it is assessed by its own pack; `inside` is the folder that its file may not leave."""

    name: CaseName
    assessment: Assessment
    plan: Plan
    rulings: tuple[Ruling, ...]
    inside: Path


def folder_cases(
    path: Path, *, pack: Path | None, as_of: date | None, today: date, notices: list[str]
) -> list[FolderCase]:
    """The cases of a submission, a meeting, or a folder of them at any depth.

    Raises:
        InvalidFile: a file is faulty, or there is no case at all.
    """
    found: list[FolderCase] = []
    for place in _places(path):
        assessed = assess_cases(place, as_of=as_of, pack=pack, today=today)
        notices += assessed.notices
        meeting = assessed.meeting.id if assessed.meeting else None
        inside = place if place.is_dir() else place.parent
        earlier = superseded(assessed.cases, inside) if meeting is None else frozenset()
        notices += (
            f"{file}: ほかの提出内容に置き換えられたので、数えていません"
            for file in sorted(earlier)
        )
        for notified, cases in ((False, assessed.cases), (True, assessed.notifications)):
            for assessment, plan in cases:
                if assessment.submission.file in earlier:
                    continue
                name = _name(len(found) + 1, assessment, meeting, notified=notified)
                rulings = tuple(each.ruling for each in assessment.rulings)
                found.append(
                    FolderCase(
                        name=name,
                        assessment=assessment,
                        plan=plan,
                        rulings=rulings,
                        inside=inside,
                    )
                )
    return found


def replay_folder(
    cases: Sequence[FolderCase], after: KnownPack, engine: Engine, collector: Collector
) -> None:
    """Compare what each case came to with what it comes to by another pack.

    Raises:
        InvalidFile: the other pack is faulty.
    """
    batches: dict[tuple[int, str], list[FolderCase]] = {}
    for each in cases:
        batches.setdefault((id(each.plan), each.assessment.profile), []).append(each)
    compared = []
    for (_, profile), several in batches.items():
        other = after.of(profile)
        if other is None:
            names = [each.name for each in several]
            collector.add_unknown(names, f"変更後の規則集に、適用区分「{profile}」がありません")
        else:
            compared.append(_batch(several, after, other))
    for batch, moves in engine(compared):
        collector.add(batch, moves)


def _batch(cases: Sequence[FolderCase], after: KnownPack, other: CompiledPack) -> Batch:
    own = cases[0].plan
    columns = encode(
        own.vocabulary,
        [(each.assessment.submission, each.assessment.as_of) for each in cases],
    )

    def case(row: int) -> PastCase:
        found = cases[columns.order[row]]
        return PastCase(
            name=found.name,
            before=Typed(submission=found.assessment.submission),
            after=_anew(found, after),
            rulings=found.rulings,
        )

    return Batch(
        pair=pair_of(own, other.plan),
        columns=columns,
        rulings={
            row: cases[at].rulings for row, at in enumerate(columns.order) if cases[at].rulings
        },
        places=[cases[at].name.place for at in columns.order],
        fitting=fit(columns, own.vocabulary, other.vocabulary, other.evidence_kinds),
        counted=columns.everywhere,
        case=case,
    )


def _anew(case: FolderCase, after: KnownPack) -> Typed:
    """The submission in the words of the other pack."""
    profile = case.assessment.profile
    pack = after.of(profile)
    assert pack is not None
    written = read_submission(Path(case.assessment.submission.file), case.inside, [])
    # It was sound a moment ago; whoever changes it meanwhile sees it at the next run.
    if written is None:
        return Typed(submission=case.assessment.submission)
    return typed_by(written, pack, profile)


def _name(place: int, assessment: Assessment, meeting: str | None, *, notified: bool) -> CaseName:
    case = assessment.submission.case
    return CaseName(
        place=place,
        id=case.id,
        title=case.title,
        system=case.system,
        department=case.department,
        meeting=meeting,
        item=assessment.item,
        notified=notified,
        as_of=assessment.as_of,
    )


def _places(path: Path) -> list[Path]:
    """What is assessed by itself: the path, or the folders in it that hold a meeting or submissions.

    Raises:
        InvalidFile: a folder cannot be looked into.
    """
    if not path.is_dir():
        return [path]
    # Where there is none, `assess` says what is missing.
    return list(_holding(path, set())) or [path]


def _holding(path: Path, seen: set[Path]) -> Iterator[Path]:
    """The folders nearest to the top that hold cases; what several names lead to counts once."""
    real = path.resolve()
    if real in seen:
        return
    seen.add(real)
    inside = _inside(path)
    if any(map(_is_case, inside)):
        yield path
        return
    for each in inside:
        if each.is_dir() and not each.name.startswith((".", "_")) and not exists(each / HEAD):
            yield from _holding(each, seen)


def _is_case(file: Path) -> bool:
    """Whether it looks like a submission or a meeting."""
    is_text = file.suffix.lower() in _SUFFIXES and not file.name.startswith(".")
    return is_text and file.is_file()


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        place = Place(file=shown_path(folder))
        message = f"フォルダの中を見られません（{reason_of(error)}）"
        hint = "読む権限を確かめるか、再評価するフォルダだけを指定してください"
        fault = Diagnostic(code="E103", message=message, hint=hint, place=place)
        raise InvalidFile([fault]) from error
