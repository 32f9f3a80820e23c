"""Before and after: what moved, both ends of it."""

from drawing import MET, NOT_MET, OPEN, check_is_calm, classes_of, described, words_of

from checklist_engine.pictures.before_after import (
    Outcome,
    ScoreMove,
    VerdictMove,
    before_and_after,
)
from checklist_engine.pictures.marks import Mark, Tone
from checklist_engine.pictures.score_bars import Interval

DEFERRED = Outcome(heading="訂正前", mark=Mark("？", "継続審議", Tone.OPEN))
APPROVED = Outcome(heading="訂正後", mark=Mark("○", "認める", Tone.GOOD), note="回答待ち2件・暫定")


def interval(low: float, high: float) -> Interval:
    return Interval(label="全体", low=low, high=high, words=f"{low:.1f}～{high:.1f}")


def test_both_decisions_stand_side_by_side_with_what_is_provisional() -> None:
    [picture] = before_and_after("b", "訂正", (DEFERRED, APPROVED), [], [])
    check_is_calm([picture])
    assert words_of(picture) == ["訂正前", "？ 継続審議", "訂正後", "○ 認める", "回答待ち2件・暫定"]
    assert described(picture)[1] == "継続審議から認める（回答待ち2件・暫定）へ"


def test_scores_have_both_bars_and_a_scale() -> None:
    move = ScoreMove(label="全体", before=interval(10, 20), after=None)
    [picture] = before_and_after("b", "訂正", None, [move, move], [])
    check_is_calm([picture])
    assert words_of(picture).count("100") == 1
    assert words_of(picture).count("10.0～20.0") == 2
    assert words_of(picture).count("－") == 2
    assert described(picture)[1].startswith("全体の評点は10.0～20.0から－へ")


def test_verdicts_have_marks_on_both_ends() -> None:
    moves = [
        VerdictMove(label="sub-003　監督", before=OPEN, after=NOT_MET),
        VerdictMove(label="sub-004　資料", before=None, after=MET),
    ]
    [picture] = before_and_after("b", "訂正", None, [], moves)
    check_is_calm([picture])
    assert words_of(picture) == [
        "sub-003　監督", "？ 判定保留", "× 不適合", "sub-004　資料", "（なし）", "○ 適合",
    ]  # fmt: skip
    assert {"pic-cell pic-open", "pic-cell pic-bad"} <= set(classes_of(picture))
    assert described(picture)[1].endswith("sub-004　資料はなしから適合へ")


def test_many_moves_are_spread_over_pictures_without_losing_one() -> None:
    moves = [VerdictMove(label=f"r-{at:03}　題名", before=OPEN, after=MET) for at in range(120)]
    pictures = before_and_after("b", "訂正", (DEFERRED, APPROVED), [], moves)
    check_is_calm(pictures)
    words = [each for picture in pictures for each in words_of(picture)]
    assert [each for each in words if each.startswith("r-")] == [each.label for each in moves]


def test_where_nothing_moved_there_is_no_picture() -> None:
    assert before_and_after("b", "訂正", None, [], []) == ()
