"""Đôn đốc đơn vị phối hợp: the Office asks a supporting unit for its contribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.authorities import require_authorised
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import PaperField, TypedText, UnitCode
from services.domain.instants import day_of
from services.domain.papers import Paper, beside, check_paper
from services.domain.replacing import replace
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.acts.send_chase import NOT_CHASING, RESTRICTED_CHASE
from services.domain.task.contribution_rights import (
    NOTHING_TO_CONTRIBUTE,
    UNIT_OWES_NOTHING,
    owing_units,
    require_owing,
)
from services.domain.task.contributions import ChasedContribution
from services.domain.task.rules import TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task

SUPPORTER_CHASED_TODAY: Final = Rule(
    code="supporter-chased-today",
    sentence="Hôm nay đã đôn đốc đơn vị này. Mỗi ngày chỉ đôn đốc một lần.",
    brief="hôm nay đã đôn đốc đơn vị phối hợp",
    fields=("unit",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseSupporter:
    """Đôn đốc một đơn vị phối hợp chưa gửi nội dung; `paper` là công văn đã gửi, nếu có."""

    stream: str
    unit: Annotated[
        str,
        UnitCode(label="Đơn vị phối hợp", example="VHXH", known="task/supporting_units/0"),
    ]
    paper: Annotated[
        Paper | None,
        PaperField(label="công văn", example={"number": "15/CV-VP", "dated_on": "2026-12-01"}),
    ]
    note: Annotated[
        TextRef | None,
        TypedText(label="Nội dung đôn đốc", example="Đề nghị gửi nội dung trước ngày 10/12."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupporterChased:
    """Đôn đốc đơn vị phối hợp: the Office asked a supporting unit; counted apart from the lead's.

    `chase` counts those of this unit. Of a restricted task no note.
    """

    TYPE: ClassVar[str] = "supporter-chased"
    SCHEMA: ClassVar[int] = 1

    unit: str
    chase: int
    paper: Paper | None
    note: TextRef | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to whom the ward's rules let chase; `unit` are those that owe."""
    chasing = context.policy.authorities.chase
    held = require_authorised(context.holder, chasing, context.policy, NOT_CHASING)
    units = _not_yet(task, owing_units(task), day_of(context.now))
    return Offer(held=held, choices={"unit": units})


def _not_yet(task: Task, units: Sequence[str], today: date) -> tuple[str, ...]:
    """Those of the units that were not chased today; raises Refusal where none is left."""
    chased = {each.unit for each in task.contributions.chased if each.on == today}
    left = tuple(unit for unit in units if unit not in chased)
    if not left:
        raise SUPPORTER_CHASED_TODAY.refuse()
    return left


def decide(task: Task, command: ChaseSupporter, context: DecisionContext) -> Verdict:
    """The next chase of that unit."""
    offered = offer(task, context)
    require_owing(task, command.unit)
    _not_yet(task, (command.unit,), day_of(context.now))
    if task.restricted and command.note is not None:
        raise RESTRICTED_CHASE.refuse()
    check_paper(command.paper, context.now)
    before = sum(each.unit == command.unit for each in task.contributions.chased)
    event = SupporterChased(
        unit=command.unit, chase=before + 1, paper=command.paper, note=command.note
    )
    return Verdict(held=offered.held, events=(event,))


def _chased(task: Task, event: SupporterChased, fact: Fact) -> Task:
    given = task.contributions
    chased = ChasedContribution(unit=event.unit, on=day_of(fact.occurred_at))
    return replace(task, contributions=replace(given, chased=(*given.chased, chased)))


def _describe(event: SupporterChased, names: Names) -> str:
    unit = names.unit(event.unit)
    return f"Đôn đốc {unit} gửi nội dung phối hợp, lần {event.chase}{beside(event.paper)}."


ACT: Final = Act(
    command=ChaseSupporter,
    name="chase-supporter",
    said="đôn đốc đơn vị phối hợp",
    slug="don-doc-phoi-hop",
    explained="Đếm riêng với các lần đôn đốc đơn vị chủ trì.",
    resource="supporter-chases",
    done="Đã đôn đốc đơn vị phối hợp.",
    verb="chase_supporter",
    rules=(
        NOT_CHASING,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOTHING_TO_CONTRIBUTE,
        SUPPORTER_CHASED_TODAY,
        UNIT_OWES_NOTHING,
        RESTRICTED_CHASE,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=SupporterChased,
        name="Đôn đốc đơn vị phối hợp",
        apply=_chased,
        describe=_describe,
        text=lambda event: event.note,
        by_assigner=True,
    ),
)
