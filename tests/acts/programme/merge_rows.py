"""Gộp dòng."""

from typing import Final

from services.domain.programme.acts.merge_rows import ACT
from tests.acts.programme.common import (
    BOTH,
    CALL,
    COMPOSERS,
    NAMES,
    PAGE,
    REGISTERED,
    STREAM,
    TWO,
    WHY,
    refused_composing,
)
from tests.acts.sample import CHIEF, ActSample, Refused, SampleStep
from tests.domain.around_task import OPEN_TASK

_FOLLOWED: Final = SampleStep(
    act="register-programme-row", sent={"content": None, "source": OPEN_TASK}
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=COMPOSERS,
    page=f"{PAGE}/gop-dong",
    opens=PAGE,
    call=f"{CALL}/mergers",
    json=lambda _: {**BOTH, "seen": None, "reason": WHY},
    item=None,
    after=TWO,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_composing(TWO),
        Refused(code="programme-moved-on", sent={"seen": 1}),
        Refused(code="programme-row-unknown", sent={"into": 99}, field="into"),
        Refused(
            code="programme-row-gone",
            after=(*TWO, SampleStep(act="merge-programme-rows")),
            field="rows",
        ),
        Refused(code="programme-rows-missing", sent={"rows": []}, field="rows"),
        Refused(code="programme-merged-work", after=(*REGISTERED, _FOLLOWED), field="rows"),
        Refused(code="reason-missing", sent={"reason": None}, field="reason"),
    ),
)
