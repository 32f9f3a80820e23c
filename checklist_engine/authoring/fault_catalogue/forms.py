"""Pages of E360 to E369: what an Excel form cannot hold without loss."""

PAGES = {
    "E360": """
        様式に書けない制御文字

        何か
        Excel の様式に書く文に、目に見えない制御文字（タブなど）があります。

        なぜ
        Excel の欄には書けないか、書けても、ほかのソフトで保存したときに失われるからです。

        悪い例
            # furusato.yaml
            answers: {hosting.contract_no: "A-12\\t第3号"}

        良い例
            # furusato.yaml
            answers: {hosting.contract_no: "A-12 第3号"}
    """,
    "E361": """
        様式に書けない改行

        何か
        Excel の様式に書く文に、CR という種類の改行があります。

        なぜ
        Excel は、保存するときにこの改行を別の文字に替えるので、書いたとおりに戻らないからです。

        悪い例
            # furusato.yaml
            answers: {hosting.contract_no: "A-12\\r\\n第3号"}

        良い例
            # furusato.yaml
            answers: {hosting.contract_no: "A-12\\n第3号"}
    """,
    "E362": """
        様式の欄に入らない長い文

        何か
        文が、Excel の一つの欄に入る長さ（32,767 字）を超えています。

        なぜ
        超えた分が、何も言われずに切り捨てられるからです。

        悪い例
        回答に、仕様書の全文を書き写した場合です。

        良い例
        要点だけを回答に書き、仕様書は証跡として添えた場合です。
    """,
    "E363": """
        様式が正しく保てない大きな数

        何か
        数が、Excel が正しく保てる桁数（15 桁）を超えています。

        なぜ
        Excel は 16 桁目から後を 0 に替えるので、書いたとおりに戻らないからです。

        悪い例
            # furusato.yaml
            answers: {log.planned_months: 1234567890123456}

        良い例
            # furusato.yaml
            answers: {log.planned_months: 12}
    """,
    "E364": """
        様式では未回答に見える回答

        何か
        文で答える質問の回答が、「未回答」であるか、「未回答：」で始まっています。

        なぜ
        様式では、まだ答えられないことを「未回答：照会中」のように書くので、それと見分けられないからです。

        悪い例
            # furusato.yaml
            answers: {hosting.contract_no: 未回答：照会中}

        良い例
            # furusato.yaml
            answers: {hosting.contract_no: {unknown: 照会中}}
    """,
    "E365": """
        Excel が別の文字に替える並び

        何か
        文に、「_x0041_」のような並び（「_x」、十六進の 4 桁、「_」）があります。

        なぜ
        Excel は、この並びを一つの文字として読むので、書いたとおりに戻らないからです。

        悪い例
            # furusato.yaml
            answers: {hosting.contract_no: A_x0041_12}

        良い例
            # furusato.yaml
            answers: {hosting.contract_no: A_x41_12}
    """,
    "E366": """
        様式に入らない大きな一覧

        何か
        一覧の表が、様式の一つのシートに収まる大きさ（5,000 行、100 列）を超えるか、
        様式の全部の欄が 9 万を超えています。

        なぜ
        これより大きな様式は、読むときに受け付けないからです。

        悪い例
        五千を超える要素のある一覧から、様式を作ろうとした場合です。

        良い例
        一覧をまとめて短くしたか、様式を使わずに YAML のまま記入した場合です。
    """,
    "E367": """
        様式の記号に使えない要素の記号

        何か
        一覧の要素の記号に、改行や、前後の空白があるか、記号が「未回答」です。

        なぜ
        様式では、ほかの欄がこの記号で行を指すので、見たとおりに書き写せなければならないからです。

        悪い例
            # furusato.yaml
            answers:
              contracts: {chain_complete: true}
              parties: [{id: " sys", name: システム業者}]

        良い例
            # furusato.yaml
            answers:
              contracts: {chain_complete: true}
              parties: [{id: sys, name: システム業者}]
    """,
}
