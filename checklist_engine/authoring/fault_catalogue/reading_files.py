"""E101 to E116: files that cannot be opened or read, whatever they are about."""

PAGES = {
    "E101": """
        ファイルが見つからない

        何か
        命令に書いた名前のファイルが、そのフォルダにありません。フォルダを書いたときは、その中に、
        読むファイルが一つもありません。

        なぜ
        名前の書き誤りのほか、別のフォルダで命令を実行しているとき、拡張子が隠れていて実際の名前が
        `furusato.yaml.txt` などになっているときに起こります。

        悪い例
            $ checklist assess furusto.yaml

        良い例
            $ checklist assess furusato.yaml
    """,
    "E102": """
        ファイルとフォルダの取違え

        何か
        ファイルを書くところにフォルダが、又はフォルダを書くところにファイルが書かれています。

        なぜ
        命令によって、ファイルを受け取るもの（`checklist eval` の語彙など）と、
        フォルダを受け取るもの（`checklist draft` の `-o` など）があるからです。

        悪い例
            $ checklist draft . -o meeting.yaml

        良い例
            $ checklist draft . -o 文書案
    """,
    "E103": """
        ファイルを開けない

        何か
        ファイルはありますが、開けません。理由（読む権限がない、ほかのソフトが使っている、
        名前が長すぎるなど）が示されます。

        なぜ
        共有フォルダの権限が足りないとき、ほかのソフトで開いたままのとき、
        リンクの行き先が一回りしているときに起こります。

        悪い例
        読む権限のない共有フォルダにあるファイルを指定した。

        良い例
        読むことのできる場所に写したファイルを指定した。
    """,
    "E104": """
        ファイルが空

        何か
        ファイルに何も書かれていないか、注釈（`#` で始まる行）だけが書かれています。

        なぜ
        空のファイルからは何も読み取れません。後で書くつもりのファイルは、書くまで規則集の外に置いてください。

        悪い例
            # facts/backup.yaml
            # 後で書く

        良い例
            # facts/backup.yaml
            section: {id: backup, label: 予備の保管, order: 30}
            facts:
              - {id: backup.done, label: 予備の保管, question: 予備を保管していますか, type: boolean}
    """,
    "E105": """
        ファイルが大きすぎる

        何か
        ファイルの大きさが 5 MB を超えています。

        なぜ
        規則や提出内容のファイルが、それほど大きくなることはありません。画像や、書き出した記録などを、
        取り違えて指定していると思われます。

        悪い例
        提出内容のところに、スキャンした契約書（8 MB）を指定した。

        良い例
        提出内容の YAML ファイルを指定し、契約書は証跡（`evidence`）に題名を書いた。
    """,
    "E106": """
        文字コードが UTF-8 でない

        何か
        ファイルが UTF-8 で保存されていません。Shift_JIS（メモ帳の「ANSI」）、UTF-16（メモ帳の「Unicode」）、
        文字でないファイル（Excel、Word、画像など）のどれと思われるかが示されます。

        なぜ
        文字コードが分からないと、文字が化けたまま規則や回答として読まれるおそれがあります。

        悪い例
        メモ帳で、文字コードを「ANSI」にして保存した。

        良い例
        メモ帳の「名前を付けて保存」で、文字コードを「UTF-8」にして保存した。
    """,
    "E107": """
        YAML として読めない

        何か
        括弧や引用符が閉じていない、字下げがそろっていない、値の中に「: 」があるなど、
        YAML の書き方になっていません。

        なぜ
        どこまでが一つの値かが決まらないので、そこから先を読めません。示された行に誤りがないときは、
        一つ前の行を確かめてください。

        悪い例
            # cloud/cloud-001.yaml
            require: {hosting.country: JP

        良い例
            # cloud/cloud-001.yaml
            require: {hosting.country: JP}
    """,
    "E108": """
        全角の記号や空白

        何か
        YAML の書き方として半角で書く「:」「-」及び空白が、全角で書かれています。

        なぜ
        全角の記号は文字として読まれ、項目の名前や値の一部になってしまいます。文の中の全角の記号は、
        そのまま使えます。

        悪い例
            # cloud/cloud-001.yaml
            weight：3

        良い例
            # cloud/cloud-001.yaml
            weight: 3
    """,
    "E109": """
        タブによる字下げ

        何か
        行の初めの字下げに、タブが使われています。

        なぜ
        タブの幅はソフトによって違うので、YAML では字下げに使えません。エディターの設定で、
        タブを空白に替えることもできます。

        悪い例
            # furusato.yaml
            answers:
            \thosting.country: JP

        良い例
            # furusato.yaml
            answers:
              hosting.country: JP
    """,
    "E110": """
        同じ項目の二度書き

        何か
        同じ場所に、同じ名前の項目が二度書かれています。

        なぜ
        どちらが本当かを、読む側では決められません。多くのソフトは黙って後のものを採りますが、
        checklist は誤りにします。

        悪い例
            # cloud/cloud-001.yaml
            weight: 3
            weight: 5

        良い例
            # cloud/cloud-001.yaml
            weight: 5
    """,
    "E111": """
        YAML の目印と別名

        何か
        値が「&」又は「*」で始まっています。YAML では、ほかの場所の内容を写すための目印（アンカー）と別名（エイリ
        アス）の意味になります。

        なぜ
        読む人が、離れた場所と見比べなければ内容が分からなくなるので、規則の言語では使いません。

        悪い例
            # furusato.yaml
            notes:
              hosting.country: &source {source: minutes}
              log.months: *source

        良い例
            # furusato.yaml
            notes:
              hosting.country: {source: minutes}
              log.months: {source: minutes}
    """,
    "E112": """
        YAML のタグ

        何か
        値が「!」で始まっています。YAML では、値の型を指定するタグの意味になります。

        なぜ
        型は事実の `type` で決まるので、タグは使いません。文が「!」で始まるときは、引用符で囲んでください。

        悪い例
            # cloud/cloud-001.yaml
            title: !important サーバーの設置国

        良い例
            # cloud/cloud-001.yaml
            title: "!important サーバーの設置国"
    """,
    "E113": """
        二つ目の文書

        何か
        一つのファイルの途中に「---」の行があり、そこから二つ目の文書が始まっています。

        なぜ
        ファイルは、一つの規則、一つの区分、一つの提出内容と決まっているからです。

        悪い例
            # cloud/cloud-001.yaml
            weight: 3
            ---
            id: cloud-002

        良い例
            # cloud/cloud-001.yaml
            weight: 3
    """,
    "E114": """
        入れ子が深すぎる

        何か
        一覧や項目の組が、100 段を超えて入れ子になっています。

        なぜ
        それほど深いものは、書き手の思ったものではありません。括弧の閉じ忘れか、別の種類のファイルと思われます。

        悪い例
        「[」が、閉じられないまま 100 を超えて続いている。

        良い例
        開いた「[」が、それぞれ「]」で閉じられている。
    """,
    "E115": """
        JSON として読めない

        何か
        JSON のファイル（`checklist eval` の一行一件のファイルを含む。）が、JSON の書き方になっていません。

        なぜ
        JSON では、項目の名前を二重引用符で囲み、最後の項目の後に「,」を付けません。日付のような文も、
        二重引用符で囲みます。

        悪い例
            # cases.jsonl
            {"id": "x1", "expression": {"hosting.country": "JP"},}

        良い例
            # cases.jsonl
            {"id": "x1", "expression": {"hosting.country": "JP"}}
    """,
    "E116": """
        項目の名前にならないもの

        何か
        項目の名前のところが空か、そこに一覧や項目の組が書かれています。

        なぜ
        多くは、差込み `{{ … }}` のある文を、`{…}` の中に引用符を付けずに書いたときに起こります。YAML は「{」を、
        項目の組の始まりと読むからです。

        悪い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                condition: {use: safeguard-abroad, with: {measures: [{{ hosting.country }}での措置]}}

        良い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                condition: {use: safeguard-abroad, with: {measures: ["{{ hosting.country }}での措置"]}}
    """,
    "E117": """
        YAML でないファイル

        何か
        YAML のファイル（拡張子が `.yaml` のもの）だけを扱う命令に、ほかのファイルが指定されています。

        なぜ
        文書案のひな形や JSON は書き方が違うので、同じようには整えられません。

        悪い例
            $ checklist fmt rules/sample/templates/agenda.md.j2

        良い例
            $ checklist fmt rules/sample/cloud/cloud-001.yaml
    """,
}
