"""Đính chính thông tin cán bộ: a new version of name and telephone."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.events import PersonCorrected
from services.domain.directory.offering import OfPerson, of_known_person
from services.domain.directory.rules import NO_PERSON, NOT_ADMINISTRATOR, PHONE_FORM
from services.domain.directory.state import Person
from services.domain.facts import TextRef
from services.domain.fields import PersonName, Telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPerson(OfPerson):
    """Đính chính tên, số điện thoại."""

    name: Annotated[TextRef, PersonName(label="Họ và tên", example="Nguyễn Thị Hòa")]
    phone: Annotated[TextRef | None, Telephone(label="Số điện thoại")]


def decide(person: Person | None, command: CorrectPerson, context: DecisionContext) -> Verdict:
    """A new version of the person's details."""
    corrected = PersonCorrected(
        person_id=command.person_id, name=command.name, phone=command.phone
    )
    return Verdict(held=of_known_person(person, context).held, events=(corrected,))


ACT: Final = Act(
    command=CorrectPerson,
    name="correct-person",
    said="đính chính thông tin cán bộ",
    slug="dinh-chinh",
    resource="details",
    done="Đã đính chính thông tin.",
    rules=(NOT_ADMINISTRATOR, NO_PERSON, PHONE_FORM),
    offer=of_known_person,
    decide=decide,
)
