"""Đính chính thông tin cán bộ."""

from typing import Final

from services.domain.directory.acts.correct_person import ACT
from tests.acts.directory.common import (
    ADMINISTRATORS,
    KNOWN,
    NO_PERSON,
    NOT_ADMINISTRATOR,
    PERSON,
    PERSON_PAGE,
)
from tests.acts.sample import ADMINISTRATOR, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    page=f"{PERSON_PAGE}/dinh-chinh",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/details",
    json=lambda _: {"name": "Cao Lan", "phone": "+84 901 234 567"},
    stream=PERSON,
    item=None,
    after=KNOWN,
    address={"person_id": "{person_id}"},
    refused=(
        NOT_ADMINISTRATOR,
        NO_PERSON,
        Refused(code="phone-form", sent={"phone": "không có"}, field="phone"),
    ),
)
