"""E401 to E405: texts with slots. E410 to E414: templates of papers."""

PAGES = {
    "E401": """
        差込みの書き方

        何か
        文の中の `{{ … }}` や〔…〕が、閉じていないか、重なっているか、全角か、差し込める名前ではありません。
        `{% …%}` も書けません。

        なぜ
        規則と条件の文に書けるのは、語と、名前の差込みだけです。計算や場合分けは、文書案のひな形でだけ使えます。

        悪い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                finding: サーバーが｛｛ hosting.country ｝｝にあります
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}

        良い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                finding: サーバーが「{{ hosting.country }}」にあります
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}
    """,
    "E402": """
        ないフィルタ

        何か
        差込みの「|」の後に書かれたフィルタがありません。

        なぜ
        使えるのは、語をつなぐ `ya`、`oyobi`、`touten` と、日付を和暦にする `wareki` です。

        悪い例
            # conditions.yaml
            supervise-subcontractors:
              subject: 再委託先の監督
              obligation: consider
              text: "{{ means | yaa }}の閲覧を求めるなど、監督する方法を検討すること"
              text_open: 再委託先の監督がどのように行われているかを確かめること
              parameters: {means: list}
              order: 20
              route: conclusion

        良い例
            # conditions.yaml
            supervise-subcontractors:
              subject: 再委託先の監督
              obligation: consider
              text: "{{ means | ya }}の閲覧を求めるなど、監督する方法を検討すること"
              text_open: 再委託先の監督がどのように行われているかを確かめること
              parameters: {means: list}
              order: 20
              route: conclusion
    """,
    "E403": """
        そこでは使えない差込み

        何か
        その文では使えない名前が差し込まれているか、フィルタが値の種類に合いません。

        なぜ
        条件の文は幾つもの規則から使われるので、差し込めるのは条件のパラメータと設定値だけです。
        回答を差し込むときは、規則の `with` からパラメータに渡してください。

        悪い例
            # conditions.yaml
            keep-log:
              subject: 操作の記録
              obligation: ensure
              text: 操作の記録を{{ log.months }}か月保存すること
              order: 30
              route: conclusion

        良い例
            # conditions.yaml
            keep-log:
              subject: 操作の記録
              obligation: ensure
              text: 操作の記録を{{ parameter.log_months }}か月保存すること
              order: 30
              route: conclusion
    """,
    "E404": """
        省くことのない〔 〕

        何か
        〔 〕の中に、空になりうる一覧の差込みがありません。

        なぜ
        〔 〕は、中の一覧が空のときに省く範囲です。一覧がなければ、省かれることがないので要りません。

        悪い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                finding: サーバーが国外〔（{{ hosting.country }}）〕にあります
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}

        良い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                finding: 国外にあり、〔{{ hosting.foreign_safeguards | touten }}のほかに〕措置がありません
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}
    """,
    "E405": """
        空になりうる差込み

        何か
        空になることのある一覧が、〔 〕の外に差し込まれています。又は、判定保留の条件に、
        まだないかもしれない要素の項目が渡されています。

        なぜ
        一覧が空のとき、「を定め、」のように語の欠けた文が、そのまま結論に入ってしまうからです。〔 〕で囲むか、
        いつもある語を一つ加えてください。

        悪い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                finding: "{{ hosting.foreign_safeguards | touten }}のほかに措置がありません"
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}

        良い例
            # cloud/cloud-001.yaml
            outcomes:
              not_met:
                finding: "〔{{ hosting.foreign_safeguards | touten }}のほかに〕措置がありません"
                condition: {use: safeguard-abroad, with: {measures: [設置国の制度の確認]}}
    """,
    "E410": """
        ないひな形

        何か
        `templates/papers.yaml` に書かれたひな形が、`templates` フォルダにありません。

        なぜ
        名前の書き誤りか、ひな形を置き忘れたものと思われます。

        悪い例
            # templates/papers.yaml
            papers:
              - {name: 次第, for: meeting, template: agenda.md}

        良い例
            # templates/papers.yaml
            papers:
              - {name: 次第, for: meeting, template: agenda.md.j2}
    """,
    "E411": """
        ひな形の書き方

        何か
        ひな形の `{{ … }}`、`{% if %}`、`{% for %}` などが、閉じていないか、全角か、
        知られていない命令やフィルタです。

        なぜ
        `{% if %}` には `{% endif %}`、`{% for %}` には `{% endfor %}` が要ります。

        悪い例
            # templates/agenda.md.j2
            {% for case in cases %}
            {{ case.item }}　{{ case.title }}

        良い例
            # templates/agenda.md.j2
            {% for case in cases %}
            {{ case.item }}　{{ case.title }}
            {% endfor %}
    """,
    "E412": """
        ひな形で使えない言葉

        何か
        ひな形に、その文書では使えない言葉が書かれています。

        なぜ
        書き誤った言葉を空のまま出すと、文書から内容が抜け落ちても気付けないからです。使える言葉は、
        [ひな形の言葉](../papers.md)にあります。

        悪い例
            # templates/agenda.md.j2
            # {{ meeting.titel }}

        良い例
            # templates/agenda.md.j2
            # {{ meeting.title }}
    """,
    "E413": """
        ひな形で許されないこと

        何か
        ひな形から、プログラムの内側（`_` で始まる名前など）や、ほかのひな形を使おうとしています。

        なぜ
        ひな形は人から受け取って使うことがあるので、文書の言葉のほかには触れられないようにしています。

        悪い例
            # templates/agenda.md.j2
            {% include "header.md.j2" %}

        良い例
            # templates/agenda.md.j2
            # {{ meeting.title }}
    """,
    "E414": """
        文にならないひな形

        何か
        ひな形の計算や繰り返しを、文にできません。数と文を足したとき、繰り返しが大きすぎるときなどです。

        なぜ
        言葉には、文、数及び一覧の種類があります。種類に合わない計算は、結果が決まりません。

        悪い例
            # templates/agenda.md.j2
            諮問　{{ meeting.title + 1 }}

        良い例
            # templates/agenda.md.j2
            諮問　{{ cases | length }} 件
    """,
}
