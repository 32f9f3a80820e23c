"""Answers in schemas that know a pack: nested and dotted keys, typed values, elements at every depth."""

import pytest
from packs import FACTS, submission
from schema_tries import refused, small_schema

DEEPER = FACTS.replace(
    "facts:\n",
    "facts:\n"
    "  - {id: site.room.lock, label: 施錠, question: 施錠していますか, type: boolean}\n"
    "  - {id: site.guard, label: 警備, type: text}\n",
    1,
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return small_schema(tmp_path_factory.mktemp("pack"), "submission", {"facts/main.yaml": DEEPER})


@pytest.mark.parametrize(
    "answers",
    [
        "{}",
        "null",
        "{agreed: true, place: JP, means: [audit, roster], people: 3, rate: 0.5, note: x}",
        "{day: 2021-04-15, chief: sys, means: [], parties: []}",
        "{agreed: null, place: '  ', means: ' ', people: {unknown: 照会中}, parties: {unknown: null}}",
        "{site: {room: {lock: true}, guard: x}}",
        "{site: {room.lock: true}, site.guard: x}",
        "{site.room.lock: true}",
        "{site.room: {lock: true}}",
        "{site: {}, parties: [{id: a}]}",
        "{site: {unknown: 照会中}}",
        "{site: null}",
        (
            "{parties: [{id: a, name: 甲, handles: true, papers: [audit],"
            " sites: [{id: t, abroad: {unknown: 照会中}}], below: [{id: b, below: [{id: c}]}]}]}"
        ),
        "{parties: [{id: a, below: null}, {id: b, below: {unknown: 未定}}]}",
    ],
)
def test_answers_that_the_language_allows_are_not_refused(
    schema: dict[str, object], answers: str
) -> None:
    assert refused(schema, submission(answers)) == {}


@pytest.mark.parametrize(
    ("answers", "way", "words"),
    [
        ("{agred: true}", "", "この名前の事実は、規則集にありません"),
        ("{agreed: はい}", "agreed", "true（はい）か false（いいえ）を、引用符を付けずに"),
        ("{agreed: 1}", "agreed", "「同意」には、true（はい）か false（いいえ）を書きます"),
        ("{agreed: {yes: 1}}", "agreed", "{unknown: 理由} と書きます"),
        ("{place: FR}", "place", "「場所」の選択肢にありません"),
        ("{place: [JP]}", "place", "「場所」には、選択肢のコードを書きます"),
        ("{means: audit}", "means", "選択肢のコードの一覧（該当なしは []）を、引用符を付けずに"),
        ("{means: [adit]}", "means/0", "「手段」の選択肢にありません"),
        ("{people: 3人}", "people", "整数（人）を、引用符を付けずに"),
        ("{day: 昨日}", "day", "2021-04-15 のように"),
        ("{note: 3}", "note", "「備考」には、文を書きます"),
        (
            "{site: {rom: {lock: true}}}",
            "site",
            "「site」の下に書けるのは room、room.lock、guard です",
        ),
        ("{site: 3}", "site", "「site」の下に書けるのは"),
        ("{site: {room: yes}}", "site/room", "「site.room」の下に書けるのは lock です"),
        ("{parties: 甲}", "parties", "「- 」で始まる要素の並び"),
        ("{parties: [{name: 甲}]}", "parties/0", "id（記号）は必ず書きます"),
        ("{parties: [{id: a/b}]}", "parties/0/id", "「/」「[」「]」のない短い記号"),
        ("{parties: [{id: ' '}]}", "parties/0/id", "短い記号"),
        ("{parties: [{id: a, nam: x}]}", "parties/0", "要素に書ける項目は id、name、handles、"),
        ("{parties: [{id: a, handles: x}]}", "parties/0/handles", "true（はい）か"),
        ("{parties: [{id: a, sites: [{abroad: true}]}]}", "parties/0/sites/0", "「拠点」の要素に"),
        (
            "{parties: [{id: a, below: [{id: b, below: 無}]}]}",
            "parties/0/below/0/below",
            "要素の並び",
        ),
    ],
)
def test_others_are_refused_in_place_and_in_words(
    schema: dict[str, object], answers: str, way: str, words: str
) -> None:
    found = refused(schema, submission(answers))
    assert words in found.get(f"answers/{way}".rstrip("/"), ""), found


@pytest.mark.parametrize(
    ("number", "refusal"), [(-1, "minimum"), (0, ""), (100, ""), (101, "maximum")]
)
def test_numbers_stay_within_their_bounds(
    schema: dict[str, object], number: int, refusal: str
) -> None:
    found = refused(schema, submission(f"{{people: {number}}}"))
    assert bool(found) == bool(refusal)


def test_evidence_and_claims_know_the_pack(schema: dict[str, object]) -> None:
    record = "evidence: [{id: E, kind: %s, supports: [%s]}]\n"
    fitting = 'agreed, "parties[a/b]", "parties[a].sites[t].abroad", site.room.lock'
    assert refused(schema, submission(rest=record % ("letter", fitting))) == {}
    found = refused(schema, submission(rest=record % ("leter", 'agred, "partys[a]", parties.name')))
    assert found.keys() == {
        "evidence/0/kind",
        "evidence/0/supports/0",
        "evidence/0/supports/1",
        "evidence/0/supports/2",
    }
    assert refused(schema, submission(profile="al")).keys() == {"profile"}
