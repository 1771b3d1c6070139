"""A document as it was read, what is decided on it first, and the plan that it lies beside."""

from typing import Final

from services.domain.plan.activating import ActivePlan
from services.domain.plan.draft import Severity
from services.domain.plan.events import plan_stream
from services.domain.plan_document.events import ItemQuote, PlanQuoted, reading_stream
from services.domain.plan_document.laying import Laying
from services.domain.plan_document.reading import PLAN_ITSELF, Field, Slot
from tests import givens
from tests.acts.sample import SampleStep
from tests.plan_readings import NO_LEAD, NO_NUMBER, finding, gathered_leads, plan_in_force, reading

PAGE: Final = "/ke-hoach/van-ban/{document}"
CALL: Final = "/api/plan/documents/{document}"
NAMES: Final = {"document": "0f3a9c", "reading": reading_stream("0f3a9c")}
OTHER_DOCUMENT: Final = reading_stream("0f3a9d")
DAY, SUPPORT, OPERATOR, TITLE = "day.plan", "support.III-07", "operator.CT10.1", "title.plan"
_MORE: Final = (
    finding(DAY, Severity.NOTE, (), Slot(item=PLAN_ITSELF, field=Field.ISSUED_ON)),
    finding(SUPPORT, Severity.NOTE, ("III-07",), Slot(item="III-07", field=Field.SUPPORTING)),
    finding(OPERATOR, Severity.NOTE, ("CT10",), Slot(item="CT10.1", field=Field.OPERATOR)),
    finding(TITLE, Severity.NOTE, (), Slot(item=PLAN_ITSELF, field=Field.TITLE)),
)
LEADERLESS: Final = gathered_leads("51-08", "54-02", "CT10")
READING: Final = reading(None, *_MORE, LEADERLESS)
ITEM: Final = "51-08"  # of the life, and of the document
QUOTED: Final = PlanQuoted(
    file_sha256="ab" * 32,
    quotes=(ItemQuote(item=ITEM, place="mục II.5", words=givens.words("quote")),),
)
IN_FORCE: Final = ActivePlan(
    stream=plan_stream("cho-san"), activated=plan_in_force("cho-san", ITEM)
)
LAYING: Final = Laying(
    draft=READING.draft,
    items=(ITEM,),
    quotes={ITEM: READING.quotes[ITEM]},
    titles_found=frozenset({ITEM}),
)


def accepted(key: str, **command: object) -> SampleStep:
    """The reading holds at one place, or at every line of it."""
    sent = {"key": key, "decision": "accepted", "value": None, "lines": None}
    return SampleStep(act="settle-finding", sent=sent, command=command)


DECIDED: Final = (
    "read-plan",
    accepted(NO_LEAD),
    accepted(NO_NUMBER),
    accepted(LEADERLESS.key),
)
