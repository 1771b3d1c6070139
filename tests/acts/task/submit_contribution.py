"""Gửi nội dung phối hợp."""

from typing import Any, Final

from services.domain.task.acts.submit_contribution import ACT
from tests.acts.rights import BOTH, OF_THE_UNIT, OPEN
from tests.acts.sample import (
    CHECKER,
    OTHER,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    Thing,
)
from tests.acts.task.common import CONFIRMED, ODD_PAPER, OPENS, SUSPENDED, paper, paper_of_tomorrow


def _sent(thing: Thing) -> dict[str, Any]:
    if thing.restricted:
        return {"unit": thing.unit, "paper": paper(thing)}
    return {"unit": thing.unit, "text": "Đã cử hai cán bộ phối hợp."}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=OTHER,
    # The supporting unit itself, or the lead for a partner's paper.
    may=((OF_THE_UNIT, BOTH, OPEN),),
    page="/viec/{stream}/phoi-hop",
    opens=OPENS,
    call="/api/tasks/{stream}/contribution",
    json=_sent,
    refused=(
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="not-a-supporting-unit", sent={"unit": "TTYT"}, field="unit"),
        Refused(code="not-supporting-unit", by=SPECIALIST),
        Refused(code="not-lead-unit", by=CHECKER, sent={"on_paper": True}),
        Refused(code="restricted", item=SECRET, sent={"text": "Lời."}),
        Refused(code="empty-contribution", sent={"text": None}),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
    ),
)
