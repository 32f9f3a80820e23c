"""Whatever a department typed stands in a report as words, and as nothing else."""

from pathlib import Path

import pytest
from packs import rule, submission, write_files, write_pack
from reading import Node, read, report

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end of style": "</style><style>*{display:none}</style>",
    "attribute": '"><svg onload="alert(1)">',
    "quote": "' onmouseover='alert(1)",
    "comment": "<!-- ",
    "template": "{{ 7 * 7 }}{% raw %}",
    "entity": "&lt;b&gt; &amp;amp; &#x3c;",
    "cdata": "]]></title><title>",
    "link": "javascript:alert(1) https://example.com/",
    "long": "長" * 10_000,
    "long word": "x" * 10_000,
}
UNSEEN = {
    "turned": ("見積\u202efdp.exe", "見積〔U+202E〕fdp.exe"),
    "isolated": ("甲\u2067乙\u2069丙", "甲〔U+2067〕乙〔U+2069〕丙"),
    "no width": ("承\u200b認", "承〔U+200B〕認"),
    "mark": ("\ufeff件名", "〔U+FEFF〕件名"),
}


def quoted(text: str) -> str:
    """A text in YAML, in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def case(folder: Path, text: str, *, together: bool) -> Node:
    """A report on a case that says the text wherever it can."""
    said = quoted(text)
    plain = {
        "one/one-001.yaml": rule(require="{every: {in: parties, satisfies: {.handles: true}, if_none: fails}}",
            rest="may_claim: [alternative]\nevidence: [{for: complete, kinds: [letter]}]\n"
        ).replace("require: {every", "require: {complete: true, every"),
    }  # fmt: skip
    write_pack(folder / "rules" / "small", plain)
    answers = (
        f"\n  note: {said}\n  agreed: {{unknown: {said}}}\n  complete: true\n  parties:\n"
        f"    - {{id: a, name: {said}, handles: false}}"
    )
    rest = (
        f"evidence: [{{id: E1, kind: letter, title: {said}, issued_by: {said}, supports: [complete]}}]\n"
        f"claims: [{{rule: one-001, claim: alternative, reason: {said}}}]\n"
    )
    written = submission(answers, rest)
    head = f"case: {{id: s, title: {said}, system: {said}, department: {said}}}\n"
    written = head + written.partition("\n")[2]
    write_files(folder, {"s.yaml": written})
    return read(report(folder if together else folder / "s.yaml").text)


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_typed_is_shown_to_the_letter_and_does_nothing(
    tmp_path: Path, name: str, together: bool
) -> None:
    text = HOSTILE[name]
    page = case(tmp_path, text, together=together)
    harmless = case(tmp_path / "other", "ふつうの件名", together=together)
    assert " ".join(text.split()) in next(page.all("h1" if not together else "h2")).text or together
    assert text.strip() in page.text or " ".join(text.split()) in page.text
    allowed = {each.tag for each in harmless.all()}
    assert {each.tag for each in page.all()} <= allowed
    names = {key for each in page.all() for key in each.attributes}
    assert names <= {key for each in harmless.all() for key in each.attributes}
    assert len(list(page.all("style"))) == 1
    assert len([each for each in page.all("title") if "id" not in each.attributes]) == 1


@pytest.mark.parametrize("name", UNSEEN)
def test_characters_that_nobody_sees_are_named(tmp_path: Path, name: str) -> None:
    typed, shown = UNSEEN[name]
    page = case(tmp_path, typed, together=False)
    assert shown in next(page.all("h1")).text
    assert not {character for character in typed if ord(character) > 0x2000} & {
        character for character in page.text if 0x200B <= ord(character) <= 0x206F
    }
