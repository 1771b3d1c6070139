"""What the samples of a task share."""

from datetime import timedelta
from typing import Any, Final

from services.domain.papers import Paper
from tests.acts.sample import BEGINS, Before, Thing

OPENS: Final = "/viec/{stream}"
REPORTED: Final[Before] = ("submit-report",)
APPROVED: Final[Before] = (*REPORTED, "approve-submission")
WITHDRAWN: Final[Before] = ("withdraw-task",)
SUSPENDED: Final[Before] = ("suspend-task",)
CONFIRMED: Final[Before] = (*APPROVED, "confirm-submission")


def judged(thing: Thing) -> dict[str, Any]:
    """A decision on the newest submission."""
    return {"submission": thing.submission}


def paper(thing: Thing) -> dict[str, Any]:
    """A paper of today, as a program sends it."""
    return {"number": "15/BC-KTHTĐT", "dated_on": thing.today.isoformat()}


def paper_of_tomorrow(thing: Thing) -> dict[str, Any]:
    """A paper whose day has not come."""
    tomorrow = thing.today + timedelta(days=1)
    return {"paper": {"number": "15/BC", "dated_on": tomorrow.isoformat()}}


# A paper whose number is words: both ways of sending refuse it before the act is asked.
ODD_PAPER: Final = {"paper": Paper(number="mười lăm, đã gửi", dated_on=BEGINS)}


def decision(thing: Thing) -> dict[str, Any]:
    """Why the assigner decides so: in words, of restricted work in a code."""
    words = {"reason": "Chờ ý kiến của Sở Xây dựng."}
    return {**({"reason_code": "superior-opinion"} if thing.restricted else words), "paper": None}
