"""What stands in a pack's own files: what a pack below says is mended there."""

from collections.abc import Iterator

from checklist_engine.formats.document import Cursor, Document
from checklist_engine.ground.places import Place, Pointer
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import Profile


def is_own(place: Place, pack: LintedPack) -> bool:
    """Whether a place is in a file of the pack itself."""
    return place.file in pack.documents


def head(pack: LintedPack) -> Cursor:
    """The pack's own pack.yaml."""
    # INVARIANT: a pack is read only where its pack.yaml could be.
    return pack.documents[pack.pack.place.file].cursor()


def own_facts(pack: LintedPack) -> Iterator[Fact]:
    """Every fact and field that the pack's own files declare."""
    return (fact for fact in pack.pack.vocabulary.all_facts() if is_own(fact.place, pack))


def own_profiles(pack: LintedPack) -> Iterator[tuple[Profile, Cursor]]:
    """The profiles of the pack itself, each with its file."""
    for profile in pack.pack.profiles.values():
        if is_own(profile.place, pack):
            yield profile, pack.documents[profile.place.file].cursor()


def value_place(fact: Fact, pack: LintedPack, *steps: str) -> Place:
    """Where the value under these keys of an own fact or field stands, or what is nearest to it."""
    document, pointer = _entry(fact, pack)
    return document.place((*pointer, *steps))


def key_place(fact: Fact, pack: LintedPack, *steps: str) -> Place:
    """Where its key stands."""
    document, pointer = _entry(fact, pack)
    return document.key_place((*pointer, *steps))


def _entry(fact: Fact, pack: LintedPack) -> tuple[Document, Pointer]:
    """The mapping in which an own fact stands.

    Files keep places by pointer, not pointers by place, so this is a search: for faults only.
    """
    document = pack.documents[fact.place.file]
    stands = (fact.place.line, fact.place.column)
    return document, next(
        pointer[:-1]
        for pointer, span in document.spans.items()
        if pointer[-1:] == ("id",) and (span.line, span.column) == stands
    )
