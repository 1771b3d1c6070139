"""Miễn nội dung phối hợp."""

from typing import Any, Final

from services.domain.roles import Office
from services.domain.task.acts.waive_contribution import ACT
from tests.acts.rights import LED, OPEN
from tests.acts.sample import (
    HEAD,
    POLICE_HEAD,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    Thing,
)
from tests.acts.task.common import OPENS, REASON_REFUSED, REFUSED_WHERE_NOTHING_IS_OWED, why


def _sent(thing: Thing) -> dict[str, Any]:
    return {"unit": thing.unit, **why(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=HEAD,
    may=((frozenset({Office.UNIT_HEAD}), LED, OPEN),),
    page="/viec/{stream}/mien-phoi-hop",
    opens=OPENS,
    call="/api/tasks/{stream}/contribution-waiver",
    json=_sent,
    refused=(
        Refused(code="not-lead-head", by=SPECIALIST),
        *REFUSED_WHERE_NOTHING_IS_OWED,
        Refused(code="restricted", item=SECRET, by=POLICE_HEAD, sent={"reason": "Lời."}),
        *REASON_REFUSED,
    ),
)
