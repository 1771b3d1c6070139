"""The steps that a submission passes until it is accepted: data of the ward's rules."""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.roles import Office


class ApprovalStepUnit(StrEnum):
    """Whose office a rung asks for: the lead unit's own, the Office's, or the ward's leaders'."""

    LEAD = "lead"
    OFFICE = "office"
    WARD = "ward"

    def code(self, lead_unit: str, office_unit: str) -> str | None:
        """In which unit its offices are held, for work of that lead; None: the ward's leaders."""
        match self:
            case ApprovalStepUnit.LEAD:
                return lead_unit
            case ApprovalStepUnit.OFFICE:
                return office_unit
            case ApprovalStepUnit.WARD:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalStep:
    """One step of an approval chain: who decides, and who may only return for form.

    A submission that waits here for longer than `within_working_days` is reminded of and climbs;
    None where nothing is promised. Where `in_charge`, only that leader decides who is in charge of
    the lead unit, and all who hold one of the offices where nobody who does is named.
    """

    name: str
    offices: tuple[Office, ...]
    unit: ApprovalStepUnit
    formal_return_offices: tuple[Office, ...] = ()
    within_working_days: int | None = None
    in_charge: bool = False

    def unit_of(self, lead_unit: str, office_unit: str) -> str | None:
        """In which unit its offices are held, for work of that lead; None: the ward's leaders."""
        return self.unit.code(lead_unit, office_unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalChain:
    """The rungs that a submission climbs, for the tasks that it names.

    Each of `lead_units`, `kinds` (of the plan's items) and `items` (their codes) that is not
    empty must name the task; of several that do, the one that names it most closely counts: by
    its item, then its lead unit, then its kind.
    """

    lead_units: tuple[str, ...]
    rungs: tuple[ApprovalStep, ...]
    kinds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def fits(self, lead_unit: str, kind: str, item: str) -> bool:
        """Whether the chain names such a task."""
        named = ((self.lead_units, lead_unit), (self.kinds, kind), (self.items, item))
        return all(not among or each in among for among, each in named)

    @property
    def closeness(self) -> tuple[bool, bool, bool]:
        """How closely it names its tasks; the greater counts."""
        return bool(self.items), bool(self.lead_units), bool(self.kinds)
