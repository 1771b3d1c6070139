"""What the ward rules about the life of a task: requests, contributions, what climbs. Data."""

from dataclasses import dataclass
from typing import Final

from services.domain.approval_chains import ApprovalStepUnit
from services.domain.roles import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRules:
    """What a unit may ask of who assigned its task, and how long an answer may take.

    At most `extensions_at_most` extensions are granted for a task. A task is declined within
    `decline_within_working_days` of its issue. A request that is not answered within
    `answer_within_working_days` climbs to `escalate_to`; an extension that is undecided
    `undecided_working_days` after the due day no longer keeps the missed date from being
    recorded. All are working days.
    """

    extensions_at_most: int
    decline_within_working_days: int
    answer_within_working_days: int
    undecided_working_days: int
    escalate_to: tuple[Office, ...]


# What a ward has that never said anything about it: as rules before schema 5 are read.
ORDINARY_REQUESTS: Final = RequestRules(
    extensions_at_most=2,
    decline_within_working_days=2,
    answer_within_working_days=3,
    undecided_working_days=10,
    escalate_to=(Office.VICE_CHAIR, Office.CHAIR),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRules:
    """When supporting units owe their input, and who signs it.

    It is due `before_lead_working_days` working days before the lead's report; for tasks of the
    kinds of `unsigned_kinds` (of the plan's items) nobody but its author signs it.
    """

    before_lead_working_days: int
    unsigned_kinds: tuple[str, ...]


# What a ward has that never said anything about it: as rules before schema 5 are read.
ORDINARY_CONTRIBUTIONS: Final = ContributionRules(before_lead_working_days=3, unsigned_kinds=())


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoRules:
    """For how many minutes somebody may take back what has harmed nobody yet."""

    within_minutes: int


# What a ward has that never said anything about it: as rules before schema 5 are read.
ORDINARY_UNDO: Final = UndoRules(within_minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueStep:
    """Who is told of a task that is overdue by so many working days after its due day.

    All who hold one of `offices` in the unit that `unit` names; with `in_charge` only the leader
    in charge of the lead unit, where there is one.
    """

    after_working_days: int
    offices: tuple[Office, ...]
    unit: ApprovalStepUnit
    in_charge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueRules:
    """How an overdue task climbs, each step once; partners (`not_escalated_units`) never do.

    The `steps` rise in their working days. Units of `requested_units` (police, military) are
    not reported on: there each step outside the unit is a request from the chair.
    """

    steps: tuple[OverdueStep, ...]
    requested_units: tuple[str, ...]


# What a ward has that never said anything about it: as rules before schema 6 are read.
ORDINARY_OVERDUE: Final = OverdueRules(steps=(), requested_units=())


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveRules:
    """How work of directives is given: a recurring order assigns so many working days ahead."""

    issue_before_working_days: int


# What a ward has that never said anything about it: as rules before schema 7 are read.
ORDINARY_DIRECTIVES: Final = DirectiveRules(issue_before_working_days=5)
