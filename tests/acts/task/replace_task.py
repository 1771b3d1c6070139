"""Thay thế bằng một việc đã có."""

from typing import Any, Final

from services.domain.task.acts.replace_task import ACT
from tests.acts.rights import ASSIGNERS, OPEN, Relation, State
from tests.acts.sample import (
    CHECKER,
    CHIEF,
    HEAD_AND_CHIEF,
    SECRET,
    ActSample,
    Refused,
    Sent,
    Thing,
)
from tests.acts.task.common import (
    GROUNDS_REFUSED,
    OPENS,
    decision,
)
from tests.domain.around_task import ENDED_TASK


def _sent(thing: Thing) -> dict[str, Any]:
    return {"successor": thing.names["other"], **decision(thing)}


def _itself(thing: Thing) -> Sent:
    return {"successor": f"https://dondoc.example/viec/{thing.names['stream']}"}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), OPEN | {State.SUSPENDED}),),
    page="/viec/{stream}/thay-the",
    opens=OPENS,
    call="/api/tasks/{stream}/replacement",
    json=_sent,
    refused=(
        Refused(code="not-assigner", by=CHECKER),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="task-closed", after=("withdraw-task",)),
        Refused(code="restricted", item=SECRET, sent={"reason": "Lời."}),
        *GROUNDS_REFUSED,
        Refused(code="successor-unknown", sent={"successor": "99-99"}, field="successor"),
        Refused(code="successor-itself", sent=_itself, field="successor"),
        Refused(code="successor-ended", sent={"successor": ENDED_TASK}, field="successor"),
    ),
)
