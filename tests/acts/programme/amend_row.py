"""Sửa dòng."""

from typing import Final

from services.domain.programme.acts.amend_row import ACT
from tests.acts.programme.common import (
    CALL,
    NAMES,
    PAGE,
    REGISTERED,
    REGISTRANTS,
    STREAM,
    WHY,
    asked,
    no_twins,
    refused_own_row,
    refused_terms,
)
from tests.acts.sample import (
    CHECKER,
    SPECIALIST,
    ActSample,
    Refused,
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=REGISTRANTS,
    page=f"{PAGE}/sua-dong",
    opens=PAGE,
    call=f"{CALL}/amendments",
    json=lambda thing: {**asked(thing), "row": 1, "seen": None, "reason": WHY},
    drawn=no_twins,
    item=None,
    after=REGISTERED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_own_row(),
        Refused(code="reason-missing", by=CHECKER, sent={"reason": None}, field="reason"),
        *refused_terms(REGISTERED),
    ),
)
