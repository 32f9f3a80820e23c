"""The outcome of rule tests as JUnit XML: one suite a rule, for the pages of a CI service."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checklist_engine.reporting.rule_tests import NO_TESTS, no_test_file
from checklist_engine.rule_tests.outcome import PackTests, TestOutcome

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(packs: Sequence[PackTests]) -> str:
    """An XML document; a rule without tests, and a pack without any, is a case that fails."""
    root = Element("testsuites", name="checklist test")
    for pack in packs:
        for suite in _suites(pack):
            root.append(suite)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suites(pack: PackTests) -> Iterator[Element]:
    for rule, outcomes in groupby(pack.outcomes, key=lambda outcome: outcome.rule):
        yield _suite(pack, rule, [_case(pack, outcome) for outcome in outcomes])
    for rule in pack.untested:
        yield _suite(pack, rule, [_failed(pack, rule, no_test_file(rule))])
    if not pack.outcomes and not pack.untested:
        yield _suite(pack, pack.pack, [_failed(pack, pack.pack, NO_TESTS)])


def _suite(pack: PackTests, name: str, cases: Sequence[Element]) -> Element:
    suite = Element("testsuite", name=_legible(name), package=_legible(pack.pack))
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", "0")
    suite.set("skipped", "0")
    suite.extend(cases)
    return suite


def _case(pack: PackTests, outcome: TestOutcome) -> Element:
    case = Element(
        "testcase",
        name=_legible(outcome.case),
        classname=_legible(f"{pack.pack}.{outcome.rule}"),
        file=_legible(outcome.place.file),
        line=str(outcome.place.line),
    )
    if outcome.differences:
        told = "\n".join([*outcome.differences, str(outcome.place)])
        _fail(case, outcome.differences[0], told)
    return case


def _failed(pack: PackTests, name: str, message: str) -> Element:
    case = Element("testcase", name="試験", classname=_legible(f"{pack.pack}.{name}"))
    _fail(case, message, message)
    return case


def _fail(case: Element, message: str, told: str) -> None:
    failure = SubElement(case, "failure", message=_legible(message), type="difference")
    failure.text = _legible(told)


def _legible(text: str) -> str:
    """Text without what XML cannot say, not even as a reference."""
    return _NOT_IN_XML.sub("�", text)
