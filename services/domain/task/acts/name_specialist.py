"""Giao trong đơn vị: a unit's head names who works on the task there."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final
from uuid import UUID

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.events import person_stream
from services.domain.facts import Fact, TextRef
from services.domain.fields import DayField, PersonId, TypedText
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.roles import SIGNING
from services.domain.task.authority import refuse_ended
from services.domain.task.rules import NOT_OWING_HEAD, RESTRICTED, TASK_CLOSED
from services.domain.task.specialists import (
    specialist_of,
    unit_due_on,
    units_signed_for,
    works_in,
)
from services.domain.task.state import Task
from services.domain.task.values import NamedSpecialist

NOT_OF_UNIT: Final = Rule(
    code="specialist-not-of-unit",
    sentence=(
        "Người được chọn không làm việc tại đơn vị của bạn hôm nay nên không giao được. Hãy chọn "
        "một người của đơn vị."
    ),
    brief="người được giao không thuộc đơn vị",
    fields=("person_id",),
)
INNER_DAY: Final = Rule(
    code="specialist-day",
    sentence=(
        "Hạn trong đơn vị phải từ hôm nay và không sau hạn của đơn vị ({due}). Hãy sửa ngày hoặc "
        "để trống."
    ),
    brief="hạn trong đơn vị ngoài khoảng cho phép",
    fields=("by_on",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpecialist:
    """Giao việc cho một người của đơn vị; giao lại là đổi người, đổi hạn trong đơn vị."""

    stream: str
    person_id: Annotated[UUID, PersonId(label="Người thực hiện")]
    by_on: Annotated[date | None, DayField(label="Hạn trong đơn vị", example="2026-12-10")]
    note: Annotated[
        TextRef | None, TypedText(label="Ghi chú", example="Lấy số liệu của ba tổ dân phố.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistNamed:
    """Giao trong đơn vị: a unit's head named who works on the task there, until which day."""

    TYPE: ClassVar[str] = "specialist-named"
    SCHEMA: ClassVar[int] = 1

    unit: str
    person_id: UUID
    by_on: date | None
    note: TextRef | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the heads of the units that owe something; `unit` are those units."""
    refuse_ended(task)
    units = units_signed_for(task, context.holder)
    if not units:
        raise NOT_OWING_HEAD.refuse()
    return Offer(choices={"unit": units})


def decide(task: Task, command: NameSpecialist, context: DecisionContext) -> Verdict:
    """One person of the unit; the same again is nothing."""
    units = offer(task, context).choices["unit"]
    works = works_in(command.person_id, context)
    unit = next((unit for unit in units if unit in works), None)
    if unit is None:
        raise NOT_OF_UNIT.refuse()
    if task.restricted and command.note is not None:
        raise RESTRICTED.refuse()
    _check_day(task, unit, command.by_on, day_of(context.now))
    held = context.holder.find(SIGNING, unit)
    named = NamedSpecialist(unit=unit, person_id=command.person_id, by_on=command.by_on)
    if command.note is None and specialist_of(task, unit) == named:
        return Verdict(held=held, events=())
    event = SpecialistNamed(
        unit=unit, person_id=command.person_id, by_on=command.by_on, note=command.note
    )
    return Verdict(held=held, events=(event,))


def _check_day(task: Task, unit: str, by_on: date | None, today: date) -> None:
    """Within the unit's own time; what is overdue already may still get a day. Raises Refusal."""
    due = unit_due_on(task, unit)
    if by_on is None:
        return
    due = due or max(by_on, today)  # work without a day bounds nothing
    if by_on < today or by_on > due >= today:
        raise INNER_DAY.refuse(due=written_day(due))


def _reads(command: NameSpecialist) -> tuple[str, ...]:
    return (person_stream(command.person_id),)


def _named(task: Task, event: SpecialistNamed, _fact: Fact) -> Task:
    named = NamedSpecialist(unit=event.unit, person_id=event.person_id, by_on=event.by_on)
    others = tuple(each for each in task.specialists if each.unit != event.unit)
    return replace(task, specialists=(*others, named))


def _describe(event: SpecialistNamed, names: Names) -> str:
    until = f", xong trước hết ngày {written_day(event.by_on)}" if event.by_on else ""
    return f"Giao trong {names.unit(event.unit)}{names.about}{until}."


ACT: Final = Act(
    command=NameSpecialist,
    name="name-specialist",
    said="giao trong đơn vị",
    slug="giao-trong-don-vi",
    explained=(
        "Chọn người của đơn vị thực hiện việc này. Giao lại là đổi người, hạn trong đơn vị hoặc "
        "ghi chú; hạn của việc không đổi."
    ),
    resource="specialist",
    done="Đã giao trong đơn vị.",
    verb="name_specialist",
    rules=(TASK_CLOSED, NOT_OWING_HEAD, NOT_OF_UNIT, RESTRICTED, INNER_DAY),
    offer=offer,
    decide=decide,
    reads=_reads,
)
FACTS: Final = (
    FactKind(
        event=SpecialistNamed,
        name="Giao trong đơn vị",
        apply=_named,
        describe=_describe,
        text=lambda event: event.note,
        person=lambda event: event.person_id,
    ),
)
