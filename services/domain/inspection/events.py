"""Where the facts of a finding are kept, and the fact that opens it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.domain.drawn_codes import DRAWN_CODE
from services.domain.facts import TextRef
from services.domain.inspection.terms import InspectedThing
from services.domain.papers import Paper
from services.domain.streams import Family


def inspection_stream(code: str) -> str:
    """The stream of one finding."""
    return f"{Family.INSPECTION}{code}"


def inspection_code_of(stream: str) -> str | None:
    """Which finding's stream this is: the inverse of `inspection_stream`, known here alone."""
    before = inspection_stream("")
    code = stream[len(before) :] if stream.startswith(before) else None
    return code if code and DRAWN_CODE.fullmatch(code) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFindingOpened:
    """Lập kiến nghị kiểm tra: what an inspector found, about what, and who is to answer by when.

    `subject` is the stream of a task, the code of an item or of a period; blank where the unit
    itself is meant. `answer_by_on` is a calendar day in Asia/Ho_Chi_Minh, inclusive. Of
    `restricted` work there is the number and the day of a paper, and no text.
    """

    TYPE: ClassVar[str] = "inspection-finding-opened"
    SCHEMA: ClassVar[int] = 1

    code: str
    about: InspectedThing
    subject: str
    unit: str
    restricted: bool
    answer_by_on: date
    text: TextRef | None
    paper: Paper | None
