"""Rule tests as JUnit XML: the usual structure, whatever the names are."""

from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.ground.places import Place
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.rule_tests_junit import junit_xml
from checklist_engine.rule_tests.outcome import PackTests, TestOutcome


def outcome(rule: str, case: str, *differences: str, line: int = 3) -> TestOutcome:
    place = Place(file=f"rules/p/a/{rule}.test.yaml", line=line, column=11)
    return TestOutcome(rule=rule, case=case, place=place, differences=differences)


def pack(*outcomes: TestOutcome, untested: tuple[str, ...] = (), name: str = "p") -> PackTests:
    thin = (("a-001", (Verdict.MET,)),)
    return PackTests(pack=name, rules=2, outcomes=outcomes, untested=untested, thin=thin)


COUNTS = ("tests", "failures", "errors", "skipped")


def check(root: Element) -> None:
    """The structure that readers of JUnit XML rely on."""
    assert root.tag == "testsuites"
    totals = dict.fromkeys(COUNTS, 0)
    for suite in root:
        assert suite.tag == "testsuite"
        assert {"name", "package", *COUNTS} == set(suite.attrib)
        cases = list(suite)
        assert cases
        failed = [case for case in cases if len(case)]
        assert [int(suite.attrib[count]) for count in COUNTS] == [len(cases), len(failed), 0, 0]
        for case in cases:
            assert case.tag == "testcase"
            assert (
                {"name", "classname"} <= set(case.attrib) <= {"name", "classname", "file", "line"}
            )
            assert case.get("line", "1").isdigit()
            for failure in case:
                assert failure.tag == "failure"
                assert {"message", "type"} == set(failure.attrib)
                assert failure.text
                assert len(failure) == 0
        for count in COUNTS:
            totals[count] += int(suite.attrib[count])
    assert {count: int(root.attrib[count]) for count in COUNTS} == totals


def read(*packs: PackTests) -> Element:
    root = fromstring(junit_xml(packs))  # noqa: S314 - it was written here
    check(root)
    return root


def test_a_document_as_it_is_written() -> None:
    document = junit_xml(
        [pack(outcome("a-001", "良い"), outcome("a-001", "悪い", "違います", line=7))]
    )
    assert document == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="checklist test" tests="2" failures="1" errors="0" skipped="0">\n'
        '  <testsuite name="a-001" package="p" tests="2" failures="1" errors="0" skipped="0">\n'
        '    <testcase name="良い" classname="p.a-001" file="rules/p/a/a-001.test.yaml" line="3" />\n'
        '    <testcase name="悪い" classname="p.a-001" file="rules/p/a/a-001.test.yaml" line="7">\n'
        '      <failure message="違います" type="difference">違います\n'
        "rules/p/a/a-001.test.yaml:7:11</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_there_is_a_suite_for_each_rule_of_each_pack() -> None:
    one = pack(outcome("a-001", "x"), outcome("a-001", "y"), outcome("b-001", "x"))
    root = read(one, pack(outcome("a-001", "x"), name="q"))
    assert [(suite.get("package"), suite.get("name"), len(suite)) for suite in root] == [
        ("p", "a-001", 2),
        ("p", "b-001", 1),
        ("q", "a-001", 1),
    ]


def test_all_that_differs_is_told() -> None:
    root = read(pack(outcome("a-001", "x", "判定が違います", "conditions が違います")))
    [failure] = root.iter("failure")
    assert failure.get("message") == "判定が違います"
    assert failure.text == "判定が違います\nconditions が違います\nrules/p/a/a-001.test.yaml:3:11"


def test_a_rule_without_tests_fails() -> None:
    root = read(pack(outcome("a-001", "x"), untested=("a-002",)))
    [failure] = root.iter("failure")
    assert [suite.get("failures") for suite in root] == ["0", "1"]
    assert failure.get("message") == "試験のファイル a-002.test.yaml がありません"


def test_a_pack_without_any_test_fails() -> None:
    [failure] = read(pack()).iter("failure")
    assert failure.get("message") == "試験が一つもありません"


HOSTILE = "\x00\x01\x08\x0b\x0c\x1b[31m\ud800\udfff\ufffe\uffff\x7f]]>&amp;<b>\"'\t\r\n🏛"


@pytest.mark.parametrize("name", [HOSTILE, "", " ", "</testcase>", "<!--", "&#0;"])
def test_hostile_names_stay_names(name: str) -> None:
    root = read(
        pack(outcome("a-001", name, f"{name}が違います"), untested=(name,), name=name or "p")
    )
    case = next(root.iter("testcase"))
    assert len(list(root.iter("testcase"))) == 2
    told = case.get("name", "")
    assert told == "".join(
        each if each in "\t\r\n" or each >= " " else "�" for each in name
    ).translate(dict.fromkeys((0xD800, 0xDFFF, 0xFFFE, 0xFFFF), "�"))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(), st.text(), st.text())
def test_any_text_makes_a_document_that_can_be_read(rule: str, case: str, difference: str) -> None:
    root = read(pack(outcome(rule, case, difference or "x"), outcome(rule, case)))
    assert len(list(root.iter("testcase"))) == 2


def test_references_stand_for_what_a_code_page_lacks() -> None:
    """So the command writes it where stdout is not UTF-8: the same document."""
    document = junit_xml([pack(outcome("a-001", "悪い", "違います"))])
    plain = document.encode("ascii", "xmlcharrefreplace").decode("ascii")
    one, other = fromstring(document), fromstring(plain)  # noqa: S314 - written here
    assert [each.attrib for each in one.iter()] == [each.attrib for each in other.iter()]
