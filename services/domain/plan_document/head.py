"""What a plan document is called, with what was corrected in its head. Pure."""

from dataclasses import dataclass
from datetime import date

from services.domain.facts import TextRef
from services.domain.plan_document.events import Correction
from services.domain.plan_document.reading import PLAN_ITSELF, Field
from services.domain.plan_document.state import PlanReading


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadNow:
    """Title, number and day as they stand: as they were read, or as they were corrected.

    `number` is what was typed, `read_number` what was read.
    """

    title: TextRef | None
    number: TextRef | None
    read_number: str | None
    issued_on: date | None


def head_of(document: PlanReading) -> HeadNow:
    """The head of a document; of one from before heads were kept only what was corrected."""
    read = document.read.head
    typed = _corrections(document)
    title, number, day = (typed.get(each) for each in (Field.TITLE, Field.NUMBER, Field.ISSUED_ON))
    meant = day.understood.day if day and day.understood else None
    return HeadNow(
        title=title.value if title else read.title if read else None,
        number=number.value if number else None,
        read_number=read.number if read else None,
        issued_on=meant or (read.issued_on if read else None),
    )


def _corrections(document: PlanReading) -> dict[Field, Correction]:
    """The corrections of the plan's own head, the newest of each place."""
    decided = sorted(document.settled.values(), key=lambda each: each.version)
    corrections = [each.event.correction for each in decided]
    return {each.field: each for each in corrections if each and each.item == PLAN_ITSELF}
