"""Ghi lời hứa nộp."""

from datetime import timedelta
from typing import Any, Final

from services.domain.task.acts.note_promise import ACT
from tests.acts.rights import CHASERS, OPEN, Relation, State
from tests.acts.sample import CHECKER, SECRET, SPECIALIST, ActSample, Refused, Thing
from tests.acts.task.common import APPROVED, CONFIRMED, OPENS, SUSPENDED


def _sent(thing: Thing) -> dict[str, Any]:
    words = {} if thing.restricted else {"who": "Trưởng phòng.", "note": "Chờ số liệu của Thuế."}
    by_on = (thing.today + timedelta(days=3)).isoformat()
    return {"by_on": by_on, "way": "phone", **words}


def _yesterday(thing: Thing) -> dict[str, Any]:
    return {"by_on": (thing.today - timedelta(days=1)).isoformat()}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=((CHASERS, frozenset(Relation), OPEN - {State.APPROVED}),),
    page="/viec/{stream}/hua-nop",
    opens=OPENS,
    call="/api/tasks/{stream}/promises",
    json=_sent,
    refused=(
        Refused(code="not-in-touch", by=SPECIALIST),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="unit-signed", after=APPROVED),
        Refused(code="restricted", item=SECRET, sent={"note": "Lời."}),
        Refused(code="field-way", sent={"way": "thu"}, field="way"),
        Refused(code="promised-day", sent=_yesterday, field="by_on"),
    ),
)
