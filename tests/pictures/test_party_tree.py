"""Party tree: every party once, below the one that it works for."""

from collections.abc import Iterator

from drawing import MET, NOT_MET, check_is_calm, classes_of, described, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.pictures.party_tree import Party, party_tree


def party(
    name: str,
    *below: Party,
    points: tuple[str, ...] = (),
    proofs: tuple[str, ...] = (),
) -> Party:
    return Party(
        name=name,
        rank="第1段階",
        marks=((NOT_MET, 1), (MET, 2)),
        points=points,
        proofs=proofs,
        below=below,
    )


NAMES = st.text(st.sampled_from("株式会社クラウド事業者ABC "), min_size=1, max_size=80)
PARTIES = st.recursive(
    st.builds(party, NAMES),
    lambda inner: st.builds(
        lambda name, below: party(name, *below), NAMES, st.lists(inner, max_size=4)
    ),
    max_leaves=20,
)


def everyone(parties: tuple[Party, ...]) -> Iterator[Party]:
    for each in parties:
        yield each
        yield from everyone(each.below)


@settings(max_examples=40, deadline=None)
@given(st.lists(PARTIES, max_size=4))
def test_every_party_has_a_box(parties: list[Party]) -> None:
    pictures = party_tree("tree", "図", parties)
    check_is_calm(pictures)
    boxes = [each for picture in pictures for each in classes_of(picture) if each == "pic-party"]
    assert len(boxes) == len(list(everyone(tuple(parties))))


def test_parents_stand_before_children_and_siblings_in_order() -> None:
    tree = party("委託先", party("再委託先甲", party("再々委託先")), party("再委託先乙"))
    [picture] = party_tree("tree", "図", [tree])
    names = [each for each in words_of(picture) if "委託先" in each]
    assert names == ["委託先", "再委託先甲", "再々委託先", "再委託先乙"]


def test_a_chain_of_a_thousand_is_drawn() -> None:
    chain = party("末端")
    for _ in range(999):
        chain = party("上", chain)
    pictures = party_tree("tree", "図", [chain])
    check_is_calm(pictures)
    assert words_of(pictures[-1]).count("末端") == 1


def test_three_hundred_children_are_spread_over_pictures() -> None:
    children = [party(f"再委託先{at}") for at in range(300)]
    pictures = party_tree("tree", "図", [party("委託先", *children)])
    check_is_calm(pictures)
    assert len(pictures) > 20
    words = {each for picture in pictures for each in words_of(picture)}
    assert {f"再委託先{at}" for at in range(300)} <= words


def test_what_is_not_settled_is_listed_up_to_a_measure() -> None:
    points = tuple(f"× 規則{at}" for at in range(9))
    [picture] = party_tree("tree", "図", [party("委託先", points=points)])
    words = words_of(picture)
    assert "× 規則5" in words and "× 規則6" not in words
    assert "ほか3件" in words
    assert "× 規則5、ほか3件、証跡なし" in described(picture)[1]


def test_proofs_are_named_and_their_lack_is_said() -> None:
    with_proof = party("甲", proofs=("契約書 E1", "監査報告書 E2"))
    [picture] = party_tree("tree", "図", [with_proof, party("乙")])
    assert "証跡2件（契約書 E1、監査報告書 E2）" in words_of(picture)
    assert "証跡なし" in words_of(picture)


def test_the_description_tells_the_whole_tree() -> None:
    [picture] = party_tree("tree", "委託先の図", [party("甲", party("乙"))])
    assert described(picture) == (
        "委託先の図",
        "第1段階 甲：不適合1件、適合2件、証跡なし。第1段階 乙：不適合1件、適合2件、証跡なし",
    )


def test_a_name_of_ten_thousand_letters_is_cut() -> None:
    [picture] = party_tree("tree", "図", [party("長" * 10_000)])
    check_is_calm([picture])
    drawn = [each for each in words_of(picture) if "長" in each]
    assert len(drawn) == 3 and drawn[-1].endswith("…")


def test_a_list_without_parties_is_no_picture() -> None:
    assert party_tree("tree", "図", []) == ()
