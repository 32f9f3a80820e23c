"""E201 to E210: expressions, the names in them and what they compare."""

PAGES = {
    "E201": """
        式の形になっていない

        何か
        式の言葉（`all`、`any`、`every`、`count` など）の下に、要る項目がないか、書き方が違います。

        なぜ
        たとえば `every` には `if_none` が要ります。当てはまる要素が一つもないときに、
        満たすとみる（`holds`）のか、満たさないとみる（`fails`）のか、決めない（`unknown`）のかで、
        規則の意味が変わるからです。

        悪い例
            # sub/sub-001.yaml
            compensated_by:
              every: {in: ..parties, satisfies: {.handles_personal_data: false}}

        良い例
            # sub/sub-001.yaml
            compensated_by:
              every: {in: parties, satisfies: {.handles_personal_data: false}, if_none: fails}
    """,
    "E202": """
        式に書けない言葉

        何か
        式の言葉でも、事実の名前の形でもないものが書かれています。又は、
        式の言葉の下に書けない項目が書かれています。

        なぜ
        式には、画面や様式に出る名称（`label`）ではなく、事実の名前（`id`）を書きます。
        名称は後から変えられますが、名前は変わらないからです。

        悪い例
            # cloud/cloud-001.yaml
            require: {サーバーの設置国: JP}

        良い例
            # cloud/cloud-001.yaml
            require: {hosting.country: JP}
    """,
    "E203": """
        語彙にない事実

        何か
        規則、条件又は差込みに書かれた事実や要素の項目が、`facts` フォルダのどのファイルにもありません。

        なぜ
        尋ねていないことは、いつまでも回答されません。名前の近い事実があれば、名称とともに示されます。

        悪い例
            # cloud/cloud-001.yaml
            require: {hosting.contry: JP}

        良い例
            # cloud/cloud-001.yaml
            require: {hosting.country: JP}
    """,
    "E204": """
        事実の型に合わない値

        何か
        演算子の右に、その事実の型では答えられない値や、選択肢にないコードが書かれています。

        なぜ
        答えられない値と比べる式は、決して成り立ちません。選択肢は、名称ではなくコードで書きます。

        悪い例
            # cloud/cloud-001.yaml
            require: {hosting.country: 日本}

        良い例
            # cloud/cloud-001.yaml
            require: {hosting.country: JP}
    """,
    "E205": """
        使えない演算子

        何か
        その名前の演算子がないか、その事実の型には使えません。一覧でない事実が `in:` に書かれたときも、
        この誤りになります。

        なぜ
        選択肢の大小や、文の月数のように、意味の決まらない比較を防ぐためです。型ごとに使える演算子は、
        [演算子の一覧](../operators.md)にあります。

        悪い例
            # cloud/cloud-001.yaml
            require: {hosting.country: {at_least: JP}}

        良い例
            # cloud/cloud-001.yaml
            require: {hosting.country: {is: JP}}
    """,
    "E206": """
        一覧の中の項目を、どの要素についてか決めずに書いた

        何か
        一覧の要素の項目が、`parties.handles_personal_data` のように、一覧の名前に続けて書かれています。

        なぜ
        委託先が幾つもあるとき、どれか一つでよいのか、全てでなければならないのかが決まりません。`some`、`every`、
        `none` 又は `count` の中に書くか、規則を `for_each` で要素ごとのものにしてください。

        悪い例
            # cloud/cloud-001.yaml
            applies_when: {parties.handles_personal_data: true}

        良い例
            # cloud/cloud-001.yaml
            applies_when: {some: {in: parties, where: {.handles_personal_data: true}}}
    """,
    "E207": """
        要素のないところの、要素の項目

        何か
        「.」で始まる名前（要素の項目）が、要素の中でないところに書かれているか、「.」の数が多すぎます。

        なぜ
        「.」で始まる名前は、`for_each`、`every`、`some`、`none` 及び `count` の中の要素を指します。`applies_when`
         は要素に分ける前に判断するので、`for_each` のある規則でも、要素の項目を書けません。

        悪い例
            # sub/sub-001.yaml
            applies_when: {.handles_personal_data: true}

        良い例
            # sub/sub-001.yaml
            for_each: {in: parties, where: {.handles_personal_data: true}}
    """,
    "E208": """
        使えないパターン

        何か
        `matches` のパターンに、書けない記号や、閉じていない括弧があります。

        なぜ
        パターンはいつも文の全体と比べるので、`^` と `$` は要りません。後戻りの要る書き方も、
        長い文で止まらなくなるおそれがあるので使えません。

        悪い例
            # cloud/cloud-001.yaml
            applies_when: {hosting.contract_no: {matches: "^[0-9]{4}-.*$"}}

        良い例
            # cloud/cloud-001.yaml
            applies_when: {hosting.contract_no: {matches: "[0-9]{4}-.*"}}
    """,
    "E209": """
        ない設定値

        何か
        `{parameter: …}`、`{{ parameter.… }}` 又は適用区分の `parameters` に書かれた設定値が、
        `pack.yaml` にありません。

        なぜ
        設定値は、名称、型、範囲及び既定の値を `pack.yaml` で決めてから使います。

        悪い例
            # cloud/cloud-001.yaml
            applies_when: {log.months: {at_least: {parameter: log_month}}}

        良い例
            # cloud/cloud-001.yaml
            applies_when: {log.months: {at_least: {parameter: log_months}}}
    """,
    "E210": """
        尋ねる順番の一回り

        何か
        `relevant_when` をたどると、元の事実に戻ります。

        なぜ
        互いに相手の回答を待つので、どちらも尋ねられません。いつも尋ねる事実から、順にたどれるようにしてください。

        悪い例
            # facts/backup.yaml
            section: {id: backup, label: 予備の保管, order: 30}
            facts:
              - {id: backup.done, label: 予備の保管, type: boolean, relevant_when: {backup.place: JP}}
              - id: backup.place
                label: 予備の場所
                type: choice
                choices: {JP: 日本, OTHER: 日本以外}
                relevant_when: {backup.done: true}

        良い例
            # facts/backup.yaml
            section: {id: backup, label: 予備の保管, order: 30}
            facts:
              - {id: backup.done, label: 予備の保管, type: boolean}
              - id: backup.place
                label: 予備の場所
                type: choice
                choices: {JP: 日本, OTHER: 日本以外}
                relevant_when: {backup.done: true}
    """,
}
