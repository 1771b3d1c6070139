"""Ghi nhận nguồn giao việc: a document, a conclusion, an order or a petition, in one form."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.authorities import listed
from services.domain.context import DecisionContext
from services.domain.directive.authority import (
    orderer_stream,
    ordering,
    own_order,
    require_registering,
)
from services.domain.directive.events import (
    DirectiveRegistered,
    directive_stream,
)
from services.domain.directive.register_rules import (
    ARRIVAL_WRONG,
    ARRIVED_EARLY,
    ARRIVED_IN_FUTURE,
    DIRECTIVE_CODE_WRONG,
    DIRECTIVE_KNOWN,
    HOW_MISSING,
    HOW_UNKNOWN,
    ISSUER_MISSING,
    REGISTER_RULES,
    SECRET_REGISTERED,
    SOURCE_UNKNOWN,
    SUMMARY_MISSING,
)
from services.domain.directive.registering import (
    DATED_ON,
    NUMBER,
    TWINS,
    TWINS_REASON,
    check_dated,
    check_number,
    check_twins,
    said_paper,
)
from services.domain.directive.rules import (
    DATED_MISSING,
    NO_DIRECTIVE,
    NOT_REGISTERING,
    NUMBER_MISSING,
    ORDERER_MISSING,
    PAPER_RULES,
    SECRET_WORDS,
    SUPERIOR_EARLY,
    URGENCY_UNKNOWN,
)
from services.domain.directive.state import Directive, registered_as
from services.domain.directive.terms import (
    HOW_ORDERED,
    SOURCES,
    URGENCIES,
    DirectiveSource,
    OrderedHow,
)
from services.domain.drawn_codes import DRAWN_CODE
from services.domain.facts import Fact, TextRef
from services.domain.fields import DayField, OneOf, PersonId, PlainLine, TypedText, YesOrNo
from services.domain.instants import day_of, written_day
from services.domain.numerals import count
from services.domain.task.births import OrderedBy, Urgency

_ARRIVAL_NUMBER: Final = re.compile(r"\d[0-9A-Za-zĐđ./-]{0,19}")
# Papers whose number is part of what they are; a meeting may be registered before it has one.
_NUMBERED: Final = frozenset({DirectiveSource.INCOMING_DOCUMENT})
_DATED: Final = frozenset({DirectiveSource.INCOMING_DOCUMENT, DirectiveSource.CONCLUSION})
_SUMMARISED: Final = frozenset({DirectiveSource.INCOMING_DOCUMENT, DirectiveSource.PETITION})


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDirective:
    """Ghi nhận một nguồn giao việc; `twins` are those that are there already, by their codes."""

    stream: str
    code: Annotated[
        str,
        PlainLine(label="Mã", about="Mã mới do bên gửi rút.", example="2026.a2b3c4d5", at_most=20),
    ]
    source: Annotated[
        DirectiveSource,
        OneOf(
            label="Nguồn giao việc",
            example="incoming_document",
            of=DirectiveSource,
            words=SOURCES,
            unknown=SOURCE_UNKNOWN,
        ),
    ]
    number: Annotated[str | None, NUMBER]
    dated_on: Annotated[date | None, DATED_ON]
    arrival_number: Annotated[str | None, PlainLine(label="Số đến", example="1250", at_most=20)]
    arrived_on: Annotated[date | None, DayField(label="Ngày đến")]
    issuer: Annotated[
        TextRef | None, TypedText(label="Cơ quan ban hành", example="UBND thành phố Hải Phòng")
    ]
    summary: Annotated[
        TextRef | None, TypedText(label="Trích yếu", example="V/v rà soát hộ nghèo năm 2026")
    ]
    urgency: Annotated[
        Urgency,
        OneOf(
            label="Độ khẩn",
            example="ordinary",
            of=Urgency,
            words=URGENCIES,
            unknown=URGENCY_UNKNOWN,
        ),
    ]
    superior_due_on: Annotated[date | None, DayField(label="Hạn của cấp trên")]
    orderer: Annotated[UUID | None, PersonId(label="Người giao việc")]
    ordered_on: Annotated[date | None, DayField(label="Ngày chỉ đạo")]
    how: Annotated[
        OrderedHow | None,
        OneOf(
            label="Hình thức chỉ đạo",
            of=OrderedHow,
            words=HOW_ORDERED,
            unknown=HOW_UNKNOWN,
        ),
    ]
    petitioner: Annotated[
        TextRef | None, TypedText(label="Người gửi đơn", example="Ông Nguyễn Văn A")
    ]
    secret: Annotated[
        bool, YesOrNo(about="Văn bản mật: chỉ ghi số và ngày.", value="mat", means=True)
    ]
    twins: Annotated[tuple[str, ...], TWINS]
    twins_reason: Annotated[TextRef | None, TWINS_REASON]
    despite: Annotated[
        bool, YesOrNo(about="Văn bản mật khác, cùng số và ngày.", value="giu", means=True)
    ]


def offer(state: Directive | None, context: DecisionContext) -> Offer:
    """Offered to whom the ward's rules let register directives."""
    held = require_registering(context)
    if state is not None:
        raise DIRECTIVE_KNOWN.refuse()
    return Offer(held=held)


