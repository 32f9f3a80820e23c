"""What `checklist fmt` makes of a file, before → after; every result is its own result."""

from textwrap import dedent

import pytest

from checklist_engine.authoring.formatting.formatted import formatted


def becomes(before: str, after: str, kind: str | None = None) -> None:
    """Both texts are dedented; what is formatted once stays as it is."""
    wanted = dedent(after).removeprefix("\n")
    assert formatted(dedent(before).removeprefix("\n"), "x.yaml", kind) == wanted
    assert formatted(wanted, "x.yaml", kind) == wanted


def stays(text: str, kind: str | None = None) -> None:
    becomes(text, text, kind)


def test_one_space_stands_after_a_colon_and_a_comma_and_none_inside_brackets() -> None:
    becomes(
        """
        a:    1
        b: {  x: 1 ,y: [ 1,2 ],  z:   {} , }
        c : "題 名"
        d: [[ ] , { }]
        """,
        """
        a: 1
        b: {x: 1, y: [1, 2], z: {}}
        c: 題 名
        d: [[], {}]
        """,
    )


def test_a_key_in_brackets_without_a_value_keeps_the_space_that_makes_it_one() -> None:
    becomes("a: {b:   , c: }\n", "a: {b: , c: }\n")


def test_brackets_over_several_lines_keep_their_lines() -> None:
    becomes(
        """
        answers:   {a:   1,
                    b: [x,
                        y],

                    # 注釈
                    c: 3  # 終わり
                    }
        short: [
          1,2,
        ]
        """,
        """
        answers: {a: 1,
                  b: [x,
                      y],

                  # 注釈
                  c: 3  # 終わり
                  }
        short: [
          1, 2,
          ]
        """,
    )


def test_a_line_in_brackets_is_never_left_of_what_it_belongs_to() -> None:
    becomes(
        """
        a:
            b:
                c: [1,
              2,
            3]
        """,
        """
        a:
          b:
            c: [1,
              2,
              3]
        """,
    )


def test_blocks_are_indented_by_two_lists_too() -> None:
    becomes(
        """
        facts:
        -   id: a
            choices:
                 x: 一
                 y: 二
        -
            id: b
        - - 1
          -   2
        """,
        """
        facts:
          - id: a
            choices:
              x: 一
              y: 二
          - id: b
          - - 1
            - 2
        """,
    )


def test_block_texts_move_with_their_block_and_are_else_left_alone() -> None:
    becomes(
        """
        a:
            b: |   # 見出し
                一行目
                  字下げ

                # 注釈ではない
            c: >-
               続き
               ます
            d: |2
                二つ余る
        """,
        """
        a:
          b: |   # 見出し
              一行目
                字下げ

              # 注釈ではない
          c: >-
             続き
             ます
          d: |2
              二つ余る
        """,
    )


def test_a_block_text_that_keeps_its_blank_lines_keeps_them_wherever_it_goes() -> None:
    becomes(
        """
        title: |+
          題


        gate: advisory

        id: x-001
        """,
        """
        id: x-001
        title: |+
          題


        gate: advisory
        """,
        "rule",
    )
    becomes("b: |+\n  x\na: 1\n\n\nc: 2\n", "b: |+\n  x\na: 1\n\nc: 2\n")


@pytest.mark.parametrize("header", ["|", "|+", ">", ">+", "|2", "|2+", "|+2"])
def test_a_block_text_at_the_end_of_a_file_without_a_line_end_stays_without_one(
    header: str,
) -> None:
    result = formatted(f"a: {header}\n  x", "x.yaml")
    assert result == f"a: {header[0]}-{header[1:].replace('+', '')}\n  x\n"


def test_texts_over_several_lines_keep_their_lines() -> None:
    becomes(
        """
        a: "一つ目
             二つ目   \\
           三つ目

          四つ目"
        b: 'x
          y'   # 後
        c: 続く
            文で
          す
        d:
              別の行の文
        """,
        """
        a: "一つ目
          二つ目   \\
          三つ目

          四つ目"
        b: 'x
          y'  # 後
        c: 続く
          文で
          す
        d:
          別の行の文
        """,
    )


def test_blank_lines_stand_alone_and_never_at_the_ends_of_a_file_or_the_start_of_a_block() -> None:
    becomes(
        """


        a:

          b: 1



          c: 2

        d: 3


        """,
        """
        a:
          b: 1

          c: 2

        d: 3
        """,
    )


def test_blanks_at_line_ends_go_and_full_width_ones_in_texts_stay() -> None:
    becomes("a: 題　名   \nb: 1\t\n# 注釈  \n", "a: 題　名\nb: 1\n# 注釈\n")


def test_tabs_between_things_become_spaces_and_those_in_texts_stay() -> None:
    becomes("a:\t1\nb:\t[x,\ty]\t# c\nd: x\ty\n", "a: 1\nb: [x, y]  # c\nd: x\ty\n")
    stays('a: "x\ty"\nb: |\n  x\ty\n  \tz\n')


def test_a_lone_document_mark_says_nothing() -> None:
    becomes("---   # 初め\na: 1\n...\n# 終わり\n", "# 初め\na: 1\n# 終わり\n")


def test_lines_for_the_reader_of_yaml_stay_with_their_mark() -> None:
    stays("%YAML 1.1\n# 版\n---\na: 1\n")


def test_a_key_with_a_question_mark_becomes_a_plain_one() -> None:
    becomes(
        """
        ? a
        : 1
        # 前
        ? "b c"   # 鍵
        # 間
        :   2
        ? d
        """,
        """
        a: 1
        # 前
        # 鍵
        # 間
        b c: 2
        d:
        """,
    )


def test_a_key_over_several_lines_stands_on_one_and_a_very_long_one_keeps_its_mark() -> None:
    becomes('? |\n  x\n  "y"\n: 1\n', '"x\\U0000000a\\"y\\"\\U0000000a": 1\n')
    stays(f"? {'長' * 1001}\n:\n  a: 1\n")


def test_brackets_may_be_the_whole_file() -> None:
    becomes("# 前\n\n[ a,\nb ]  # 後\n# 終わり", "# 前\n\n[a,\n  b]  # 後\n# 終わり\n")


@pytest.mark.parametrize("text", ["文\n", "  '文'", "|\n 文", "  ---\n文\n", "---\n"])
def test_a_file_that_is_no_collection_stays_as_it_is(text: str) -> None:
    assert formatted(text, "x.yaml") == text


def test_a_mark_at_the_beginning_that_was_saved_twice_goes() -> None:
    becomes("\ufeffa:   1\n", "a: 1\n")


def test_a_mark_that_begins_a_key_is_kept_for_what_it_is() -> None:
    assert formatted("  \ufeffa: 1\n", "x.yaml") == '"\\U0000feffa": 1\n'


def test_line_breaks_that_only_yaml_knows_end_comments_and_stay_in_texts() -> None:
    becomes("a: 1 # x\u2028b:  2\n", "a: 1  # x\nb: 2\n")
    stays('a: "x\u2028y"\n')
