"""Không xác nhận nguyên nhân khách quan."""

from typing import Any, Final

from services.domain.task.acts.reject_cause import ACT
from tests.acts.rights import ASSIGNERS, Relation, State
from tests.acts.sample import CHIEF, ActSample, Thing
from tests.acts.task.common import CLAIMED, OPENS, REFUSED_ANSWERS


def _sent(thing: Thing) -> dict[str, Any]:
    code, words = {"reason_code": "within-control"}, {"reason": "Đơn vị đã được báo trước."}
    return {"claim": 1, **(code if thing.restricted else words)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), frozenset({State.CLAIMED})),),
    page="/viec/{stream}/khong-xac-nhan-nguyen-nhan",
    opens=OPENS,
    call="/api/tasks/{stream}/cause-rejection",
    json=_sent,
    after=CLAIMED,
    refused=REFUSED_ANSWERS,
)
