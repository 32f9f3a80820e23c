"""Schemas in a real editor's language server: what it offers, shows and says, where.

`npm ci --prefix tests/editor` gets the server; CHECKLIST_REQUIRE_EDITOR=1 forbids to do without it.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from lsp_client import LanguageServer, Opened

from checklist_engine.authoring.schemas.published import kinds
from checklist_engine.authoring.schemas.settings import EDITED
from checklist_engine.usecases.write_schemas import point_to, read_source, write_schemas

SERVER = Path(__file__).parent / "node_modules" / ".bin" / "yaml-language-server"
PUBLISHED = ROOT / "checklist_engine" / "loader" / "schemas"
PACK = "rules/municipal-privacy"
RULE = "id: sub-099\ntitle: x\ngate: advisory\nweight: 1\n"
CASE = "case: {id: a, title: x}\npack: municipal-privacy\n"
OUTCOME = f"{RULE}require: {{hosting.country: JP}}\noutcomes:\n  not_met:\n"


def required() -> bool:
    return os.environ.get("CHECKLIST_REQUIRE_EDITOR") == "1"


def missing() -> str | None:
    """What is not there, and how to get it."""
    if shutil.which("node") is None:
        return "Node.js（node）がありません。入れてから npm ci --prefix tests/editor を実行してください"
    if not SERVER.exists():
        return "yaml-language-server がありません。npm ci --prefix tests/editor を実行してください"
    return None


pytestmark = pytest.mark.skipif(missing() is not None and not required(), reason=missing() or "")


def language_server(folder: Path, settings: dict[str, Any], locale: str = "ja") -> LanguageServer:
    if why := missing():
        pytest.fail(why)
    told = {"validate": True, "hover": True, "completion": True, **settings}
    return LanguageServer(command=[SERVER, "--stdio"], folder=folder, settings=told, locale=locale)


def workspace(folder: Path, pack: str = PACK) -> dict[str, Any]:
    """A folder with a copy of the pack and its schemas; the settings that the command gives for it."""
    shutil.copytree(ROOT / PACK, folder / pack)
    present = tuple(kind for kind in EDITED if kind in kinds())
    with chdir(folder):
        source = read_source(Path(pack))
        made = write_schemas(
            present, source, Path(".vscode/schemas"), cases=Path("諮問"), force=False
        )
    return nested(made.settings)


def nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as a server is told of them: `yaml.schemaStore.enable` as mappings in mappings."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        *sections, last = name.removeprefix("yaml.").split(".")
        inner = found
        for section in sections:
            inner = inner.setdefault(section, {})
        inner[last] = value
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LanguageServer]:
    with language_server(folder, workspace(folder)) as running:
        yield running


def in_rule(server: LanguageServer, text: str) -> Opened:
    # Each file has a name of its own: what is still said of another cannot be taken for it.
    return server.open(f"{PACK}/sub/sub-{server.opened + 100}.yaml", text)


def in_submission(server: LanguageServer, text: str) -> Opened:
    return server.open(f"諮問/r3-1/{server.opened}.yaml", text)


def words(item: dict[str, Any]) -> str:
    """What is told of something offered."""
    told = item.get("documentation", "")
    return str(told["value"] if isinstance(told, dict) else told)


def test_facts_are_offered_in_an_expression(server: LanguageServer) -> None:
    for written in ("require:\n  ‸\n", "require:\n  any:\n    - hos‸\n", "require: {not: {h‸}}\n"):
        offered = server.completions(in_rule(server, RULE + written))
        assert "個人情報を保管するサーバーは" in words(offered["hosting.country"])
        assert {"all", "every", "parties"} <= offered.keys()
        assert ".access" not in offered


def test_fields_are_offered_among_the_elements_of_their_list(server: LanguageServer) -> None:
    every = "require:\n  every:\n    in: parties\n    satisfies:\n      ‸\n    if_none: holds\n"
    offered = server.completions(in_rule(server, RULE + every))
    assert "どこまでを閲覧できますか" in words(offered[".access"])
    assert {".tier", "hosting.country"} <= offered.keys()
    assert "..access" not in offered
    inner = "require:\n  some:\n    in: parties\n    where:\n      some: {in: record_items, where: {.‸}}\n"
    assert "..access" in server.completions(in_rule(server, RULE + inner))


def test_for_each_says_whose_fields_are_meant(server: LanguageServer) -> None:
    text = f"{RULE}for_each: {{in: parties}}\nrequire:\n  ‸\nevidence:\n  - for: ‸\n"
    opened = in_rule(server, text)
    assert ".access" in server.completions(opened, 0)
    assert ".access" in server.completions(opened, 1)


def test_codes_and_operators_are_offered_after_a_fact(server: LanguageServer) -> None:
    text = (
        "require:\n  hosting.country: ‸\n  scope.my_number: ‸\n  hosting.location_control:\n    i‸\n"
        "  log.retention_months: {at_least: {parameter: ‸}}\n"
        "  hosting.foreign_safeguards:\n    includes_any:\n      - ‸\n"
    )
    opened = in_rule(server, RULE + text)
    codes = server.completions(opened, 0)
    assert words(codes["JP"]) == "日本"
    assert {"true", "false"} <= server.completions(opened, 1).keys()
    operators = server.completions(opened, 2)
    assert {"is_not", "in", "answered"} <= operators.keys()
    assert "includes" not in operators
    assert words(server.completions(opened, 3)["log_months"]) == "既定値は 6か月（1～120か月）"
    assert "own_key" in server.completions(opened, 4)


def test_lists_are_offered_after_in(server: LanguageServer) -> None:
    opened = in_rule(server, f"{RULE}require:\n  every:\n    in: ‸\n    if_none: ‸\n")
    assert server.completions(opened, 0).keys() == {"parties", "record_items"}
    assert server.completions(opened, 1).keys() == {"holds", "fails", "unknown"}


def test_conditions_and_their_parameters_are_offered(server: LanguageServer) -> None:
    text = (
        f"{OUTCOME}    condition:\n      use: ‸supervise-subcontractors\n      with:\n        ‸\n"
    )
    opened = in_rule(server, text)
    told = words(server.completions(opened, 0)["supervise-subcontractors"])
    assert "監督する方法について検討すること" in told
    assert server.completions(opened, 1).keys() == {"means"}
    blank = in_rule(server, f"{OUTCOME}    condition: {{use: ‸}}\n")
    assert "supervise-subcontractors" in server.completions(blank)


@pytest.mark.parametrize(
    ("written", "at", "message"),
    [
        (
            "require: {hosting.country: JPN}\n",
            (4, 27),
            "「サーバーの設置国」の選択肢にありません。あるのは JP（日本）、OTHER（日本以外） です",
        ),
        (
            "require: {hosting.contry: JP}\n",
            (4, 10),
            "この名前は、式の言葉にも、この規則集の事実にも",
        ),
        (
            "require: {hosting.country: {at_leest: 1}}\n",
            (4, 28),
            "型が「選択肢から一つ」の事実に使える",
        ),
        ("require: {parties.access: x}\n", (4, 10), "「委託先・再委託先」は一覧です"),
        ("require: {scope.my_number: はい}\n", (4, 27), "「個人番号の取扱い」は、true か false"),
        (
            "require: {every: {in: parties, if_none: holds, satisfies: {.access: all}}}\n",
            (4, 68),
            "「閲覧できる情報」の選択肢にありません",
        ),
        ("require: {some: {in: partys}}\n", (4, 21), "ここで使える一覧"),
        (
            "require: {every: {in: parties}}\n",
            (4, 10),
            "書ける項目は in、where、satisfies、if_none です。必ず書く項目は in、satisfies、",
        ),
        (
            "require: {hosting.country: JP}\noutcomes: {not_met: {condition: {use: agree}}}\n",
            (5, 38),
            "conditions.yaml にある条件の id を書きます",
        ),
        ("require: {hosting.country: JP}\ngait: x\n", (5, 0), "書ける項目は id、title、gate、"),
    ],
)
def test_what_is_wrong_is_said_in_japanese_where_it_stands(
    server: LanguageServer, written: str, at: tuple[int, int], message: str
) -> None:
    [(place, said)] = server.problems(in_rule(server, RULE + written))
    assert (place, said[: len(message)]) == (at, message)


def test_the_words_of_the_server_itself_follow_the_locale(folder: Path) -> None:
    written = f"{RULE}require: {{}}\nmay_claim: [alternative, alternative]\n"
    said = {}
    for locale in ("ja", "en"):
        with language_server(folder, settings_of(folder), locale) as running:
            said[locale] = [words for _, words in running.problems(in_rule(running, written))]
    assert said["ja"] != said["en"]
    assert all(not each.isascii() for each in said["ja"])


def settings_of(folder: Path) -> dict[str, Any]:
    schema = folder / ".vscode" / "schemas" / "rule.schema.json"
    return {"schemas": {schema.as_uri(): ["*.yaml"]}, "schemaStore": {"enable": False}}


def test_over_a_fact_stand_its_label_question_and_choices(server: LanguageServer) -> None:
    text = f"{RULE}require:\n  hosting‸.country: J‸P\n  log.retention‸_months: {{at_least: 6}}\n"
    opened = in_rule(server, text)
    for mark in (0, 1):
        shown = server.hover(opened, mark)
        assert shown.startswith("#### サーバーの設置国\n\n個人情報を保管するサーバーは、どの国に")
        assert "- `OTHER`: 日本以外" in shown
    assert "単位はか月" in server.hover(opened, 2)


def test_over_other_names_stands_what_they_mean(server: LanguageServer) -> None:
    text = f"{OUTCOME}    condition: {{use: supervise-‸subcontractors, with: {{means: [x]}}}}\n"
    shown = server.hover(in_rule(server, text))
    assert shown.startswith("#### 再委託先従業者の監督\n\n")
    assert "監督する方法について検討すること" in shown
    assert "approve-resubcontracting" not in shown
    tests = server.open(f"{PACK}/sub/x.test.yaml", "rule: sub‸-003\ncases: []\n")
    assert server.hover(tests).startswith("#### 再委託先従業者の監督の証跡")
    profile = server.open(f"{PACK}/profiles/x.yaml", "rules: {families: [lo‸g]}\n")
    assert server.hover(profile).startswith("#### ログ・監査")


def test_a_submission_is_offered_what_is_asked(server: LanguageServer) -> None:
    text = (
        f"{CASE}profile: ‸\nanswers:\n  hosting:\n    ‸\n  scope.my_number: ‸\n"
        "  parties:\n    - id: sys\n      subcontractors:\n        - id: aws\n          access: ‸\n"
        "evidence:\n  - {id: E, supports: [hosting.country], kind: ‸}\n"
    )
    opened = in_submission(server, text)
    assert words(server.completions(opened, 0)["external-connection"])
    assert "どの国に設置" in words(server.completions(opened, 1)["country"])
    assert {"true", "false", "{unknown: …}"} <= server.completions(opened, 2).keys()
    assert words(server.completions(opened, 3)["no_access"]) == "閲覧しない"
    assert "audit_report" in server.completions(opened, 4)
    both = server.completions(in_submission(server, f"{CASE}answers:\n  ‸\n"))
    assert {"hosting", "hosting.country", "parties"} <= both.keys()


def test_a_submission_is_told_what_does_not_fit(server: LanguageServer) -> None:
    text = f"{CASE}answers:\n  hosting: {{country: JPN}}\n  scope: {{my_number: {{unknown: 照会中}}}}\n"
    [(place, said)] = server.problems(in_submission(server, text))
    assert place == (3, 21)
    assert said.startswith("「サーバーの設置国」の選択肢にありません")


def test_no_file_of_the_pack_is_faulted(server: LanguageServer, folder: Path) -> None:
    opened = []
    for path in sorted((folder / PACK).rglob("*.yaml")):
        text = path.read_text(encoding="utf-8").partition("\n")[2]
        opened.append(server.open(path.relative_to(folder).as_posix(), text))
    assert len(opened) > 250
    faulted = {each.uri: found for each in opened if (found := server.problems(each))}
    assert faulted == {}


def test_the_published_schemas_work_by_their_first_line(server: LanguageServer) -> None:
    first = f"# yaml-language-server: $schema={(PUBLISHED / 'rule.schema.json').as_uri()}\n"
    opened = server.open("anywhere.yaml", f"{first}id: sub-001\nti‸tle: x\n‸\n")
    assert server.hover(opened, 0).startswith("#### 規則")
    assert "規則の題名" in server.hover(opened, 0)
    offered = server.completions(opened, 1)
    assert {"gate", "weight", "require", "outcomes"} <= offered.keys()
    assert "判定基準" in words(offered["require"])
    inside = server.open("other.yaml", f"{first}require:\n  ‸\n")
    assert {"all", "any", "every"} <= server.completions(inside).keys()


def test_the_first_line_comes_before_the_settings(server: LanguageServer) -> None:
    first = f"# yaml-language-server: $schema={(PUBLISHED / 'rule.schema.json').as_uri()}\n"
    offered = server.completions(in_rule(server, f"{first}{RULE}require:\n  ‸\n"))
    assert "every" in offered
    assert "hosting.country" not in offered


def test_folders_may_have_names_of_any_letters(tmp_path: Path) -> None:
    folder = tmp_path / "審査 室"
    with language_server(folder, workspace(folder, "規則 集/市の規則")) as running:
        opened = running.open("規則 集/市の規則/sub/sub-099.yaml", f"{RULE}require:\n  ‸\n")
        assert "hosting.country" in running.completions(opened)


def test_first_lines_that_the_command_sets_are_followed(tmp_path: Path) -> None:
    pack = tmp_path / "規則 集"
    shutil.copytree(ROOT / PACK, pack)
    source = read_source(pack)
    made = write_schemas(("rule",), source, pack / ".my schemas", cases=Path("x"), force=False)
    point_to(pack, made.schemas)
    first = (pack / "sub" / "sub-003.yaml").read_text(encoding="utf-8").partition("\n")[0]
    with language_server(tmp_path, {"schemaStore": {"enable": False}}) as running:
        opened = running.open("規則 集/sub/sub-099.yaml", f"{first}\n{RULE}require:\n  ‸\n")
        assert "hosting.country" in running.completions(opened)
