"""Đưa ra khỏi chương trình."""

from typing import Final

from services.domain.programme.acts.drop_row import ACT
from tests.acts.programme.common import (
    CALL,
    NAMES,
    PAGE,
    SIGNED,
    SIGNERS,
    STREAM,
    TWO,
    WHY,
    refused_deciding,
    refused_rows,
)
from tests.acts.sample import VICE_CHAIR, ActSample

SAMPLE: Final = ActSample(
    act=ACT,
    doer=VICE_CHAIR,
    may=SIGNERS,
    page=f"{PAGE}/dua-ra",
    opens=PAGE,
    call=f"{CALL}/drops",
    json=lambda _: {
        "row": 1,
        "seen": None,
        "withdraws": False,
        "reason": WHY,
        "paper": {"number": "3/QĐ-UBND", "dated_on": "2026-11-23"},
    },
    item=None,
    after=SIGNED,
    stream=STREAM,
    names=NAMES,
    refused=(*refused_deciding(TWO), *refused_rows(SIGNED)),
)
