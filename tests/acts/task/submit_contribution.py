"""Gửi nội dung phối hợp."""

from typing import Any, Final

from services.domain.task.acts.submit_contribution import ACT
from tests.acts.rights import OF_THE_UNIT, OPEN, SUPPORTED
from tests.acts.sample import (
    CHECKER,
    OTHER,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    SampleItem,
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
    # The supporting unit itself; the lead for the paper of a unit outside, none of which is here.
    may=((OF_THE_UNIT, SUPPORTED, OPEN),),
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
        Refused(code="contributes-itself", by=SPECIALIST, sent={"on_paper": True}, field="unit"),
        Refused(
            code="contribution-paper-missing",
            item=SampleItem(supporting=("MTTQ",)),
            by=SPECIALIST,
            sent={"unit": "MTTQ", "on_paper": True},
            field="paper.number",
        ),
        Refused(code="restricted", item=SECRET, sent={"text": "Lời."}),
        Refused(code="empty-contribution", sent={"text": None}),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
    ),
)
