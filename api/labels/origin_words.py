"""Where an assigned task comes from, in the office's words."""

from datetime import date
from typing import Protocol

from api.labels import words
from services.domain.directive.terms import SOURCES, URGENCIES, DirectiveSource
from services.domain.task.births import Urgency


class NamedSource(Protocol):
    """A directive as far as its name goes."""

    @property
    def source(self) -> DirectiveSource:
        """What sort of thing it is."""

    @property
    def number(self) -> str | None:
        """The number of the paper."""

    @property
    def dated_on(self) -> date | None:
        """The day of the paper, or of the order."""


def source(which: DirectiveSource) -> str:
    """What the office calls the source."""
    return SOURCES.get(which, "Chương trình công tác")


def name(of: NamedSource) -> str:
    """A directive by source, number and day: “Văn bản đến số 12/KH-UBND ngày 05/11/2026”."""
    said = source(of.source)
    if of.number:
        said += f" số {of.number}"
    return f"{said} ngày {words.day(of.dated_on)}" if of.dated_on else said


def urgency(which: Urgency) -> str:
    """How urgent it is; blank where it is as ordinary as most."""
    return "" if which is Urgency.ORDINARY else URGENCIES[which]
