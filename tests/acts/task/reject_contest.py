"""Không chấp nhận đề nghị xem lại."""

from typing import Any, Final

from services.domain.task.acts.reject_contest import ACT
from tests.acts.rights import ASSIGNERS, Relation, State
from tests.acts.sample import CHIEF, ActSample, Thing
from tests.acts.task.common import CONTESTED, OPENS, REFUSED_CONTEST_ANSWERS


def _sent(thing: Thing) -> dict[str, Any]:
    code, words = {"reason_code": "as-recorded"}, {"reason": "Không có biểu số 2 trong tệp."}
    return {"contest": 1, **(code if thing.restricted else words)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), frozenset({State.CONTESTED})),),
    page="/viec/{stream}/khong-chap-nhan-xem-lai",
    opens=OPENS,
    call="/api/tasks/{stream}/contest-rejection",
    json=_sent,
    after=CONTESTED,
    refused=REFUSED_CONTEST_ANSWERS,
)
