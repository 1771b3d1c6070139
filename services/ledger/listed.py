"""What lists ask of an event without opening it: columns that the append writes beside the record.

They are copies, computed in Python from the event itself, and verify compares them: with the raw
payload, since it knows no payload schema.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from services.domain.attempts import CommandRefused
from services.domain.facts import Event

# The field that says what an act was aimed at, where that is not its own stream.
_TARGETS: Final[Mapping[str, str]] = {CommandRefused.TYPE: "target"}
_SETTING_UP: Final = "setting_up"


class Listed(NamedTuple):
    """The stream that an act is about, and whether it counted at once while a ward was set up."""

    subject: str
    setting_up: bool


def of_event(stream: str, event: Event) -> Listed:
    """The columns of an event that is about to be kept in a stream."""
    target = _TARGETS.get(event.TYPE)
    return Listed(
        subject=getattr(event, target) if target else stream,
        setting_up=getattr(event, _SETTING_UP, False),
    )


def must_read(kind: str, payload: bytes) -> bool:
    """Whether a stored payload can say anything else than its stream does."""
    return kind in _TARGETS or b'"setting_up"' in payload


def of_payload(stream: str, kind: str, payload: Any) -> Listed:
    """The columns as a parsed payload of any schema says them."""
    said = payload if isinstance(payload, dict) else {}
    target = _TARGETS.get(kind)
    return Listed(
        subject=str(said.get(target)) if target else stream,
        setting_up=said.get(_SETTING_UP) is True,
    )
