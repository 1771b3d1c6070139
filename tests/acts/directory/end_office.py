"""Thôi chức vụ."""

from dataclasses import replace
from typing import Any, Final

from services.domain.directory.acts.end_office import ACT
from tests.acts.directory.common import (
    ADMINISTRATORS,
    KNOWN,
    NO_PERSON,
    NOT_ADMINISTRATOR,
    ODD_PAPER,
    PERSON,
    PERSON_PAGE,
    THE_LAST,
    day,
    decision,
    decision_of_tomorrow,
)
from tests.acts.sample import ADMINISTRATOR, ActSample, Refused, Thing


def _sent(thing: Thing) -> dict[str, Any]:
    return {
        "office": "specialist",
        "unit": "VHXH",
        "until_on": day(thing, 9),
        "basis": decision(thing),
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    page=f"{PERSON_PAGE}/thoi-chuc",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/offices/end",
    json=_sent,
    stream=PERSON,
    item=None,
    after=(*KNOWN, "grant-office"),
    address={"person_id": "{person_id}"},
    refused=(
        NOT_ADMINISTRATOR,
        NO_PERSON,
        Refused(code="field-office", sent={"office": "vua"}, field="office"),
        Refused(code="office-not-held", sent={"unit": "KTHTDT"}, field="office"),
        Refused(
            code="ended-in-the-past",
            sent=lambda thing: {"until_on": day(thing, -2)},
            field="until_on",
        ),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=decision_of_tomorrow, field="basis.dated_on"),
        replace(THE_LAST, sent={"office": "administrator", "unit": None}),
    ),
)
