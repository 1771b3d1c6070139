"""Quyết định về điểm cần xem."""

from typing import Final

from services.domain.programme.acts.settle_finding import ACT
from tests.acts.programme.common import (
    CALL,
    COMPOSERS,
    NAMES,
    OPENED,
    PAGE,
    REGISTERED,
    STREAM,
    WHY,
    refused_composing,
)
from tests.acts.sample import CHIEF, ActSample, Refused, SampleStep

_SATURDAY: Final = SampleStep(act="register-programme-row", sent={"due_on": "2026-12-19"})

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=COMPOSERS,
    page=f"{PAGE}/diem-can-xem",
    opens=PAGE,
    call=f"{CALL}/findings",
    json=lambda _: {"finding": "rest-day:1", "reason": WHY},
    item=None,
    after=(*OPENED, _SATURDAY),
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_composing(REGISTERED),
        Refused(code="programme-finding-unknown", sent={"finding": "rest-day:9"}, field="finding"),
        Refused(code="reason-missing", sent={"reason": None}, field="reason"),
    ),
)
