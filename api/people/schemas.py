"""What administration sends and gets over JSON: units, people, offices, accounts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.rest.schemas import PaperShape, Schema
from services.domain.inspection_scope import ScopeFrom
from services.domain.papers import Paper
from services.domain.roles import Office
from services.domain.titles import titled
from services.queries.admin_views import OfficeRow, PersonRow, UnitRow
from services.queries.people_list import AccountState, account_state
from services.queries.unit_page import UnitPage

UnitCode = Annotated[
    str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9]+$", examples=["KTHTDT"])
]


class Unit(Schema):
    """Một đơn vị của phường, hoặc đơn vị phối hợp bên ngoài."""

    code: str = Field(examples=["KTHTDT"])
    name: str = Field(examples=["Phòng Kinh tế, Hạ tầng và Đô thị"])
    kind: str = Field(examples=["specialised"])
    internal: bool
    restricted: bool
    head_title: str = Field(examples=["Trưởng phòng"])
    deputy_title: str = Field(examples=["Phó Trưởng phòng"])


class UnitList(Schema):
    """Các đơn vị, trong bộ máy trước."""

    units: list[Unit]


class OverseerGiven(Schema):
    """Một lần phân công phụ trách; `current` là người đang phụ trách."""

    person_id: UUID
    from_on: date
    basis: PaperShape | None
    recorded_at: datetime
    current: bool


class NameGiven(Schema):
    """Một lần đính chính tên."""

    name: str
    from_on: date
    basis: PaperShape
    recorded_at: datetime


class UnitRead(Schema):
    """Một đơn vị với các lần đính chính tên và phân công phụ trách, mới nhất trước."""

    unit: Unit
    aliases: list[str]
    names: list[NameGiven]
    overseers: list[OverseerGiven]


class ScopeGiven(Schema):
    """Phạm vi của một tài khoản thanh tra; danh sách rỗng, ngày null là không giới hạn."""

    since: date = Field(description="Áp dụng từ ngày.")
    units: list[str] = Field(examples=[["KTHTDT"]])
    items: list[str] = Field(examples=[["51-08"]])
    from_on: date | None = Field(description="Ngày đầu của các kỳ báo cáo.")
    until_on: date | None = Field(description="Ngày cuối của các kỳ báo cáo.")


class OfficeGiven(Schema):
    """Một chức vụ đang hoặc đã giữ; các ngày đều tính cả."""

    office: str = Field(examples=["specialist"])
    unit: str | None = Field(examples=["KTHTDT"])
    from_on: date
    until_on: date | None
    title: str = Field(examples=["Trưởng phòng Kinh tế, Hạ tầng và Đô thị"])
    basis: PaperShape | None
    end_basis: PaperShape | None
    scopes: list[ScopeGiven] = Field(
        description="Của chức vụ thanh tra: các phạm vi lần lượt áp dụng."
    )


class Person(Schema):
    """Một cán bộ với chức vụ và tài khoản."""

    person_id: UUID
    name: str | None = Field(examples=["Nguyễn Thị Hoa"])
    phone: str | None
    login: str | None = Field(examples=["hoa.nt"])
    account: AccountState
    offices: list[OfficeGiven]
    link_issued_at: datetime | None
    password_set_at: datetime | None
    signed_in_at: datetime | None


class PersonList(Schema):
    """Các cán bộ, theo tên."""

    people: list[Person]


class SessionGiven(Schema):
    """Một phiên đăng nhập đang mở."""

    session_id: UUID
    started_at: datetime
    last_seen_at: datetime
    browser: str | None = Field(
        description="Trình duyệt, thiết bị; null là không rõ.", examples=["Chrome trên Android"]
    )
    address: str | None = Field(description="Địa chỉ mạng khi đăng nhập.")


class SessionList(Schema):
    """Các phiên đang mở, mới nhất trước; `tokens` là số mã truy cập đang dùng."""

    sessions: list[SessionGiven]
    tokens: int


def unit(row: UnitRow) -> Unit:
    """A unit as the lists give it."""
    return Unit(
        code=row.code,
        name=row.name,
        kind=row.kind,
        internal=row.internal,
        restricted=row.restricted,
        head_title=row.name.head_title,
        deputy_title=row.name.deputy_title,
    )


def unit_read(page: UnitPage) -> UnitRead:
    """A unit with all that was recorded of it."""
    registered = page.unit.registered
    return UnitRead(
        unit=Unit(
            code=registered.code,
            name=page.unit.name,
            kind=registered.kind,
            internal=registered.internal,
            restricted=registered.restricted,
            head_title=page.unit.called.head_title,
            deputy_title=page.unit.called.deputy_title,
        ),
        aliases=list(registered.aliases),
        names=[
            NameGiven(
                name=line.renamed.name,
                from_on=line.renamed.from_on,
                basis=_paper(line.renamed.basis),
                recorded_at=line.at,
            )
            for line in page.names
        ],
        overseers=[
            OverseerGiven(
                person_id=line.named.person_id,
                from_on=line.named.from_on,
                basis=_paper(line.named.basis) if line.named.basis else None,
                recorded_at=line.at,
                current=line.current,
            )
            for line in page.overseers
        ],
    )


def person(row: PersonRow, units: Mapping[str, str]) -> Person:
    """A person with offices and account."""
    return Person(
        person_id=row.person_id,
        name=row.name,
        phone=row.phone,
        login=row.login,
        account=account_state(row),
        offices=[
            OfficeGiven(
                office=held.office.value,
                unit=held.unit,
                from_on=held.from_on,
                until_on=held.until_on,
                title=titled(held.office, units.get(held.unit) if held.unit else None),
                basis=_paper(held.basis) if held.basis else None,
                end_basis=_paper(held.end_basis) if held.end_basis else None,
                scopes=_scopes(held),
            )
            for held in row.offices
        ],
        link_issued_at=row.link_issued_at,
        password_set_at=row.password_set_at,
        signed_in_at=row.signed_in_at,
    )


def _scopes(held: OfficeRow) -> list[ScopeGiven]:
    if held.office is not Office.INSPECTOR:
        return []
    given = [ScopeFrom(from_on=held.from_on, scope=held.scope), *held.later_scopes]
    return [
        ScopeGiven(
            since=each.from_on,
            units=list(each.scope.units) if each.scope else [],
            items=list(each.scope.items) if each.scope else [],
            from_on=each.scope.from_on if each.scope else None,
            until_on=each.scope.until_on if each.scope else None,
        )
        for each in given
    ]


def _paper(paper: Paper) -> PaperShape:
    return PaperShape(number=paper.number, dated_on=paper.dated_on)
