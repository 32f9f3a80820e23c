"""Names that a file may refer to: what an editor offers, shows over them, and says of any other."""

from collections.abc import Collection, Iterable, Mapping

from checklist_engine.authoring.schemas.hovers import Hover
from checklist_engine.authoring.schemas.trees import Schema, ref
from checklist_engine.model.facts import Fact

REGENERATE = "加えたばかりの名前なら、checklist schema でスキーマを作り直してください"
FIELD_PATH = r"\.{1,20}[a-z][a-z0-9_]*"
"""A field of an element, whichever list is around it."""


def named(names: Mapping[str, Hover | Schema], message: str, also: Iterable[str] = ()) -> Schema:
    """One of these names, or what one of the patterns `also` matches; `message` says so.

    A pattern refuses what `anyOf` only describes: with `enum`, an editor would show all names over
    each of them, and its own words instead of ours.
    """
    return {
        "type": "string",
        **one_of([*map(literally, names), *also]),
        "errorMessage": f"{message}。{REGENERATE}",
        **offered(names),
    }


def one_of(patterns: Collection[str]) -> Schema:
    """A text that one of these patterns matches as a whole."""
    return {"pattern": f"^(?:{'|'.join(patterns)})$" if patterns else "^(?!)"}


def literally(name: str) -> str:
    """A pattern of this name alone; dots are all that a name has of what a pattern reads otherwise."""
    return name.replace(".", r"\.")


def offered(names: Mapping[str, Hover | Schema]) -> Schema:
    """Names that are offered and explained where others may stand, too."""
    each = [
        {"const": name, **shown.keywords()} if isinstance(shown, Hover) else shown
        for name, shown in names.items()
    ]
    return {"anyOf": [*each, {}]} if each else {}


def in_a_list(names: Schema, hovers: Mapping[str, Hover]) -> Schema:
    """Names as items of a list; `names` is what `named` says of them.

    An editor offers a new item for each alternative that stands openly in `items`; here, they are
    only looked at: for what to show over a name, or to say that it is none.
    """
    return {
        "if": names,
        "else": names,
        "defaultSnippets": [
            {"label": name, "description": hover.title, "body": name}
            for name, hover in hovers.items()
        ],
    }


def fact_names(facts: Mapping[str, Fact], message: str, also: Iterable[str] = ()) -> Schema:
    """One of these paths; facts of the submission are explained in one place for all that name them."""
    return named(
        {
            path: ref(f"path:{path}") if path == fact.full_id else _brief(fact)
            for path, fact in facts.items()
        },
        message,
        also,
    )


def path_definitions(facts: Iterable[Fact]) -> Iterable[tuple[str, Schema]]:
    """What `fact_names` refers to, by name."""
    return ((f"path:{fact.id}", {"const": fact.id, **_brief(fact).keywords()}) for fact in facts)


def coded(codes: Mapping[str, str], message: str, *, blank: bool = False) -> Schema:
    """One of these codes, few enough to be shown all; anything that is no text passes.

    Args:
        codes: labels by code.
        message: what is said of another text.
        blank: whether a text of blanks passes, too.
    """
    other: Schema = {"type": "string", "not": {"enum": list(codes)}}
    if blank:
        other["pattern"] = r"\S"
    return {
        # Asked only of a code that is none, for an editor shows an `enum` over what fits it.
        "if": other,
        "then": {"enum": list(codes), "errorMessage": message},
        "defaultSnippets": [
            {"label": code, "description": label, "body": code} for code, label in codes.items()
        ],
    }


def _brief(fact: Fact) -> Hover:
    return Hover(title=fact.label, words=fact.question or fact.label)
