from pathlib import Path

from linting import places, told
from packs import CONDITIONS, PACK

CHECK = "w544_same_text_when_open"
SAME = CONDITIONS.replace("同意の有無を確かめること", "同意を得ること")


def test_a_text_that_asks_the_same_of_what_is_open_is_told(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, {"conditions.yaml": SAME}) == ["conditions.yaml:5:14"]
    assert told(CHECK, tmp_path, {"conditions.yaml": SAME}) == (
        "条件「agree」の text_open が text と同じです\n"
        "「…を確かめ、その結果を報告すること」のように、まだ分からない場合の文にしてください"
    )


def test_other_words_or_none_are_sound(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path) == []


def test_quotes_make_no_other_text(tmp_path: Path) -> None:
    quoted = SAME.replace("text_open: 同意を得ること", 'text_open: "同意を得ること"')
    assert places(CHECK, tmp_path, {"conditions.yaml": quoted}) == ["conditions.yaml:5:14"]


def test_the_condition_for_open_points_may_say_the_same(tmp_path: Path) -> None:
    words = '"{{ subjects | oyobi }}を確かめること"'
    conditions = (
        f"points:\n  subject: 未確認\n  obligation: report\n  text: {words}\n  text_open: {words}\n"
        "  parameters: {subjects: list}\n  order: 90\n  route: conclusion\n"
    )
    files = {
        "conditions.yaml": f"{CONDITIONS}{conditions}",
        "pack.yaml": f"{PACK}decision: {{open_condition: points}}\n",
    }
    assert places(CHECK, tmp_path, files) == []
