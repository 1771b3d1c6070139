"""Đăng ký một dòng."""

from typing import Final

from services.domain.programme.acts.register_row import ACT
from tests.acts.programme.common import (
    CALL,
    CLOSED,
    NAMES,
    OPENED,
    PAGE,
    REGISTRANTS,
    SIGNED,
    STREAM,
    asked,
    no_twins,
    refused_terms,
)
from tests.acts.sample import ADMINISTRATOR, OTHER, SPECIALIST, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=REGISTRANTS,
    page=f"{PAGE}/dang-ky",
    opens=PAGE,
    call=f"{CALL}/rows",
    json=lambda thing: {**asked(thing), "unit": "KTHTDT"},
    drawn=no_twins,
    item=None,
    after=OPENED,
    stream=STREAM,
    names=NAMES,
    refused=(
        Refused(code="no-programme", by=ADMINISTRATOR),
        Refused(code="not-registering-rows", by=OTHER, field="unit"),
        Refused(code="registration-closed", days=2),
        Refused(code="programme-signed", after=SIGNED),
        Refused(code="programme-closed", after=CLOSED),
        *refused_terms(OPENED),
    ),
)
