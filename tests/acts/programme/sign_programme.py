"""Ký ban hành."""

from typing import Any, Final

from services.domain.programme.acts.sign_programme import ACT
from tests.acts.programme.common import (
    CALL,
    CLOSED,
    NAMES,
    ODD_PAPER,
    OPENED,
    PAGE,
    REGISTERED,
    SIGN,
    SIGNERS,
    STREAM,
    TWO,
)
from tests.acts.sample import (
    ADMINISTRATOR,
    CHECKER,
    VICE_CHAIR,
    ActSample,
    Refused,
    SampleStep,
    Thing,
)

_PAPER: Final = {"number": "12/CTr-UBND", "dated_on": "2026-11-23"}
_SATURDAY: Final = SampleStep(act="register-programme-row", sent={"due_on": "2026-12-19"})


def _sent(_thing: Thing) -> dict[str, Any]:
    return {"paper": _PAPER, "seen": None}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=VICE_CHAIR,
    may=SIGNERS,
    page=f"{PAGE}/ky",
    opens=PAGE,
    call=f"{CALL}/signature",
    json=_sent,
    drawn=lambda _: {"directive": "2026.p2q3r4s5"},
    item=None,
    after=(*TWO, SampleStep(act="chase-registration", days=3)),
    stream=STREAM,
    names=NAMES,
    refused=(
        Refused(code="no-programme", by=ADMINISTRATOR),
        Refused(code="not-signing", by=CHECKER),
        Refused(code="programme-signed", after=(*TWO, SIGN)),
        Refused(code="programme-closed", after=CLOSED),
        Refused(code="programme-moved-on", sent={"seen": 1}),
        Refused(code="programme-paper-missing", sent={"paper": None}, field="paper"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(
            code="paper-in-future",
            sent={"paper": {**_PAPER, "dated_on": "2027-03-01"}},
            field="paper",
        ),
        Refused(code="registration-running", after=REGISTERED),
        Refused(code="programme-empty", after=OPENED, days=3),
        Refused(code="programme-findings-open", after=(*OPENED, _SATURDAY), days=3),
        Refused(code="programme-rows-past", days=25),
    ),
)
