"""The seed cases of `examples/`, copied to be changed one answer at a time."""

import contextlib
import copy
import io
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from conftest import ROOT

from checklist_engine.cli.app import run
from checklist_engine.formats.reading import read_document

EXAMPLE = ROOT / "examples" / "niiza-2021-04-15"
FURUSATO = "furusato.yaml"
QUBENA = "qubena.yaml"
LOILONOTE = "loilonote.yaml"

AWS = "parties[sys/aws]"
VENDOR = "parties[vendor]"
FURUSATO_TITLE = (
    "ふるさと納税業務管理システムの導入に伴う外部電子計算組織との結合による個人情報の処理"
)
QUBENA_TITLE = "AI型教材「Qubena」の導入に伴う外部電子計算組織との結合による個人情報の処理"
LOILONOTE_TITLE = (
    "授業支援クラウド「ロイロノート」の導入に伴う外部電子計算組織との結合による個人情報の処理"
)
SUPERVISE = (
    "再委託先従業者の監督について、直接的な監督はできないとしても、"
    "監査報告や作業従事者リストの閲覧を求めるなど、監督する方法について検討すること"
)
TEACH = "児童生徒による端末、パスワードの管理について、情報モラル教育も含め、守らせるべきことを徹底させること"
APPROVE_RESUBCONTRACTING = (
    "再委託及び再々委託について、あらかじめ市の承認を得ることを契約に定めること"
)
FIX_LOCATION = "個人情報を保管するサーバーを設置する国を、契約書又は仕様書に明記すること"
DOCUMENTS: Mapping[str, object] = {f"{AWS}.supervision_documents": ["audit_report", "staff_roster"]}
AUDIT: Mapping[str, object] = {
    "kind": "audit_report",
    "title": "監査報告書",
    "issued_on": "2021-03-01",
    "supports": [f"{AWS}.supervision_documents"],
}
ROSTER: Mapping[str, object] = {
    "kind": "staff_roster",
    "title": "作業従事者名簿",
    "issued_on": "2021-03-01",
    "supports": [AWS],
}

BEST_FIRST = ["approve", "approve_with_conditions", "defer", "reject"]

Data = dict[str, Any]
Outcome = Mapping[str, Any]
Step = str | int
Key = TypeVar("Key")


def load(name: str) -> Data:
    """A file of the example as plain data: what is no number and no constant stays text."""
    data = read_document(EXAMPLE / name).root
    assert isinstance(data, dict)
    return data


def save(path: Path, data: Data) -> None:
    """Plain data as YAML."""
    # Through JSON, because YAML would write a list that stands twice with an anchor.
    plain = json.loads(json.dumps(data))
    path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Changed:
    """A seed case with other answers, in a batch."""

    batch: "Batch"
    number: int

    @property
    def outcome(self) -> Outcome:
        """Its assessment on the day of the meeting."""
        return self.batch.outcomes()[self.number]


class Batch:
    """Changed seed cases, assessed in one run when the first outcome is asked for.

    Reading the pack takes longer than assessing a hundred cases.
    """

    def __init__(self) -> None:
        self._cases: list[Data] = []
        self._outcomes: list[Outcome] = []

    def add(self, data: Data) -> Changed:
        """A submission, as it is."""
        assert not self._outcomes, "all cases of a batch are added before the first is looked at"
        self._cases.append(data)
        return Changed(self, len(self._cases) - 1)

    def change(
        self, name: str, answers: Mapping[str, object], *records: Mapping[str, object]
    ) -> Changed:
        """A seed case with other answers, by path, and more evidence (see `changed`)."""
        return self.add(changed(load(name), answers, *records))

    def outcomes(self) -> list[Outcome]:
        """The assessments of all, in the order they were added."""
        if not self._outcomes:
            with tempfile.TemporaryDirectory() as folder:
                named = {str(number): case for number, case in enumerate(self._cases)}
                self._outcomes = list(assess_all(Path(folder), named).values())
        return self._outcomes


def changed(data: Data, answers: Mapping[str, object], *records: Mapping[str, object]) -> Data:
    """A submission with other answers, by path, and more evidence.

    Paths are as they are printed: `card.handling`, `parties[sys/aws].inspected`.
    """
    result = copy.deepcopy(data)
    for path, value in answers.items():
        where, last = owner(result["answers"], path)
        where[last] = value
    before = result.get("evidence", [])
    numbered = [
        {"id": f"E{number}", **record}
        for number, record in enumerate(records, start=len(before) + 1)
    ]
    return {**result, "evidence": [*before, *numbered]}


