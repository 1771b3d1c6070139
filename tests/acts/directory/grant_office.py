"""Giao chức vụ."""

from typing import Any, Final

from services.domain.directory.acts.grant_office import ACT
from tests.acts.directory.common import (
    ADMINISTRATORS,
    KNOWN,
    NO_PERSON,
    NOT_ADMINISTRATOR,
    ODD_PAPER,
    PERSON,
    PERSON_PAGE,
    day,
    decision,
    decision_of_tomorrow,
    from_far,
)
from tests.acts.rights import nobody
from tests.acts.sample import ADMINISTRATOR, ActSample, Refused, Thing

INSPECTOR: Final[dict[str, Any]] = {"office": "inspector", "unit": None}


def _sent(thing: Thing) -> dict[str, Any]:
    held = {"office": "specialist", "unit": "VHXH"}
    days = {"from_on": day(thing), "until_on": day(thing, 300)}
    return {**held, **days, "basis": decision(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    may_call=nobody,
    page=f"{PERSON_PAGE}/chuc-vu",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/offices",
    json=_sent,
    stream=PERSON,
    item=None,
    after=KNOWN,
    address={"person_id": "{person_id}"},
    refused=(
        NOT_ADMINISTRATOR,
        NO_PERSON,
        Refused(code="own-grant", names={"person_id": "{doer_id}"}, after=()),
        Refused(code="field-office", sent={"office": "vua"}, field="office"),
        Refused(code="office-without-unit", sent={"office": "chair"}, field="unit"),
        Refused(code="office-needs-unit", sent={"unit": None}, field="unit"),
        Refused(code="unit-outside", sent={"unit": "MTTQ"}, field="unit"),
        Refused(code="office-of-the-office", sent={"office": "office_specialist"}, field="unit"),
        Refused(code="date-far", sent=from_far, field="from_on"),
        Refused(
            code="dates-reversed",
            sent=lambda thing: {"until_on": day(thing, -1)},
            field="until_on",
        ),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=decision_of_tomorrow, field="basis.dated_on"),
        Refused(
            code="office-too-short",
            sent=lambda thing: {"office": "inspector", "unit": None, "until_on": day(thing, 1)},
            field="until_on",
        ),
        Refused(code="scope-without-inspector", sent={"scope_units": ["VHXH"]}, field="office"),
        *(
            Refused(code=code, sent={**INSPECTOR, **sent}, field=field)
            for code, sent, field in (
                ("scope-unit", {"scope_units": ["KHONGCO"]}, "scope_units"),
                ("scope-item", {"scope_items": ["KHONGCO"]}, "scope_items"),
                (
                    "scope-days",
                    {"scope_from_on": "2027-03-01", "scope_until_on": "2027-02-01"},
                    "scope_until_on",
                ),
            )
        ),
        Refused(
            code="scope-many",
            sent=INSPECTOR,
            command={"scope_units": tuple(f"U{number}" for number in range(60))},
        ),
        Refused(code="office-held", after=(*KNOWN, "grant-office"), field="office"),
    ),
)
