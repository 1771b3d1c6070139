"""What a careful reader expects of a plan document; what is not stated is free.

Strings are NFC, dates calendar days in Asia/Ho_Chi_Minh, figures decimals. Codes are free: items
are known by their section and their words, units by their names.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from services.domain.plan.draft import ItemKind, Severity
from services.scoring.due_said import DueSaid

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Stated(Generic[Value_co]):
    """A field about which the file says something; a value None says that there is none."""

    value: Value_co


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedHead:
    """Đầu văn bản: its title, number, place, day and years, as far as they are stated."""

    title: Stated[str] | None = None
    number: Stated[str | None] | None = None
    place: Stated[str] | None = None
    issued_on: Stated[date | None] | None = None
    period: Stated[tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedTarget:
    """Mức phải đạt: a sign of comparison ("=", ">=", "<=", ">", "<", "..") and its figures."""

    sign: str
    value: Decimal
    high: Decimal | None = None

    def __str__(self) -> str:
        """Say it as the file writes it."""
        if self.high is not None:
            return f"{self.value:f} .. {self.high:f}"
        return f"{self.sign} {self.value:f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedMeasure:
    """Chỉ số: `final` and `average` list the targets that are right; empty, there is none.

    `units` are the units of measure that are right; empty, any.
    """

    title: str | None
    units: tuple[str, ...]
    final: tuple[ExpectedTarget, ...]
    average: tuple[ExpectedTarget, ...]
    reach_by: Stated[date | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedItem:
    """Mục phải đọc được: known by `section`, by one of `titles`, or by `words` that it holds.

    `or_quoted`: a finding that quotes it is as good. `optional`: it may stand, and need not. A
    stated `due` without entries: the text says no time, and none is read into it.
    """

    kinds: tuple[ItemKind, ...]
    section: str | None
    titles: tuple[str, ...]
    words: tuple[str, ...]
    lead: Stated[str | None] | None
    supporting: Stated[tuple[str, ...]] | None
    due: Stated[tuple[DueSaid, ...]] | None
    measures: Stated[tuple[ExpectedMeasure, ...]] | None
    optional: bool
    or_quoted: bool

    @property
    def name(self) -> str:
        """What it is called in a list of misses."""
        words = self.titles[0] if self.titles else ", ".join(self.words)
        return " ".join(filter(None, (self.section, f"“{words}”" if words else "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFinding:
    """Điểm cần làm rõ: what it quotes, its kind, its weight, the section that it is about.

    `single`: one finding must quote all `lines`; otherwise several may share them.
    """

    lines: tuple[str, ...]
    codes: tuple[str, ...]
    severity: Severity | None
    about: str | None
    single: bool

    @property
    def name(self) -> str:
        """What it is called in a list of misses."""
        said = (
            "/".join(self.codes),
            self.severity.value if self.severity else "",
            self.about or "",
            "; ".join(f"“{line}”" for line in self.lines),
        )
        return " ".join(filter(None, said))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedUnits:
    """Đơn vị: `exactly` these, `including` these, `without` these; names, in any known form."""

    exactly: Stated[tuple[str, ...]] | None = None
    including: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedReading:
    """Kết quả đọc mong đợi của một văn bản.

    `complete`: an item that is not expected is invented. `context` are lines that ask for nothing
    although they look so.
    """

    head: ExpectedHead
    units: ExpectedUnits
    complete: bool
    items: tuple[ExpectedItem, ...]
    no_items: tuple[ExpectedItem, ...]
    findings: tuple[ExpectedFinding, ...]
    no_findings: tuple[ExpectedFinding, ...]
    context: tuple[str, ...]
