"""The closed vocabularies of a review: gates, verdicts, strengths of proof, decisions."""

from enum import Enum


class Gate(Enum):
    """What failing a rule does to the decision."""

    BLOCKING = "blocking"
    CONDITIONAL = "conditional"
    ADVISORY = "advisory"

    @property
    def label(self) -> str:
        return {"blocking": "必須", "conditional": "条件", "advisory": "留意"}[self.value]


class Verdict(Enum):
    """判定 of one finding."""

    MET = "met"
    COMPENSATED = "compensated"
    UNPROVEN = "unproven"
    UNDETERMINED = "undetermined"
    NOT_MET = "not_met"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"

    # There is one of each; Python would hash its name, every time.
    __hash__ = object.__hash__

    @property
    def label(self) -> str:
        return _VERDICT_LABELS[self]


_VERDICT_LABELS = {
    Verdict.MET: "適合",
    Verdict.COMPENSATED: "代替措置あり",
    Verdict.UNPROVEN: "証跡未確認",
    Verdict.UNDETERMINED: "判定保留",
    Verdict.NOT_MET: "不適合",
    Verdict.WAIVED: "例外承認",
    Verdict.NOT_APPLICABLE: "対象外",
}

WORST_FIRST = (
    Verdict.NOT_MET,
    Verdict.UNDETERMINED,
    Verdict.UNPROVEN,
    Verdict.COMPENSATED,
    Verdict.MET,
    Verdict.WAIVED,
    Verdict.NOT_APPLICABLE,
)


class Strength(Enum):
    """証跡の強さ; members stand weakest first."""

    ORAL = "oral"
    SELF_DECLARATION = "self_declaration"
    STATEMENT = "statement"
    CONTRACT = "contract"
    CERTIFICATE = "certificate"
    AUDIT = "audit"
    INSPECTION = "inspection"

    @property
    def label(self) -> str:
        return _STRENGTH_LABELS[self]

    @property
    def rank(self) -> int:
        """0 for the weakest."""
        return list(Strength).index(self)


_STRENGTH_LABELS = {
    Strength.ORAL: "口頭確認",
    Strength.SELF_DECLARATION: "自己申告",
    Strength.STATEMENT: "書面回答",
    Strength.CONTRACT: "契約",
    Strength.CERTIFICATE: "第三者認証",
    Strength.AUDIT: "第三者監査・確認",
    Strength.INSPECTION: "市の現地確認",
}


class Decision(Enum):
    """結論案; members stand best first."""

    APPROVE = "approve"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions"
    DEFER = "defer"
    REJECT = "reject"

    @property
    def label(self) -> str:
        return _DECISION_LABELS[self]


_DECISION_LABELS = {
    Decision.APPROVE: "認める",
    Decision.APPROVE_WITH_CONDITIONS: "条件付きで認める",
    Decision.DEFER: "継続審議",
    Decision.REJECT: "認めない",
}


class Route(Enum):
    """Where a condition goes."""

    CONCLUSION = "conclusion"
    REMARK = "remark"
    CITYWIDE = "citywide"

    @property
    def label(self) -> str:
        return {"conclusion": "ただし書き", "remark": "留意事項", "citywide": "全庁的な課題"}[
            self.value
        ]


class ClaimKind(Enum):
    """申出の種類: what a department may ask for."""

    NOT_APPLICABLE = "not_applicable"
    ALTERNATIVE = "alternative"

    @property
    def label(self) -> str:
        return {"not_applicable": "該当しない", "alternative": "代わりの措置がある"}[self.value]


class Obligation(Enum):
    """義務の強さ; members stand weakest first."""

    CONSIDER = "consider"
    IMPLEMENT = "implement"
    REPORT = "report"
    ENSURE = "ensure"

    @property
    def label(self) -> str:
        return {"consider": "検討", "implement": "実施", "report": "報告", "ensure": "徹底"}[
            self.value
        ]

    @property
    def rank(self) -> int:
        """0 for the weakest."""
        return list(Obligation).index(self)