def check(command: RegisterDirective) -> None:
    """The code is one of ours, and the stream is its own; raises Refusal."""
    fits = DRAWN_CODE.fullmatch(command.code)
    if not fits or directive_stream(command.code) != command.stream:
        raise DIRECTIVE_CODE_WRONG.refuse()


def decide(
    state: Directive | None, command: RegisterDirective, context: DecisionContext
) -> Verdict:
    """A new directive under a code that nobody had."""
    held = offer(state, context).held
    check(command)
    _check_words(command)
    _check_paper(command, context)
    ordered_by = ordering(command.orderer, command.ordered_on, context)
    if command.source is DirectiveSource.DIRECT_ORDER:
        ordered_by = _ordered(command, ordered_by, context)
    _check_registered(command)
    event = DirectiveRegistered(
        code=command.code,
        source=command.source,
        number=command.number or None,
        dated_on=command.dated_on,
        arrival_number=command.arrival_number or None,
        arrived_on=command.arrived_on,
        issuer=command.issuer,
        summary=command.summary,
        urgency=command.urgency,
        superior_due_on=command.superior_due_on,
        ordered_by=ordered_by,
        how=command.how,
        petitioner=command.petitioner,
        secret=command.secret,
        twins=command.twins,
        twins_reason=command.twins_reason,
    )
    return Verdict(held=held, events=(event,))


def _check_registered(command: RegisterDirective) -> None:
    """Of a secret one no words say why it comes a second time: a mark does."""
    if not command.secret:
        check_twins(command.twins, command.twins_reason)
    elif command.twins and not command.despite:
        raise SECRET_REGISTERED.refuse(count=count(len(command.twins)))


def _check_words(command: RegisterDirective) -> None:
    """Of a secret one no word; of others what tells them apart."""
    if command.secret:
        words = ("issuer", "summary", "petitioner", "twins_reason")
        for field in words:
            if getattr(command, field) is not None:
                raise SECRET_WORDS.refuse(field=field)
        return
    if command.issuer is None and command.source is DirectiveSource.INCOMING_DOCUMENT:
        raise ISSUER_MISSING.refuse()
    if command.summary is None and command.source in _SUMMARISED:
        raise SUMMARY_MISSING.refuse()


def _check_paper(command: RegisterDirective, context: DecisionContext) -> None:
    if not command.number and (command.secret or command.source in _NUMBERED):
        raise NUMBER_MISSING.refuse()
    check_number(command.number)
    if command.dated_on is None and (command.secret or command.source in _DATED):
        raise DATED_MISSING.refuse()
    check_dated(command.dated_on, context.now)
    if command.arrival_number and not _ARRIVAL_NUMBER.fullmatch(command.arrival_number):
        raise ARRIVAL_WRONG.refuse()
    _check_days(command, context)


def _check_days(command: RegisterDirective, context: DecisionContext) -> None:
    if command.arrived_on and command.arrived_on > day_of(context.now):
        raise ARRIVED_IN_FUTURE.refuse()
    if command.dated_on is None:
        return
    dated_on = written_day(command.dated_on)
    if command.arrived_on and command.arrived_on < command.dated_on:
        raise ARRIVED_EARLY.refuse(dated_on=dated_on)
    if command.superior_due_on and command.superior_due_on < command.dated_on:
        raise SUPERIOR_EARLY.refuse(dated_on=dated_on)


def _ordered(
    command: RegisterDirective, ordered_by: OrderedBy | None, context: DecisionContext
) -> OrderedBy:
    """Of an order somebody says who ordered and how; a leader orders in their own name."""
    by = ordered_by or own_order(command.ordered_on, context)
    if by is None:
        offices = listed(context.policy.authorities.order)
        raise ORDERER_MISSING.refuse(offices=offices)
    if command.how is None:
        raise HOW_MISSING.refuse()
    return by


def _reads(command: RegisterDirective) -> tuple[str, ...]:
    return orderer_stream(command.orderer)


def _registered_again(_directive: Directive, event: DirectiveRegistered, fact: Fact) -> Directive:
    return registered_as(event, fact)


def _describe(event: DirectiveRegistered, names: Names) -> str:
    what = SOURCES.get(event.source, "Chương trình công tác").lower()
    ordered = ""
    if event.ordered_by is not None:
        by = f"{names.person}, " if names.person else ""
        ordered = f" (người giao: {by}ngày {written_day(event.ordered_by.on)})"
    secret = ", văn bản mật" if event.secret else ""
    return f"Ghi nhận {what}{said_paper(event.number, event.dated_on)}{secret}{ordered}."


ACT: Final = Act(
    command=RegisterDirective,
    name="register-directive",
    said="ghi nhận nguồn giao việc",
    slug="ghi-nhan",
    done="Đã ghi nhận nguồn giao việc.",
    rules=(NOT_REGISTERING, NO_DIRECTIVE, SECRET_WORDS, *PAPER_RULES, *REGISTER_RULES),
    offer=offer,
    decide=decide,
    check=check,
    reads=_reads,
)
FACTS: Final = (
    FactKind(
        event=DirectiveRegistered,
        name="Ghi nhận nguồn giao việc",
        apply=_registered_again,
        describe=_describe,
        text=lambda event: event.summary,
        more_texts=lambda event: {
            "Cơ quan ban hành": event.issuer,
            "Lý do ghi nhận thêm": event.twins_reason,
        },
        person=lambda event: event.ordered_by.person_id if event.ordered_by else None,
        by_assigner=True,
    ),
)
