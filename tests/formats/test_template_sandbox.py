"""The sandbox of templates: a view's words, and nothing of Python; all missing words at once."""

import pytest

from checklist_engine.formats.template_sandbox import Slip, TemplateFault, TemplateFaults, filled

VIEW = {
    "title": "題",
    "over": True,
    "rows": [{"name": "甲", "items": "品"}, {"name": "乙", "items": "物"}],
    "case": {"keys": "鍵", "values": "値", "count": 3},
}


def faults(source: str, *, autoescape: bool = False) -> tuple[TemplateFault, ...]:
    with pytest.raises(TemplateFaults) as caught:
        filled(source, VIEW, autoescape=autoescape)
    assert all(each.hint for each in caught.value.faults)
    return caught.value.faults


def test_words_win_over_the_methods_of_a_mapping() -> None:
    assert filled("{{ case.keys }}{{ case.values }}{{ rows[0].items }}", VIEW) == "鍵値品"


def test_every_missing_word_is_told_at_once_with_its_line_and_the_nearest() -> None:
    source = "{{ titel }}\n{% for row in rows %}\n{{ row.nmae }}\n{% endfor %}\n{{ case.cuont }}"
    found = [(each.slip, each.line, each.word, each.hint) for each in faults(source)]
    assert found == [
        (Slip.WORD, 1, "titel", "もしかして「title」ですか"),
        (Slip.WORD, 3, "nmae", "もしかして「name」ですか"),
        (Slip.WORD, 5, "cuont", "もしかして「count」ですか"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "{% if titel %}x{% endif %}",
        "{% for x in titel %}x{% endfor %}",
        "{{ titel | length }}",
        "{{ titel.a.b }}",
        "{{ titel['a'] }}",
        "{{ titel == 'x' }}",
        "{{ 'a' ~ titel }}",
        "{{ titel + 1 }}",
        "{{ titel() }}",
        "{{ rows | map(attribute='titel') | join('、') }}",
        "{{ rows | selectattr('titel') | list | length }}",
        "{{ [titel] | join('、') }}",
        "{{ 'x' if titel else 'y' }}",
    ],
)
@pytest.mark.parametrize("autoescape", [False, True])
def test_a_missing_word_is_told_however_it_is_used(source: str, autoescape: bool) -> None:
    found = faults(source, autoescape=autoescape)
    assert {(each.slip, each.word) for each in found} == {(Slip.WORD, "titel")}


def test_a_word_may_be_asked_for_without_being_there() -> None:
    assert filled("{% if titel is defined %}x{% endif %}{{ titel | default('y') }}", VIEW) == "y"


@pytest.mark.parametrize(
    "source",
    ["{{ rows }}", "{{ case }}", "{{ over }}", "{{ none }}", "{{ rows | map(attribute='name') }}"],
)
def test_what_is_no_text_is_not_printed_as_python_spells_it(source: str) -> None:
    assert [each.slip for each in faults(source)] == [Slip.SHAPE]


def test_texts_and_numbers_are_passed_through_the_last_touch() -> None:
    marked = filled("{{ title }}{{ case.count }}字", VIEW, finalize=lambda text: f"〔{text}〕")
    assert marked == "〔題〕〔3〕字"


def test_filters_of_ones_own_are_named_where_another_is_missing() -> None:
    with pytest.raises(TemplateFaults) as caught:
        filled("{{ title | cel }}", VIEW, filters={"cell": str})
    assert "cell" in caught.value.faults[0].hint


@pytest.mark.parametrize(
    "name", ["safe", "e", "escape", "forceescape", "tojson", "urlize", "xmlattr"]
)
def test_nothing_makes_markup_of_a_text_where_texts_are_escaped(name: str) -> None:
    assert [each.slip for each in faults(f"{{{{ title | {name} }}}}", autoescape=True)] == [
        Slip.SYNTAX
    ]


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'x' * 99999999 }}",
        "{{ 99999999 * [1] }}",
        "{{ 2 ** 99999999 }}",
        "{{ 2 ** -1 }}",
        "{{ '%99999999d' % 1 }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_what_would_fill_the_memory_is_refused(source: str) -> None:
    assert [each.slip for each in faults(source)] == [Slip.SHAPE]


def test_small_sums_are_possible() -> None:
    assert (
        filled("{{ case.count * 2 + 1 }} {{ 7 % 4 }} {{ 2 ** 3 }} {{ '－' * 3 }}", VIEW)
        == "7 3 8 －－－"
    )


@pytest.mark.parametrize("name", ["lipsum", "random"])
def test_nothing_random_is_there(name: str) -> None:
    assert faults(f"{{{{ {name}() }}}}" if name == "lipsum" else "{{ rows | random }}")
