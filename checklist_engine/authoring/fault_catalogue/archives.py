"""E150 to E156: archives that cannot be read or added to, and what cannot go into one."""

PAGES = {
    "E150": """
        蓄積でないファイル

        何か
        `checklist archive` に指定したファイルが、蓄積のファイルではないか、空です。

        なぜ
        提出内容と蓄積の順を取り違えたときや、ほかのソフトのデータベースを指定したときに起こります。
        初めて納めている途中で止まったときは、空のファイルが残ります。もう一度納めれば使えます。

        悪い例
            $ checklist archive list furusato.yaml

        良い例
            $ checklist archive add 蓄積.db furusato.yaml --as-of 2021-04-15
            $ checklist archive list 蓄積.db
    """,
    "E151": """
        新しい造りの蓄積

        何か
        この checklist より新しい checklist で作られた蓄積なので、読めません。

        なぜ
        知らない造りを推し量って読むと、間違った結果を示すおそれがあるからです。
        蓄積は変わっていません。

        悪い例
        新しい checklist のあるパソコンで作った蓄積を、古い checklist で読んだ。

        良い例
        checklist を新しくしてから読んだ。
    """,
    "E152": """
        壊れた蓄積

        何か
        蓄積のファイルの一部が、納めたときと違います。どこが違うかが示されます。

        なぜ
        ディスクの故障、途中で切れた複写、ほかのソフトでの書換えなどで起こります。
        蓄積のファイルの横に、名前の最後が「-journal」のファイルがあるときは、それも一緒に動かしてください。
        壊れた蓄積は使わず、控えから戻してください。控えがないときは、管理者に相談してください。

        悪い例
        書き込んでいる最中の蓄積を、USBメモリーに写した。

        良い例
        使っていないときに写し、写したものを `checklist archive verify` で確かめた。
    """,
    "E153": """
        書き込めない蓄積

        何か
        蓄積のファイルか、取り出す先のフォルダに書き込めません。理由が示されます。

        なぜ
        ディスクの空きや権限が足りないとき、フォルダがないときに起こります。
        ほかの人が同じ蓄積に納めている間は30秒待ちますが、終わらないときにも起こります。
        どの場合も、蓄積は納める前のままです。

        悪い例
            $ checklist archive add ないフォルダ/蓄積.db furusato.yaml --as-of 2021-04-15

        良い例
            $ checklist archive add 蓄積.db furusato.yaml --as-of 2021-04-15
    """,
    "E154": """
        蓄積に納められないファイル

        何か
        提出内容、会議又は規則集のファイルが、読んでいる間に書き換わったか、ほかのパソコンでは使えない名前
        （「:」や「\\」などのある名前、長すぎる名前）です。

        なぜ
        納める前に、納めるものだけから評価し直して、同じ結果になることを確かめています。評価したものと
        納めたものが違ったり、後から元のとおりに取り出せなかったりすると、確かめられなくなるからです。

        悪い例
        ファイルの名前を「10:30の案件.yaml」にした。又は、ほかの人が規則を直している間に納めた。

        良い例
        ファイルの名前を「10時30分の案件.yaml」にし、規則を直し終えてから納めた。
    """,
    "E155": """
        ない番号の記録

        何か
        `checklist archive export` に書いた番号の記録が、蓄積にありません。

        なぜ
        番号は `checklist archive list` の「番号」の列に示されます。案件の記号や諮問の記号とは違います。

        悪い例
            $ checklist archive add 蓄積.db furusato.yaml --as-of 2021-04-15
            $ checklist archive export 蓄積.db 20210415 -o 取出し

        良い例
            $ checklist archive add 蓄積.db furusato.yaml --as-of 2021-04-15
            $ checklist archive export 蓄積.db 1 -o 取出し
    """,
    "E156": """
        取り出す先が空でない

        何か
        `checklist archive export` の `-o` に書いたフォルダに、既にファイルがあります。

        なぜ
        取り出したものとほかのファイルが混ざると、納めたときのとおりでなくなるからです。

        悪い例
            $ checklist archive add 蓄積.db furusato.yaml --as-of 2021-04-15
            $ checklist archive export 蓄積.db 1 -o rules

        良い例
            $ checklist archive add 蓄積.db furusato.yaml --as-of 2021-04-15
            $ checklist archive export 蓄積.db 1 -o 取出し
    """,
}
