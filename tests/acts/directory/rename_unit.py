"""Đính chính tên đơn vị."""

from typing import Any, Final

from services.domain.directory.acts.rename_unit import ACT
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
    name = f"Trung tâm Y tế {thing.names['unit']}"
    return {"name": name, "from_on": day(thing), "basis": decision(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    page=f"{UNIT_PAGE}/doi-ten",
    opens=UNIT_PAGE,
    call="/api/units/{code}/name",
    json=_sent,
    stream=UNIT,
    item=None,
    after=NEW_UNIT,
    names={"code": "{unit}"},
    address={"unit": "{unit}"},
    refused=(
        NOT_ADMINISTRATOR,
        NO_UNIT,
        Refused(code="unit-name", sent={"name": "12"}, field="name"),
        Refused(code="unit-name-same", after=(*NEW_UNIT, "rename-unit"), field="name"),
        Refused(code="date-far", sent=from_far, field="from_on"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=decision_of_tomorrow, field="basis.dated_on"),
        Refused(
            code="unit-name-day",
            sent=lambda thing: {"from_on": day(thing, 1)},
            field="from_on",
        ),
        Refused(
            code="unit-name-day",
            after=(*NEW_UNIT, "rename-unit"),
            sent=lambda thing: {"name": "Trạm Y tế cũ", "from_on": day(thing, -1)},
            field="from_on",
        ),
    ),
)
