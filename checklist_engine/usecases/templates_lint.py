"""`checklist templates lint`: every template filled in trial, with a view that has every word."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from checklist_engine.drafting.word_list import trial_views
from checklist_engine.formats.files import exists, read_text, shown_path
from checklist_engine.formats.templates import render
from checklist_engine.ground.diagnostics import Diagnostic, in_order
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import RulePack
from checklist_engine.usecases.find_pack import HEAD, find_base, pack_folder, packs_near

_WORD, _TEXT = ".docx", ".j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """How many templates were tried, and what is wrong with them."""

    templates: int
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """A template to be tried, and the pack whose answers it may look up."""

    file: Path
    scope: str | None
    pack: RulePack | None


def lint_templates(paths: Sequence[Path], pack: Path | None, here: Path) -> Linted:
    """Try templates: those in these files and folders, else those of the packs.

    Args:
        paths: templates, folders of templates, or packs.
        pack: the pack that templates are for; else the one that they lie in, if any.
        here: where packs are looked for.

    Raises:
        InvalidFile: there is nothing to try, or a pack is faulty.
    """
    folders = [] if paths else [pack_folder(pack)] if pack else packs_near(here)
    known = load_pack(pack_folder(pack), find_base) if pack and paths else _only_pack(here)
    trials = [each for folder in folders for each in _of_pack(load_pack(folder, find_base))]
    for path in paths:
        trials += _at(path, known)
    # Papers may share a template, and a folder may be named twice.
    once = {(trial.file, trial.scope): trial for trial in trials}.values()
    faults = [fault for trial in once for fault in _tried(trial)]
    return Linted(templates=len({trial.file for trial in once}), faults=in_order(faults))


def _only_pack(here: Path) -> RulePack | None:
    """The pack that templates lying by themselves are probably for; None where there are several."""
    found = packs_near(here)
    return load_pack(found[0], find_base) if len(found) == 1 else None


def _at(path: Path, known: RulePack | None) -> list[_Trial]:
    if (path / HEAD).is_file():
        return _of_pack(load_pack(path, find_base))
    if path.is_dir():
        files = [each for each in sorted(path.iterdir()) if _is_template(each)]
        if not files:
            raise _refusal(path, "E101", "このフォルダにひな形がありません", _KINDS)
        return [_alone(each, known) for each in files]
    if not exists(path):
        hint = "名前とフォルダを確かめてください"
        raise _refusal(path, "E101", "ファイルが見つかりません", hint)
    if not _is_template(path):
        raise _refusal(path, "E415", "文書案のひな形ではありません", _KINDS)
    return [_alone(path, known)]


_KINDS = "ひな形は、agenda.docx（Word）や agenda.md.j2（Markdown）のような名前です"


def _is_template(path: Path) -> bool:
    # 「~$agenda.docx」 is what Word leaves beside a file that is open.
    return path.name.endswith((_WORD, _TEXT)) and not path.name.startswith(("~", "."))


def _alone(file: Path, known: RulePack | None) -> _Trial:
    """A template outside of a list; what it is for, the pack says by its name."""
    pack = _pack_around(file) or known
    scopes = {
        Path(name).name: paper.scope
        for paper in (pack.papers if pack else ())
        for name in (paper.file, *([paper.word.file] if paper.word else []))
    }
    is_known = file.name in scopes
    return _Trial(file=file, scope=scopes.get(file.name), pack=pack if is_known else None)


def _pack_around(file: Path) -> RulePack | None:
    folder = file.resolve().parent.parent
    return load_pack(folder, find_base) if (folder / HEAD).is_file() else None


def _of_pack(pack: RulePack) -> list[_Trial]:
    return [
        _Trial(file=Path(name), scope=paper.scope, pack=pack)
        for paper in pack.papers
        for name in (paper.file, *([paper.word.file] if paper.word else []))
    ]


def _tried(trial: _Trial) -> Iterator[Diagnostic]:
    from checklist_engine.formats.docx_templates import fill_docx  # noqa: PLC0415 - pulls in zip and XML

    facts = list(trial.pack.vocabulary.facts) if trial.pack else None
    for view in trial_views(trial.scope, facts):
        try:
            if trial.file.suffix == _WORD:
                fill_docx(trial.file, view, title=trial.file.stem)
            else:
                render(read_text(trial.file), shown_path(trial.file), view)
        except InvalidFile as error:
            yield from error.diagnostics
            # With nothing in the lists there is less to be wrong; the same would come again.
            return


def _refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
