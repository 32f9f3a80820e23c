from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.conclusion.filling import fill_arguments
from checklist_engine.ground.places import Place
from checklist_engine.lint.joints import pieces, reads_badly
from checklist_engine.model.texts import ArgumentSlot, Filter, Literal, Optional, Segment, Text

SLOTS = st.builds(
    ArgumentSlot, name=st.sampled_from("ab"), filter=st.sampled_from([None, *list(Filter)[:3]])
)
PARTS = st.one_of(st.builds(Literal, words=st.sampled_from(["の", "を定め", "など、"])), SLOTS)
OPTIONALS = st.builds(Optional, parts=st.lists(PARTS, min_size=1, max_size=3).map(tuple))
ARGUMENTS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys("ab", st.lists(st.sampled_from(["甲", "A及びB", "丙"]), max_size=3))
)


def text(*parts: Segment) -> Text:
    return Text(parts=parts, place=Place(file="conditions.yaml"))


@given(parts=st.lists(st.one_of(PARTS, OPTIONALS), max_size=4), arguments=ARGUMENTS)
def test_pieces_are_the_text_that_is_printed(
    parts: list[Segment], arguments: Mapping[str, Sequence[str]]
) -> None:
    filled = fill_arguments(text(*parts), {name: tuple(each) for name, each in arguments.items()})
    assert "".join(pieces(text(*parts), arguments)) == filled


def test_what_joins_entries_is_a_piece_of_its_own() -> None:
    slot = text(ArgumentSlot(name="a", filter=Filter.OYOBI))
    assert pieces(slot, {"a": ["甲", "乙", "丙"]}) == ("甲", "、", "乙", "及び", "丙")
    assert pieces(slot, {"a": ["甲及び乙", "丙"]}) == ("甲及び乙", "並びに", "丙")


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (("監査の", "の写しを求めること"), "「監査の」に「の写しを求め」が続きます"),
        (("記録など", "などを残すこと"), "「記録など」に「などを残すこ」が続きます"),
        (("記録等", "など、必要な措置"), "「記録等」に「など、必要な」が続きます"),
        (("確認する", "を定めること"), "「確認する」に「を定めること」が続きます"),
        (("確認する", "及び", "記録"), "「確認する」に「及び記録」が続きます"),
        (("部屋や", "や", "倉庫"), "「部屋や」に「や倉庫」が続きます"),
        (("甲を、", "、定めること"), "「甲を、」に「、定めること」が続きます"),
        (("、甲を定めること",), "「、甲を定めるこ」で、読点や句点の前後がおかしくなります"),
        (("方法（", "）を定めること"), "「方法（）を定めること」で、括弧の中が空になります"),
        (("{甲}を定めること",), "「{甲}を定める」で、差込みの記号がそのまま印刷されます"),
        (("記録をを残すこと",), "「記録をを残すこと」で、助詞が重なります"),
        (("記録を\n残すこと",), "「記録を⏎残すこと」で、空白か改行が入ります"),
        (("記録を 残すこと",), "「記録を 残すこと」で、空白か改行が入ります"),
    ],
)
def test_what_reads_badly_is_shown_with_what_stands_around_it(
    found: tuple[str, ...], what: str
) -> None:
    assert reads_badly(found) == what


@pytest.mark.parametrize(
    "found",
    [
        ("身分を示すもの", "の写しを求めること"),
        ("残すこと", "とすること"),
        ("翌月末まで", "で足りること"),
        ("そののち、もののうち必要なものを残すこと",),
        ("Google Workspace", "を使わせないこと"),
        ("確認する", "など、必要な措置を講ずること"),
        ("確認する", "こと"),
        ("いる", "か", "を確かめること"),
    ],
)
def test_what_only_looks_so_reads_well(found: tuple[str, ...]) -> None:
    assert reads_badly(found) is None
