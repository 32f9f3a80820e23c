"""The project that the pages of diagnostics take their examples from, and examples laid over it.

Its pack is the sample of docs/writing-rules.md.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from conftest import ROOT
from packs import write_files

WRITING_RULES = ROOT / "docs" / "writing-rules.md"
PACK = "rules/sample"
IN_PACK = ("pack.yaml", "conditions.yaml", "lint.yaml")
OWN = {
    "furusato.yaml": """\
case: {id: furusato, title: ふるさと納税の業務, system: ふるさと納税システム}
pack: sample
profile: external-connection
answers:
  hosting: {country: JP}
  contracts: {chain_complete: true}
  parties: [{id: sys, name: システム業者, handles_personal_data: true}]
""",
    "meeting.yaml": """\
meeting: {id: r3-1, title: 令和3年度第1回審議会, date: 2021-04-15}
cases: [{item: ア, submission: furusato.yaml}]
rulings: rulings.yaml
""",
    "rulings.yaml": """\
rulings:
  - id: R1
    case: furusato
    rule: cloud-001
    verdict: not_applicable
    authority: 審議会
    reason: 保管しない
    on: 2021-04-15
""",
    f"{PACK}/templates/papers.yaml": (
        "papers: [{name: 次第, for: meeting, template: agenda.md.j2}]\n"
    ),
    f"{PACK}/templates/agenda.md.j2": "# {{ meeting.title }}\n",
}


def sample_files() -> Mapping[str, str]:
    """Every file of the project, by its way from the project's folder."""
    page = WRITING_RULES.read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return {**{f"{PACK}/{name}": text for name, text in blocks}, **OWN}


def files_of_example(example: str) -> Mapping[str, str]:
    """The files that an example shows, by their way from the project's folder; none of commands."""
    parts = re.split(r"^# (\S+\.(?:yaml|yml|jsonl|j2))$\n?", example, flags=re.MULTILINE)
    assert not parts[0].strip(), f"an example begins with the name of a file: {example}"
    return {
        name if _is_project_path(name) else f"{PACK}/{name}": f"{text.rstrip()}\n"
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def write_sample(folder: Path) -> None:
    """The project as it is."""
    write_files(folder, sample_files())


def write_example(folder: Path, example: str) -> None:
    """The project with what an example shows laid over it.

    Of a file that is there, the top-level keys that the example has are replaced; other files, and
    templates, stand as shown. Commands leave it as it is.
    """
    files = dict(sample_files())
    for name, text in files_of_example(example).items() if not example.startswith("$ ") else ():
        kept = files.get(name, "") if name.endswith(".yaml") else ""
        files[name] = _without_keys(
            kept, set(re.findall(r"^([\w.-]+)(?=[:：])", text, re.MULTILINE))
        )
        files[name] += text
    write_files(folder, files)


def _is_project_path(name: str) -> bool:
    return name.startswith("rules/") or ("/" not in name and name not in IN_PACK)


def _without_keys(text: str, keys: set[str]) -> str:
    """A YAML text without these top-level keys and all that belongs to them."""
    entries = re.split(r"^(?=[^\s#-])", text, flags=re.MULTILINE)
    return "".join(entry for entry in entries if entry.partition(":")[0] not in keys)
