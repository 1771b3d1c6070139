"""Ý kiến chỉ đạo."""

from datetime import timedelta
from typing import Any, Final

from services.domain.roles import LEADING
from services.domain.task.acts.give_instruction import ACT
from tests.acts.rights import OPEN, Relation, State
from tests.acts.sample import CHIEF, OTHER_LEADER, SECRET, VICE_CHAIR, ActSample, Refused, Thing
from tests.acts.task.common import APPROVED, CONFIRMED, OPENS, SUSPENDED


def _sent(thing: Thing) -> dict[str, Any]:
    by_on = (thing.today + timedelta(days=3)).isoformat()
    return {"text": "Báo cáo ngay phần đã có, bổ sung sau.", "by_on": by_on}


def _yesterday(thing: Thing) -> dict[str, Any]:
    return {"by_on": (thing.today - timedelta(days=1)).isoformat()}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=VICE_CHAIR,
    may=((LEADING, frozenset(Relation), OPEN - {State.APPROVED}),),
    of_restricted=False,
    page="/viec/{stream}/chi-dao",
    opens=OPENS,
    call="/api/tasks/{stream}/instructions",
    json=_sent,
    refused=(
        Refused(code="not-instructing", by=CHIEF),
        Refused(code="another-leader", by=OTHER_LEADER),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="unit-signed", after=APPROVED),
        Refused(code="restricted", item=SECRET),
        Refused(code="instructed-day", sent=_yesterday, field="by_on"),
    ),
)
