"""Ghi chức danh của đơn vị."""

from typing import Final

from services.domain.directory.acts.name_titles import ACT
from tests.acts.directory.common import (
    ADMINISTRATORS,
    NEW_UNIT,
    NO_UNIT,
    NOT_ADMINISTRATOR,
    UNIT,
    UNIT_PAGE,
)
from tests.acts.sample import ADMINISTRATOR, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    page=f"{UNIT_PAGE}/chuc-danh",
    opens=UNIT_PAGE,
    call="/api/units/{code}/titles",
    json=lambda _: {"head_title": "Trạm trưởng", "deputy_title": ""},
    stream=UNIT,
    item=None,
    after=NEW_UNIT,
    names={"code": "{unit}"},
    address={"unit": "{unit}"},
    refused=(
        NOT_ADMINISTRATOR,
        NO_UNIT,
        Refused(code="unit-title", sent={"head_title": "12, đường số 3"}, field="head_title"),
        Refused(code="unit-title", sent={"deputy_title": "phó?"}, field="deputy_title"),
        Refused(code="unit-titles-same", after=(*NEW_UNIT, "name-titles"), field="head_title"),
    ),
)
