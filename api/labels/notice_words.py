"""What somebody is told of acts on the own account and offices: what, by whom, when."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from api.labels import words
from services.domain import numerals
from services.domain.directory.consent_events import OfficeGrantConsented
from services.domain.directory.events import (
    AccountClosed,
    AccountReopened,
    LinkIssued,
    OfficeEnded,
    OfficeGranted,
    PasswordRevoked,
    PasswordSet,
    SessionsEnded,
)
from services.domain.directory.notices import Notice
from services.domain.facts import Actor, ActorKind
from services.domain.titles import titled

_NO_UNITS: Final[Mapping[str, str]] = {}
OPERATOR: Final = "người vận hành máy chủ"
_ACCOUNT: Final[Mapping[type[object], str]] = {
    SessionsEnded: "đã đăng xuất bạn ở mọi nơi",
    PasswordRevoked: "đã buộc bạn đổi mật khẩu",
    AccountClosed: "đã khóa tài khoản của bạn",
    AccountReopened: "đã mở lại tài khoản của bạn",
}


def notice(each: Notice, names: Mapping[UUID, str], units: Mapping[str, str] = _NO_UNITS) -> str:
    """One notice as a sentence; an office with its unit where the units are given."""
    event, at, by = each.event, words.moment(each.at), issuer(each.by, names)
    match event:
        case PasswordSet():
            return f"Mật khẩu được đặt lại ngày {at} theo liên kết do {by} cấp."
        case LinkIssued(opens_after_hours=wait):
            opens = f", {wait} giờ sau mới có hiệu lực nếu chưa có người thứ hai đồng ý"
            return f"Liên kết đặt mật khẩu cho bạn do {by} cấp ngày {at}{opens if wait else ''}."
        case OfficeGranted():
            held, on = _held(event, units), words.day(event.from_on)
            return f"{_upper(by)} giao bạn chức vụ {held} từ {on}, ghi ngày {at}."
        case OfficeGrantConsented():
            held, on = _held(event, units), words.day(event.from_on)
            return f"{_upper(by)} đồng ý: bạn giữ chức vụ {held} từ {on}, ghi ngày {at}."
        case OfficeEnded():
            held, on = _held(event, units), words.day(event.until_on)
            return f"{_upper(by)} ghi bạn thôi chức vụ {held} hết {on}, ghi ngày {at}."
        case _:
            return f"{_upper(by)} {_ACCOUNT[type(event)]} ngày {at}."


def recent(notices: Sequence[Notice], names: Mapping[UUID, str], days: int) -> str:
    """In one line what another session marked as read: a password first, else the newest."""
    chosen = next(
        (each for each in reversed(notices) if isinstance(each.event, PasswordSet)), notices[-1]
    )
    others = f"; {numerals.count(len(notices) - 1)} thay đổi khác" if len(notices) > 1 else ""
    return (
        f"Trong {days} ngày theo lịch vừa qua: {notice(chosen, names).removesuffix('.')}{others}"
    )


def issuer(by: Actor, names: Mapping[UUID, str]) -> str:
    """Who issued or did it, by name."""
    if by.kind is ActorKind.OPERATOR:
        return OPERATOR
    return names.get(by.person_id, words.ERASED) if by.person_id else words.ERASED


def _held(
    event: OfficeGranted | OfficeGrantConsented | OfficeEnded, units: Mapping[str, str]
) -> str:
    return titled(event.office, units.get(event.unit) if event.unit else None)


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]
