"""Rút dòng."""

from typing import Final

from services.domain.programme.acts.withdraw_row import ACT
from tests.acts.programme.common import (
    CALL,
    NAMES,
    PAGE,
    REGISTERED,
    REGISTRANTS,
    STREAM,
    refused_own_row,
)
from tests.acts.sample import SPECIALIST, ActSample

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=REGISTRANTS,
    page=f"{PAGE}/rut-dong",
    opens=PAGE,
    call=f"{CALL}/withdrawals",
    json=lambda _: {"row": 1, "seen": None},
    item=None,
    after=REGISTERED,
    stream=STREAM,
    names=NAMES,
    refused=refused_own_row(),
)
