"""papers.yaml names Word templates: found, laid over, part of the digest."""

from pathlib import Path

from packs import faults_of_pack, load, write_pack
from word_files import word_file

from checklist_engine.loader.pack import load_pack
from checklist_engine.usecases.find_pack import find_base

PAPERS = "papers:\n  - {name: 次第, for: meeting, template: a.md.j2, word: a.docx}\n"
PLAIN = "papers:\n  - {name: 次第, for: meeting, template: a.md.j2}\n"
FILES = {"templates/papers.yaml": PAPERS, "templates/a.md.j2": "x\n"}


def with_word(folder: Path, text: str = "文") -> Path:
    (folder / "templates").mkdir(parents=True)
    return word_file(folder / "templates" / "a.docx", text)


def test_a_word_template_is_found_by_its_name_and_told_apart_by_its_bytes(tmp_path: Path) -> None:
    with_word(tmp_path / "one" / "small")
    with_word(tmp_path / "two" / "small", "別の文")
    packs = [load(tmp_path / name, FILES) for name in ("one", "two")]
    words = [pack.papers[0].word for pack in packs]
    assert all(word and word.file.endswith("small/templates/a.docx") for word in words)
    assert words[0] and words[1]
    assert words[0].digest != words[1].digest
    assert packs[0].digest != packs[1].digest


def test_without_a_word_template_nothing_changes(tmp_path: Path) -> None:
    pack = load(tmp_path, {**FILES, "templates/papers.yaml": PLAIN})
    [paper] = pack.papers
    assert (paper.word, paper.numerals) == (None, "half")


def test_a_word_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert faults_of_pack(tmp_path, FILES) == ["templates/papers.yaml:2:55 E410"]


def test_a_template_is_found_however_a_mac_spelled_its_name(tmp_path: Path) -> None:
    papers = PLAIN.replace("a.md.j2", "がいよう.md.j2")
    [paper] = load(
        tmp_path, {"templates/papers.yaml": papers, "templates/か\u3099いよう.md.j2": "x\n"}
    ).papers
    assert paper.source == "x\n"


def test_a_word_template_must_be_named_docx(tmp_path: Path) -> None:
    papers = PAPERS.replace("a.docx", "a.md.j2")
    [fault] = faults_of_pack(tmp_path, {**FILES, "templates/papers.yaml": papers})
    assert fault.startswith("templates/papers.yaml:2:55 ")


def test_numerals_are_half_or_mixed(tmp_path: Path) -> None:
    mixed = {**FILES, "templates/papers.yaml": f"numerals: mixed\n{PLAIN}"}
    assert load(tmp_path, mixed).papers[0].numerals == "mixed"
    wrong = {**FILES, "templates/papers.yaml": f"numerals: wide\n{PLAIN}"}
    assert len(faults_of_pack(tmp_path / "wrong", wrong)) == 1


def test_a_pack_on_top_takes_its_own_template_of_the_same_name_and_the_numerals_below(
    tmp_path: Path,
) -> None:
    with_word(tmp_path / "small")
    write_pack(tmp_path / "small", {**FILES, "templates/papers.yaml": f"numerals: mixed\n{PAPERS}"})
    top = tmp_path / "city"
    with_word(top, "市の文")
    (top / "pack.yaml").write_text(
        "pack: city\nlanguage: 1\nversion: 1.0.0\nlabel: 市\nextends: small\n", encoding="utf-8"
    )
    [paper] = load_pack(top, find_base).papers
    assert paper.word
    assert paper.word.file.endswith("city/templates/a.docx")
    assert paper.numerals == "mixed"
    (top / "templates" / "papers.yaml").write_text(f"numerals: half\n{PLAIN}", encoding="utf-8")
    [paper] = load_pack(top, find_base).papers
    assert (paper.word, paper.numerals) == (None, "half")
