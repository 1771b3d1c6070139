"""Quyết định về điểm cần làm rõ: of each kind of place a value that it cannot hold."""

from typing import Any, Final

from services.domain.plan_document.acts.settle_finding import ACT, ChosenLine
from tests.acts.plan_document.common import (
    CALL,
    DAY,
    LEADERLESS,
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

FIRST, SECOND, THIRD = (line.key for line in LEADERLESS.lines)


def _sent(_thing: Thing) -> dict[str, Any]:
    return {
        "key": LEADERLESS.key,
        "decision": "corrected",
        "value": "VP",
        "reason": "Theo phân công.",
        "seen": 0,
        "lines": [{"key": FIRST, "value": "VHXH"}, {"key": SECOND}],
    }


def alone(key: str, value: str = "61,5") -> dict[str, Any]:
    """The same of a finding that stands alone."""
    return {"key": key, "value": value, "lines": None}


def of_lines(*lines: dict[str, str]) -> dict[str, Any]:
    """The same of other lines, without a value of all."""
    return {"value": "", "lines": list(lines)}


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
        Refused(code="lines-none", sent={"lines": []}, field="lines"),
        Refused(code="line-unknown", sent=of_lines({"key": SMALL, "value": "VP"}), field="lines"),
        Refused(
            code="line-twice",
            command={"lines": (ChosenLine(key=FIRST, value=None, typed=""),) * 2},
        ),
        Refused(code="nothing-to-correct", sent=alone(SMALL), field="decision"),
        Refused(
            code="nothing-to-correct",
            sent={"key": SMALL, "lines": [{"key": SMALL}]},
            field="lines",
        ),
        Refused(
            code="value-empty",
            sent=of_lines({"key": THIRD, "value": "VP"}, {"key": FIRST}),
            field="lines.1.value",
        ),
        Refused(
            code="value-unit",
            sent=of_lines({"key": THIRD, "value": "VP"}, {"key": FIRST, "value": "XYZ"}),
            field="lines.1.value",
        ),
        Refused(code="value-empty", sent=alone(TARGET, ""), field="value"),
        Refused(code="value-figure", sent=alone(TARGET, "61.5.3"), field="value"),
        Refused(code="value-figure", sent=alone(TARGET, "1,234"), field="value"),
        Refused(code="value-day", sent=alone(DAY, "mai"), field="value"),
        Refused(code="value-day", sent=alone(DAY, "05/12/1926"), field="value"),
        Refused(code="value-unit", sent=alone(NO_LEAD), field="value"),
        Refused(code="value-unit", sent=alone(SUPPORT), field="value"),
        Refused(code="value-operator", sent=alone(OPERATOR), field="value"),
        Refused(code="value-number", sent=alone(NO_NUMBER), field="value"),
        Refused(code="value-long", sent=alone(TITLE, "a" * 2001), field="value"),
        Refused(code="reason-missing", sent={"decision": "left_open", "reason": ""}),
    ),
)
