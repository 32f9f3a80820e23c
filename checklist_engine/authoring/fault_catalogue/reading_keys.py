"""E120 to E127: files that can be read, but have not the keys and values of their kind."""

PAGES = {
    "E120": """
        書けない項目

        何か
        その場所には書けない名前の項目があります。名前の近い項目があれば、示されます。

        なぜ
        書き誤った項目を黙って読み飛ばすと、書いたつもりのことが効かないままになるからです。

        悪い例
            # cloud/cloud-001.yaml
            guidence: 複製を保管するサーバーも含めて確かめてください

        良い例
            # cloud/cloud-001.yaml
            guidance: 複製を保管するサーバーも含めて確かめてください
    """,
    "E121": """
        なければならない項目がない

        何か
        その種類のファイルになければならない項目が、書かれていません。

        なぜ
        規則の `gate` や条件の `text` のように、それがないと結論を決められない項目があります。

        悪い例
            # conditions.yaml
            keep-log:
              subject: 操作の記録
              obligation: ensure
              order: 30
              route: conclusion

        良い例
            # conditions.yaml
            keep-log:
              subject: 操作の記録
              obligation: ensure
              text: 操作の記録を保存すること
              order: 30
              route: conclusion
    """,
    "E122": """
        値の種類の違い

        何か
        文、数、`true`・`false`、一覧、項目の組のうち、決められた種類でないものが書かれています。

        なぜ
        引用符で囲んだ `"3"` は文、囲まない `3` は数です。見た目が似ていても違うものなので、読み替えはしません。

        悪い例
            # cloud/cloud-001.yaml
            weight: "3"

        良い例
            # cloud/cloud-001.yaml
            weight: 3
    """,
    "E123": """
        決められた言葉でない

        何か
        決められた言葉のどれかを書くところに、それ以外の言葉が書かれています。

        なぜ
        `gate`、`obligation`、`verdict` などの言葉は、規則の言語で決まっています。近い言葉か、
        書ける言葉の全てが示されます。

        悪い例
            # cloud/cloud-001.yaml
            gate: required

        良い例
            # cloud/cloud-001.yaml
            gate: blocking
    """,
    "E124": """
        決められた形でない

        何か
        日付、版、名前など、形の決まっているものが、その形で書かれていません。

        なぜ
        日付は `2021-04-15` のように書きます。和暦や「/」では、並べたり比べたりできないからです。

        悪い例
            # cloud/cloud-001.yaml
            basis:
              - {document: 個人情報の保護に関する法律, clause: 第66条第1項, in_force: {from: 2023/4/1}}

        良い例
            # cloud/cloud-001.yaml
            basis:
              - {document: 個人情報の保護に関する法律, clause: 第66条第1項, in_force: {from: 2023-04-01}}
    """,
    "E125": """
        空か、二度書かれた値

        何か
        一つ以上書くところに何も書かれていないか、一覧に同じものが二度書かれています。

        なぜ
        判定基準が空だと、規則はいつも適合になってしまいます。要らない項目であれば、その行を消してください。

        悪い例
            # cloud/cloud-001.yaml
            require: {}

        良い例
            # cloud/cloud-001.yaml
            require: {hosting.country: JP}
    """,
    "E126": """
        範囲を外れた数

        何か
        重みや月数など、範囲の決まっている数が、その外にあります。

        なぜ
        負の重みや、100 年を超える月数は、意味を持たないからです。

        悪い例
            # cloud/cloud-001.yaml
            weight: -1

        良い例
            # cloud/cloud-001.yaml
            weight: 1
    """,
    "E127": """
        一緒には書けないもの

        何か
        一つだけ書くところに幾つも書かれているか、その場所に書ける内容ではありません。

        なぜ
        たとえば適用区分の規則は、`families`（分野）か `ids`（規則の名前）のどちらか一つで選びます。両方があると、
        どちらで選ぶのかが決まりません。

        悪い例
            # profiles/external-connection.yaml
            rules: {families: [cloud, sub], ids: [cloud-001]}

        良い例
            # profiles/external-connection.yaml
            rules: {families: [cloud, sub]}
    """,
}
