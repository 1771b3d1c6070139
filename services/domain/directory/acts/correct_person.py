"""Đính chính thông tin cán bộ: a new version of name and telephone."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.authority import known_person, require_administrator
from services.domain.directory.events import PersonCorrected, person_stream
from services.domain.directory.rules import NO_PERSON, NOT_ADMINISTRATOR, PHONE_FORM
from services.domain.directory.state import Person
from services.domain.facts import TextRef
from services.domain.fields import InAddress, Telephone, TypedText


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPerson:
    """Đính chính tên, số điện thoại."""

    person_id: Annotated[UUID, InAddress()]
    name: Annotated[TextRef, TypedText(label="Họ và tên", example="Nguyễn Thị Hòa")]
    phone: Annotated[TextRef | None, Telephone(label="Số điện thoại")]

    @property
    def stream(self) -> str:
        """The person's own."""
        return person_stream(self.person_id)


def offer(person: Person | None, context: DecisionContext) -> Offer:
    """Offered to the administrator, of whoever is known."""
    held = require_administrator(context.holder)
    known_person(person)
    return Offer(held=held)


def decide(person: Person | None, command: CorrectPerson, context: DecisionContext) -> Verdict:
    """A new version of the person's details."""
    corrected = PersonCorrected(
        person_id=command.person_id, name=command.name, phone=command.phone
    )
    return Verdict(held=offer(person, context).held, events=(corrected,))


ACT: Final = Act(
    command=CorrectPerson,
    name="correct-person",
    said="đính chính thông tin cán bộ",
    slug="dinh-chinh",
    resource="details",
    done="Đã đính chính thông tin.",
    rules=(NOT_ADMINISTRATOR, NO_PERSON, PHONE_FORM),
    offer=offer,
    decide=decide,
)
