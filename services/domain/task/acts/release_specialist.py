"""Thôi giao trong đơn vị: a unit's head takes back whom it had named for the task."""

from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import NothingToActOn
from services.domain.facts import Fact
from services.domain.replacing import replace
from services.domain.roles import SIGNING
from services.domain.task.authority import refuse_ended
from services.domain.task.rules import NOT_OWING_HEAD, TASK_CLOSED
from services.domain.task.specialists import specialist_of, units_signed_for
from services.domain.task.state import Task
from services.domain.task.values import NamedSpecialist

NOBODY_NAMED: Final = Rule(
    code="nobody-named",
    sentence="Đơn vị của bạn chưa giao việc này cho ai nên không có gì để thôi giao.",
    brief="đơn vị chưa giao việc cho ai",
    kind=NothingToActOn,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSpecialist:
    """Thôi giao việc cho người đã được giao; việc trở lại là chưa có người."""

    stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistReleased:
    """Thôi giao trong đơn vị: a unit's head took back whom it had named for the task."""

    TYPE: ClassVar[str] = "specialist-released"
    SCHEMA: ClassVar[int] = 1

    unit: str
    person_id: UUID


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the heads of units that have named somebody."""
    refuse_ended(task)
    if not units_signed_for(task, context.holder):
        raise NOT_OWING_HEAD.refuse()
    named = _named_by(task, context)
    if not named:
        raise NOBODY_NAMED.refuse()
    return Offer(held=context.holder.find(SIGNING, named[0].unit))


def decide(task: Task, _command: ReleaseSpecialist, context: DecisionContext) -> Verdict:
    """Nobody is named any more in the units of this head."""
    return Verdict(
        held=offer(task, context).held,
        events=tuple(
            SpecialistReleased(unit=named.unit, person_id=named.person_id)
            for named in _named_by(task, context)
        ),
    )


def _named_by(task: Task, context: DecisionContext) -> tuple[NamedSpecialist, ...]:
    units = units_signed_for(task, context.holder)
    return tuple(named for unit in units if (named := specialist_of(task, unit)) is not None)


def _released(task: Task, event: SpecialistReleased, _fact: Fact) -> Task:
    left = tuple(each for each in task.specialists if each.unit != event.unit)
    return replace(task, specialists=left)


def _describe(event: SpecialistReleased, names: Names) -> str:
    return f"Thôi giao trong {names.unit(event.unit)}{names.about}."


ACT: Final = Act(
    command=ReleaseSpecialist,
    name="release-specialist",
    said="thôi giao trong đơn vị",
    slug="thoi-giao-trong-don-vi",
    explained="Việc trở lại là chưa có người thực hiện trong đơn vị.",
    resource="specialist-release",
    done="Đã thôi giao trong đơn vị.",
    verb="release_specialist",
    rules=(TASK_CLOSED, NOT_OWING_HEAD, NOBODY_NAMED),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=SpecialistReleased,
        name="Thôi giao trong đơn vị",
        apply=_released,
        describe=_describe,
        person=lambda event: event.person_id,
    ),
)
