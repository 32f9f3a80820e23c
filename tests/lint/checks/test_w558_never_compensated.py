from pathlib import Path

from linting import places, told
from packs import rule

CHECK = "w558_never_compensated"


def test_a_way_out_that_is_the_criterion_itself_is_told(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            require="{any: [{agreed: true}, {recorded: true}]}",
            rest="compensated_by: {recorded: true}\n",
        )
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:9:1"]
    assert told(CHECK, tmp_path, files).startswith(
        "この代替措置によって「代替措置あり」になることは"
    )


def test_a_way_out_that_can_help_is_left_alone(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(rest="compensated_by: {recorded: true}\n")}
    assert places(CHECK, tmp_path, files) == []


def test_proof_that_only_the_criterion_needs_can_make_it_help(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            require="{any: [{agreed: true}, {recorded: true}]}",
            rest="compensated_by: {agreed: true}\nevidence: [{for: recorded, strength: contract}]\n",
        )
    }
    assert len(places(CHECK, tmp_path, files)) == 1
