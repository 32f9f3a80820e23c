"""Comments stay with what they belong to, which their column tells."""

from test_fmt_text import becomes, stays

RULE = "rule"


def test_a_comment_at_the_end_of_a_line_stands_two_spaces_off() -> None:
    becomes(
        """
        a: 1 # 一
        b:    # 二
          - x       # 三
          -    # 四
        c: 五#ではない
        e: "f"   # 六
        """,
        """
        a: 1  # 一
        b:  # 二
          - x  # 三
          -  # 四
        c: 五#ではない
        e: f  # 六
        """,
    )


def test_comments_move_with_the_key_below_them() -> None:
    becomes(
        """
        # 題名について
        # その二
        title: 題
        # 重みについて
        weight: 1  # 仮
          # 重みの続き
        id: x-001
        gate: advisory
        # 終わりに
        """,
        """
        # 題名について
        # その二
        id: x-001
        title: 題
        gate: advisory
        # 重みについて
        weight: 1  # 仮
          # 重みの続き
        # 終わりに
        """,
        RULE,
    )


def test_the_heading_of_a_file_stays_first_and_what_follows_a_blank_line_moves() -> None:
    becomes(
        """
        # yaml-language-server: $schema=rule.schema.json
        # ファイルについて

        # 題名について
        title: 題
        id: x-001
        """,
        """
        # yaml-language-server: $schema=rule.schema.json
        # ファイルについて

        id: x-001

        # 題名について
        title: 題
        """,
        RULE,
    )


def test_what_is_said_of_the_first_entry_does_not_become_the_heading() -> None:
    becomes(
        """
        # ファイルについて
        title: 題
        # id について
        id: x-001
        """,
        """
        # ファイルについて

        # id について
        id: x-001
        title: 題
        """,
        RULE,
    )


def test_a_comment_belongs_to_the_block_in_whose_column_it_stands() -> None:
    becomes(
        """
        a:
            b:
                c: 1
                # c の後
            # b の後
          # a の中
        # d の前
        d: 2
        """,
        """
        a:
          b:
            c: 1
            # c の後
          # b の後
        # a の中
        # d の前
        d: 2
        """,
    )


def test_a_comment_under_a_key_without_a_value_stays_under_it() -> None:
    stays(
        """
        a:
          # まだ何もない
        b:
          -
          # まだ何もない
        """
    )


def test_comments_between_items_belong_to_the_next_and_indented_ones_to_the_item() -> None:
    becomes(
        """
        facts:
        # a の前
        - id: a
          label: 名
          # a の終わり
        # b の前

        - id: b
        # 一覧の後
        more: 1
        """,
        """
        facts:
          # a の前
          - id: a
            label: 名
            # a の終わり
          # b の前

          - id: b
        # 一覧の後
        more: 1
        """,
    )


def test_a_comment_between_a_hyphen_and_its_mapping_goes_above_both() -> None:
    becomes(
        """
        - # 一
          # 二
          a: 1
        - - # 三
            - 2
        -   # 四
            文
        """,
        """
        # 一
        # 二
        - a: 1
        # 三
        - - - 2
        -  # 四
          文
        """,
    )


def test_a_comment_above_the_key_that_becomes_first_stays_above_its_fact() -> None:
    becomes(
        """
        section: {id: a, label: 区分, order: 1}
        facts:
          - label: 名
            # id について
            id: a.b
            type: boolean
        """,
        """
        section: {id: a, label: 区分, order: 1}
        facts:
          # id について
          - id: a.b
            label: 名
            type: boolean
        """,
        "facts",
    )


def test_a_comment_between_a_key_and_its_value_stays_there() -> None:
    becomes(
        """
        a: # 一
            # 二
            文
        b:
         # 三
         [1,
          2]   # 四
        c: # 五

          # 六
          d: 1
        """,
        """
        a:  # 一
          # 二
          文
        b:
          # 三
          [1,
           2]  # 四
        c:  # 五
          # 六
          d: 1
        """,
    )


def test_a_comment_after_a_block_text_never_becomes_a_part_of_it() -> None:
    becomes(
        """
        a:
            b: |
                文

              # 文の後

        c: |
          文
         # c の後
        """,
        """
        a:
          b: |
              文

          # 文の後

        c: |
          文
        # c の後
        """,
    )


def test_comments_inside_brackets_stay_on_their_lines() -> None:
    becomes(
        """
        a: [  # 一
            # 二
            x, # 三
            y
            # 四
          ] # 五
        """,
        """
        a: [  # 一
            # 二
            x,  # 三
            y
            # 四
          ]  # 五
        """,
    )
