"""What a page of the register is asked for, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.domain.directive.terms import DirectiveSource
from services.domain.task.lateness import OfficialStatus
from services.register.known import KnownPerson, KnownUnit
from services.register.row import RegisterRow


class RegisterState(StrEnum):
    """Tình trạng của dòng: by which the register is narrowed. Some of them overlap."""

    OPEN = "open"
    LATE = "late"
    FINISHED = "finished"
    AWAITS_SUPERIOR = "awaits_superior"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """Lọc sổ: by lead or supporting unit, source, state, words, and due days (both inclusive)."""

    unit: str | None = None
    source: DirectiveSource | None = None
    state: RegisterState | None = None
    wanted: str = ""
    due_from: date | None = None
    due_until: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out at all."""
        return self != RegisterFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNames:
    """Tên đơn vị và cán bộ, as a register writes and reads them.

    `person_ids` are the people by their logins; who has no account stands under the id itself.
    """

    units: tuple[KnownUnit, ...]
    people: tuple[KnownPerson, ...]
    person_ids: Mapping[str, UUID]

    def unit_names(self) -> Mapping[str, str]:
        """The official name of each unit by its code, the ward's own first."""
        return {unit.code: unit.name for unit in self.units}

    def login_of(self, person_id: UUID | None) -> str:
        """How a row names a person; blank where nobody is named."""
        return next((key for key, each in self.person_ids.items() if each == person_id), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """Một dòng của sổ with its task and its official status on that day.

    Of a `row.restricted` line nothing is shown beyond number and day. `entered_at` is when its
    directive was registered (UTC), `number` counts the tasks of the directive.
    """

    stream: str
    directive: str
    number: int
    entered_at: datetime
    status: OfficialStatus
    row: RegisterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """A part of the register in the order of the paper: `total` are all rows of the filter."""

    lines: Sequence[RegisterLine]
    total: int
    names: RegisterNames
    today: date
