"""E211 to E225: what the files of a pack say of one another: ids, conditions, evidence, profiles."""

PAGES = {
    "E211": """
        名前の重なりと、使えない名前

        何か
        事実、区分、設定値などの名前が重なっているか、使えない名前です。一方の事実の名前が、
        もう一方の始まり（`log` と `log.months`）になっているものも含みます。

        なぜ
        名前が重なると、どちらの回答かが決まりません。`all`、`any`、`tier` などの式の言葉も、
        式と区別できないので、名前に使えません。

        悪い例
            # facts/backup.yaml
            section: {id: backup, label: 予備の保管, order: 30}
            facts:
              - {id: hosting.country, label: 予備の設置国, type: text}

        良い例
            # facts/backup.yaml
            section: {id: backup, label: 予備の保管, order: 30}
            facts:
              - {id: backup.country, label: 予備の設置国, type: text}
    """,
    "E212": """
        組み合わせの合わない項目

        何か
        一つ一つは書ける項目でも、組み合わせが合いません。事実の型に合わない項目、要る項目のない型、
        文書と実務の両方を書いた根拠、終わりが始まりより前の期間などです。

        なぜ
        たとえば単位（`unit`）は、数を答える事実にだけ意味があります。

        悪い例
            # facts/backup.yaml
            section: {id: backup, label: 予備の保管, order: 30}
            facts:
              - {id: backup.note, label: 予備の保管の期間, type: text, unit: か月}

        良い例
            # facts/backup.yaml
            section: {id: backup, label: 予備の保管, order: 30}
            facts:
              - {id: backup.months, label: 予備の保管の期間, type: integer, unit: か月}
    """,
    "E213": """
        ない条件

        何か
        `condition` の `use`、又は `pack.yaml` の `open_condition` に書かれた条件が、
        `conditions.yaml` にありません。`open_condition` の条件のパラメータが `subjects` だけでないときも、
        この誤りになります。

        なぜ
        条件の文（ただし書き）は、`conditions.yaml` にまとめて書き、規則からは名前で使います。

        悪い例
            # sub/sub-001.yaml
            outcomes:
              not_met:
                condition: {use: supervise-subcontracters, with: {means: [監査報告]}}

        良い例
            # sub/sub-001.yaml
            outcomes:
              not_met:
                condition: {use: supervise-subcontractors, with: {means: [監査報告]}}
    """,
    "E214": """
        判定保留のときの文がない条件

        何か
        `undetermined`（判定保留）で使う条件に、`text_open` がありません。

        なぜ
        まだ分からないことについて、「…を講ずること」と書くことはできません。
        確かめることを求める文を `text_open` に書いてください。

        悪い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}
              undetermined:
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}

        良い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}
    """,
    "E215": """
        条件のパラメータの違い

        何か
        `with` に、条件にないパラメータがあるか、要るパラメータがないか、
        一覧（`list`）と文（`text`）を取り違えています。

        なぜ
        渡されないパラメータがあると、条件の文が途中で途切れてしまうからです。

        悪い例
            # sub/sub-001.yaml
            outcomes:
              not_met:
                condition: {use: supervise-subcontractors, with: {means: 監査報告}}

        良い例
            # sub/sub-001.yaml
            outcomes:
              not_met:
                condition: {use: supervise-subcontractors, with: {means: [監査報告]}}
    """,
    "E216": """
        判定に使わない回答の証跡

        何か
        `evidence` の `for` に書かれた回答が、その規則の `require` にも `compensated_by` にもありません。

        なぜ
        証跡は、判定のもとになる回答を裏付けるものです。判定に使わない回答の証跡を求めても、判定は変わりません。

        悪い例
            # cloud/cloud-001.yaml
            require: {hosting.country: JP}
            evidence:
              - {for: hosting.contract_no, kinds: [contract]}

        良い例
            # cloud/cloud-001.yaml
            require: {hosting.country: JP}
            evidence:
              - {for: hosting.country, kinds: [contract]}
    """,
    "E217": """
        結論への効き方と条件の食違い

        何か
        `gate: conditional` の規則に、満たさないときの条件（`not_met` の `condition`）がありません。又は、
        `gate:advisory` の規則に、条件があります。

        なぜ
        条件の規則を満たさないことは、ただし書きになって結論に入ります。留意の規則は留意事項になるだけで、
        条件を付けません。

        悪い例
            # cloud/cloud-001.yaml
            gate: conditional
            outcomes:
              not_met:
                finding: サーバーが国外にあります

        良い例
            # cloud/cloud-001.yaml
            gate: advisory
            outcomes:
              not_met:
                finding: サーバーが国外にあります
    """,
    "E218": """
        ない証跡の種類

        何か
        規則の `kinds` に書かれた証跡の種類が、`pack.yaml` の `evidence_kinds` にありません。

        なぜ
        証跡の種類は、名称と強さを `pack.yaml` で決めてから使います。ない種類を求めると、
        どの証跡でも足りないことになります。

        悪い例
            # cloud/cloud-001.yaml
            evidence:
              - {for: hosting.country, kinds: [contracts]}

        良い例
            # cloud/cloud-001.yaml
            evidence:
              - {for: hosting.country, kinds: [contract]}
    """,
    "E219": """
        名前とファイルの食違い

        何か
        規則や適用区分の名前が、ファイルの名前と違うか、ほかのファイルと重なっているか、
        廃止したもの（`retired`）です。又は、規則のあるフォルダが、`pack.yaml` の `families` にありません。

        なぜ
        規則の名前から、そのファイルと分野がいつも分かるようにするためです。廃止した名前を使い回すと、
        過去の結果の意味が変わってしまいます。

        悪い例
            # cloud/cloud-002.yaml
            id: cloud-003
            title: 操作の記録の保存期間
            gate: advisory
            weight: 1
            require: {log.months: {at_least: 12}}

        良い例
            # cloud/cloud-002.yaml
            id: cloud-002
            title: 操作の記録の保存期間
            gate: advisory
            weight: 1
            require: {log.months: {at_least: 12}}
    """,
    "E220": """
        読めない版の規則の言語

        何か
        `pack.yaml` の `language` が、この checklist の読める版ではありません。

        なぜ
        規則の言語の版が違うと、同じ書き方でも意味が違うかもしれません。規則集の版（`version`）とは別のものです。

        悪い例
            # pack.yaml
            language: 2

        良い例
            # pack.yaml
            language: 1
    """,
    "E221": """
        どこからも読まれないファイル

        何か
        規則集のフォルダに、どの種類でもない場所や拡張子のファイルがあります。
        `checklist recite` に規則でないファイルを指定したときも、この誤りになります。

        なぜ
        書いたつもりの規則が、読まれないまま気付かれないことを防ぐためです。
        拡張子は `.yaml` です（`.yml` は読みません）。

        悪い例
            # cloud/cloud-002.yml
            id: cloud-002
            title: 操作の記録の保存期間
            gate: advisory
            weight: 1
            require: {log.months: {at_least: 12}}

        良い例
            # cloud/cloud-002.yaml
            id: cloud-002
            title: 操作の記録の保存期間
            gate: advisory
            weight: 1
            require: {log.months: {at_least: 12}}
    """,
    "E222": """
        適用区分の中の、ない規則や分野

        何か
        適用区分の `rules`、`except` 又は `weights` に書かれた規則や分野が、規則集にありません。
        規則が一つも選ばれないときも、この誤りになります。

        なぜ
        書き誤った分野の規則は、黙って使われないままになるからです。

        悪い例
            # profiles/external-connection.yaml
            rules: {families: [clod, sub]}

        良い例
            # profiles/external-connection.yaml
            rules: {families: [cloud, sub]}
    """,
    "E223": """
        設定値に合わない値

        何か
        設定値の既定（`default`）や、適用区分で替えた値が、その型でないか、`min` から `max` までの外にあります。

        なぜ
        設定値は、決められた範囲の中でだけ変えられます。範囲そのものを変えるときは、`pack.yaml` を直してください。

        悪い例
            # profiles/external-connection.yaml
            parameters: {log_months: 240}

        良い例
            # profiles/external-connection.yaml
            parameters: {log_months: 120}
    """,
    "E224": """
        土台の規則集との食違い

        何か
        `extends` が一回りしているか、`changes` の規則が土台の規則集にないか、
        書き替える規則の分野が土台と違います。`extends` のない規則集に `changes` を書いたときも、
        この誤りになります。

        なぜ
        規則集を上に重ねるときは、土台にある規則を、同じ分野の、同じ名前で書き替えます。

        悪い例
            # rules/our-city/pack.yaml
            pack: our-city
            language: 1
            version: 1.0.0
            label: ○○市の規則集
            extends: sample
            changes:
              - {rule: cloud-010, off: true, reason: 全庁の基準を別に定めている}

        良い例
            # rules/our-city/pack.yaml
            pack: our-city
            language: 1
            version: 1.0.0
            label: ○○市の規則集
            extends: sample
            changes:
              - {rule: cloud-001, off: true, reason: 全庁の基準を別に定めている}
    """,
    "E225": """
        ない点検の設定

        何か
        `lint.yaml` に書かれた符号の点検がありません。

        なぜ
        重さを変えたつもりの点検が、元の重さのまま行われることになるからです。

        悪い例
            # lint.yaml
            severity: {W599: off}

        良い例
            # lint.yaml
            severity: {W520: off}
    """,
}
