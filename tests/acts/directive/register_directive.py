"""Ghi nhận nguồn giao việc."""

from typing import Any, Final

from services.domain.directive.acts.register_directive import ACT
from tests.acts.directive.common import MAY, NAMES, REGISTERED, STREAM, day
from tests.acts.sample import CHECKER, SPECIALIST, ActSample, Refused, Thing


def _sent(thing: Thing) -> dict[str, Any]:
    return {
        "code": thing.names["directive"],
        "source": "incoming_document",
        "number": "1250/UBND-VX",
        "dated_on": day(thing, -4),
        "arrival_number": "812",
        "arrived_on": day(thing, -3),
        "issuer": "UBND thành phố",
        "summary": "V/v rà soát hộ nghèo",
        "urgency": "urgent",
        "superior_due_on": day(thing, 30),
        "orderer": None,
        "ordered_on": None,
        "how": None,
        "petitioner": None,
        "secret": False,
        "twins_reason": None,
        "despite": False,
    }


_SECRET: Final = {"secret": True, "issuer": None, "summary": None}
_ORDER: Final = {"source": "direct_order"}
_TWIN: Final = {"twins": ("2026.zzzzzzzz",)}

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page="/giao-viec/moi",
    opens="/giao-viec/moi",
    call="/api/directives",
    json=_sent,
    drawn=lambda _: {"twins": ()},
    item=None,
    stream=STREAM,
    names=NAMES,
    refused=(
        Refused(code="not-registering", by=SPECIALIST),
        Refused(code="no-directive", after=REGISTERED, by=SPECIALIST),
        Refused(code="directive-known", after=REGISTERED, field="code"),
        Refused(code="directive-code", sent={"code": "2026.K3"}, field="code"),
        Refused(code="field-source", sent={"source": "programme"}, field="source"),
        Refused(code="field-urgency", sent={"urgency": "xyz"}, field="urgency"),
        Refused(code="field-how", sent={"how": "xyz"}, field="how"),
        Refused(code="directive-secret", sent={"secret": True}, field="issuer"),
        Refused(code="issuer-missing", sent={"issuer": None}, field="issuer"),
        Refused(code="summary-missing", sent={"summary": None}, field="summary"),
        Refused(code="number-missing", sent={"number": None}, field="number"),
        Refused(code="paper-number", sent={"number": "một"}, field="number"),
        Refused(code="dated-missing", sent={"dated_on": None}, field="dated_on"),
        Refused(
            code="paper-in-future",
            sent=lambda thing: {"dated_on": day(thing, 1)},
            field="dated_on",
        ),
        Refused(code="arrival-number", sent={"arrival_number": "tám"}, field="arrival_number"),
        Refused(
            code="arrived-in-future",
            sent=lambda thing: {"arrived_on": day(thing, 1)},
            field="arrived_on",
        ),
        Refused(
            code="arrived-early",
            sent=lambda thing: {"arrived_on": day(thing, -5)},
            field="arrived_on",
        ),
        Refused(
            code="superior-day-early",
            sent=lambda thing: {"superior_due_on": day(thing, -5)},
            field="superior_due_on",
        ),
        Refused(
            code="ordered-in-future",
            sent=lambda thing: {"ordered_on": day(thing, 1)},
            field="ordered_on",
        ),
        Refused(
            code="not-orderer",
            sent={"orderer": str(SPECIALIST.holder.person_id)},
            field="orderer",
        ),
        Refused(code="orderer-missing", sent=_ORDER, field="orderer"),
        Refused(
            code="how-missing",
            sent=lambda thing: {**_ORDER, "orderer": thing.names["leader"]},
            field="how",
        ),
        Refused(code="already-registered", command=_TWIN, field="twins_reason"),
        Refused(code="already-registered", sent=_SECRET, command=_TWIN, field="despite"),
    ),
)
