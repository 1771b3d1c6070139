"""Facts about a plan document that the Office reads, decides on and loads.

What the document says and what a person typed are texts; the facts hold their digests, and codes.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from services.domain.facts import TextRef
from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import Field
from services.domain.streams import Family


class FindingVerdict(StrEnum):
    """What the Office says to a finding."""

    ACCEPTED = "accepted"  # theo cách đọc của máy
    CORRECTED = "corrected"  # sửa lại
    LEFT_OPEN = "left_open"  # chưa quyết định, có lý do


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRead:
    """One finding of a reading: which defect, of which kind, how much it matters."""

    key: str
    code: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocumentHead:
    """What the document calls itself, as it was read: None where it does not say so."""

    title: TextRef | None
    number: str | None
    issued_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocumentRead:
    """Đọc văn bản kế hoạch: somebody of the Office handed in a document and it could be read.

    `name` is the file's name, `source` the document's blocks as
    `services.plandoc.sources.source_store` writes them; digest and size are those of the file
    itself. `head` is None of documents from before it was kept.
    """

    TYPE: ClassVar[str] = "plan-document-read"
    SCHEMA: ClassVar[int] = 2  # 2: with `head`

    name: TextRef
    source: TextRef
    file_sha256: str
    file_bytes: int
    findings: tuple[FindingRead, ...]
    head: PlanDocumentHead | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What typed words meant when they were decided on, so that no later release reads them anew.

    `figure` to `high` is a target (decimal strings), `day` a date, `codes` units, `operator` a
    comparison; all None for a line of words, which is what it is.
    """

    figure: str | None = None
    high: str | None = None
    day: date | None = None
    codes: tuple[str, ...] | None = None
    operator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What stands in the place of the reading: the value as it was typed, and what it meant.

    `understood` is None in decisions from before it was kept: their words are read anew.
    """

    item: str
    field: Field
    value: TextRef
    understood: Understood | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSettled:
    """Quyết định về điểm cần làm rõ: the reading holds, is corrected, or the question stays open.

    A later decision on the same `key` takes the place of the earlier one.
    """

    TYPE: ClassVar[str] = "finding-settled"
    SCHEMA: ClassVar[int] = 2  # 2: with what a correction was understood as

    key: str
    decision: FindingVerdict
    correction: Correction | None
    reason: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocumentLoaded:
    """Nạp văn bản kế hoạch: the document became a plan of the ward, or was laid `beside` one."""

    TYPE: ClassVar[str] = "plan-document-loaded"
    SCHEMA: ClassVar[int] = 1

    plan_stream: str
    beside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemQuote:
    """The document's own sentence of one item or measure, and where it stands."""

    item: str
    place: str
    words: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanQuoted:
    """Gắn trích dẫn văn bản: the plan's items are shown beside the document's own sentences.

    `file_sha256` is the digest of the document. Nothing restricted is ever quoted.
    """

    TYPE: ClassVar[str] = "plan-quoted"
    SCHEMA: ClassVar[int] = 1

    file_sha256: str
    quotes: tuple[ItemQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanQuotesWithdrawn:
    """Rút trích dẫn đã gắn: what a document said beside the plan is taken back.

    `file_sha256` is the digest of that document; `holding` are the sentences of earlier documents
    that hold again. It stands on the plan's stream and, where the document was handed in on
    the pages or by a call, on that of its reading too.
    """

    TYPE: ClassVar[str] = "plan-quotes-withdrawn"
    SCHEMA: ClassVar[int] = 1

    file_sha256: str
    holding: tuple[ItemQuote, ...]


def reading_stream(reading_id: str) -> str:
    """The stream of one reading."""
    return f"{Family.READING}{reading_id}"


def reading_id_of(stream: str) -> str | None:
    """Whose stream this is: the inverse of `reading_stream`, known in this place alone."""
    before = reading_stream("")
    return stream[len(before) :] if stream.startswith(before) else None
