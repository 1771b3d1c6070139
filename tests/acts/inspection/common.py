"""A finding of the samples: its names, how it comes about, what several acts are refused for."""

from datetime import timedelta
from typing import Any, Final

from services.domain.papers import Paper
from services.domain.roles import Office
from tests.acts.rights import holding
from tests.acts.sample import BEGINS, CHECKER, OTHER, SECRET, Refused, SampleStep, Thing

CODE: Final = "2026.k3m7q2xa"
NAMES: Final = {"inspection": CODE}
STREAM: Final = "inspection-{inspection}"
PAGE: Final = "/thanh-tra/kien-nghi/{code}"
CALL: Final = "/api/inspection-findings/{code}"
MAY: Final = holding(Office.INSPECTOR)
OPENED: Final = ("open-inspection-finding",)
ANSWERED: Final = (*OPENED, "answer-inspection-finding")
WITHDRAWN: Final = (*OPENED, "withdraw-inspection-finding")
ODD_PAPER: Final = {"paper": Paper(number="mười lăm, đã gửi", dated_on=BEGINS)}
BY_PAPER: Final = {"text": None, "paper": {"number": "15/TTr", "dated_on": "2026-11-20"}}
# Who does not see the finding, and who sees it and is no inspector.
NOT_THEIRS: Final = (
    Refused(code="no-inspection-finding", by=OTHER),
    Refused(code="not-inspecting", by=CHECKER),
)


def about_secret(thing: Thing) -> dict[str, Any]:
    """A finding about the restricted task of a life."""
    return {**BY_PAPER, "subject": thing.names["task"], "unit": "CAP"}


OF_SECRET: Final = (SampleStep(act="open-inspection-finding", sent=about_secret),)


def day(thing: Thing, days: int) -> str:
    """A day so many days from now, as programs send it."""
    return (thing.today + timedelta(days=days)).isoformat()


def refused_words(*, after: Any = OF_SECRET, by: Any = None) -> tuple[Refused, ...]:
    """What may be wrong with the words of an act; `after` leads to where restricted work is."""
    to_come = {"number": "15/TTr", "dated_on": "2030-01-01"}
    return (
        Refused(code="inspection-text-missing", sent={"text": None}, field="text"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent={"paper": to_come}, field="paper"),
        Refused(code="inspection-restricted", item=SECRET, after=after, by=by, field="text"),
        Refused(
            code="inspection-paper-missing",
            item=SECRET,
            after=after,
            by=by,
            sent={"text": None, "paper": None},
            field="paper",
        ),
    )
