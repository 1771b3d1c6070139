"""Phân công phụ trách đơn vị."""

from typing import Any, Final

from services.domain.directory.acts.name_overseer import ACT
from tests.acts.directory.common import (
    ADMINISTRATORS,
    NEW_UNIT,
    NO_UNIT,
    NOT_ADMINISTRATOR,
    ODD_PAPER,
    UNIT,
    UNIT_PAGE,
    day,
    decision,
    decision_of_tomorrow,
    from_far,
)
from tests.acts.sample import ADMINISTRATOR, ActSample, Refused, Thing


def _sent(thing: Thing) -> dict[str, Any]:
    leader = thing.names["leader"]
    return {"person_id": leader, "from_on": day(thing), "basis": decision(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    page=f"{UNIT_PAGE}/phu-trach",
    opens=UNIT_PAGE,
    call="/api/units/{code}/overseer",
    json=_sent,
    stream=UNIT,
    item=None,
    after=NEW_UNIT,
    names={"code": "{unit}"},
    address={"unit": "{unit}"},
    refused=(
        NOT_ADMINISTRATOR,
        NO_UNIT,
        Refused(code="no-person", sent=lambda thing: {"person_id": thing.names["nobody"]}),
        Refused(code="date-far", sent=from_far, field="from_on"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=decision_of_tomorrow, field="basis.dated_on"),
        Refused(
            code="not-a-leader",
            sent=lambda thing: {"person_id": thing.names["doer_id"]},
            field="person_id",
        ),
    ),
)
