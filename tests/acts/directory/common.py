"""What the samples of the directory share: whose right it is, what has happened before."""

from datetime import timedelta
from typing import Any, Final

from services.domain.papers import Paper
from services.domain.roles import Office
from services.domain.streams import Family
from tests.acts.rights import ANY_OFFICE, holding
from tests.acts.sample import (
    ADMINISTRATOR,
    BEGINS,
    CHIEF,
    Before,
    Refused,
    SamplePerson,
    SampleStep,
    Sent,
    Thing,
)
from tests.givens import holder

ADMINISTRATORS: Final = holding(Office.ADMINISTRATOR)
CONSENTING: Final = holding(Office.ADMINISTRATOR, Office.CHIEF_OF_OFFICE)
OFFICE_HOLDERS: Final = holding(*ANY_OFFICE)
UNIT: Final = f"{Family.UNIT}{{unit}}"
PERSON: Final = f"{Family.PERSON}{{person_id}}"
ACCOUNT: Final = f"{Family.ACCOUNT}{{person_id}}"
OWN_ACCOUNT: Final = f"{Family.ACCOUNT}{{own_id}}"
PERSON_PAGE: Final = "/quan-tri/can-bo/{person_id}"
UNIT_PAGE: Final = "/quan-tri/don-vi/{code}"

NEW_UNIT: Final[Before] = ("register-unit",)
KNOWN: Final[Before] = ("register-person",)
CLOSED: Final[Before] = (*KNOWN, "close-account")
# A head's office waits for a second person; so does a link of somebody who will be one.
DECIDING: Final[dict[str, Any]] = {"office": "unit_head", "unit": "VHXH"}
WAITING: Final[Before] = (*KNOWN, SampleStep(act="grant-office", sent=DECIDING))
# Somebody without an office, and a second administrator whom the first one has just registered.
GONE: Final = SamplePerson(login="", holder=holder("gone"))
NEWCOMER: Final = SamplePerson(login="", holder=holder("newcomer", (Office.ADMINISTRATOR, None)))
BROUGHT_IN: Final = SampleStep(
    act="register-person",
    sent={"login": "nguoi.moi"},
    command={"person_id": NEWCOMER.holder.person_id},
)

NOT_ADMINISTRATOR: Final = Refused(code="not-administrator", by=CHIEF)
THE_LAST: Final = Refused(
    code="last-administrator", by=ADMINISTRATOR, names={"person_id": "{doer_id}"}, after=()
)
NO_PERSON: Final = Refused(code="no-person", names={"person_id": "{nobody}"}, after=())
NO_ACCOUNT: Final = Refused(code="no-account", names={"person_id": "{nobody}"}, after=())
# Of the person whom the life makes, whoever else an act is sampled with.
ACCOUNT_CLOSED: Final = Refused(
    code="account-closed", names={"person_id": "{person_id}"}, after=CLOSED
)
NO_UNIT: Final = Refused(code="no-unit", names={"unit": "KHONGCO"}, after=())
# A number that is words: both ways of sending refuse it before the act is asked.
ODD_PAPER: Final = {"basis": Paper(number="mười hai, đã gửi", dated_on=BEGINS)}


def day(thing: Thing, days: int = 0) -> str:
    """A day from today, as a program sends it."""
    return (thing.today + timedelta(days=days)).isoformat()


def decision(thing: Thing, days: int = 0) -> dict[str, Any]:
    """The chair's decision of a day."""
    return {"number": "12/QĐ-UBND", "dated_on": day(thing, days)}


def decision_of_tomorrow(thing: Thing) -> Sent:
    """A decision whose day has not come."""
    return {"basis": decision(thing, 1)}


def from_far(thing: Thing) -> Sent:
    """A first day that is further away than a directory looks."""
    return {"from_on": day(thing, 4000)}
