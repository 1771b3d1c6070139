"""Thêm đơn vị."""

from typing import Final

from services.domain.directory.acts.register_unit import ACT
from tests.acts.directory.common import ADMINISTRATORS, NEW_UNIT, NOT_ADMINISTRATOR, UNIT
from tests.acts.sample import ADMINISTRATOR, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    page="/quan-tri/don-vi",
    opens="/quan-tri/don-vi",
    call="/api/units",
    json=lambda thing: {
        "code": thing.names["unit"],
        "name": f"Trạm Y tế {thing.names['unit']}",
        "kind": "health",
        "internal": False,
        "restricted": True,
    },
    stream=UNIT,
    item=None,
    refused=(
        NOT_ADMINISTRATOR,
        Refused(code="unit-code", sent={"code": "1A"}, field="code"),
        Refused(code="field-kind", sent={"kind": "vua"}, field="kind"),
        Refused(code="unit-known", after=NEW_UNIT, field="code"),
        Refused(code="unit-name", sent={"name": "12"}, field="name"),
    ),
)
