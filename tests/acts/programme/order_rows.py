"""Xếp thứ tự."""

from typing import Final

from services.domain.programme.acts.order_rows import ACT
from tests.acts.programme.common import (
    CALL,
    COMPOSERS,
    NAMES,
    PAGE,
    STREAM,
    TWO,
    refused_composing,
)
from tests.acts.sample import CHIEF, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=COMPOSERS,
    page=f"{PAGE}/thu-tu",
    opens=PAGE,
    call=f"{CALL}/order",
    json=lambda _: {"rows": ["2", "1"], "seen": None},
    item=None,
    after=TWO,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_composing(TWO),
        Refused(code="programme-moved-on", sent={"seen": 1}),
        Refused(code="programme-row-unknown", sent={"rows": ["1", "99"]}, field="rows"),
    ),
)
