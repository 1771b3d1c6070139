"""Which offices exist, and which of them a person holds on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.domain.inspection_scope import InspectionScope, ScopeFrom


class Office(StrEnum):
    """An office of the ward, in the words of Nghị định 150/2025 and 315/2025."""

    SPECIALIST = "specialist"  # chuyên viên của đơn vị
    DEPUTY_HEAD = "deputy_head"  # cấp phó của thủ trưởng đơn vị
    UNIT_HEAD = "unit_head"  # thủ trưởng đơn vị
    OFFICE_SPECIALIST = "office_specialist"  # chuyên viên Văn phòng
    DEPUTY_CHIEF = "deputy_chief"  # Phó Chánh Văn phòng
    CHIEF_OF_OFFICE = "chief_of_office"  # Chánh Văn phòng
    VICE_CHAIR = "vice_chair"  # Phó Chủ tịch
    CHAIR = "chair"  # Chủ tịch
    INSPECTOR = "inspector"  # thanh tra, giám sát
    ADMINISTRATOR = "administrator"  # quản trị hệ thống


TITLES: Final[Mapping[Office, str]] = {
    Office.SPECIALIST: "Chuyên viên",
    Office.DEPUTY_HEAD: "Phó thủ trưởng đơn vị",
    Office.UNIT_HEAD: "Thủ trưởng đơn vị",
    Office.OFFICE_SPECIALIST: "Chuyên viên Văn phòng",
    Office.DEPUTY_CHIEF: "Phó Chánh Văn phòng",
    Office.CHIEF_OF_OFFICE: "Chánh Văn phòng",
    Office.VICE_CHAIR: "Phó Chủ tịch",
    Office.CHAIR: "Chủ tịch",
    Office.INSPECTOR: "Thanh tra, giám sát",
    Office.ADMINISTRATOR: "Quản trị hệ thống",
}
# A deputy has the rights of a specialist of the same unit, and beyond them only what the ward's
# rules give to deputies by name: a signature is the head's until a delegation says otherwise.
RIGHTS_OF: Final[Mapping[Office, Office]] = {
    Office.DEPUTY_HEAD: Office.SPECIALIST,
    Office.DEPUTY_CHIEF: Office.OFFICE_SPECIALIST,
}
DEPUTIES = frozenset(RIGHTS_OF)
# Those who work on what their unit leads or supports.
WORKING = frozenset(
    {
        Office.SPECIALIST,
        Office.UNIT_HEAD,
        Office.OFFICE_SPECIALIST,
        Office.CHIEF_OF_OFFICE,
        *DEPUTIES,
    }
)
# Those whose signature is their unit's.
SIGNING = frozenset({Office.UNIT_HEAD, Office.CHIEF_OF_OFFICE})
# The ward's leaders: whoever is in charge of a unit is one of them.
LEADING = frozenset({Office.VICE_CHAIR, Office.CHAIR})
# Those of whom a unit, or the ward, has one at a time.
SINGLE = frozenset({Office.UNIT_HEAD, Office.CHIEF_OF_OFFICE, Office.CHAIR})
# Those who may agree, as a second person, to what an administrator granted or issued.
CONSENTING = frozenset({Office.ADMINISTRATOR, Office.CHIEF_OF_OFFICE})
# Those who answer for the log, and so may have it verified: it takes the machine's time, and its
# report names people, accounts and files.
VERIFYING = frozenset({Office.INSPECTOR, Office.CHAIR, Office.CHIEF_OF_OFFICE})
# Those who see the work of every unit; of inspectors those whose account covers all of it.
OVERSEEING = frozenset(
    {
        Office.OFFICE_SPECIALIST,
        Office.DEPUTY_CHIEF,
        Office.CHIEF_OF_OFFICE,
        Office.VICE_CHAIR,
        Office.CHAIR,
        Office.INSPECTOR,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHeld:
    """One office of one person, dated; `unit` is None for the ward's leaders and inspectors.

    `from_on` and `until_on` are calendar days in Asia/Ho_Chi_Minh, both inclusive. `scope` is what
    an inspector's account covers, None for the whole ward; `later_scopes` took or take its place.
    """

    office: Office
    unit: str | None
    from_on: date
    until_on: date | None = None
    scope: InspectionScope | None = None
    later_scopes: tuple[ScopeFrom, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on that day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def on(self, day: date) -> "OfficeHeld":
        """The office with the scope that is in force on a day."""
        begun = self.scopes_begun(day)
        return replace(self, scope=begun[-1].scope, later_scopes=()) if begun else self

    def scopes_begun(self, day: date) -> tuple[ScopeFrom, ...]:
        """The later scopes that are or were in force by a day."""
        return tuple(later for later in self.later_scopes if later.from_on <= day)

    def inspects_from(self, day: date) -> bool:
        """Whether it is an inspector's and not over by that day."""
        return self.office is Office.INSPECTOR and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person with the offices held on the day of the act.

    `left_to_others` are the units of which another leader of the ward is in charge that day, each
    with an office of that leader, as far as whoever asks needs to know.
    """

    person_id: UUID
    offices: tuple[OfficeHeld, ...]
    left_to_others: frozenset[tuple[str, Office]] = frozenset()

    def find(self, offices: frozenset[Office], unit: str | None = None) -> OfficeHeld | None:
        """The first of these offices, within the unit where one is named.

        A deputy is found by the office whose rights a deputy has.
        """
        for held in self.offices:
            if unit is not None and held.unit != unit:
                continue
            if held.office in offices or RIGHTS_OF.get(held.office) in offices:
                return held
        return None

    @property
    def oversees(self) -> bool:
        """Whether the work of every unit is this person's to see, without any limit."""
        return any(
            held.scope is None
            and (held.office in OVERSEEING or RIGHTS_OF.get(held.office) in OVERSEEING)
            for held in self.offices
        )

    @property
    def scopes(self) -> tuple[InspectionScope, ...]:
        """What the offices of an inspector cover who may not see the whole ward."""
        return tuple(held.scope for held in self.offices if held.scope is not None)

    @property
    def reads_across(self) -> bool:
        """Whether lists of several units' work are this person's: all of it, or within a scope."""
        return self.oversees or bool(self.scopes)

    @property
    def inspects_all(self) -> bool:
        """Whether this person inspects the whole ward."""
        return any(held.office is Office.INSPECTOR and held.scope is None for held in self.offices)

    def is_a(self, *offices: Office) -> bool:
        """Whether any of these offices is held, in whatever unit."""
        return self.find(frozenset(offices)) is not None
