"""Givens: a small ward whose people, rules and days read as sentences in the tests."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from services.commands.access import Visitor
from services.domain.assignment.events import MeasureAsked
from services.domain.assignment.issuing import TaskIssued
from services.domain.assignment.ranges import range_of
from services.domain.calendar import Calendar, CalendarStatus, CalendarYear, MakeUpDay, RestDay
from services.domain.directory.events import OfficeGranted
from services.domain.facts import SYSTEM, Actor, ActorKind, Event, Fact, TextRef
from services.domain.instants import start_of
from services.domain.policy import Policy
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.task.agenda import Rules
from services.domain.task.births import OrderedBy, TaskAssigned, Urgency
from services.domain.task.evolving import evolve
from services.domain.task.state import Task
from services.planyaml.policy_yaml import read_policy

ROOT = Path(__file__).resolve().parents[1]
SPACE = UUID("00000000-0000-4000-8000-000000000000")
LONG_AGO = date(2020, 1, 2)
HERE = Visitor(address="127.0.0.1")


@cache
def policy() -> Policy:
    """The rules that ship with the ward's plan."""
    path = ROOT / "infra/plans/policy.yaml"
    return read_policy(path.read_text(encoding="utf-8"), path.name)


@cache
def calendar() -> Calendar:
    """Three years with one rest day and one make-up Saturday each."""
    return Calendar(
        years=tuple(
            CalendarYear(
                year=year,
                status=CalendarStatus.OFFICIAL,
                decision="given",
                rest_days=(RestDay(on=date(year, 1, 1), name="Tết Dương lịch", decision="given"),),
                make_up_days=(
                    (
                        MakeUpDay(
                            on=date(2026, 1, 10), instead_of=date(2026, 1, 2), decision="given"
                        ),
                    )
                    if year == 2026
                    else ()
                ),
            )
            for year in range(2025, 2032)
        )
    )


@cache
def rules() -> Rules:
    """Policy and calendar as a task's agenda takes them."""
    return Rules(policy=policy(), calendar=calendar(), calendar_version="calendar-2026@1")


def person(key: str) -> UUID:
    """The same id for the same key, in every test."""
    return uuid5(SPACE, key)


def granted_at_once(held: OfficeHeld) -> OfficeGranted:
    """The fact of an office that waited for nobody."""
    return OfficeGranted(
        office=held.office,
        unit=held.unit,
        from_on=held.from_on,
        until_on=None,
        wished_from_on=held.from_on,
        setting_up=False,
        basis=None,
        scope=None,
    )


def holder(key: str, *offices: tuple[Office, str | None]) -> Holder:
    """Somebody with offices held since long ago."""
    return Holder(
        person_id=person(key),
        offices=tuple(
            OfficeHeld(office=office, unit=unit, from_on=LONG_AGO) for office, unit in offices
        ),
    )


SPECIALIST = holder("specialist", (Office.SPECIALIST, "KTHTDT"))
HEAD = holder("head", (Office.UNIT_HEAD, "KTHTDT"))
CHIEF = holder("chief", (Office.CHIEF_OF_OFFICE, "VP"))
CHECKER = holder("checker", (Office.OFFICE_SPECIALIST, "VP"))
VICE_CHAIR = holder("vice-chair", (Office.VICE_CHAIR, None))
CHAIR = holder("chair", (Office.CHAIR, None))
OTHER = holder("other", (Office.SPECIALIST, "VHXH"))
INSPECTOR = holder("inspector", (Office.INSPECTOR, None))
ADMINISTRATOR = holder("administrator", (Office.ADMINISTRATOR, None))


def words(key: str = "words") -> TextRef:
    """A reference to something that was typed."""
    return TextRef(text_id=uuid5(SPACE, f"text/{key}"), sha256="0" * 64)


def issued(**changes: object) -> TaskIssued:
    """A duty's report for the last quarter of 2026, due on Tuesday 15 December."""
    given: dict[str, object] = {
        "assignment": "51-08",
        "plan_version": "plan-given@1",
        "kind": "duty",
        "title": "Tổ chức gặp mặt doanh nghiệp",
        "section": "II.5.1",
        "deliverable": "report",
        "frequency": "quarter",
        "period": "2026-Q4",
        "period_first_day": date(2026, 9, 15),
        "cutoff_on": date(2026, 12, 14),
        "issued_on": date(2026, 9, 15),
        "due_on": date(2026, 12, 15),
        "due_rule": None,
        "due_by": None,
        "acknowledge_by": date(2026, 9, 17),
        "lead_unit": "KTHTDT",
        "supporting_units": ("VHXH",),
        "restricted": False,
        "measures": (),
        "contributions": None,
    }
    return TaskIssued(**{**given, **changes})  # type: ignore[arg-type]


def assigned(**changes: object) -> TaskAssigned:
    """Work that the vice-chair gave on Tuesday 15 September, due on Tuesday 15 December."""
    given: dict[str, object] = {
        "directive": "2026.a2b3c4d5",
        "number": 1,
        "clause": None,
        "occurrence_on": None,
        "ordered_by": OrderedBy(
            person_id=VICE_CHAIR.person_id, office=Office.VICE_CHAIR, on=date(2026, 9, 15)
        ),
        "follower": None,
        "title": words("Rà soát chợ tạm."),
        "product": None,
        "assigned_on": date(2026, 9, 15),
        "due_on": date(2026, 12, 15),
        "superior_due_on": None,
        "urgency": Urgency.ORDINARY,
        "acknowledge_by": date(2026, 9, 17),
        "lead_unit": "KTHTDT",
        "supporting_units": ("VHXH",),
        "restricted": False,
        "measures": (),
        "contributions": None,
    }
    return TaskAssigned(**{**given, **changes})  # type: ignore[arg-type]


def asked(code: str = "CT10", kind: str = "number") -> MeasureAsked:
    """One measure that is due."""
    title, unit = f"Chỉ số {code}", "%"
    possible = range_of(title=title, unit=unit, kind=kind)
    return MeasureAsked(code=code, title=title, unit=unit, kind=kind, possible=possible)


@dataclass
class Story:
    """A task that grows fact by fact; `at` is the instant of the next act (UTC)."""

    task: Task | None = None
    facts: list[Fact] = field(default_factory=list)
    at: datetime = field(default_factory=lambda: start_of(date(2026, 9, 15)).astimezone(UTC))

    def tell(self, events: Iterable[Event], actor: Actor = SYSTEM) -> Task:
        """Record events by somebody, now."""
        for event in events:
            version = len(self.facts) + 1
            fact = Fact(
                event=event,
                stream="task-51-08.report.2026-Q4",
                version=version,
                position=version,
                actor=actor,
                behalf=None,
                occurred_at=self.at,
                recorded_at=self.at,
                command_id=uuid5(SPACE, f"command/{version}"),
                session_id=None,
            )
            self.facts.append(fact)
            self.task = evolve(self.task, fact)
        assert self.task is not None
        return self.task

    def go(self, to: date, hour: int = 9) -> None:
        """Move the clock to an hour of a day in Hanoi; never back."""
        moment = start_of(to, hour).astimezone(UTC)
        assert moment >= self.at, "a story does not go back in time"
        self.at = moment

    def wait(self, **span: int) -> None:
        """Let some time pass (`days=`, `hours=`)."""
        self.at += timedelta(**span)


def actor(who: Holder) -> Actor:
    """How somebody stands in an envelope."""
    held = who.offices[0]
    return Actor(
        kind=ActorKind.PERSON, office=held.office.value, person_id=who.person_id, unit=held.unit
    )
