"""Đề nghị phối hợp."""

from datetime import timedelta
from typing import Any, Final

from services.domain.task.acts.request_contribution import ACT
from tests.acts.rights import LED, OF_THE_UNIT, OPEN
from tests.acts.sample import (
    CHECKER,
    POLICE,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    Thing,
)
from tests.acts.task.common import OPENS, REFUSED_WHERE_NOTHING_IS_OWED


def _sent(thing: Thing) -> dict[str, Any]:
    words = {} if thing.restricted else {"note": "Số hộ đã ký cam kết của từng tổ."}
    return {"unit": thing.unit, "by_on": (thing.today + timedelta(days=2)).isoformat(), **words}


def _yesterday(thing: Thing) -> dict[str, Any]:
    return {"by_on": (thing.today - timedelta(days=1)).isoformat()}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, LED, OPEN),),
    page="/viec/{stream}/de-nghi-phoi-hop",
    opens=OPENS,
    call="/api/tasks/{stream}/contribution-request",
    json=_sent,
    refused=(
        Refused(code="not-lead-unit", by=CHECKER),
        *REFUSED_WHERE_NOTHING_IS_OWED,
        Refused(code="restricted", item=SECRET, by=POLICE, sent={"note": "Lời."}),
        Refused(code="contribution-day", sent=_yesterday, field="by_on"),
    ),
)
