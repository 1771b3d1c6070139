"""The facts that the clock alone makes of a programme, and the opening, which acts make too."""

from typing import Final

from services.domain.act import FactKind, Names
from services.domain.assignment.terms import period_or_code
from services.domain.facts import Fact
from services.domain.instants import written_day
from services.domain.programme.events import (
    NextProgrammeOpened,
    ProgrammeOpened,
    ProgrammeResultAsked,
    RegistrationClosed,
    RegistrationReminded,
)
from services.domain.programme.state import Programme
from services.domain.replacing import replace


def _opened(programme: Programme, _event: ProgrammeOpened, _fact: Fact) -> Programme:
    return programme


def _describe_opening(event: ProgrammeOpened, _names: Names) -> str:
    period, closes_on = period_or_code(event.period), written_day(event.closes_on)
    return f"Mở đăng ký chương trình công tác {period}, đến hết ngày {closes_on}."


def _next_opened(programme: Programme, _event: NextProgrammeOpened, _fact: Fact) -> Programme:
    return replace(programme, next_opened=True)


def _describe_next(event: NextProgrammeOpened, _names: Names) -> str:
    return f"Mở đăng ký chương trình công tác kỳ sau: {period_or_code(event.period)}."


def _reminded(programme: Programme, event: RegistrationReminded, _fact: Fact) -> Programme:
    return replace(programme, reminded=programme.reminded | {event.before_working_days})


def _describe_reminder(event: RegistrationReminded, names: Names) -> str:
    units = ", ".join(names.unit(code) for code in event.units)
    if not units:
        return "Nhắc đăng ký: mọi đơn vị đã đăng ký."
    return f"Nhắc đăng ký, {event.before_working_days} ngày làm việc trước hạn: {units}."


def _registration_closed(programme: Programme, event: RegistrationClosed, fact: Fact) -> Programme:
    return replace(programme, registration_closed_at=fact.occurred_at, missing=event.missing)


def _describe_closing(event: RegistrationClosed, names: Names) -> str:
    missing = ", ".join(names.unit(code) for code in event.missing)
    return f"Hết hạn đăng ký{f'; chưa đăng ký: {missing}' if missing else ''}."


def _result_asked(programme: Programme, _event: ProgrammeResultAsked, fact: Fact) -> Programme:
    return replace(programme, result_asked_at=fact.occurred_at)


def _describe_asking(_event: ProgrammeResultAsked, _names: Names) -> str:
    return "Đến hạn tổng kết chương trình công tác."


FACTS: Final = (
    FactKind(
        event=ProgrammeOpened,
        name="Mở đăng ký",
        apply=_opened,
        describe=_describe_opening,
        by_assigner=True,
    ),
    FactKind(
        event=NextProgrammeOpened,
        name="Mở đăng ký kỳ sau",
        apply=_next_opened,
        describe=_describe_next,
        by_assigner=True,
    ),
    FactKind(
        event=RegistrationReminded,
        name="Nhắc đăng ký",
        apply=_reminded,
        describe=_describe_reminder,
    ),
    FactKind(
        event=RegistrationClosed,
        name="Hết hạn đăng ký",
        apply=_registration_closed,
        describe=_describe_closing,
    ),
    FactKind(
        event=ProgrammeResultAsked,
        name="Đến hạn tổng kết",
        apply=_result_asked,
        describe=_describe_asking,
    ),
)
