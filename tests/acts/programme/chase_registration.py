"""Đôn đốc đăng ký."""

from typing import Final

from services.domain.programme.acts.chase_registration import ACT
from tests.acts.programme.common import (
    CALL,
    COMPOSERS,
    NAMES,
    OPENED,
    PAGE,
    REGISTERED,
    STREAM,
    refused_composing,
)
from tests.acts.sample import CHECKER, ActSample, Refused, SampleStep

_OTHERS: Final = tuple(
    SampleStep(
        act="register-programme-row",
        by=CHECKER,
        sent={"unit": unit, "lead_unit": unit, "supporting_units": []},
    )
    for unit in ("VHXH", "VP")
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=COMPOSERS,
    page=f"{PAGE}/don-doc",
    opens=PAGE,
    call=f"{CALL}/chases",
    json=lambda _: {"note": "Đề nghị gửi trước 16 giờ."},
    item=None,
    after=OPENED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_composing(REGISTERED),
        Refused(code="nobody-silent", after=(*REGISTERED, *_OTHERS)),
    ),
)
