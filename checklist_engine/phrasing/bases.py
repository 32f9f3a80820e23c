"""根拠: which bases of a rule are cited on a day, and how."""

from collections.abc import Sequence
from datetime import date

from checklist_engine.model.bases import Basis


def cited(basis: Sequence[Basis], as_of: date) -> tuple[str, ...]:
    """The bases in force on the day, in words; where none is, the newest, marked 現行."""
    in_force = [each for each in basis if each.in_force is None or each.in_force.covers(as_of)]
    if in_force:
        return tuple(basis_words(each) for each in in_force)
    newest = sorted(basis, key=_start)[-1:]
    return tuple(f"{basis_words(each)}〔現行〕" for each in newest)


def basis_words(basis: Basis) -> str:
    """「個人情報の保護に関する法律第66条第1項」, or a practice with where it comes from."""
    if basis.clause is None and basis.origin is not None:
        return f"実務：{basis.document}（{basis.origin}）"
    return f"{basis.document}　{basis.clause}" if basis.clause else basis.document


def _start(basis: Basis) -> date:
    start = basis.in_force.start if basis.in_force else None
    return start or date.min
