"""What the workbench of a plan document is asked for: which findings, and at which it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from api.documents.paging import number_in
from services.domain.plan.draft import Severity
from services.queries.document_workbench import Workbench, workbench
from services.queries.plan_documents import DocumentPage

BENCH: Final = "ban-lam-viec"
_SEVERITIES: Final[Mapping[str, Severity]] = {
    "loi": Severity.ERROR,
    "nghi-van": Severity.DOUBT,
    "ghi-chu": Severity.NOTE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchAsked:
    """The severity by its name in the address, the kind, only what is open, the number.

    After a decision the finding that follows `following` is shown.
    """

    severity: str = ""
    kind: str = ""
    open_only: bool = False
    number: int | None = None
    following: int | None = None

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "BenchAsked":
        """What an address or a form asks for; what it does not know asks for everything."""
        severity = fields.get("muc-do", "")
        return cls(
            severity=severity if severity in _SEVERITIES else "",
            kind=fields.get("loai", ""),
            open_only=bool(fields.get("mo")),
            number=number_in(fields.get("diem", "")),
            following=number_in(fields.get("sau", "")),
        )

    @property
    def severities(self) -> Mapping[str, Severity]:
        """The choices of the severity."""
        return _SEVERITIES

    @property
    def fields(self) -> Mapping[str, str]:
        """What a form on the bench sends along, so that one comes back to it."""
        return self._kept()

    def link(self, address: str, **changed: object) -> str:
        """The bench of a document with something changed: a number, a filter."""
        fields = {
            **self._kept(),
            **{key.replace("_", "-"): value for key, value in changed.items()},
        }
        query = urlencode({key: str(value) for key, value in fields.items() if value})
        return f"{address}/{BENCH}?{query}" if query else f"{address}/{BENCH}"

    def of_document(self, found: DocumentPage) -> Workbench:
        """The bench of this document."""
        return workbench(
            found,
            _SEVERITIES.get(self.severity),
            kind=self.kind,
            open_only=self.open_only,
            number=self.number,
            following=self.following,
        )

    def _kept(self) -> Mapping[str, str]:
        kept = {
            "muc-do": self.severity,
            "loai": self.kind,
            "mo": "1" if self.open_only else "",
        }
        return {key: value for key, value in kept.items() if value}
