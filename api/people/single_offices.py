"""Offices of which a unit, or the ward, has one at a time: a second one is said, never refused."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from api.labels.words import ERASED
from services.domain.roles import SINGLE, Office
from services.domain.titles import title_of
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


def already(names: Sequence[str], office: Office, unit: str | None) -> str:
    """Who holds it already, by title and name; blank where nobody does. `unit` is its name."""
    if not names:
        return ""
    whose = unit or "UBND phường"
    return f"{whose} đã có {title_of(office, unit)} {', '.join(names)}."
