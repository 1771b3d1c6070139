"""Offices of which a unit, or the ward, has one at a time: a second one is said, never refused."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from api.labels.words import ERASED
from services.domain.roles import SINGLE, Office
from services.queries.admin_views import PersonRow


def holding(
    people: Iterable[PersonRow], office: Office, unit: str | None, *, on: date, but: UUID | None
) -> list[str]:
    """Who else holds an office of which there is one, on a day or later."""
    if office not in SINGLE:
        return []
    return [
        person.name or ERASED
        for person in people
        if person.person_id != but
        for held in person.offices
        if (held.office, held.unit) == (office, unit)
        and (held.until_on is None or held.until_on >= on)
    ]


def already(names: Sequence[str]) -> str:
    """The warning; blank where nobody else holds it."""
    if not names:
        return ""
    return f"{', '.join(names)} đang giữ chức vụ này, thường chỉ một người giữ."
