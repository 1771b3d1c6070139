"""What the pages of work programmes are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.domain.act import Offer
from services.domain.programme.findings import ProgrammeFinding
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.terms import RowResult
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Task
from services.queries.views import TrailLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    """A programme in the list, with how many rows it has and how many units have none."""

    period: ProgrammePeriod
    closes_on: date
    rows: int
    silent: int
    signed: bool
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeWork:
    """The work that a row is about, as far as it is the viewer's: a task, or a plan's item.

    `code` is what names it as the source of a row: the stream of a task, the code of an item.
    """

    code: str
    title: str | None
    task: Task | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowLine:
    """A row with its words; `place` is its number on paper, None of a row that is gone.

    What was erased, or stands for nothing, is None. With `withheld` the words are not the
    viewer's to read. `own` says that the viewer's unit registered it. `status` is that of its task
    today, `result` what was recorded at the end.
    """

    row: ProgrammeRow
    place: int | None
    content: str | None
    product: str | None
    note: str | None
    reason: str | None
    leader: str | None
    work: ProgrammeWork | None
    status: OfficialStatus | None
    result: RowResult | None
    withheld: bool
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeLine:
    """A row in force of a programme or of one of its parts, with the period in which it stands."""

    period: str
    line: ProgrammeRowLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFindingLine:
    """Something that collides, with why it stands as it is; `reason` is None while it is open."""

    finding: ProgrammeFinding
    reason: str | None
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePage:
    """Everything that a programme's page shows.

    `rows` are in the order of the paper, `gone` those that are no part of it any more, `parts`
    those of the periods that it is composed of, by their codes, `whole` what all of them had in
    force, each work once. `findings` are None where a year's
    working days are not known. `signer` is who signed, by name. `offers` are what the viewer may
    do, by slug.
    """

    programme: Programme
    rows: tuple[ProgrammeRowLine, ...]
    gone: tuple[ProgrammeRowLine, ...]
    parts: Mapping[str, tuple[ProgrammeRowLine, ...]]
    whole: tuple[WholeLine, ...]
    findings: tuple[ProgrammeFindingLine, ...] | None
    units: Mapping[str, str]
    leaders: Mapping[UUID, str]
    signer: str | None
    trail: tuple[TrailLine, ...]
    offers: Mapping[str, Offer]

    @property
    def open_findings(self) -> int:
        """How many findings nobody has decided on."""
        return sum(not each.settled for each in self.findings or ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeList:
    """The programmes, the newest period first, and which the viewer may open, by their length.

    `years` are all until this one of which there are any, the newest first.
    """

    lines: tuple[ProgrammeLine, ...]
    years: tuple[int, ...]
    to_open: Mapping[ProgrammeKind, tuple[ProgrammePeriod, ...]]
    units: Mapping[str, str]
