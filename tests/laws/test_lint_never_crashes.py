"""Whatever is written in the files of a pack, lint has something to say, and never stumbles."""

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from mutated_packs import ORDER, Mutant, cut_out, linted, mutants, texts

from checklist_engine.lint.check import Severity
from checklist_engine.lint.message import Message
from checklist_engine.lint.workbench import Workbench
from checklist_engine.usecases.lint_files import workbench

TRIES = 2_000


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A workbench for the pack cut out of the real one, which has been looked at."""
    bench = workbench(cut_out(tmp_path_factory.mktemp("cut")), ORDER)
    bench.whole()
    return bench


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """Another one, whose files are written."""
    bench = workbench(cut_out(tmp_path_factory.mktemp("watched")), ORDER)
    bench.whole()
    return bench


def test_the_pack_that_is_mutated_has_no_faults(bench: Workbench) -> None:
    found = linted(bench, Mutant({}))
    assert [each for each in found if each.code.startswith("E")] == []


@settings(
    max_examples=TRIES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutant=mutants())
def test_lint_of_a_mutated_pack_returns_messages(bench: Workbench, mutant: Mutant) -> None:
    for message in linted(bench, mutant):
        assert message.message
        assert message.severity in Severity
        assert message.place.file
        assert message.place.line == 0 or message.place.column >= 1
        assert str(message)


@settings(
    max_examples=TRIES // 40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutant=mutants())
def test_what_is_said_at_once_of_a_mutated_file_is_what_is_said_in_the_end(
    watched: Workbench, mutant: Mutant
) -> None:
    name, text = next(iter(mutant.texts.items()))
    path = watched.reader.desk.folder / name
    # As bytes: line ends are part of what is mutated.
    path.write_bytes(text.encode())
    at_once = of_file(watched, watched.changed(path), name)
    watched.reader.desk.forget(path)
    assert of_file(watched, watched.whole(), name) == at_once
    path.write_bytes(texts()[name].encode())
    watched.changed(path)
    watched.whole()


def of_file(bench: Workbench, messages: Iterable[Message], name: str) -> list[Message]:
    """What is said of one file, but for what only the pack as a whole shows."""
    of_pack = {code for code, (check, _) in bench.active.items() if check.of_pack is not None}
    return [
        each
        for each in messages
        if each.place.file.endswith(f"/{name}") and each.code not in of_pack
    ]
