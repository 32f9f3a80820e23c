"""What a cell was understood to say, or why it could not be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A value as a submission file has it; `words` where it is not what stood in the cell."""

    raw: object
    words: str | None


@dataclass(frozen=True, slots=True)
class Unclear:
    """A fault to be: what is said cannot be told for certain."""

    code: str
    message: str
    hint: str
