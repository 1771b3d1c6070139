"""Giao trong đơn vị."""

from datetime import timedelta
from typing import Any, Final

from services.domain.roles import Office
from services.domain.task.acts.name_specialist import ACT
from tests.acts.rights import BOTH, OPEN, State
from tests.acts.sample import (
    HEAD,
    POLICE_HEAD,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    Sent,
    Thing,
)
from tests.acts.task.common import CONFIRMED, OPENS


def _sent(thing: Thing) -> dict[str, Any]:
    if thing.restricted:
        return {"person_id": thing.names["police"]}
    day = thing.today + timedelta(days=1)
    return {
        "person_id": thing.names["colleague"],
        "by_on": day.isoformat(),
        "note": "Lấy số liệu của ba tổ dân phố.",
    }


def _yesterday(thing: Thing) -> Sent:
    return {"by_on": (thing.today - timedelta(days=1)).isoformat()}


def _far(thing: Thing) -> Sent:
    return {"by_on": (thing.today + timedelta(days=900)).isoformat()}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=HEAD,
    may=((frozenset({Office.UNIT_HEAD}), BOTH, OPEN | {State.SUSPENDED}),),
    page="/viec/{stream}/giao-trong-don-vi",
    opens=OPENS,
    call="/api/tasks/{stream}/specialist",
    json=_sent,
    refused=(
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="not-owing-head", by=SPECIALIST),
        Refused(
            code="specialist-not-of-unit",
            sent=lambda thing: {"person_id": thing.names["stranger"]},
            field="person_id",
        ),
        Refused(
            code="specialist-not-of-unit",
            sent=lambda thing: {"person_id": thing.names["nobody"]},
            field="person_id",
        ),
        Refused(code="restricted", item=SECRET, by=POLICE_HEAD, sent={"note": "Lời."}),
        Refused(code="specialist-day", sent=_yesterday, field="by_on"),
        Refused(code="specialist-day", sent=_far, field="by_on"),
    ),
)
