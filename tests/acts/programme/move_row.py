"""Điều chỉnh thời hạn."""

from typing import Final

from services.domain.programme.acts.move_row import ACT
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
from tests.acts.sample import VICE_CHAIR, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=VICE_CHAIR,
    may=SIGNERS,
    page=f"{PAGE}/doi-han",
    opens=PAGE,
    call=f"{CALL}/moves",
    json=lambda _: {
        "row": 1,
        "seen": None,
        "due_on": "2026-12-28",
        "reason": WHY,
        "paper": None,
    },
    item=None,
    after=SIGNED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_deciding(TWO),
        *refused_rows(SIGNED),
        Refused(code="row-due-missing", sent={"due_on": None}, field="due_on"),
        Refused(code="due-outside", sent={"due_on": "2027-01-04"}, field="due_on"),
        Refused(code="due-gone", days=40, sent={"due_on": "2026-12-28"}, field="due_on"),
        Refused(code="programme-same-day", sent={"due_on": "2026-12-16"}, field="due_on"),
    ),
)
