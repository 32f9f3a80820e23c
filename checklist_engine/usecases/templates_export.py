"""`checklist templates export`: the templates of a pack in a folder, to be edited there."""

from collections.abc import Iterator
from pathlib import Path

from checklist_engine.drafting.papers import AnyPaper, Paper, WordPaper
from checklist_engine.drafting.word_list import words_page
from checklist_engine.formats.files import shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import RulePack
from checklist_engine.usecases.draft_papers import write_papers
from checklist_engine.usecases.find_pack import find_base, pack_folder, packs_near

WORDS = "使える言葉.md"
_SCOPES = {
    "meeting": "会議に一つ（`meeting`、`cases`、`notifications`）",
    "case": "諮問ごとに一つ（`meeting`、`case`）",
    "correction": "訂正のあった諮問ごとに一つ（`meeting`、`case`）",
}


def export_templates(
    pack: Path | None, here: Path, folder: Path, *, force: bool
) -> tuple[Path, ...]:
    """The templates of a pack, and the list of words that each may use, written into a folder.

    Raises:
        InvalidFile: the pack is faulty or has no templates, there are several packs, or the folder
            holds one of the files (without `force`) or cannot be written to.
    """
    source = _pack(pack, here)
    papers = list(_files(load_pack(source, find_base), source))
    return write_papers(papers, folder, force=force)


def _pack(pack: Path | None, here: Path) -> Path:
    if pack is not None:
        return pack_folder(pack)
    found = packs_near(here)
    if len(found) == 1:
        return found[0]
    names = "、".join(each.name for each in found)
    hint = f"--pack で一つを指定してください（{names}）"
    raise _refusal(here, "E316", "規則集がいくつもあります", hint)


def _files(pack: RulePack, source: Path) -> Iterator[AnyPaper]:
    if not pack.papers:
        hint = "規則集の templates フォルダに papers.yaml とひな形を置いてください"
        raise _refusal(source, "E322", "規則集に文書案のひな形がありません", hint)
    yield Paper(name=WORDS, text=_list_of_words(pack))
    # Papers may share a template.
    texts = {Path(paper.file).name: paper.source for paper in pack.papers}
    yield from (Paper(name=name, text=text) for name, text in texts.items())
    words = {Path(paper.word.file).name: paper.word.file for paper in pack.papers if paper.word}
    for name, file in words.items():
        yield WordPaper(name=name, content=Path(file).read_bytes())


def _list_of_words(pack: RulePack) -> str:
    """Which template is of what, the words, and the answers of this pack by their paths."""
    papers = "\n".join(
        f"| {paper.name} | {_names(paper.file, paper.word.file if paper.word else None)}"
        f" | {_SCOPES[paper.scope]} |"
        for paper in pack.papers
    )
    facts = "\n".join(
        f"| `{fact.full_id}` | {fact.label.replace('|', '｜')} |"
        for fact in pack.vocabulary.facts.values()
    )
    return (
        f"# ひな形で使える言葉\n\n規則集「{pack.label}」{pack.version}\n\n"
        "直したひな形は、`checklist templates lint` で確かめ、"
        "`checklist draft` の `--templates` でこのフォルダを指定すると使われます。\n\n"
        f"## ひな形\n\n| 文書 | ひな形 | 単位と、初めに書く言葉 |\n|---|---|---|\n{papers}\n\n"
        f"{words_page()}\n"
        "## 回答のパス\n\n"
        '`case.answers["…"]` の中に書くパスです。\n\n'
        f"| パス | 事実 |\n|---|---|\n{facts}\n"
    )


def _names(file: str, word: str | None) -> str:
    return "、".join(f"`{Path(each).name}`" for each in (file, word) if each)


def _refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
