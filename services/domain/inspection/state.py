"""One finding of an inspector as its facts make it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.domain.facts import Fact, TextRef
from services.domain.inspection.terms import InspectedThing, InspectionStage
from services.domain.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionWords:
    """What somebody said in a finding, when (UTC); of restricted work by a paper alone."""

    text: TextRef | None
    paper: Paper | None
    at: datetime
    by: UUID | None
    office: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFinding:
    """The state that decisions are made on.

    `subject` is the stream of a task, the code of an item or of a period, blank where the unit
    itself is meant. `unit` is to answer by the end of `answer_by_on`, a calendar day in
    Asia/Ho_Chi_Minh. Of `restricted` work no words are kept; folded, it is what the finding was
    when it was opened (today's: `restriction`). `ended` is the conclusion of a closed
    finding, or why it was withdrawn.
    """

    code: str
    about: InspectedThing
    subject: str
    unit: str
    restricted: bool
    answer_by_on: date
    opened: InspectionWords
    answers: tuple[InspectionWords, ...] = ()
    ended: InspectionWords | None = None
    withdrawn: bool = False
    version: int = 1

    @property
    def stage(self) -> InspectionStage:
        """How far it has come."""
        if self.ended is not None:
            return InspectionStage.WITHDRAWN if self.withdrawn else InspectionStage.CLOSED
        return InspectionStage.ANSWERED if self.answers else InspectionStage.OPEN


def words_of(text: TextRef | None, paper: Paper | None, fact: Fact) -> InspectionWords:
    """What a fact says, with who said it and when."""
    actor = fact.actor
    return InspectionWords(
        text=text,
        paper=paper,
        at=fact.occurred_at,
        by=actor.person_id,
        office=actor.office,
        unit=actor.unit,
    )
