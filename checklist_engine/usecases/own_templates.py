"""Templates of the secretariat's own (`--templates`): files that take the place of a pack's."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from checklist_engine.formats.files import exists, read_text, shown_path
from checklist_engine.ground.composed import composed
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack_files import digest_of
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.pack_parts import PaperTemplate, WordTemplate
from checklist_engine.model.plan import Plan

Case = tuple[Assessment, Plan]

_ENDINGS = (".md.j2", ".docx")
_HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retemplated:
    """Cases whose plans have the templates of a folder; `notices` name those that nobody uses."""

    cases: tuple[Case, ...]
    notices: tuple[str, ...]


def with_own_templates(cases: Sequence[Case], folder: Path) -> Retemplated:
    """The cases with the templates of a folder in place of those of the same file name.

    Raises:
        InvalidFile: there is no such folder, or no template in it; or one cannot be read.
    """
    own = _templates_in(folder)
    known = {name for _, plan in cases for each in plan.papers for name in _names(each)}
    if not own.keys() & known:
        raise_faults([_without_templates(folder, own, known)])
    faults: list[Diagnostic] = []
    papers: dict[PaperTemplate, PaperTemplate] = {}
    for _, plan in cases:
        for template in plan.papers:
            if template not in papers:
                try:
                    papers[template] = _replaced(template, own)
                except InvalidFile as error:
                    faults.extend(error.diagnostics)
                    papers[template] = template
    raise_faults(dict.fromkeys(faults))
    return Retemplated(
        cases=tuple(
            (each, replace(plan, papers=tuple(papers[one] for one in plan.papers)))
            for each, plan in cases
        ),
        notices=tuple(_unused(own, known)),
    )


def _templates_in(folder: Path) -> Mapping[str, Path]:
    if not exists(folder) or not folder.is_dir():
        raise InvalidFile(
            [
                Diagnostic(
                    code="E101",
                    message="ひな形のフォルダが見つかりません",
                    hint="--templates には、ひな形のあるフォルダを指定してください",
                    place=Place(file=shown_path(folder)),
                )
            ]
        )
    return {
        composed(path.name): path
        for path in sorted(folder.iterdir())
        # Word keeps a hidden file beside a document that is open.
        if path.name.endswith(_ENDINGS) and not path.name.startswith(_HIDDEN) and path.is_file()
    }


def _names(template: PaperTemplate) -> Iterator[str]:
    """The file names of a paper's templates."""
    yield _name(template.file)
    if template.word is not None:
        yield _name(template.word.file)


def _name(file: str) -> str:
    return composed(PurePosixPath(file).name)


def _replaced(template: PaperTemplate, own: Mapping[str, Path]) -> PaperTemplate:
    text = own.get(_name(template.file))
    if text is not None:
        template = replace(template, file=shown_path(text), source=read_text(text))
    word = template.word and own.get(_name(template.word.file))
    if word:
        made = WordTemplate(file=shown_path(word), digest=digest_of(word))
        template = replace(template, word=made)
    return template


def _unused(own: Mapping[str, Path], known: set[str]) -> Iterator[str]:
    for name, path in own.items():
        if name not in known:
            near = nearest(name, known)
            hint = f"（もしかして {near} ですか）" if near else ""
            yield f"{shown_path(path)}: 規則集に同じ名前のひな形がないので、使いません{hint}"


def _without_templates(folder: Path, own: Mapping[str, Path], known: set[str]) -> Diagnostic:
    near = next((found for name in own if (found := nearest(name, known))), None)
    hint = "規則集の templates フォルダにあるものと同じ名前（agenda.md.j2 など）にしてください"
    return Diagnostic(
        code="E410",
        message="フォルダの中に、規則集のものと同じ名前のひな形がありません",
        hint=f"もしかして {near} ですか。{hint}" if near else hint,
        place=Place(file=shown_path(folder)),
    )
