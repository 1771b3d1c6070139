"""Sửa dòng."""

from typing import Final

from services.domain.programme.acts.amend_row import ACT
from tests.acts.programme.common import (
    CALL,
    CLOSED,
    NAMES,
    PAGE,
    REGISTERED,
    REGISTRANTS,
    SIGNED,
    STREAM,
    WHY,
    asked,
    no_twins,
    refused_terms,
)
from tests.acts.sample import (
    ADMINISTRATOR,
    CHECKER,
    OTHER,
    SPECIALIST,
    ActSample,
    Refused,
    SampleStep,
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
        Refused(code="no-programme", by=ADMINISTRATOR),
        Refused(code="not-registering-rows", by=OTHER),
        Refused(code="registration-closed", days=2),
        Refused(code="programme-signed", after=SIGNED),
        Refused(code="programme-closed", after=CLOSED),
        Refused(code="programme-row-unknown", by=CHECKER, sent={"row": 99}, field="row"),
        Refused(
            code="programme-row-gone",
            after=(*REGISTERED, SampleStep(act="withdraw-programme-row")),
            field="row",
        ),
        Refused(code="programme-row-moved-on", sent={"seen": 1}),
        Refused(code="reason-missing", by=CHECKER, sent={"reason": None}, field="reason"),
        *refused_terms(REGISTERED),
    ),
)
