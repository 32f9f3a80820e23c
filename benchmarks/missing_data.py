"""What engines say when an answer is missing: the same four rules, asked of each engine itself.

    pip install -r benchmarks/requirements-peers.txt     # what is not there is named and passed over
    python benchmarks/missing_data.py

Prints a table in Markdown. *met* in a cell means that a rule passed though nobody had answered; an
engine is safe where no cell says so. Ends with 1 where our own row is anything but unknown.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path

from report import Claim, arguments, conclude, title

from checklist_engine import __version__
from checklist_engine.usecases.evaluate_cases import evaluate_cases

SUBS = {"subs": [{"country": "JP"}, {}]}
"""Two subcontractors; the second has not said where it is."""

CASES = ("`region` is JP", "`region` is not US", "not `card`", "every sub in JP, one unanswered")
DOCUMENTS: tuple[Mapping[str, object], ...] = ({}, {}, {}, SUBS)

MET, NOT_MET = "**met**", "not met"
Said = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """An engine, the distribution that holds it, and what it says to the four rules."""

    name: str
    distribution: str
    says: Callable[[], Said]


def truth(value: object) -> str:
    return MET if value is True else NOT_MET if value is False else str(value)


def each(rules: tuple[str, ...], ask: Callable[[str, Mapping[str, object]], object]) -> Said:
    """What `ask` says to each rule; an engine that raises has said that there is an error."""
    said = []
    for rule, document in zip(rules, DOCUMENTS, strict=True):
        try:
            said.append(truth(ask(rule, document)))
        except Exception:  # noqa: BLE001 - every engine has its own
            said.append("error")
    return tuple(said)


def ours() -> Said:
    vocabulary = {
        "section": {"id": "main", "label": "区分", "order": 1},
        "facts": [
            {"id": "region", "label": "国", "type": "choice", "choices": {"JP": "日", "US": "米"}},
            {"id": "card", "label": "カード", "type": "boolean"},
            {
                "id": "subs",
                "label": "再委託先",
                "type": "list",
                "key": "id",
                "fields": [
                    {"id": "id", "label": "記号", "type": "text"},
                    {"id": "country", "label": "国", "type": "text"},
                ],
            },
        ],
    }
    everyone = {"in": "subs", "satisfies": {".country": "JP"}, "if_none": "holds"}
    expressions = ({"region": "JP"}, {"region": {"is_not": "US"}}, {"not": {"card": True}})
    subs = {"subs": [{"id": "a", "country": "JP"}, {"id": "b"}]}
    lines = [
        {"id": str(number), "expression": expression, "answers": {}}
        for number, expression in enumerate(expressions)
    ]
    lines.append({"id": "3", "expression": {"every": everyone}, "answers": subs})
    with tempfile.TemporaryDirectory() as name:
        facts, cases = Path(name) / "facts.json", Path(name) / "cases.jsonl"
        facts.write_text(json.dumps(vocabulary), encoding="utf-8")
        cases.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        outcomes = evaluate_cases(facts, cases, date(2026, 4, 1))
    return tuple(_waiting(outcome) for outcome in outcomes)


def _waiting(outcome: Mapping[str, object]) -> str:
    causes = outcome.get("causes")
    if outcome["truth"] != "unknown" or not isinstance(causes, list):
        return truth(outcome["truth"] == "true")
    return f"unknown, waits for {', '.join(f'`{path}`' for path in causes)}"


def rego() -> Said:
    import regopy  # noqa: PLC0415

    rules = (
        'met if input.region == "JP"',
        'deny if input.region == "US"\nmet if not deny',
        "met if not input.card",
        'abroad if { some sub in input.subs; sub.country != "JP" }\nmet if not abroad',
    )

    def ask(rule: str, document: Mapping[str, object]) -> object:
        interpreter = regopy.Interpreter()
        interpreter.add_module("rules", f"package rules\nimport rego.v1\n{rule}")
        interpreter.set_input(dict(document))
        said = str(interpreter.query("data.rules.met"))
        return said if said == "undefined" else json.loads(said)["expressions"][0]

    return each(rules, ask)


def cedar() -> Said:
    import cedarpy  # noqa: PLC0415

    anyone = "(principal, action, resource)"
    rules = (
        f'permit{anyone} when {{ context.region == "JP" }};',
        f'permit{anyone}; forbid{anyone} when {{ context.region == "US" }};',
        f"permit{anyone}; forbid{anyone} when {{ context.card }};",
    )

    def ask(rule: str, document: Mapping[str, object]) -> object:
        request = {
            "principal": 'User::"a"',
            "action": 'Action::"a"',
            "resource": 'Case::"a"',
            "context": dict(document),
        }
        return cedarpy.is_authorized(request, rule, []).decision is cedarpy.Decision.Allow

    said = [*each((*rules, rules[0]), ask)[:3], "no quantifier over records"]
    return tuple(said)


def zen() -> Said:
    import zen as engine  # noqa: PLC0415

    rules = ('region == "JP"', 'region != "US"', "not card", 'all(subs, #.country == "JP")')
    return each(rules, lambda rule, document: engine.evaluate_expression(rule, dict(document)))


def json_logic() -> Said:
    from json_logic import jsonLogic  # noqa: PLC0415

    in_japan = {"==": [{"var": "country"}, "JP"]}
    rules = (
        {"==": [{"var": "region"}, "JP"]},
        {"!=": [{"var": "region"}, "US"]},
        {"!": [{"var": "card"}]},
        {"all": [{"var": "subs"}, in_japan]},
    )
    return each(
        tuple(map(json.dumps, rules)),
        lambda rule, document: jsonLogic(json.loads(rule), dict(document)),
    )


def rule_engine() -> Said:
    import rule_engine as engine  # noqa: PLC0415

    rules = (
        'region == "JP"',
        'region != "US"',
        "not card",
        '$all([sub["country"] == "JP" for sub in subs])',
    )
    context = engine.Context(default_value=None)
    return each(
        rules, lambda rule, document: engine.Rule(rule, context=context).matches(dict(document))
    )


def cel_python() -> Said:
    import celpy  # noqa: PLC0415

    rules = ('region == "JP"', 'region != "US"', "!card", 'subs.all(sub, sub.country == "JP")')
    environment = celpy.Environment()

    def ask(rule: str, document: Mapping[str, object]) -> object:
        program = environment.program(environment.compile(rule))
        return bool(program.evaluate(celpy.json_to_cel(dict(document))))

    return each(rules, ask)


def cloud_custodian() -> Said:
    from c7n.filters.core import ValueFilter  # noqa: PLC0415

    rules = (
        {"key": "region", "value": "JP"},
        {"key": "region", "op": "ne", "value": "US"},
        {"key": "card", "op": "ne", "value": True},
    )

    def ask(rule: str, document: Mapping[str, object]) -> object:
        return bool(ValueFilter({"type": "value", **json.loads(rule)}).match(dict(document)))

    written = tuple(map(json.dumps, rules))
    return (*each((*written, written[0]), ask)[:3], "no quantifier over records")


ENGINES = (
    Engine(name="Rego (rego-cpp)", distribution="regopy", says=rego),
    Engine(name="Cedar", distribution="cedarpy", says=cedar),
    Engine(name="GoRules zen", distribution="zen-engine", says=zen),
    Engine(name="JSON Logic", distribution="panzi-json-logic", says=json_logic),
    Engine(name="rule-engine (default value)", distribution="rule-engine", says=rule_engine),
    Engine(name="CEL", distribution="cel-python", says=cel_python),
    Engine(name="Cloud Custodian value filter", distribution="c7n", says=cloud_custodian),
)


def rows(absent: list[str]) -> Iterator[tuple[str, Said]]:
    for engine in ENGINES:
        try:
            version = metadata.version(engine.distribution)
            yield f"{engine.name} {version}", engine.says()
        except (metadata.PackageNotFoundError, ImportError):
            absent.append(engine.distribution)


def main() -> int:
    wanted = arguments(__doc__).parse_args()
    title("What engines say when an answer is missing")
    absent: list[str] = []
    own = ours()
    table = [*rows(absent), (f"checklist-engine {__version__}", own)]
    print(f"| engine | {' | '.join(CASES)} | safe |")
    print("|---|" + "---|" * (len(CASES) + 1))
    for name, said in table:
        print(f"| {name} | {' | '.join(said)} | {'no' if MET in said else 'yes'} |")
    print()
    if absent:
        print(f"Not installed, passed over: {', '.join(absent)}\n")
    certain = sum(not each.startswith("unknown") for each in own)
    claim = Claim(
        words="rules that we decide without their answer", found=certain, limit=0, unit=""
    )
    return conclude([claim], quick=wanted.quick) or int(certain > 0)


if __name__ == "__main__":
    sys.exit(main())
