"""Changes of one aspect each: the small questions that every comparison asks."""

from collections.abc import Iterator

from checklist_engine.comparing.differences import (
    Change,
    Difference,
    Direction,
    Kind,
    State,
)
from checklist_engine.comparing.wording import Facts, same_text, text_words
from checklist_engine.model.texts import Text


def changed(
    aspect: str,
    label: str,
    before: str | None,
    after: str | None,
    direction: Direction | None = None,
) -> Iterator[Change]:
    """The change, where there is one."""
    if before != after:
        yield Change(aspect=aspect, label=label, before=before, after=after, direction=direction)


def reworded(
    aspect: str, label: str, before: tuple[Text | None, Facts], after: tuple[Text | None, Facts]
) -> Iterator[Change]:
    """The change of a text, where it reads otherwise; each with the facts that it may name."""
    if not same_text(before[0], after[0]):
        yield Change(
            aspect=aspect, label=label, before=text_words(*before), after=text_words(*after)
        )


def one_sided(
    kind: Kind, name: str, label: str, is_new: bool, summary: tuple[str, str | None]
) -> Difference:
    """What only one pack has, with the one thing that has to be known of it."""
    aspect, words = summary
    shown = (
        ()
        if words is None
        else (
            Change(
                aspect="summary",
                label=aspect,
                before=None if is_new else words,
                after=words if is_new else None,
            ),
        )
    )
    return Difference(
        kind=kind,
        id=name,
        label=label,
        state=State.ADDED if is_new else State.GONE,
        changes=shown,
    )
