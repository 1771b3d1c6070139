"""Quyết định về điểm cần xem: what collides stands as it is, and why."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import PlainLine, TypedText
from services.domain.programme.authority import of_open_composition, require_reason
from services.domain.programme.events import ProgrammeFindingSettled
from services.domain.programme.findings import findings, findings_left
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_COMPOSING,
    PROGRAMME_CLOSED,
    PROGRAMME_SIGNED,
    ROW_REASON_MISSING,
)
from services.domain.programme.state import Programme
from services.domain.replacing import replace
from services.domain.rules import CALENDAR_MISSING

FINDING_UNKNOWN: Final = Rule(
    code="programme-finding-unknown",
    sentence="Điểm cần xem này không còn nữa. Hãy mở lại trang để xem hiện trạng.",
    brief="điểm cần xem không còn nữa",
    fields=("finding",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleProgrammeFinding:
    """Giữ nguyên một điểm cần xem, với lý do."""

    stream: str
    finding: Annotated[str, PlainLine(label="Điểm cần xem", example="rest-day:3", at_most=4000)]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Lý do", example="Họp vào ngày nghỉ theo lịch của Đảng ủy."),
    ]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered while something is to be decided on."""
    held, programme = of_open_composition(state, context)
    return Offer(held=held) if findings_left(programme, context) else None


def decide(
    state: Programme | None, command: SettleProgrammeFinding, context: DecisionContext
) -> Verdict:
    """The finding is decided on as it is now. Raises CalendarMissing."""
    held, programme = of_open_composition(state, context)
    calendar = context.calendar or Calendar(years=())
    known = {each.key for each in findings(programme, context.policy, calendar)}
    if command.finding not in known:
        raise FINDING_UNKNOWN.refuse()
    event = ProgrammeFindingSettled(finding=command.finding, reason=require_reason(command.reason))
    return Verdict(held=held, events=(event,))


def _settled(programme: Programme, event: ProgrammeFindingSettled, _fact: Fact) -> Programme:
    return replace(programme, settled={**programme.settled, event.finding: event.reason})


def _describe(_event: ProgrammeFindingSettled, _names: Names) -> str:
    return "Quyết định về một điểm cần xem của chương trình: giữ nguyên."


ACT: Final = Act(
    command=SettleProgrammeFinding,
    name="settle-programme-finding",
    said="quyết định về điểm cần xem của chương trình",
    slug="diem-can-xem",
    resource="findings",
    done="Đã ghi quyết định.",
    verb="settle_finding",
    rules=(
        NOT_COMPOSING,
        NO_PROGRAMME,
        PROGRAMME_CLOSED,
        PROGRAMME_SIGNED,
        FINDING_UNKNOWN,
        ROW_REASON_MISSING,
        CALENDAR_MISSING,
    ),
    offer=offer,
    decide=decide,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeFindingSettled,
        name="Quyết định về điểm cần xem",
        apply=_settled,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
