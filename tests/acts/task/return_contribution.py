"""Trả lại nội dung phối hợp."""

from typing import Any, Final

from services.domain.roles import Office
from services.domain.task.acts.return_contribution import ACT
from tests.acts.rights import OPEN, SUPPORTED
from tests.acts.sample import OTHER_HEAD, SECRET, ActSample, Refused, Thing
from tests.acts.task.common import CONTRIBUTED, OPENS, REASON_REFUSED, REFUSED_SIGNATURES, why


def _sent(thing: Thing) -> dict[str, Any]:
    return {"contribution": 1, **why(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=OTHER_HEAD,
    may=((frozenset({Office.UNIT_HEAD}), SUPPORTED, OPEN),),
    page="/viec/{stream}/tra-lai-phoi-hop",
    opens=OPENS,
    call="/api/tasks/{stream}/contribution-return",
    json=_sent,
    after=CONTRIBUTED,
    refused=(
        *REFUSED_SIGNATURES,
        Refused(code="restricted", item=SECRET, sent={"reason": "Lời."}),
        *REASON_REFUSED,
    ),
)
