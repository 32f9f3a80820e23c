"""Everything that a user can mend; a fault of ours is none of these and is not caught."""

from collections.abc import Iterable

from checklist_engine.ground.diagnostics import Diagnostic, in_order


class ChecklistError(Exception):
    """The root: something outside the engine has to be mended. `str()` is Japanese."""


class InvalidFile(ChecklistError):
    """One or more files are wrong; `diagnostics` is never empty and stands in order."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        if not self.diagnostics:
            raise ValueError("InvalidFile needs at least one diagnostic")
        super().__init__("\n\n".join(map(str, self.diagnostics)))


class MissingExtra(ChecklistError):
    """A part of the program is not installed; `extra` is what pip calls it."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(
            f"{purpose}ための部品が入っていません\n"
            f'   = ヒント: pip install "checklist-engine[{extra}]" を実行するか、'
            "この画面を添えて管理者に頼んでください"
        )


def raise_faults(faults: Iterable[Diagnostic]) -> None:
    """Raise InvalidFile where there are faults: once for each pass, with all of them."""
    found = tuple(faults)
    if found:
        raise InvalidFile(found)
