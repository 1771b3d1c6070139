"""Đôn đốc đơn vị phối hợp."""

from typing import Any, Final

from services.domain.task.acts.chase_supporter import ACT
from tests.acts.rights import BOTH, CHASERS, OPEN
from tests.acts.sample import (
    CHECKER,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    Thing,
)
from tests.acts.task.common import (
    ODD_PAPER,
    OPENS,
    REFUSED_WHERE_NOTHING_IS_OWED,
    paper,
    paper_of_tomorrow,
)


def _sent(thing: Thing) -> dict[str, Any]:
    note = None if thing.restricted else "Đề nghị gửi nội dung phối hợp."
    return {"unit": thing.unit, "paper": paper(thing), "note": note}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=((CHASERS, BOTH, OPEN),),
    page="/viec/{stream}/don-doc-phoi-hop",
    opens=OPENS,
    call="/api/tasks/{stream}/supporter-chases",
    json=_sent,
    refused=(
        Refused(code="not-chasing", by=SPECIALIST),
        *REFUSED_WHERE_NOTHING_IS_OWED,
        Refused(code="supporter-chased-today", after=("chase-supporter",), field="unit"),
        Refused(code="restricted", item=SECRET, sent={"note": "Lời."}),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
    ),
)
