"""Thêm cán bộ: somebody who acts in the ward, with an account that has no password yet."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.events import (
    AccountOpened,
    PersonRegistered,
    account_stream,
    person_stream,
)
from services.domain.directory.offering import to_administrator
from services.domain.directory.rules import (
    LOGIN_FORM,
    LOGIN_TAKEN,
    NOT_ADMINISTRATOR,
    PERSON_KNOWN,
    PHONE_FORM,
)
from services.domain.directory.state import Person
from services.domain.facts import NewEvent, TextRef
from services.domain.fields import LoginName, NewId, PersonName, Telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """Thêm cán bộ và mở tài khoản."""

    person_id: Annotated[UUID, NewId()]
    name: Annotated[TextRef, PersonName(label="Họ và tên")]
    phone: Annotated[TextRef | None, Telephone(label="Số điện thoại")]
    login: Annotated[TextRef, LoginName(label="Tên đăng nhập")]

    @property
    def stream(self) -> str:
        """The person's own."""
        return person_stream(self.person_id)


def decide(person: Person | None, command: RegisterPerson, context: DecisionContext) -> Verdict:
    """A person and the account of that person, both at once."""
    held = to_administrator(person, context).held
    if person is not None:  # a second registration would take all offices away
        raise PERSON_KNOWN.refuse()
    registered, opened = registration(command)
    account = NewEvent(stream=account_stream(command.person_id), event=opened)
    return Verdict(held=held, events=(registered,), beside=(account,))


def registration(command: RegisterPerson) -> tuple[PersonRegistered, AccountOpened]:
    """The two facts that make somebody known."""
    return (
        PersonRegistered(person_id=command.person_id, name=command.name, phone=command.phone),
        AccountOpened(person_id=command.person_id, login=command.login),
    )


def _account_of(command: RegisterPerson) -> tuple[str, ...]:
    return (account_stream(command.person_id),)


ACT: Final = Act(
    command=RegisterPerson,
    name="register-person",
    said="thêm cán bộ",
    slug="them-can-bo",
    done="Đã thêm cán bộ và mở tài khoản. Hãy giao chức vụ và cấp liên kết đăng nhập.",
    rules=(NOT_ADMINISTRATOR, PERSON_KNOWN, PHONE_FORM, LOGIN_FORM, LOGIN_TAKEN),
    offer=to_administrator,
    decide=decide,
    reads=_account_of,
    by_program=False,
)
