"""Tổng kết chương trình."""

from typing import Final

from services.domain.programme.acts.close_programme import ACT
from tests.acts.programme.common import (
    CALL,
    DROPPED,
    NAMES,
    PAGE,
    SIGNED,
    SIGNERS,
    STREAM,
    TWO,
    refused_deciding,
)
from tests.acts.sample import VICE_CHAIR, ActSample, Refused, SampleStep

SAMPLE: Final = ActSample(
    act=ACT,
    doer=VICE_CHAIR,
    may=SIGNERS,
    page=f"{PAGE}/tong-ket",
    opens=PAGE,
    call=f"{CALL}/result",
    item=None,
    after=(*SIGNED, DROPPED[0], SampleStep(act="drop-programme-row", sent={"row": 2}, days=40)),
    stream=STREAM,
    names=NAMES,
    refused=(
        *(
            each
            for each in refused_deciding(TWO)
            if each.code not in {"reason-missing", "paper-number", "paper-in-future"}
        ),
        Refused(code="programme-period-running", after=SIGNED),
        Refused(code="programme-rows-open", after=SIGNED, days=40),
    ),
)
