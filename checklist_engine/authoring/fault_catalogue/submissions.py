"""E301 to E313: submissions: answers, evidence, and what a submission inherits."""

PAGES = {
    "E301": """
        二か所に書かれた回答

        何か
        同じ事実の回答が、入れ子の書き方（`hosting: {country: JP}`）と「.」でつなぐ書き方（`hosting.country: JP`）
        の両方で書かれています。

        なぜ
        どちらが本当の回答かを、決められないからです。

        悪い例
            # furusato.yaml
            answers:
              hosting: {country: JP}
              hosting.country: OTHER

        良い例
            # furusato.yaml
            answers:
              hosting: {country: JP}
    """,
    "E302": """
        語彙にない回答

        何か
        提出内容に、規則集の語彙にない事実や、一覧の要素にない項目の回答があります。

        なぜ
        書き誤った名前の回答を黙って読み飛ばすと、その事実は未回答のままになるからです。

        悪い例
            # furusato.yaml
            answers:
              hosting: {contry: JP}

        良い例
            # furusato.yaml
            answers:
              hosting: {country: JP}
    """,
    "E303": """
        一覧の要素の記号

        何か
        一覧の要素に、要素を区別する記号（`key` の項目）がないか、同じ記号が二度使われているか、
        記号に「/」「[」「]」があります。

        なぜ
        結果や証跡では、要素を `parties[sys/aws]` のように記号で指します。記号は、再委託先も含めた一覧の全体で、
        別々にします。

        悪い例
            # furusato.yaml
            answers:
              parties:
                - {id: sys, name: システム業者, subcontractors: [{id: sys, name: クラウド事業者}]}

        良い例
            # furusato.yaml
            answers:
              parties:
                - {id: sys, name: システム業者, subcontractors: [{id: aws, name: クラウド事業者}]}
    """,
    "E304": """
        事実の型に合わない回答

        何か
        回答が事実の型に合わないか、選択肢にないコードか、`min` から `max` までの外の数です。

        なぜ
        型の違う回答を「満たさない」とみるのは、誤りです。未回答とも違うので、直すまで評価しません。
        分からないときは、空けておくか `{unknown: 照会中}` と書いてください。

        悪い例
            # furusato.yaml
            answers:
              log: {months: 12か月}

        良い例
            # furusato.yaml
            answers:
              log: {months: 12}
    """,
    "E305": """
        一覧にない要素を指す回答

        何か
        一覧の要素を選ぶ回答（`from` のある事実）が、その一覧にない記号です。

        なぜ
        指している相手が書かれていないと、その相手についての規則を評価できないからです。

        悪い例
            # furusato.yaml
            answers:
              parties: [{id: sys, name: システム業者}]
              main_party: system

        良い例
            # furusato.yaml
            answers:
              parties: [{id: sys, name: システム業者}]
              main_party: sys
    """,
    "E306": """
        証跡の種類と記号

        何か
        証跡の種類（`kind`）が規則集にないか、証跡の記号（`id`）が重なっています。

        なぜ
        証跡の強さは、種類から決まります。

        悪い例
            # furusato.yaml
            evidence:
              - {id: E1, kind: contracts, supports: [hosting.country]}

        良い例
            # furusato.yaml
            evidence:
              - {id: E1, kind: contract, supports: [hosting.country]}
    """,
    "E307": """
        証跡が裏付ける回答がない

        何か
        証跡の `supports` に書かれた名前の回答や要素がありません。

        なぜ
        何を裏付けるかが分からない証跡は、どの規則でも数えられないからです。要素の回答は、
        `parties[sys/aws].supervision_documents` のように、記号を添えて書きます。

        悪い例
            # furusato.yaml
            evidence:
              - {id: E1, kind: contract, supports: [hosting.contry]}

        良い例
            # furusato.yaml
            evidence:
              - {id: E1, kind: contract, supports: [hosting.country]}
    """,
    "E308": """
        日付でない日付

        何か
        発行日、提出日、会議の日などが、`2021-04-15` の形でないか、暦にない日です。

        なぜ
        証跡の古さや根拠の効力は、日付から決まるからです。

        悪い例
            # furusato.yaml
            evidence:
              - {id: E1, kind: contract, issued_on: 2021-02-30, supports: [hosting.country]}

        良い例
            # furusato.yaml
            evidence:
              - {id: E1, kind: contract, issued_on: 2021-02-28, supports: [hosting.country]}
    """,
    "E309": """
        一行に一つでない、試す式

        何か
        `checklist eval` の一行に、`expression`（式）、`rule`（規則）及び `rules`（評点）のうちの二つ以上がある
        か、どれもありません。

        なぜ
        一行が一つの結果になるからです。二つ以上を試すときは、行を分けてください。

        悪い例
            # cases.jsonl
            {"id": "x1", "answers": {"hosting.country": "JP"}}

        良い例
            # cases.jsonl
            {"id": "x1", "expression": {"hosting.country": "JP"}, "answers": {"hosting.country": "JP"}}
    """,
    "E310": """
        フォルダの外のファイル

        何か
        `extends`、`submission`、`rulings` などに書かれたファイルが、その案件（会議があれば会議）のフォルダの外に
        あります。

        なぜ
        フォルダを渡せば誰でも同じ結果を得られるように、要るものはフォルダの中に置きます。区切りは「/」です。

        悪い例
            # furusato.yaml
            extends: ../令和2年度/furusato.yaml

        良い例
            # furusato.yaml
            extends: 昨年度.yaml
            # 昨年度.yaml
            case: {id: furusato-r2, title: ふるさと納税の業務}
            pack: sample
            profile: external-connection
    """,
    "E311": """
        指しているファイルがない

        何か
        `extends`、`submission`、`rulings` などに書かれたファイルがないか、フォルダです。

        なぜ
        名前の書き誤りか、ファイルを一緒に写し忘れたものと思われます。

        悪い例
            # meeting.yaml
            cases: [{item: ア, submission: furusto.yaml}]

        良い例
            # meeting.yaml
            cases: [{item: ア, submission: furusato.yaml}]
    """,
    "E312": """
        受け継ぎの一回り

        何か
        `extends` をたどると、元の提出内容に戻ります。

        なぜ
        互いに相手の回答を受け継ぐので、どの回答が元かが決まりません。

        悪い例
            # furusato.yaml
            extends: furusato.yaml

        良い例
            # furusato.yaml
            extends: 昨年度.yaml
            # 昨年度.yaml
            case: {id: furusato-r2, title: ふるさと納税の業務}
            pack: sample
            profile: external-connection
    """,
    "E313": """
        「について」で終わる件名

        何か
        案件の件名（`title`）が、「について」で終わっています。

        なぜ
        結論の文は「（件名）については、認める。」と続くので、「についてについては」になってしまいます。

        悪い例
            # furusato.yaml
            case: {id: furusato, title: ふるさと納税の業務について}

        良い例
            # furusato.yaml
            case: {id: furusato, title: ふるさと納税の業務}
    """,
}
