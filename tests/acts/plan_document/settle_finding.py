"""Quyết định về điểm cần làm rõ: of each kind of place a value that it cannot hold."""

from typing import Any, Final

from services.domain.plan_document.acts.settle_finding import ACT
from tests.acts.plan_document.common import (
    CALL,
    DAY,
    NAMES,
    OPERATOR,
    PAGE,
    READING,
    SUPPORT,
    TITLE,
)
from tests.acts.rights import READERS_OF_DOCUMENTS, holding
from tests.acts.sample import CHECKER, SPECIALIST, ActSample, Refused, Thing
from tests.plan_readings import NO_LEAD, NO_NUMBER, SMALL, TARGET


def _sent(_thing: Thing) -> dict[str, Any]:
    return {
        "key": TARGET,
        "decision": "corrected",
        "value": "61,5",
        "reason": "Theo phụ lục.",
        "seen": 0,
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=holding(*READERS_OF_DOCUMENTS),
    page=f"{PAGE}/quyet-dinh",
    opens=PAGE,
    call=f"{CALL}/decisions",
    json=_sent,
    drawn=lambda _: {"reading": READING},
    after=("read-plan",),
    stream="{reading}",
    names=NAMES,
    refused=(
        Refused(code="not-settling", by=SPECIALIST),
        Refused(code="no-reading", after=()),
        Refused(code="reading-loaded", after=("read-plan", "quote-plan")),
        Refused(code="no-finding", sent={"key": "khong-co"}),
        Refused(code="finding-settled-since", after=("read-plan", "settle-finding")),
        Refused(code="field-decision", sent={"decision": "xyz"}, field="decision"),
        Refused(code="nothing-to-correct", sent={"key": SMALL}, field="decision"),
        Refused(code="value-empty", sent={"value": ""}, field="value"),
        Refused(code="value-figure", sent={"value": "61.5"}, field="value"),
        Refused(code="value-figure", sent={"value": "1,234"}, field="value"),
        Refused(code="value-day", sent={"key": DAY, "value": "mai"}, field="value"),
        Refused(code="value-day", sent={"key": DAY, "value": "05/12/1926"}, field="value"),
        Refused(code="value-unit", sent={"key": NO_LEAD}, field="value"),
        Refused(code="value-unit", sent={"key": SUPPORT}, field="value"),
        Refused(code="value-operator", sent={"key": OPERATOR}, field="value"),
        Refused(code="value-number", sent={"key": NO_NUMBER}, field="value"),
        Refused(code="value-long", sent={"key": TITLE, "value": "a" * 2001}, field="value"),
        Refused(code="reason-missing", sent={"decision": "left_open", "reason": ""}),
    ),
)
