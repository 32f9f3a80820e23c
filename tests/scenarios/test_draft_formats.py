"""`--format` and `--templates`: which papers are made, and from whose templates."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from packs import rule, submission, write_files, write_pack

EXAMPLE = ROOT / "examples" / "corrections"
PACK = ROOT / "rules" / "municipal-privacy"
MEETING = (
    "meeting: {id: m, title: 会議, date: 2021-04-15}\ncases: [{item: ア, submission: s.yaml}]\n"
)
PAPERS = """\
papers:
  - {name: 次第, for: meeting, template: agenda.md.j2}
  - {name: 結論, for: case, template: conclusion.md.j2}
  - {name: 訂正, for: correction, template: correction.md.j2}
"""


def small_meeting(folder: Path, **templates: str) -> Path:
    """A meeting under the small pack, with these templates (a `_` stands for a dot)."""
    texts = {"agenda": "{{ meeting.title }}\n", "conclusion": "x\n", "correction": "x\n"}
    files = {f"templates/{name}.md.j2": text for name, text in {**texts, **templates}.items()}
    write_pack(folder / "rules" / "small", {"templates/papers.yaml": PAPERS, **files})
    return write_files(folder, {"meeting.yaml": MEETING, "s.yaml": submission("{agreed: true}")})


def names(folder: Path, ending: str) -> set[str]:
    return {path.name.removesuffix(ending) for path in folder.glob(f"*{ending}")}


def test_each_paper_is_made_in_each_format(checklist: Checklist, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = checklist("draft", EXAMPLE, "-o", out, "--format", "docx,md,html")
    assert (ran.code, ran.err) == (0, "")
    texts = names(out, ".md")
    assert "ア_訂正資料" in texts
    assert names(out, ".docx") == texts
    assert names(out, ".html") == {"報告書", "ア_報告書"}
    assert len(list(out.iterdir())) == 2 * len(texts) + 2
    for path in out.glob("*.docx"):
        assert zipfile.is_zipfile(path)


def test_the_same_meeting_gives_the_same_bytes_in_every_format(
    checklist: Checklist, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        assert checklist("draft", EXAMPLE, "-o", tmp_path / name, "--format", "html,docx").code == 0
    made = [
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    ]
    assert made[0] == made[1]


def test_what_is_made_in_one_format_does_not_hinder_another(
    checklist: Checklist, tmp_path: Path
) -> None:
    assert checklist("draft", EXAMPLE, "-o", tmp_path / "out").code == 0
    assert checklist("draft", EXAMPLE, "-o", tmp_path / "out", "--format", "html").code == 0
    assert checklist("draft", EXAMPLE, "-o", tmp_path / "out", "--format", "html").code == 3


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("pdf", "--format の「pdf」という形式はありません（使えるのは docx、md、html です）"),
        ("doc", "もしかして docx ですか"),
        ("md,htm", "もしかして html ですか"),
        ("md,md", "--format に「md」が二度あります"),
        ("", "--format の「」という形式はありません"),
        ("md,", "--format の「」という形式はありません"),
        ("docx、md", "半角のコンマで区切ってください（例: docx,md,html）"),
        ("json", "--json を付けます"),
    ],
)
def test_a_format_that_there_is_not_is_a_wrong_command_line(
    form: str, words: str, checklist: Checklist, tmp_path: Path
) -> None:
    ran = checklist("draft", EXAMPLE, "-o", tmp_path / "out", "--format", form)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert not (tmp_path / "out").exists()


def test_spaces_around_commas_are_no_matter(checklist: Checklist, tmp_path: Path) -> None:
    folder = small_meeting(tmp_path)
    ran = checklist("draft", folder, "-o", tmp_path / "out", "--format", " html , md ", "--json")
    assert ran.code == 0, ran.err
    written = [Path(path).name for path in json.loads(ran.out)["papers"]]
    assert written == ["報告書.html", "ア_報告書.html", "次第.md", "ア_結論.md"]


def test_a_pack_without_word_templates_says_so(checklist: Checklist, tmp_path: Path) -> None:
    folder = small_meeting(tmp_path)
    ran = checklist("draft", folder, "-o", tmp_path / "out", "--format", "docx")
    assert (ran.code, ran.out) == (3, "")
    assert "規則集に文書案の Word のひな形がありません" in ran.err
    ran = checklist("draft", folder, "-o", tmp_path / "out", "--format", "docx,md")
    assert ran.code == 0
    assert "Word では作らない文書があります: 次第、結論、訂正" in ran.err
    assert names(tmp_path / "out", ".md") == {"次第", "ア_結論"}


def test_a_pack_without_any_templates_says_so(checklist: Checklist, tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", {"one/one-001.yaml": rule()})
    write_files(tmp_path, {"meeting.yaml": MEETING, "s.yaml": submission("{agreed: true}")})
    ran = checklist("draft", tmp_path, "-o", tmp_path / "out")
    assert ran.code == 3
    assert "規則集に文書案のひな形がありません" in ran.err


def test_a_template_of_one_s_own_takes_the_place_of_the_pack_s(
    checklist: Checklist, tmp_path: Path
) -> None:
    folder = small_meeting(tmp_path)
    own = write_files(tmp_path / "own", {"agenda.md.j2": "わが市の{{ meeting.title }}\n"})
    ran = checklist("draft", folder, "-o", tmp_path / "out", "--templates", own)
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "out" / "次第.md").read_text(encoding="utf-8") == "わが市の会議\n"
    assert (tmp_path / "out" / "ア_結論.md").read_text(encoding="utf-8") == "x\n"


def test_a_template_of_one_s_own_may_have_its_name_from_a_mac(
    checklist: Checklist, tmp_path: Path
) -> None:
    folder = small_meeting(tmp_path)
    templates = folder / "rules" / "small" / "templates"
    (templates / "agenda.md.j2").rename(templates / "がいよう.md.j2")
    papers = (templates / "papers.yaml").read_text(encoding="utf-8")
    (templates / "papers.yaml").write_text(
        papers.replace("agenda.md.j2", "がいよう.md.j2"), encoding="utf-8"
    )
    own = write_files(tmp_path / "own", {"か\u3099いよう.md.j2": "わが市の{{ meeting.title }}\n"})
    ran = checklist("draft", folder, "-o", tmp_path / "out", "--templates", own)
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "out" / "次第.md").read_text(encoding="utf-8") == "わが市の会議\n"


def test_a_word_template_of_one_s_own_takes_the_place_of_the_pack_s(
    checklist: Checklist, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    shutil.copy(PACK / "templates" / "remarks.docx", tmp_path / "own" / "citywide.docx")
    ran = checklist(
        *("draft", EXAMPLE, "-o", tmp_path / "out", "--format", "docx"),
        *("--templates", tmp_path / "own"),
    )
    # The words of a paper of a case are none of a paper of the meeting.
    assert ran.code == 3
    assert "own/citywide.docx" in ran.err
    assert "「case」" in ran.err


def test_templates_that_nobody_uses_are_told(checklist: Checklist, tmp_path: Path) -> None:
    folder = small_meeting(tmp_path)
    own = write_files(
        tmp_path / "own",
        {
            "agenda.md.j2": "x\n",
            "conclusions.md.j2": "x\n",
            "~$agenda.docx": "",
            ".hidden.md.j2": "x",
            "読み方.txt": "x",
        },
    )
    ran = checklist("draft", folder, "-o", tmp_path / "out", "--templates", own)
    assert ran.code == 0
    [notice] = ran.err.splitlines()
    assert "conclusions.md.j2: 規則集に同じ名前のひな形がないので、使いません" in notice
    assert "もしかして conclusion.md.j2 ですか" in notice


@pytest.mark.parametrize(
    ("files", "code", "words"),
    [
        (None, "E101", "ひな形のフォルダが見つかりません"),
        ({"読み方.txt": "x"}, "E410", "同じ名前のひな形がありません"),
        ({"agend.md.j2": "x"}, "E410", "もしかして agenda.md.j2 ですか"),
        ({"agenda.md.j2": "{{ meeting.titel }}\n"}, "E412", "own/agenda.md.j2:1:"),
        ({"agenda.md.j2": "{% if %}\n"}, "E411", "own/agenda.md.j2:1:"),
    ],
)
def test_a_folder_of_templates_that_is_wrong_stops_all(
    files: dict[str, str] | None, code: str, words: str, checklist: Checklist, tmp_path: Path
) -> None:
    folder = small_meeting(tmp_path)
    if files is not None:
        write_files(tmp_path / "own", dict(files))
    ran = checklist("draft", folder, "-o", tmp_path / "out", "--templates", tmp_path / "own")
    assert (ran.code, ran.out) == (3, "")
    assert code in ran.err
    assert words in ran.err
    assert not (tmp_path / "out").exists()


def test_a_fault_of_a_template_is_told_once_however_many_cases_there_are(
    checklist: Checklist, tmp_path: Path
) -> None:
    small_meeting(tmp_path, conclusion="{{ case.nothing }}\n", agenda="{{ nobody }}\n")
    cases = "cases: [{item: ア, submission: s.yaml}, {item: イ, submission: t.yaml}]\n"
    write_files(
        tmp_path,
        {
            "meeting.yaml": MEETING.partition("cases")[0] + cases,
            "t.yaml": submission("{agreed: true}", name="t"),
        },
    )
    ran = checklist("draft", tmp_path, "-o", tmp_path / "out")
    assert ran.code == 3
    assert ran.err.count("E412") == 2
    assert ran.err.index("nobody") < ran.err.index("nothing")


def test_a_superseded_file_that_is_not_there_is_told_and_the_rest_is_made(
    checklist: Checklist, tmp_path: Path
) -> None:
    folder = small_meeting(tmp_path)
    text = submission("{agreed: true}").replace("{id: s,", "{id: s, supersedes: gone.yaml,")
    write_files(folder, {"s.yaml": text})
    ran = checklist("draft", folder, "-o", tmp_path / "out")
    assert ran.code == 0
    assert "s.yaml:1:" in ran.err
    assert "supersedes" in ran.err
    assert names(tmp_path / "out", ".md") == {"次第", "ア_結論"}


def test_of_a_chain_of_corrections_the_last_step_is_shown(
    checklist: Checklist, tmp_path: Path
) -> None:
    lines = (
        "{{ case.correction.earlier }}",
        "{% for each in case.correction.changes %}",
        "{{ each.label }} {{ each.before }}→{{ each.after }}",
        "{% endfor %}",
    )
    folder = small_meeting(tmp_path, correction="\n".join(lines))
    first, second, third = (submission(f"{{agreed: true, people: {n}}}") for n in (1, 2, 3))
    write_files(
        folder,
        {
            "first.yaml": first,
            "second.yaml": second.replace("{id: s,", "{id: s, supersedes: first.yaml,"),
            "s.yaml": third.replace("{id: s,", "{id: s, supersedes: second.yaml,"),
        },
    )
    assert checklist("draft", folder, "-o", tmp_path / "out").code == 0
    paper = (tmp_path / "out" / "ア_訂正.md").read_text(encoding="utf-8")
    assert paper == "second.yaml\n人数 2人→3人\n"


def test_where_writing_was_interrupted_before_it_takes_a_word_to_write_again(
    checklist: Checklist, tmp_path: Path
) -> None:
    folder = small_meeting(tmp_path)
    out = tmp_path / "out"
    assert checklist("draft", folder, "-o", out).code == 0
    note = out / "書込みが途中で止まりました.txt"
    note.write_text(".draft-gone\n", encoding="utf-8")
    ran = checklist("draft", folder, "-o", out)
    assert ran.code == 3
    assert "新しい文書と前の文書が混ざっています" in ran.err
    assert checklist("draft", folder, "-o", out, "--force").code == 0
    assert not note.exists()


@pytest.mark.parametrize(
    ("folder", "words"),
    [("長" * 100, "長すぎます"), ("meeting.yaml/文書案", "途中に、同じ名前のファイルがあります")],
)
def test_a_folder_that_cannot_be_made_is_told(
    checklist: Checklist, tmp_path: Path, folder: str, words: str
) -> None:
    small_meeting(tmp_path)
    ran = checklist("draft", tmp_path, "-o", tmp_path / folder)
    assert (ran.code, ran.out) == (3, "")
    assert words in ran.err


def test_a_sign_that_makes_names_too_long_is_told(checklist: Checklist, tmp_path: Path) -> None:
    small_meeting(tmp_path)
    long = MEETING.replace("item: ア", f"item: {'ア' * 90}")
    write_files(tmp_path, {"meeting.yaml": long})
    for place in ("new", "."):
        ran = checklist("draft", tmp_path, "-o", tmp_path / place)
        assert (ran.code, ran.out) == (3, "")
        assert "長すぎます" in ran.err
    assert not list(tmp_path.glob("**/次第.md"))


def test_what_a_killed_process_left_is_told_and_left_alone(
    checklist: Checklist, tmp_path: Path
) -> None:
    small_meeting(tmp_path)
    out = tmp_path / "out"
    (tmp_path / ".draft-beside").mkdir()
    (out / ".draft-inside").mkdir(parents=True)
    ran = checklist("draft", tmp_path, "-o", out)
    assert ran.code == 0
    assert [line for line in ran.err.splitlines() if "残ったフォルダです" in line] == [
        line for line in ran.err.splitlines() if line
    ]
    assert ".draft-beside" in ran.err
    assert ".draft-inside" in ran.err
    assert (out / ".draft-inside").is_dir()


def test_a_folder_in_the_place_of_a_paper_is_told(checklist: Checklist, tmp_path: Path) -> None:
    folder = small_meeting(tmp_path)
    (tmp_path / "out" / "次第.md").mkdir(parents=True)
    ran = checklist("draft", folder, "-o", tmp_path / "out", "--force")
    assert ran.code == 3
    assert "同じ名前のフォルダがあります" in ran.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["次第.md"]


def test_numbers_are_written_as_the_pack_sets_it(checklist: Checklist, tmp_path: Path) -> None:
    folder = small_meeting(tmp_path, agenda="{{ meeting.date }}\n")
    papers = folder / "rules" / "small" / "templates" / "papers.yaml"
    papers.write_text(f"numerals: mixed\n{PAPERS}", encoding="utf-8")
    assert checklist("draft", folder, "-o", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "次第.md").read_text(encoding="utf-8") == "令和３年４月15日\n"


def test_a_case_that_leans_on_one_that_was_rejected_is_told(
    checklist: Checklist, tmp_path: Path
) -> None:
    folder = small_meeting(tmp_path)
    text = MEETING.partition("cases")[0] + (
        "cases: [{item: ア, submission: s.yaml}, {item: イ, submission: t.yaml}]\n"
        "adopted: {ア: {decision: reject}}\n"
    )
    both = {f"{name}.yaml": submission("{agreed: false}", name=name) for name in "st"}
    write_files(folder, {"meeting.yaml": text, **both})
    ran = checklist("draft", folder, "-o", tmp_path / "out")
    assert ran.code == 0
    assert "諮問イの結論は諮問アの意見を引きますが、諮問アは「認めない」と決まりました" in ran.err
