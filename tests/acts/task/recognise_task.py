"""Cấp trên đã công nhận: of assigned work that the ward has finished."""

from typing import Any, Final

from services.domain.task.acts.recognise_task import ACT
from tests.acts.rights import CHASERS, Relation, State
from tests.acts.sample import (
    ASSIGNED,
    CHECKER,
    DUTY,
    SPECIALIST,
    VICE_CHAIR,
    ActSample,
    Refused,
    SampleStep,
    Thing,
)
from tests.acts.task.common import (
    CONFIRMED,
    ODD_PAPER,
    OPENS,
    paper,
    paper_of_tomorrow,
)


def _sent(thing: Thing) -> dict[str, Any]:
    return {"paper": paper(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=((CHASERS, frozenset(Relation), frozenset({State.CONFIRMED})),),
    of_periodic=False,
    page="/viec/{stream}/cap-tren-cong-nhan",
    opens=OPENS,
    call="/api/tasks/{stream}/recognition",
    json=_sent,
    item=ASSIGNED,
    after=CONFIRMED,
    refused=(
        Refused(code="not-recording-recognition", by=SPECIALIST),
        Refused(code="recognised-not-assigned", item=DUTY),
        Refused(code="recognised-not-finished", after=()),
        Refused(
            code="recognised-not-finished",
            after=(SampleStep(act="withdraw-task", by=VICE_CHAIR),),
        ),
        Refused(code="already-recognised", after=(*CONFIRMED, "recognise-task")),
        Refused(code="recognised-paper-missing", sent={"paper": None}, field="paper.number"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
    ),
)
