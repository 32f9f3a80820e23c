"""Whatever is written in the files of a pack, lint has something to say, and never stumbles."""


import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutated_packs import ORDER, Mutant, cut_out, linted, mutants

from checklist_engine.lint.check import Severity
from checklist_engine.lint.workbench import Workbench
from checklist_engine.usecases.lint_files import workbench

TRIES = 300


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A workbench for the pack cut out of the real one, which has been looked at."""
    bench = workbench(cut_out(tmp_path_factory.mktemp("cut")), ORDER)
    bench.whole()
    return bench


def texts_of(bench: Workbench) -> dict[str, str]:
    desk = bench.reader.desk
    return {
        path.relative_to(desk.folder).as_posix(): desk.text(path) for path in desk.files().values()
    }


def test_the_pack_that_is_mutated_has_no_faults(bench: Workbench) -> None:
    found = linted(bench, Mutant({}))
    assert [each for each in found if each.code.startswith("E")] == []


@settings(
    max_examples=TRIES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_lint_of_a_mutated_pack_returns_messages(bench: Workbench, data: st.DataObject) -> None:
    mutant = data.draw(mutants(texts_of(bench)))
    for message in linted(bench, mutant):
        assert message.message
        assert message.severity in Severity
        assert message.place.file
        assert message.place.line == 0 or message.place.column >= 1
        assert str(message)
