"""Mở đăng ký: the Office opens the first programme of a length; those behind open by the clock."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import fold_unit
from services.domain.facts import NewEvent
from services.domain.fields import InAddress, UnitCodes
from services.domain.instants import day_of
from services.domain.programme.agenda import opening
from services.domain.programme.authority import require_composing
from services.domain.programme.events import NextProgrammeOpened, ProgrammeOpened
from services.domain.programme.periods import ProgrammePeriod, period_of
from services.domain.programme.rules import NOT_COMPOSING
from services.domain.programme.state import Programme

PROGRAMME_KNOWN: Final = Rule(
    code="programme-known",
    sentence="Chương trình của kỳ này đã mở đăng ký.",
    brief="chương trình của kỳ này đã mở",
)
PERIOD_UNKNOWN: Final = Rule(
    code="programme-period-unknown",
    sentence=(
        "Không có kỳ này. Chương trình là của một năm (2027), một quý (2027-Q1) hoặc một tháng "
        "(2027-M01)."
    ),
    brief="không có kỳ chương trình như vậy",
    fields=("period",),
)
PERIOD_OVER: Final = Rule(
    code="programme-period-over",
    sentence="Kỳ này đã qua, không mở đăng ký được nữa.",
    brief="kỳ chương trình đã qua",
)
ASKED_MISSING: Final = Rule(
    code="programme-units-missing",
    sentence="Hãy chọn các đơn vị đăng ký chương trình.",
    brief="chưa chọn đơn vị đăng ký",
    fields=("units",),
)
ASKED_UNKNOWN: Final = Rule(
    code="programme-units-unknown",
    sentence="{units}: không phải đơn vị của phường có tài khoản báo cáo.",
    brief="đơn vị đăng ký không thuộc phường",
    fields=("units",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProgramme:
    """Mở đăng ký chương trình công tác của một kỳ."""

    stream: str
    period: Annotated[str, InAddress()]
    units: Annotated[
        tuple[str, ...], UnitCodes(label="Đơn vị đăng ký", example=["VHXH", "KTHTDT"])
    ]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered to who composes programmes, while there is none."""
    held = require_composing(context)
    return None if state is not None else Offer(held=held)


def decide(state: Programme | None, command: OpenProgramme, context: DecisionContext) -> Verdict:
    """A new programme; the one of the period before it need not open it any more."""
    held = require_composing(context)
    if state is not None:
        raise PROGRAMME_KNOWN.refuse()
    period = _period(command)
    if period is None:
        raise PERIOD_UNKNOWN.refuse()
    today = day_of(context.now)
    if period.last_on < today:
        raise PERIOD_OVER.refuse()
    if not command.units:
        raise ASKED_MISSING.refuse()
    units = {code: fold_unit(context.of(unit_stream(code))) for code in command.units}
    outside = [code for code, unit in units.items() if unit is None or not unit.internal]
    if outside:
        raise ASKED_UNKNOWN.refuse(units=", ".join(outside))
    opened = opening(period, tuple(units), context.policy, today)
    before = period.preceding.stream
    events = [fact.event for fact in context.of(before)]
    behind = any(isinstance(each, ProgrammeOpened) for each in events) and not any(
        isinstance(each, NextProgrammeOpened) for each in events
    )
    beside = (
        (NewEvent(stream=before, event=NextProgrammeOpened(period=period.code)),) if behind else ()
    )
    return Verdict(held=held, events=(opened,), beside=beside, wakes=(before,) if behind else ())


def _period(command: OpenProgramme) -> ProgrammePeriod | None:
    """The period that is meant, where the stream is that of its programme."""
    period = period_of(command.period)
    return period if period is not None and period.stream == command.stream else None


def _reads(command: OpenProgramme) -> tuple[str, ...]:
    period = _period(command)
    before = (period.preceding.stream,) if period else ()
    return (*(unit_stream(code) for code in dict.fromkeys(command.units)), *before)


ACT: Final = Act(
    command=OpenProgramme,
    name="open-programme",
    said="mở đăng ký chương trình công tác",
    slug="mo-dang-ky",
    resource="opening",
    done="Đã mở đăng ký. Các đơn vị đăng ký được ngay; các kỳ sau tự mở theo quy tắc của phường.",
    verb="open",
    rules=(
        NOT_COMPOSING,
        PROGRAMME_KNOWN,
        PERIOD_UNKNOWN,
        PERIOD_OVER,
        ASKED_MISSING,
        ASKED_UNKNOWN,
    ),
    offer=offer,
    decide=decide,
    reads=_reads,
)
FACTS: Final = ()
