"""The ward's own rules as data: periods, ladders, chains, limits. Each version has its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from services.domain.approval_chains import ApprovalChain
from services.domain.facts import Fact
from services.domain.programme_rules import ProgrammeRules
from services.domain.roles import Office
from services.domain.rules import NO_CHAIN, NO_POLICY
from services.domain.task_life_rules import (
    ContributionRules,
    DirectiveRules,
    OverdueRules,
    RequestRules,
    UndoRules,
)

POLICY_STREAM = "policy-ward"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLadder:
    """When a unit is reminded, in working days around the due date, at `hour` (Hanoi).

    `before_working_days` counts back from the due date (0 is the day itself); afterwards every
    `after_every_working_days`, at most `after_at_most` times.
    """

    before_working_days: tuple[int, ...]
    after_every_working_days: int
    after_at_most: int
    hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chasing:
    """When the Office chases, and from which chase on the ward's leaders are told.

    A task may be chased from `near_days` calendar days before its due date. The chase with the
    number `escalate_at` climbs to the leader in charge of the lead unit, else to all who hold
    an office of `escalate_to`; what `not_escalated_units` lead never does (partners are asked,
    not reported on). A unit is silent that gave no sign of life for `silent_working_days`.
    """

    near_days: int
    escalate_at: int
    escalate_to: tuple[Office, ...]
    not_escalated_units: tuple[str, ...]
    silent_working_days: int


# What a ward has that never said anything about it: as rules of schema 1 are read.
ORDINARY_CHASING: Final = Chasing(
    near_days=7,
    escalate_at=3,
    escalate_to=(Office.VICE_CHAIR, Office.CHAIR),
    not_escalated_units=(),
    silent_working_days=10,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLimits:
    """How much evidence a report or a contribution may carry: megabytes a file, and files."""

    file_mb_at_most: int
    files_at_most: int


# What a ward has that never said anything about it: as rules before schema 3 are read.
ORDINARY_EVIDENCE: Final = EvidenceLimits(file_mb_at_most=25, files_at_most=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointments:
    """When an office that decides or inspects begins, and when a link for its holder opens.

    Granted by one administrator alone, such an office begins `grant_wait_working_days` working
    days later, and a link opens after `link_wait_hours` hours. A second person's consent brings
    either forward; not of somebody whom the first registered less than `consenter_known_days`
    calendar days ago. For as many days each new session of a person is told what others did to
    the account and the offices.
    """

    grant_wait_working_days: int
    link_wait_hours: int
    consenter_known_days: int


# What a ward has that never said anything about it: as rules before schema 4 are read.
ORDINARY_APPOINTMENTS: Final = Appointments(
    grant_wait_working_days=2, link_wait_hours=24, consenter_known_days=30
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRules:
    """How the pages group what is late, and how long they go on showing what is finished.

    `late_steps_working_days` are the working days after which lateness counts as longer, in
    rising order; `finished_shown_days` are calendar days.
    """

    late_steps_working_days: tuple[int, ...]
    finished_shown_days: int


# What a ward has that never said anything about it: as rules before schema 4 are read.
ORDINARY_BOARD: Final = BoardRules(late_steps_working_days=(5, 15), finished_shown_days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorities:
    """Which offices may act on the plan and chase; offices of the Office only in its own unit.

    `assign` decides on the life of a periodic task: extension, refusal, suspension, withdrawal,
    the cause of its lateness; of what the Office itself leads the last step of its chain does.
    `register_directives` registers where work comes from and assigns it, in the name of those who
    hold one of `order`.
    """

    name_lead: tuple[Office, ...]
    set_frequency: tuple[Office, ...]
    settle_findings: tuple[Office, ...]
    load_plan: tuple[Office, ...]
    chase: tuple[Office, ...]
    assign: tuple[Office, ...]
    register_directives: tuple[Office, ...]
    order: tuple[Office, ...]


_HEADS_OF_WORK: Final = (Office.CHIEF_OF_OFFICE, Office.VICE_CHAIR, Office.CHAIR)
# What a ward has that never said anything about it: as rules before schemas 4 and 7 are read.
ORDINARY_AUTHORITIES: Final = Authorities(
    name_lead=_HEADS_OF_WORK,
    set_frequency=_HEADS_OF_WORK,
    settle_findings=(Office.OFFICE_SPECIALIST, *_HEADS_OF_WORK),
    load_plan=_HEADS_OF_WORK,
    chase=(Office.OFFICE_SPECIALIST, *_HEADS_OF_WORK),
    assign=(Office.CHIEF_OF_OFFICE,),
    register_directives=(Office.OFFICE_SPECIALIST, *_HEADS_OF_WORK),
    order=_HEADS_OF_WORK,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRules:
    """What the ward asks of figures beyond their own range.

    One that differs by more than `jump_percent` from what was reported before needs a reason;
    None asks for none.
    """

    official_before_cutoff_needs_reason: bool
    jump_percent: int | None


# What a ward has that never said anything about it: as rules before schemas 4 and 9 are read.
ORDINARY_FIGURES: Final = FigureRules(official_before_cutoff_needs_reason=True, jump_percent=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRules:
    """How long it is remembered where people sign in from, what failed, and who read what.

    A device is known for `known_device_days` after its last sign-in; wrong passwords count
    together while less than `failures_kept_hours` lie between them; lines of the access log are
    kept for `log_kept_days`. Days are of 24 hours.
    """

    known_device_days: int
    failures_kept_hours: int
    log_kept_days: int


# What a ward has that never said anything about it: as rules before schema 4 are read.
ORDINARY_ACCESS: Final = AccessRules(
    known_device_days=180, failures_kept_hours=24, log_kept_days=365
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One version of the ward's rules.

    `cutoff_day` and the school year make the periods (Nghị định 09/2019, Điều 12);
    `acknowledge_within_working_days` is the limit after which silence is acceptance;
    `correction_at_most_days` (calendar days) bounds the date that a return may give;
    `attempts_per_day` bounds what is recorded of one person's refused commands;
    `text_at_most` is in characters.
    """

    effective_on: date
    office_unit: str
    cutoff_day: int
    school_year_month: int
    school_year_day: int
    acknowledge_within_working_days: int
    correction_at_most_days: int
    ladder: ReminderLadder
    chains: tuple[ApprovalChain, ...]
    chasing: Chasing
    evidence: EvidenceLimits
    appointments: Appointments
    board: BoardRules
    authorities: Authorities
    figures: FigureRules
    access: AccessRules
    requests: RequestRules
    contributions: ContributionRules
    undo: UndoRules
    overdue: OverdueRules
    directives: DirectiveRules
    programmes: ProgrammeRules
    attempts_per_day: int
    text_at_most: int
    session_hours: int
    session_idle_minutes: int
    link_hours: int
    sign_in_failures: int
    sign_in_pause_minutes: int

    def chain_for(self, lead_unit: str, kind: str = "", item: str = "") -> ApprovalChain:
        """The approval chain of a task: by its lead unit, its kind and the code of its item."""
        fitting = [chain for chain in self.chains if chain.fits(lead_unit, kind, item)]
        if not fitting:
            raise NO_CHAIN.refuse(lead_unit=lead_unit)
        return max(fitting, key=lambda chain: chain.closeness)

    def chains_led_by(self, lead_unit: str) -> tuple[ApprovalChain, ...]:
        """Every chain that some task of this lead unit may climb, whatever its kind and item."""
        led = [
            chain for chain in self.chains if not chain.lead_units or lead_unit in chain.lead_units
        ]
        always = [chain.closeness for chain in led if not chain.kinds and not chain.items]
        if not always:
            raise NO_CHAIN.refuse(lead_unit=lead_unit)
        return tuple(chain for chain in led if chain.closeness >= max(always))


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAdopted:
    """Ban hành quy tắc của phường: a version of the rules, in force from its day of effect."""

    TYPE: ClassVar[str] = "policy-adopted"
    # 2: with `chasing`; 3: with `evidence`;
    # 4: with `appointments`, `board`, `authorities`, `figures`, `access`
    # 5: with `requests`, `contributions`, `undo`, who assigns, chains by kind and item
    # 6: with `overdue`, and `in_charge` of a step
    # 7: with `directives`, who registers them and who orders
    # 8: with `programmes`
    # 9: with `jump_percent` of figures
    SCHEMA: ClassVar[int] = 9

    policy: Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyInForce:
    """The rules of a day with the version that recorded them (`policy-ward@n`)."""

    policy: Policy
    version: str


def in_force(facts: Sequence[Fact], day: date) -> PolicyInForce:
    """The version with the latest day of effect that has come, of one day the last recorded.

    Raises Refusal where none is in force.
    """
    come = [
        (fact.event.policy.effective_on, fact.version, fact)
        for fact in facts
        if isinstance(fact.event, PolicyAdopted) and fact.event.policy.effective_on <= day
    ]
    if not come:
        raise NO_POLICY.refuse()
    newest = max(come, key=lambda each: each[:2])[2]
    assert isinstance(newest.event, PolicyAdopted)  # noqa: S101  (chosen above)
    return PolicyInForce(policy=newest.event.policy, version=f"{newest.stream}@{newest.version}")
