"""Chuyển kỳ sau."""

from typing import Final

from services.domain.programme.acts.carry_row import ACT
from services.domain.programme.events import ProgrammeOpened
from services.domain.programme.periods import programme_stream
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
from tests.acts.sample import BEGINS, VICE_CHAIR, ActSample, Refused

_NEXT: Final = "2027-M01"
_OPENED: Final = ProgrammeOpened(period=_NEXT, closes_on=BEGINS, units=("KTHTDT",))

SAMPLE: Final = ActSample(
    act=ACT,
    doer=VICE_CHAIR,
    may=SIGNERS,
    page=f"{PAGE}/chuyen-ky",
    opens=PAGE,
    call=f"{CALL}/carries",
    json=lambda _: {
        "row": 1,
        "seen": None,
        "due_on": "2027-01-12",
        "reason": WHY,
        "paper": None,
    },
    item=None,
    after=SIGNED,
    stream=STREAM,
    names=NAMES,
    begun={programme_stream(_NEXT): (_OPENED,)},
    refused=(
        *refused_deciding(TWO),
        *refused_rows(SIGNED),
        Refused(code="row-due-missing", sent={"due_on": None}, field="due_on"),
        Refused(code="due-outside", sent={"due_on": "2026-12-28"}, field="due_on"),
        Refused(code="due-gone", days=60, field="due_on"),
    ),
)
