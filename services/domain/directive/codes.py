"""The codes of directives: made of the click that registers one, so that once is once. Pure."""

from datetime import date
from uuid import UUID

from services.domain.drawn_codes import drawn_code


def new_code(command_id: UUID, today: date) -> str:
    """The code of a directive that is registered today, the same for the same click."""
    return drawn_code("directive", command_id, today)