def without(data: Data, *paths: str) -> Data:
    """A submission without these answers."""
    result = copy.deepcopy(data)
    for path in paths:
        where, last = owner(result["answers"], path)
        del where[last]
    return result


def assess_all(
    folder: Path, cases: Mapping[Key, Data], day: str | None = "2021-04-15"
) -> dict[Key, Outcome]:
    """Many submissions assessed in one run; outcomes by the same names.

    Without a `day`, each on the day it was submitted.
    """
    for old in folder.iterdir():
        old.unlink()
    for number, data in enumerate(cases.values()):
        name = f"c{number:04}"
        save(folder / f"{name}.yaml", {**data, "case": {**data["case"], "id": name}})
    content = printed(folder, *(["--as-of", day] if day else []))
    return dict(zip(cases, content["cases"], strict=True))


def printed(path: Path, *arguments: str) -> Any:
    """What `checklist assess` prints as JSON."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run(["assess", str(path), "--format", "json", *arguments])
    assert code in (0, 1)
    return json.loads(out.getvalue())


def owner(answers: Data, path: str) -> tuple[Data, str]:
    """What holds the answer at a path, and the word it has there."""
    inside, _, last = path.rpartition(".")
    return (element(answers, inside) if "[" in inside else answers.setdefault(inside, {})), last


def element(answers: Data, path: str) -> Data:
    """The element at `parties[sys/aws]`."""
    name, _, keys = path.partition("[")
    found: Data = {}
    elements = answers[name]
    for key in keys.rstrip("]").split("/"):
        found = next(each for each in elements if each["id"] == key)
        elements = found.get("subcontractors", [])
    return found


def verdicts(outcome: Outcome) -> dict[tuple[str, str | None], str]:
    """The verdict of each finding, by rule and element."""
    return {(each["rule"], each["element"]): each["verdict"] for each in outcome["findings"]}


def conditions(outcome: Outcome, route: str = "conclusion") -> list[str]:
    """The texts of the conditions of one route, in order."""
    return [each["text"] for each in outcome["conditions"] if each["route"] == route]


def asked(outcome: Outcome) -> list[str]:
    """The texts of the questions."""
    return [each["text"] for each in outcome["questions"]]


def findings_of(outcome: Outcome, rule: str) -> list[Outcome]:
    """The findings of one rule."""
    return [finding for finding in outcome["findings"] if finding["rule"] == rule]


def open_conditional(outcome: Outcome) -> list[str]:
    """The titles of the conditional rules that are open, each once."""
    return list(
        dict.fromkeys(
            finding["title"]
            for finding in outcome["findings"]
            if finding["gate"] == "conditional" and finding["verdict"] == "undetermined"
        )
    )


def open_points_of_furusato() -> dict[str, object]:
    """Good answers to what the minutes leave open."""
    return {
        "parties[sys].insider_measures": ["pledge", "limited_rights"],
        f"{AWS}.insider_measures": ["training", "access_log"],
        "hosting.location_control": "contract",
        "card.viewers": ["portal", "agency"],
    }


def asks_to_find_out(outcome: Outcome) -> bool:
    """Whether the one condition of the conclusion names every rule that is open, by its title."""
    [text] = conditions(outcome)
    titles = open_conditional(outcome)
    return (
        bool(titles)
        and all(title in text for title in titles)
        and text.endswith("について確かめ、その結果を審議会に報告すること")
        and outcome["conclusion"].endswith(f"ただし、{text}。")
    )


def places_of_answers(answers: object, way: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The way to every answer that a person gives: facts, and fields of elements but key and name."""
    if isinstance(answers, dict):
        for key, value in answers.items():
            inner = (*way, key)
            in_list = any(isinstance(step, int) for step in way)
            branch = isinstance(value, dict) and set(value) != {"unknown"}
            if branch or key in ("subcontractors", "parties"):
                yield from places_of_answers(value, inner)
            elif not (in_list and key in ("id", "name")):
                yield inner
    elif isinstance(answers, list):
        for position, value in enumerate(answers):
            yield from places_of_answers(value, (*way, position))


def at(data: Any, way: Sequence[Step]) -> Any:
    """What stands at the end of a way."""
    for step in way:
        data = data[step]
    return data


def path_of(answers: Data, way: Sequence[Step]) -> str:
    """The path as it is printed: `hosting.country`, `parties[sys/aws].access`."""
    keys = [
        at(answers, way[: place + 1])["id"]
        for place, step in enumerate(way)
        if isinstance(step, int)
    ]
    if keys:
        return f"{way[0]}[{'/'.join(keys)}].{way[-1]}"
    return ".".join(str(step) for step in way)
