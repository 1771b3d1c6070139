"""What the samples of a task share."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from services.domain.approval_chains import ApprovalChain
from services.domain.papers import Paper
from services.domain.policy import Policy
from tests import givens
from tests.acts.sample import (
    BEGINS,
    CHECKER,
    HEAD_AND_CHIEF,
    OTHER,
    OTHER_HEAD,
    POLICE,
    POLICE_HEAD,
    SECRET,
    Before,
    Refused,
    SampleStep,
    Thing,
)

OPENS: Final = "/viec/{stream}"
REPORTED: Final[Before] = ("submit-report",)
APPROVED: Final[Before] = (*REPORTED, "approve-submission")
ASKED: Final[Before] = ("request-extension",)
WITHDRAWN: Final[Before] = ("withdraw-task",)
SUSPENDED: Final[Before] = ("suspend-task",)
DECLINED: Final[Before] = ("decline-task",)
DECLINED_SECRET: Final[Before] = (SampleStep(act="decline-task", by=POLICE_HEAD),)
CONTRIBUTED: Final[Before] = ("submit-contribution",)
CONFIRMED: Final[Before] = (*APPROVED, "confirm-submission")
# A report came back: of that its unit may claim an objective cause.
RETURNED: Final[Before] = (*REPORTED, "return-submission")
CLAIMED: Final[Before] = (*RETURNED, "claim-cause")
# Who sent it asks to look at that line of the evidence again.
CONTESTED: Final[Before] = (*RETURNED, "contest-line")
RETURNED_SECRET: Final[Before] = (
    SampleStep(act="submit-report", by=POLICE),
    SampleStep(act="return-submission", by=POLICE_HEAD),
)
# Why nobody asks a unit for its contribution, nor does without it.
REFUSED_WHERE_NOTHING_IS_OWED: Final = (
    Refused(code="task-closed", after=CONFIRMED),
    Refused(code="task-suspended", after=SUSPENDED),
    Refused(
        code="nothing-to-contribute",
        after=(SampleStep(act="submit-contribution", by=OTHER_HEAD),),
    ),
    Refused(code="unit-owes-nothing", sent={"unit": "VP"}, field="unit"),
)
# Why nobody signs a contribution, nor sends one back.
REFUSED_SIGNATURES: Final = (
    Refused(code="task-closed", after=(*CONTRIBUTED, *CONFIRMED)),
    Refused(code="task-suspended", after=(*CONTRIBUTED, *SUSPENDED)),
    Refused(code="not-supporting-head", by=OTHER),
    Refused(code="no-contribution", after=()),
    Refused(code="other-contribution", sent={"contribution": 7}),
)
# Why nobody answers such a claim, in whichever way.
REFUSED_ANSWERS: Final = (
    Refused(code="not-assigner", by=CHECKER),
    Refused(code="own-unit", by=HEAD_AND_CHIEF),
    Refused(code="task-closed", after=(*CLAIMED, *WITHDRAWN)),
    Refused(code="task-suspended", after=(*CLAIMED, *SUSPENDED)),
    Refused(code="no-cause-claim", after=()),
    Refused(code="other-cause-claim", sent={"claim": 7}),
    Refused(
        code="restricted",
        item=SECRET,
        after=(*RETURNED_SECRET, SampleStep(act="claim-cause", by=POLICE)),
        sent={"reason": "Lời."},
    ),
    Refused(code="reason-missing", sent={"reason": None}),
    Refused(code="field-reason", sent={"reason_code": "xyz"}, field="reason_code"),
)
# Why nobody answers who contests a line, in whichever way.
REFUSED_CONTEST_ANSWERS: Final = (
    Refused(code="not-assigner", by=CHECKER),
    Refused(code="own-unit", by=HEAD_AND_CHIEF),
    Refused(code="task-closed", after=(*CONTESTED, *WITHDRAWN)),
    Refused(code="task-suspended", after=(*CONTESTED, *SUSPENDED)),
    Refused(code="no-contest", after=()),
    Refused(code="other-contest", sent={"contest": 7}),
    Refused(
        code="restricted",
        item=SECRET,
        after=(*RETURNED_SECRET, SampleStep(act="contest-line", by=POLICE)),
        sent={"reason": "Lời."},
    ),
    Refused(code="reason-missing", sent={"reason": None}),
    Refused(code="field-reason", sent={"reason_code": "xyz"}, field="reason_code"),
)


def by_leader_in_charge(policy: Policy, *, last: bool = False) -> Policy:
    """After the unit's signature the step of who is in charge of it; the last, or one before."""
    head, office = policy.chain_for("KTHTDT").rungs
    leader = replace(policy.chain_for("VP").rungs[-1], in_charge=True)
    rungs = (head, leader) if last else (head, leader, office)
    chain = ApprovalChain(lead_units=("KTHTDT",), rungs=rungs)
    return replace(policy, chains=(*policy.chains, chain))


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
# What every decision with a reason refuses, beside the words of restricted work.
REASON_REFUSED: Final = (
    Refused(code="reason-missing", sent={"reason": None}),
    Refused(code="field-reason", sent={"reason_code": "xyz"}, field="reason_code"),
)
# The same of one that may stand on paper.
GROUNDS_REFUSED: Final = (
    *REASON_REFUSED,
    Refused(code="paper-number", command=ODD_PAPER),
    Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
)


def why(thing: Thing) -> dict[str, Any]:
    """A reason: in words, of restricted work in a code."""
    if thing.restricted:
        return {"reason_code": "superior-opinion"}
    return {"reason": "Chờ ý kiến của Sở Xây dựng."}


def decision(thing: Thing) -> dict[str, Any]:
    """Why the assigner decides so: in words, of restricted work in a code."""
    return {**why(thing), "paper": None}


def next_working_day(day: date) -> date:
    """That day, or the first one after it on which people work."""
    calendar = givens.calendar()
    return day if calendar.is_working_day(day) else calendar.next_working_day(day)


def next_rest_day(day: date) -> date:
    """The Sunday of that day's week."""
    return day + timedelta(days=6 - day.weekday())
