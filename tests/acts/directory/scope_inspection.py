"""Đổi phạm vi thanh tra."""

from typing import Any, Final

from services.domain.directory.acts.scope_inspection import ACT
from tests.acts.directory.common import (
    ADMINISTRATORS,
    KNOWN,
    NO_PERSON,
    NOT_ADMINISTRATOR,
    PERSON,
    PERSON_PAGE,
    day,
)
from tests.acts.rights import nobody
from tests.acts.sample import ADMINISTRATOR, ActSample, Before, Refused, SampleStep, Thing

INSPECTING: Final[Before] = (
    *KNOWN,
    SampleStep(act="grant-office", sent={"office": "inspector", "unit": None}),
)


def _sent(thing: Thing) -> dict[str, Any]:
    return {
        "scope_units": ["VHXH"],
        "scope_from_on": day(thing),
        "scope_until_on": day(thing, 90),
        "reason": "Chuyển sang kiểm tra lĩnh vực văn hóa.",
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    may_call=nobody,
    page=f"{PERSON_PAGE}/pham-vi",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/inspection-scope",
    json=_sent,
    stream=PERSON,
    item=None,
    after=INSPECTING,
    address={"person_id": "{person_id}"},
    refused=(
        NOT_ADMINISTRATOR,
        NO_PERSON,
        Refused(code="own-grant", names={"person_id": "{doer_id}"}, after=()),
        Refused(code="no-inspector", after=KNOWN),
        Refused(code="scope-unit", sent={"scope_units": ["KHONGCO"]}, field="scope_units"),
        Refused(code="scope-item", sent={"scope_items": ["KHONGCO"]}, field="scope_items"),
        Refused(
            code="scope-many",
            command={"scope_units": tuple(f"U{number}" for number in range(60))},
        ),
        Refused(
            code="scope-days",
            sent=lambda thing: {"scope_until_on": day(thing, -1)},
            field="scope_until_on",
        ),
    ),
)
