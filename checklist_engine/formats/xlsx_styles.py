"""How the cells of a workbook look, by their role; every pair of colours can be told apart in grey."""

from collections.abc import Mapping
from copy import copy

from checklist_engine.formats.xlsx_book import Look, Role
from checklist_engine.ground.errors import MissingExtra

try:
    from openpyxl import Workbook
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils.indexed_list import IndexedList
except ImportError as error:
    raise MissingExtra("excel", "Excel の様式を作る") from error

FONT = "BIZ UDゴシック"
FONT_SIZE = 10

_INK = "FF1A1A1A"
_FAINT = "FF595959"
_DIM = "FF404040"
_LINE = "FF8C8C8C"
_HEADER = "FFD9E2EC"
# In grey, what can be filled in is the lightest, and what is not asked the darkest.
_PRINTED = "FFEFEFEF"
_INPUT = "FFFFF9D6"
_NOT_ASKED = "FFC6C6C6"
_OPEN = "FFFFE08A"


INPUT_ROLES = frozenset({Role.INPUT, Role.INPUT_WORDS, Role.INPUT_DATE})
_BORDERLESS = frozenset({Role.TITLE, Role.HEADING, Role.PLAIN})
_BOLD = frozenset({Role.TITLE, Role.HEADING, Role.HEADER, Role.STRONG, Role.COUNT})
_CENTRED = frozenset({Role.HEADER, Role.ID_HEADER, Role.CENTRED, Role.STATE, Role.BLANKS})
_SIZES = {Role.TITLE: 16, Role.HEADING: 12, Role.ID: 8, Role.ID_HEADER: 8}
_FILLS = {
    Role.HEADER: _HEADER,
    Role.ID_HEADER: _HEADER,
    Role.TEXT: _PRINTED,
    Role.STRONG: _PRINTED,
    Role.ID: _PRINTED,
    Role.CENTRED: _PRINTED,
    **dict.fromkeys(INPUT_ROLES, _INPUT),
}
_FORMATS = {
    # What is typed into a cell of this role stays as it is typed: 「1-2」 is no date.
    Role.INPUT_WORDS: "@",
    Role.INPUT_DATE: 'yyyy"年"m"月"d"日"',
    Role.BLANKS: '"未記入 "0;;"記入済"',
}
_LOOKS = {
    Look.NOT_ASKED: (_NOT_ASKED, Font(color=_DIM)),
    Look.OPEN: (_OPEN, Font(bold=True)),
}


def styled(workbook: Workbook) -> Mapping[Role, StyleArray]:
    """The styles of a workbook as its cells keep them, by role; they are added to it.

    Giving a cell a style by its name looks the name up among all others: for thousands of cells that
    takes most of the time of writing.
    """
    # INVARIANT: widths of columns count digits of this font, which are half as wide as its kanji.
    usual = Font(name=FONT, size=FONT_SIZE, family=3, charset=128)
    workbook._fonts = IndexedList([usual])  # type: ignore[attr-defined]  # noqa: SLF001
    workbook._named_styles["Normal"].font = usual  # type: ignore[attr-defined]  # noqa: SLF001
    for role in Role:
        workbook.add_named_style(_style(role))
    found = {}
    sample = workbook.create_sheet().cell(1, 1)
    for role in Role:
        sample.style = _style_name(role)
        found[role] = copy(sample._style)  # noqa: SLF001
    workbook.remove(workbook.worksheets[-1])
    return found


def differential(formula: str, look: Look) -> Rule:
    """The conditional format of a look."""
    fill, font = _LOOKS[look]
    style = DifferentialStyle(font=font, fill=PatternFill(bgColor=fill, fill_type="solid"))
    return Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True)


def _style_name(role: Role) -> str:
    return f"checklist_{role.value}"


def _style(role: Role) -> NamedStyle:
    side = Side(style="thin", color=_LINE)
    style = NamedStyle(name=_style_name(role))
    style.font = Font(
        name=FONT,
        size=_SIZES.get(role, FONT_SIZE),
        family=3,
        charset=128,
        bold=role in _BOLD,
        color=_FAINT if role in (Role.ID, Role.ID_HEADER) else _INK,
    )
    style.alignment = Alignment(
        horizontal="center" if role in _CENTRED else "left" if role is not Role.COUNT else "right",
        vertical="center" if role in _CENTRED | {Role.HEADING} else "top",
        wrap_text=role is not Role.TITLE,
    )
    if role not in _BORDERLESS:
        style.border = Border(left=side, right=side, top=side, bottom=side)
    if role in _FILLS:
        style.fill = PatternFill(start_color=_FILLS[role], fill_type="solid")
    style.protection = Protection(locked=role not in INPUT_ROLES)
    style.number_format = _FORMATS.get(role, "General")
    return style
