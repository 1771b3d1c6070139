"""Bổ sung vào chương trình."""

from typing import Final

from services.domain.programme.acts.add_row import ACT
from tests.acts.programme.common import (
    CALL,
    NAMES,
    PAGE,
    SIGNED,
    SIGNERS,
    STREAM,
    TWO,
    WHY,
    asked,
    refused_deciding,
    refused_terms,
)
from tests.acts.sample import VICE_CHAIR, ActSample, Refused, SampleStep
from tests.domain.around_task import OPEN_TASK

_FOLLOWED: Final = (
    *SIGNED,
    SampleStep(act="add-programme-row", sent={"content": None, "source": OPEN_TASK}),
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=VICE_CHAIR,
    may=SIGNERS,
    page=f"{PAGE}/bo-sung",
    opens=PAGE,
    call=f"{CALL}/additions",
    json=lambda thing: {**asked(thing), "reason": WHY, "paper": None},
    drawn=lambda _: {"twins": (), "directive": "2026.z2y3x4w5"},
    item=None,
    after=SIGNED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_deciding(TWO),
        *(each for each in refused_terms(TWO) if each.code != "row-source-twice"),
        Refused(
            code="row-source-twice", after=_FOLLOWED, sent={"source": OPEN_TASK}, field="source"
        ),
        Refused(code="due-gone", days=25, field="due_on"),
    ),
)
