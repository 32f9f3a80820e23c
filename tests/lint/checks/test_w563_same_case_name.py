from pathlib import Path

from linting import places, told

CHECK = "w563_same_case_name"


def files(*names: str) -> dict[str, str]:
    cases = "".join(
        f'  - {{name: "{name}", answers: {{people: {at}}}, expect: {{verdict: undetermined}}}}\n'
        for at, name in enumerate(names)
    )
    return {"one/one-001.test.yaml": f"rule: one-001\ncases:\n{cases}"}


def test_the_second_case_of_a_name_is_told_with_the_line_of_the_first(tmp_path: Path) -> None:
    written = files("未回答", "他", "未回答")
    assert places(CHECK, tmp_path, written) == ["one/one-001.test.yaml:5:12"]
    assert told(CHECK, tmp_path, written) == (
        "名前「未回答」の場合が 3 行目にもあります\n何が違う場合なのかが分かる名前にしてください"
    )


def test_different_names_are_sound(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, files("未回答", "未回答（他）")) == []


def test_space_around_a_name_makes_no_other(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, files("未回答", "未回答 ")) == ["one/one-001.test.yaml:4:12"]
