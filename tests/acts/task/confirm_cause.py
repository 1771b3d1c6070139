"""Xác nhận nguyên nhân khách quan."""

from typing import Any, Final

from services.domain.task.acts.confirm_cause import ACT
from tests.acts.rights import ASSIGNERS, Relation, State
from tests.acts.sample import CHIEF, ActSample, Thing
from tests.acts.task.common import CLAIMED, OPENS, REFUSED_ANSWERS


def _sent(thing: Thing) -> dict[str, Any]:
    code, words = {"reason_code": "evidence-sufficient"}, {"reason": "Đã có công điện."}
    return {"claim": 1, **(code if thing.restricted else words)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), frozenset({State.CLAIMED})),),
    page="/viec/{stream}/xac-nhan-nguyen-nhan",
    opens=OPENS,
    call="/api/tasks/{stream}/cause-confirmation",
    json=_sent,
    after=CLAIMED,
    refused=REFUSED_ANSWERS,
)
