"""What is asked of units from a directive: the fields of both acts that give work. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Rule
from services.domain.authorities import listed
from services.domain.context import DecisionContext
from services.domain.directive.authority import (
    check_no_words,
    check_seen_text,
    orderer_stream,
    ordering,
    own_order,
)
from services.domain.directive.events import OrderTerms
from services.domain.directive.rules import (
    CLAUSE_MISSING,
    CLAUSE_UNKNOWN,
    DIRECTIVE_CLOSED,
    NO_DIRECTIVE,
    NOT_REGISTERING,
    ORDERED_IN_FUTURE,
    ORDERER_MISSING,
    ORDERER_UNKNOWN,
    SECRET_WORDS,
    TEXT_MOVED,
    URGENCY_UNKNOWN,
)
from services.domain.directive.state import Directive
from services.domain.directive.terms import URGENCIES
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.facts import TextRef
from services.domain.fields import (
    CountField,
    DayField,
    OneOf,
    PersonId,
    PlainLine,
    TypedText,
    UnitCodes,
    YesOrNo,
)
from services.domain.instants import day_of
from services.domain.task.births import OrderedBy, Urgency

LEADS_MISSING: Final = Rule(
    code="leads-missing",
    sentence="Chưa chọn đơn vị chủ trì. Mỗi đơn vị được chọn nhận một việc riêng.",
    brief="chưa chọn đơn vị chủ trì",
    fields=("lead_units",),
)
LEADS_OUTSIDE: Final = Rule(
    code="lead-outside",
    sentence=(
        "Đơn vị chủ trì phải là đơn vị của phường có tài khoản báo cáo; {units} ở ngoài bộ máy "
        "của phường, chỉ phối hợp được."
    ),
    brief="đơn vị chủ trì ở ngoài bộ máy của phường",
    fields=("lead_units",),
)
LEADS_SUPPORT: Final = Rule(
    code="lead-supports",
    sentence="Đơn vị chủ trì không đồng thời là đơn vị phối hợp: {units}.",
    brief="đơn vị chủ trì không thể đồng thời phối hợp",
    fields=("supporting_units",),
)
UNITS_TWICE: Final = Rule(
    code="unit-twice",
    sentence="Đơn vị được chọn hai lần: {units}. Hãy chọn mỗi đơn vị một lần.",
    brief="một đơn vị được chọn hai lần",
    fields=("lead_units", "supporting_units"),
)
UNITS_UNKNOWN: Final = Rule(
    code="unit-unknown",
    sentence="Không có đơn vị: {units}.",
    brief="đơn vị không có trong danh bạ",
    fields=("lead_units", "supporting_units"),
)
FOLLOWER_ELSEWHERE: Final = Rule(
    code="follower-elsewhere",
    sentence="Người theo dõi phải là người đang giữ chức vụ ở Văn phòng.",
    brief="người theo dõi không ở Văn phòng",
    fields=("follower",),
)
TITLE_MISSING: Final = Rule(
    code="title-missing",
    sentence="Chưa nhập nội dung việc.",
    brief="thiếu nội dung việc",
    fields=("title",),
)
FIGURE_RESTRICTED: Final = Rule(
    code="figure-restricted",
    sentence="Việc theo chế độ mật: không yêu cầu số liệu trên hệ thống này.",
    brief="việc mật không yêu cầu số liệu",
    fields=("asks_figure",),
)
ASKING_RULES: Final = (
    NOT_REGISTERING,
    NO_DIRECTIVE,
    DIRECTIVE_CLOSED,
    TEXT_MOVED,
    CLAUSE_MISSING,
    CLAUSE_UNKNOWN,
    URGENCY_UNKNOWN,
    SECRET_WORDS,
    TITLE_MISSING,
    LEADS_MISSING,
    UNITS_TWICE,
    LEADS_SUPPORT,
    UNITS_UNKNOWN,
    LEADS_OUTSIDE,
    FIGURE_RESTRICTED,
    FOLLOWER_ELSEWHERE,
    ORDERED_IN_FUTURE,
    ORDERER_UNKNOWN,
    ORDERER_MISSING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWork:
    """What both acts that give work ask for: of which units, what, in whose name.

    Several lead units have a task each: a task has one lead.
    """

    stream: str
    clause: Annotated[
        str | None,
        PlainLine(
            label="Điều, khoản",
            about="Để trống khi nguồn giao việc không có điều, khoản.",
            example="k3",
            at_most=20,
        ),
    ]
    lead_units: Annotated[tuple[str, ...], UnitCodes(label="Đơn vị chủ trì", example=["VHXH"])]
    supporting_units: Annotated[
        tuple[str, ...], UnitCodes(label="Đơn vị phối hợp", example=["KTHTDT"])
    ]
    follower: Annotated[UUID | None, PersonId(label="Người theo dõi ở Văn phòng")]
    title: Annotated[
        TextRef | None, TypedText(label="Nội dung việc", example="Rà soát hộ nghèo năm 2026")
    ]
    product: Annotated[
        TextRef | None, TypedText(label="Sản phẩm", example="Báo cáo của UBND phường")
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
    asks_figure: Annotated[bool, YesOrNo(about="Yêu cầu số liệu.", value="so-lieu", means=True)]
    orderer: Annotated[
        UUID | None,
        PersonId(
            label="Người giao việc",
            about="Để trống: người đã chỉ đạo ở nguồn, hoặc chính lãnh đạo đang thao tác.",
        ),
    ]
    ordered_on: Annotated[date | None, DayField(label="Ngày chỉ đạo")]
    text_version: Annotated[
        int | None, CountField(about="`text_version` khi đọc; để trống: bản mới nhất.")
    ]


def terms_of(
    directive: Directive,
    command: AskedWork,
    superior_due_on: date | None,
    context: DecisionContext,
) -> OrderTerms:
    """What is asked, checked against the directive and the directory; raises Refusal."""
    clause = _clause(directive, command)
    check_no_words(directive, [("title", command.title), ("product", command.product)])
    if command.title is None and not directive.secret:
        raise TITLE_MISSING.refuse()
    leads = _leads(command, context)
    restricted = tuple(code for code, unit in leads.items() if unit.restricted)
    if command.asks_figure and (directive.secret or restricted):
        raise FIGURE_RESTRICTED.refuse()
    _check_follower(command.follower, context)
    return OrderTerms(
        clause=clause,
        lead_units=command.lead_units,
        restricted_units=restricted,
        supporting_units=command.supporting_units,
        follower=command.follower,
        title=command.title,
        product=command.product,
        superior_due_on=superior_due_on,
        urgency=command.urgency,
        asks_figure=command.asks_figure,
        ordered_by=_ordered_by(directive, command, context),
    )


def read_around(command: AskedWork) -> tuple[str, ...]:
    """The units and people that the work names."""
    people = (person_stream(command.follower),) if command.follower else ()
    units = (unit_stream(code) for code in (*command.lead_units, *command.supporting_units))
    return (*units, *people, *orderer_stream(command.orderer))


def _clause(directive: Directive, command: AskedWork) -> str | None:
    check_seen_text(directive, command.text_version)
    clause = command.clause or None
    if clause is None and directive.clauses:
        raise CLAUSE_MISSING.refuse(field="clause")
    if clause is not None and directive.clause(clause) is None:
        raise CLAUSE_UNKNOWN.refuse(field="clause")
    return clause


def _leads(command: AskedWork, context: DecisionContext) -> dict[str, Unit]:
    """The lead units by their codes; raises Refusal where one of the units cannot be meant."""
    leads, supporting = command.lead_units, command.supporting_units
    if not leads:
        raise LEADS_MISSING.refuse()
    for field, codes in (("lead_units", leads), ("supporting_units", supporting)):
        twice = [code for code in dict.fromkeys(codes) if codes.count(code) > 1]
        if twice:
            raise UNITS_TWICE.refuse(field=field, units=", ".join(twice))
        unknown = [code for code in codes if _unit(code, context) is None]
        if unknown:
            raise UNITS_UNKNOWN.refuse(field=field, units=", ".join(unknown))
    both = [code for code in leads if code in supporting]
    if both:
        raise LEADS_SUPPORT.refuse(units=", ".join(both))
    units = {code: unit for code in leads if (unit := _unit(code, context)) is not None}
    outside = [unit.name for unit in units.values() if not unit.internal]
    if outside:
        raise LEADS_OUTSIDE.refuse(units=", ".join(outside))
    return units


def _unit(code: str, context: DecisionContext) -> Unit | None:
    return fold_unit(context.of(unit_stream(code)))


def _check_follower(follower: UUID | None, context: DecisionContext) -> None:
    if follower is None:
        return
    person = fold_person(context.of(person_stream(follower)))
    held = person.holder_on(day_of(context.now)).offices if person else ()
    if not any(each.unit == context.policy.office_unit for each in held):
        raise FOLLOWER_ELSEWHERE.refuse()


def _ordered_by(directive: Directive, command: AskedWork, context: DecisionContext) -> OrderedBy:
    """Who is named, else who ordered the directive, else the leader who acts."""
    by = ordering(command.orderer, command.ordered_on, context)
    by = by or directive.ordered_by or own_order(command.ordered_on, context)
    if by is None:
        raise ORDERER_MISSING.refuse(offices=listed(context.policy.authorities.order))
    return by
