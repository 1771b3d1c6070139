"""Không đưa vào chương trình."""

from typing import Final

from services.domain.programme.acts.strike_row import ACT
from tests.acts.programme.common import (
    CALL,
    COMPOSERS,
    NAMES,
    PAGE,
    REGISTERED,
    STREAM,
    WHY,
    refused_composing,
)
from tests.acts.sample import CHIEF, ActSample, Refused, SampleStep

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=COMPOSERS,
    page=f"{PAGE}/bo-dong",
    opens=PAGE,
    call=f"{CALL}/strikes",
    json=lambda _: {"row": 1, "seen": None, "reason": WHY},
    item=None,
    after=REGISTERED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_composing(REGISTERED),
        Refused(code="programme-row-unknown", sent={"row": 99}, field="row"),
        Refused(
            code="programme-row-gone",
            after=(*REGISTERED, SampleStep(act="strike-programme-row")),
            field="row",
        ),
        Refused(code="programme-row-moved-on", sent={"seen": 1}),
        Refused(code="reason-missing", sent={"reason": None}, field="reason"),
    ),
)
