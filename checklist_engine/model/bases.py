"""What rules rest on, and when: bases (根拠) and periods (施行期間)."""

from datetime import date

from checklist_engine.ground.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """施行期間: both ends inclusive, None where it is open."""

    start: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """根拠: a clause of a document, or (clause None) a practice of a council with its origin."""

    document: str
    clause: str | None
    origin: str | None
    in_force: Period | None
