"""Thêm cán bộ."""

from typing import Any, Final

from services.domain.directory.acts.register_person import ACT
from tests.acts.directory.common import ADMINISTRATORS, KNOWN, NOT_ADMINISTRATOR, PERSON
from tests.acts.rights import nobody
from tests.acts.sample import ADMINISTRATOR, ActSample, Refused, Thing


def _sent(thing: Thing) -> dict[str, Any]:
    person_id = thing.names["person_id"]
    return {
        "person_id": person_id,
        "name": "Cao Thị Lan",
        "phone": "0220 123 4567",
        "login": f"lan.{person_id[:8]}",
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    may_call=nobody,
    page="/quan-tri/can-bo",
    opens="/quan-tri",
    call="/api/people",
    json=_sent,
    stream=PERSON,
    item=None,
    refused=(
        NOT_ADMINISTRATOR,
        Refused(code="person-known", after=KNOWN),
        Refused(code="phone-form", sent={"phone": "không có"}, field="phone"),
        Refused(code="login-form", sent={"login": "lê lan"}, field="login"),
    ),
)
