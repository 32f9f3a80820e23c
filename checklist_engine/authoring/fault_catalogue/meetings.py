"""E314 to E324: meetings, claims and rulings, rule tests, and what a command is given or writes."""

PAGES = {
    "E314": """
        会議の諮問の重なり

        何か
        会議の `cases` に同じ記号の諮問があるか、会議の二つの提出内容（諮問、届出）の案件の `id` が同じです。
        `adopted` の諮問が `cases` にないときも、この誤りになります。

        なぜ
        裁定や採択の結果は、諮問の記号と案件の `id` で結び付くからです。
        届出も、比べるときや納めるときに `id` で見分けます。

        悪い例
            # meeting.yaml
            cases: [{item: ア, submission: furusato.yaml}]
            adopted: {イ: {decision: approve}}

        良い例
            # meeting.yaml
            cases: [{item: ア, submission: furusato.yaml}]
            adopted: {ア: {decision: approve}}
    """,
    "E316": """
        規則集が見つからない

        何か
        提出内容の `pack`、`pack.yaml` の `extends` 又は命令に書かれた規則集がないか、
        そのフォルダが規則集ではありません。

        なぜ
        規則集は、`--pack` のフォルダ、提出内容から上へたどった `rules` フォルダ、
        プログラムに付いているものの順に探します。規則集のフォルダには `pack.yaml` があり、
        フォルダの名前は `pack` と同じです。

        悪い例
            # furusato.yaml
            pack: sampel

        良い例
            # furusato.yaml
            pack: sample
    """,
    "E317": """
        提出内容のないフォルダ

        何か
        指定したフォルダに、提出内容も `meeting.yaml` もありません。

        なぜ
        フォルダを指定すると、その中の `meeting.yaml` か、なければ直下の提出内容を評価します。
        下のフォルダまでは探しません。

        悪い例
            $ checklist assess rules

        良い例
            $ checklist assess .
    """,
    "E318": """
        ない適用区分

        何か
        提出内容や規則の試験の `profile` が、規則集の `profiles` フォルダにないか、書かれていません。

        なぜ
        どの規則で評価するかは、適用区分で決まるからです。

        悪い例
            # furusato.yaml
            profile: external-conection

        良い例
            # furusato.yaml
            profile: external-connection
    """,
    "E319": """
        規則の試験の名前と基準日

        何か
        試験のファイルの `rule` が規則集にないか、ファイルの名前と違います。
        基準日（`as_of` か `pack.yaml` の `test_date`）が決まっていないときも、この誤りになります。

        なぜ
        どの規則を、いつの時点で試すかが決まらないと、結果が日によって変わってしまいます。

        悪い例
            # cloud/cloud-001.test.yaml
            rule: cloud-01

        良い例
            # cloud/cloud-001.test.yaml
            rule: cloud-001
    """,
    "E320": """
        できない申出

        何か
        申出（`claims`）の規則がないか、その規則の `may_claim` にない種類の申出か、申出の要素が回答にありません。

        なぜ
        申出をしてよい規則と種類は、規則集で決めています。それ以外の事情は、回答や質問への答えで説明してください。

        悪い例
            # furusato.yaml
            claims:
              - {rule: cloud-001, claim: alternative, reason: 暗号化して保管する}

        良い例
            # furusato.yaml
            claims:
              - {rule: cloud-001, claim: not_applicable, reason: サーバーに保管しない}
    """,
    "E321": """
        裁定の期限と記号

        何か
        例外承認（`waived`）の裁定に期限（`expires`）がないか、期限が裁定の日より前か、
        裁定の記号が重なっています。

        なぜ
        例外をいつまでも続けないため、期限を必ず決めます。期限の日までが有効です。

        悪い例
            # rulings.yaml
            rulings:
              - id: R1
                case: furusato
                rule: cloud-001
                verdict: waived
                authority: 審議会
                reason: 更新で改める
                on: 2021-04-15

        良い例
            # rulings.yaml
            rulings:
              - id: R1
                case: furusato
                rule: cloud-001
                verdict: waived
                authority: 審議会
                reason: 更新で改める
                on: 2021-04-15
                expires: 2022-03-31
    """,
    "E322": """
        文書案を作れない

        何か
        `checklist draft` に指定したものに会議のファイル（`meeting.yaml`）がないか、
        規則集に文書案のひな形がありません。

        なぜ
        文書案は会議の諮問をまとめたものなので、会議のファイルから作ります。

        悪い例
            $ checklist draft furusato.yaml -o 文書案

        良い例
            $ checklist draft . -o 文書案
    """,
    "E323": """
        書き込めない、又は既にあるもの

        何か
        書き込む先に同じ名前のものが既にあるか、書き込む権限やディスクの空きがありません。

        なぜ
        人が手を入れた文書を、黙って上書きしないためです。上書きしてよければ、`--force` を付けてください。

        悪い例
            $ checklist draft . -o 文書案
            $ checklist draft . -o 文書案

        良い例
            $ checklist draft . -o 文書案
            $ checklist draft . -o 文書案 --force
    """,
    "E324": """
        点検できないファイル

        何か
        `checklist lint` に指定したものが、規則集のフォルダでも、YAML 又は JSON のファイルでもありません。

        なぜ
        文書案のひな形は、会議の文書案を作るときに確かめます。

        悪い例
            $ checklist lint rules/sample/templates/agenda.md.j2

        良い例
            $ checklist lint rules/sample
    """,
}
