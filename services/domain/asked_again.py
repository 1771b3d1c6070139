"""Every kind of fact is asked again by verify, or it is said here why nothing can be asked.

What was so before the act is folded from the facts before it; the guards of the acts say whether
it was possible, the rules of the day under which office. A sentence goes on from “vị trí 653: ”.
"""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.acting_offices import MAY_ACT, OWN
from services.domain.assignment import clock_facts as item_clock
from services.domain.assignment.events import AssignmentOpened
from services.domain.assignment.issuing import TaskIssued
from services.domain.assignment.preconditions import PRECONDITIONS as OF_ITEMS
from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.calendar_facts import CalendarAdopted
from services.domain.directive import clock_facts as directive_clock
from services.domain.directive.events import ClauseTasksAssigned
from services.domain.directive.preconditions import PRECONDITIONS as OF_DIRECTIVES
from services.domain.directive.rules import NO_DIRECTIVE
from services.domain.directory.consent_events import InitialSetUpEnded
from services.domain.directory.events import UnitRegistered
from services.domain.directory.preconditions import PRECONDITIONS as OF_DIRECTORY
from services.domain.directory.rules import NO_ACCOUNT, NO_PERSON
from services.domain.directory.sign_in_events import SignInFailed
from services.domain.directory.unit_rules import NO_UNIT
from services.domain.errors import Refusal
from services.domain.facts import ActorKind, Event, Fact
from services.domain.inspection.preconditions import PRECONDITIONS as OF_INSPECTIONS
from services.domain.inspection.rules import NO_INSPECTION_FINDING
from services.domain.log_keys import LogKeyIntroduced
from services.domain.nouns import (
    ACCOUNT,
    DIRECTIVE,
    EVERY_ACT,
    INSPECTION,
    ITEM,
    KIND_OF,
    PERSON,
    PLAN,
    PLAN_DOCUMENT,
    PROGRAMME,
    TASK,
    UNIT,
)
from services.domain.opening import LedgerOpened
from services.domain.plan.acts import KINDS as PLAN_KINDS
from services.domain.plan.acts.settle_plan_finding import PlanFindingSettled
from services.domain.plan.events import PlanActivated
from services.domain.plan.findings import PlanFindings
from services.domain.plan_document.preconditions import PRECONDITIONS as OF_PLANS
from services.domain.plan_document.rules import NO_PLAN, NO_READING
from services.domain.policy import Policy, PolicyAdopted
from services.domain.precondition import NotThereYet, Precondition
from services.domain.programme import clock_facts as programme_clock
from services.domain.programme.events import ProgrammeOpened
from services.domain.programme.preconditions import PRECONDITIONS as OF_PROGRAMMES
from services.domain.programme.rules import NO_PROGRAMME
from services.domain.register_columns.events import RegisterColumnsMapped
from services.domain.roles import TITLES, Office
from services.domain.task import clock_facts as task_clock
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.births import TaskAssigned
from services.domain.task.preconditions import PRECONDITIONS as OF_TASKS
from services.domain.task.rules import NO_TASK


def _known_keys(state: frozenset[str] | None, event: LogKeyIntroduced) -> str:
    return "khóa này đã được đưa vào dùng" if state and event.key in state else ""


PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    **OF_TASKS,
    **OF_ITEMS,
    **OF_DIRECTIVES,
    **OF_PROGRAMMES,
    **OF_PLANS,
    **OF_INSPECTIONS,
    **OF_DIRECTORY,
    LogKeyIntroduced: _known_keys,
}
# Written by the command line on the ward's machine alone.
_OF_THE_MACHINE: Final[Mapping[type[Event], str]] = {
    LedgerOpened: "mở sổ",
    LogKeyIntroduced: "đưa khóa ký sổ vào dùng",
    PolicyAdopted: "ban hành quy tắc của phường",
    CalendarAdopted: "ban hành lịch làm việc",
}
# Of these it is asked at most who did it.
STATE_NOT_ASKED: Final[Mapping[type[Event], str]] = {
    AssignmentOpened: "an earlier release let a second plan open the same item",
    UnitRegistered: "every plan states its units again",
    RegisterColumnsMapped: "the newest mapping simply counts",
    PlanActivated: "it begins its plan; a plan may be put in force again under the same code",
    SignInFailed: "no longer written; it changed nothing",
    CommandRefused: "it says what was not done",
    AttemptsSuppressed: "it counts what was not done",
}
_CLOCKS: Final = (task_clock, item_clock, directive_clock, programme_clock)
_OF_THE_CLOCK: Final = frozenset(
    {kind.event for clock in _CLOCKS for kind in clock.FACTS}
    | {TaskIssued, TaskAssigned, ClauseTasksAssigned, ProgrammeOpened}
)
# What only somebody can do: a fact of the clock or of the machine in its place is forged.
_OF_PEOPLE: Final = (
    frozenset(
        kind.event
        for noun in (TASK, ITEM, DIRECTIVE, PROGRAMME, INSPECTION)
        for kind in noun.facts
    )
    - _OF_THE_CLOCK
)
# The first fact of its thing, or of a stream on which nothing stands.
_BEGINNING: Final = frozenset(
    {InitialSetUpEnded, *_OF_THE_MACHINE, *STATE_NOT_ASKED}
    | {event for event, asked in PRECONDITIONS.items() if isinstance(asked, NotThereYet)}
)
# What is said where a fact changes a thing that is not there.
_MISSING: Final = {
    kind.event: rule.brief
    for noun, rule in (
        (TASK, NO_TASK),
        (ITEM, NO_ASSIGNMENT),
        (DIRECTIVE, NO_DIRECTIVE),
        (PROGRAMME, NO_PROGRAMME),
        (INSPECTION, NO_INSPECTION_FINDING),
        (PLAN, NO_PLAN),
        (PLAN_DOCUMENT, NO_READING),
        (UNIT, NO_UNIT),
        (PERSON, NO_PERSON),
        (ACCOUNT, NO_ACCOUNT),
    )
    for kind in noun.facts
}
_BRIEFS: Final = {rule.code: rule.brief for act in EVERY_ACT for rule in act.rules}


def wrongs_of(fact: Fact, state: Any, policy: Policy | None) -> tuple[str, ...]:
    """What was not so when this was recorded; `state` is its thing before it, None: not there."""
    said = [*filter(None, (_not_possible(fact, state), _not_by_them(fact, state, policy)))]
    if not said:
        return ()
    name = _named(type(fact.event))
    return tuple(f"{name} {each}" for each in said)


def next_beside(state: Any, fact: Fact) -> Any:
    """What is folded for asking alone, of streams of which no page keeps a row."""
    match fact.event:
        case PlanActivated(findings=findings):
            return PlanFindings(findings=findings, settled={})
        case PlanFindingSettled() as event if state is not None:
            return PLAN_KINDS[PlanFindingSettled].apply(state, event, fact)
        case LogKeyIntroduced(key=key):
            return (state or frozenset()) | {key}
        case InitialSetUpEnded():
            return True
        case _:
            return state


def _named(event: type[Event]) -> str:
    kind = KIND_OF.get(event)
    if kind is None:
        return _OF_THE_MACHINE.get(event, event.TYPE)
    return kind.name[0].lower() + kind.name[1:]


def _not_possible(fact: Fact, state: Any) -> str:
    kind = type(fact.event)
    if state is None and kind not in _BEGINNING:
        return f"khi {_MISSING[kind]}"
    asked = PRECONDITIONS.get(kind)
    if asked is None:
        return ""
    try:
        reason = asked(state, fact.event)
    except Refusal as refusal:
        reason = _BRIEFS.get(refusal.code, refusal.sentence)
    return f"khi {reason}" if reason else ""


def _not_by_them(fact: Fact, state: Any, policy: Policy | None) -> str:
    kind, actor = type(fact.event), fact.actor
    if kind in _OF_THE_MACHINE:
        by_machine = actor.kind is ActorKind.OPERATOR
        return "" if by_machine else "không phải bằng lệnh trên máy chủ"
    if actor.kind is not ActorKind.PERSON:
        silent = isinstance(fact.event, TaskAcknowledged) and fact.event.by_silence
        return "mà không do người nào thực hiện" if kind in _OF_PEOPLE and not silent else ""
    if kind in OWN:
        own = actor.person_id == getattr(fact.event, "person_id", None)
        return "" if own else "của tài khoản người khác"
    return _not_by_that_office(fact, state, policy)


def _not_by_that_office(fact: Fact, state: Any, policy: Policy | None) -> str:
    actor, allowed = fact.actor, MAY_ACT.get(type(fact.event))
    acting = allowed(policy, state, fact.event) if allowed is not None and policy else None
    if acting is None or acting.holds(actor):
        return ""
    if actor.office is None:
        return "mà không theo chức vụ nào"
    title = next((TITLES[each] for each in Office if each == actor.office), actor.office)
    where = f" của đơn vị {actor.unit}" if actor.unit else ""
    return f"theo chức vụ {title}{where}, là chức vụ không được làm việc này"
