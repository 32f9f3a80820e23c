"""Gaps (記入するところ): what `checklist new` leaves for a person to write."""

GAP = "（記入してください"
"""How every gap begins; a text with it in is not finished."""


def gap(wanted: str) -> str:
    """The mark that stands for words still to be written.

    >>> gap("規則の題名")
    '（記入してください: 規則の題名）'
    """
    return f"{GAP}: {wanted}）"


def has_gap(text: str) -> bool:
    """Whether a text is still to be finished."""
    return GAP in text
