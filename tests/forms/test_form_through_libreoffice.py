"""Forms of all examples, saved by LibreOffice and read back: the submission is what it was."""

from datetime import date
from pathlib import Path

from conftest import ROOT
from filling import as_set, typed
from office import converted, needs_office

from checklist_engine.usecases.import_form import import_form, write_submission
from checklist_engine.usecases.write_form import filled_form

DAY = date(2021, 4, 15)
EXAMPLES = sorted(
    path
    for path in (ROOT / "examples").glob("*/*.yaml")
    if "answers:" in path.read_text(encoding="utf-8")
)


def pack_of(path: Path) -> Path:
    if path.parent.name == "own-pack":
        return path.parent / "rules" / "maru-city"
    return ROOT / "rules" / "municipal-privacy"


@needs_office
def test_a_form_that_libreoffice_saved_says_what_it_said(tmp_path: Path) -> None:
    forms = {}
    for path in EXAMPLES:
        form = filled_form(path, pack_of(path), None, as_of=DAY, today=DAY)
        forms[path] = tmp_path / f"{path.parent.name}-{path.stem}.xlsx"
        forms[path].write_bytes(form.content)
    saved = converted(list(forms.values()), "xlsx", tmp_path / "saved")
    for path, file in zip(forms, saved, strict=True):
        output = file.with_suffix(".yaml")
        imported = import_form(file, output, pack=pack_of(path), profile=None, today=DAY)
        assert imported.report.notices == ()
        write_submission(imported, output, force=False)
        assert as_set(typed(path, pack_of(path))) == as_set(typed(output, pack_of(path)))
