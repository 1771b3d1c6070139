"""A value of a command as plain JSON, which its digest covers."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.domain.facts import TextRef


def plain(value: object, bodies: Mapping[UUID, str]) -> Any:  # noqa: PLR0911  (one arm a type)
    """A value of a command as JSON without floats, with the words themselves for their texts."""
    if isinstance(value, TextRef):
        return bodies[value.text_id]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item, bodies) for item in value]
    if is_dataclass(value):
        return {part.name: plain(getattr(value, part.name), bodies) for part in fields(value)}
    return value
