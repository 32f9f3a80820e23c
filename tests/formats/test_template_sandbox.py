"""The sandbox of templates: a view's words, and nothing of Python; all missing words at once."""

import pytest

from checklist_engine.formats.template_sandbox import Slip, TemplateFault, TemplateFaults, filled

VIEW = {
    "title": "題",
    "over": True,
    "rows": [{"name": "甲", "items": "品"}, {"name": "乙", "items": "物"}],
    "case": {"keys": "鍵", "values": "値", "count": 3},
}

# Nothing is printed, and nobody would live to see the end of it.
LOOPS = "{% for each in range(999) %}" * 4 + "{% endfor %}" * 4


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
        "{{ 'x' | center(10 ** 9) }}",
        "{{ 'x' | indent(10 ** 9, true) }}",
        "{{ [1] | batch(10 ** 9, 0) | list | length }}",
        "{{ [1] | slice(10 ** 9) | list | length }}",
        "{{ rows | map('center', 10 ** 9) | first }}",
        "{{ 1 | round(10 ** 9) }}",
        "{{ range(10 ** 9) | list | length }}",
        "{% for a in range(10 ** 9) %}{% endfor %}",
        LOOPS,
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    ],
)
def test_what_would_fill_the_memory_or_never_end_is_refused(source: str) -> None:
    assert [each.slip for each in faults(source)] == [Slip.SHAPE]


@pytest.mark.parametrize(
    ("first", "next_one"),
    [
        ("'aa'", "ns.x ~ ns.x"),
        ("'aa'", "ns.x + ns.x"),
        ("'aa'", "[ns.x, ns.x] | join"),
        ("'aa'", "ns.x | replace('a', ns.x)"),
        ("'aa'", "ns.x.replace('a', ns.x)"),
        ("[1]", "ns.x + ns.x"),
        ("[1]", "[ns.x, ns.x]"),
        ("[1]", "(ns.x, ns.x)"),
        ("[1]", "{'a': ns.x, 'b': ns.x}"),
        ("3", "ns.x * ns.x"),
        ("3", "ns.x ** 19"),
    ],
)
def test_what_doubles_in_a_loop_is_refused(first: str, next_one: str) -> None:
    source = (
        f"{{% set ns = namespace(x={first}) %}}{{% for each in range(60) %}}"
        f"{{% set ns.x = {next_one} %}}{{% endfor %}}{{{{ ns.x | string | length }}}}"
    )
    assert [each.slip for each in faults(source)] == [Slip.SHAPE]


def test_a_block_that_is_set_cannot_double_either() -> None:
    source = (
        "{% set ns = namespace(x='aa') %}{% for each in range(60) %}"
        "{% set more %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = more %}{% endfor %}"
    )
    assert [each.slip for each in faults(source)] == [Slip.SHAPE]


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("{{ '{:>999999999}'.format(1) }}", "format"),
        ("{{ '{0.__class__}'.format(title) }}", "format"),
        ("{{ '{a}'['format_map'](case) }}", "format_map"),
        ("{{ title.center(999999999) }}", "center"),
        ("{{ title.zfill(999999999) }}", "zfill"),
        ("{{ title.expandtabs(999999999) }}", "expandtabs"),
        ("{{ title.encode('utf-7') }}", "encode"),
        ("{{ 'a'.translate({97: 'b'}) }}", "translate"),
        ("{{ title | attr('__class__') }}", "__class__"),
        ("{{ ''['__class__'] }}", "__class__"),
        ("{{ (1).__class__.__base__.__subclasses__() }}", "__class__"),
        ("{{ rows.__len__() }}", "__len__"),
        ("{{ [1].append(2) }}", "append"),
        ("{{ self.__init__.__globals__ }}", "__init__"),
        ("{{ cycler.__init__.__globals__ }}", "__init__"),
        ("{{ namespace.__class__ }}", "__class__"),
        ("{{ range.__class__ }}", "__class__"),
        ("{% for each in rows %}{{ loop._iterator }}{% endfor %}", "_iterator"),
    ],
)
@pytest.mark.parametrize("autoescape", [False, True])
def test_nothing_of_python_can_be_reached(source: str, word: str, autoescape: bool) -> None:
    assert [(each.slip, each.word) for each in faults(source, autoescape=autoescape)] == [
        (Slip.FORBIDDEN, word)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "{{ rows | string }}",
        "{{ rows | join('、') }}",
        "{{ 'x' ~ rows }}",
        "{{ case | upper }}",
    ],
)
def test_a_list_is_not_made_a_text_on_the_way(source: str) -> None:
    assert [each.slip for each in faults(source)] == [Slip.SHAPE]


def test_a_loop_that_calls_itself_is_no_loop_of_a_paper() -> None:
    source = "{% for each in rows recursive %}{{ loop(rows) }}{% endfor %}"
    assert [each.slip for each in faults(source)] == [Slip.SYNTAX]


def test_a_large_paper_is_far_within_the_limits() -> None:
    view = {"rows": [{"name": "名称" * 50, "text": "説明" * 500} for _ in range(400)]}
    source = (
        "{% for each in rows %}{{ loop.index }}{{ each.name | replace('名', '題') | trim }}"
        "{{ (each.text ~ '。') | truncate(9999) }}{% if not loop.last %}、{% endif %}{% endfor %}"
    )
    assert len(filled(source, view)) > 400_000


def test_small_sums_are_possible() -> None:
    assert (
        filled("{{ case.count * 2 + 1 }} {{ 7 % 4 }} {{ 2 ** 3 }} {{ '－' * 3 }}", VIEW)
        == "7 3 8 －－－"
    )


@pytest.mark.parametrize("name", ["lipsum", "random"])
def test_nothing_random_is_there(name: str) -> None:
    assert faults(f"{{{{ {name}() }}}}" if name == "lipsum" else "{{ rows | random }}")
