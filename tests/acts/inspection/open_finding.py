"""Lập kiến nghị kiểm tra."""

from typing import Any, Final

from services.domain.inspection.acts.open_finding import ACT
from tests.acts.inspection.common import (
    BY_PAPER,
    MAY,
    NAMES,
    OPENED,
    STREAM,
    about_secret,
    day,
    refused_words,
)
from tests.acts.sample import CHECKER, INSPECTOR, OTHER, SECRET, ActSample, Refused, Thing


def _sent(thing: Thing) -> dict[str, Any]:
    return {
        "subject": thing.names["task"],
        "period": None,
        "unit": "KTHTDT",
        "text": "Đề nghị giải trình số liệu của kỳ này.",
        "paper": None,
        "answer_by_on": day(thing, 10),
    }


def _of_secret(thing: Thing) -> dict[str, Any]:
    return {**about_secret(thing), "text": "Đề nghị giải trình.", "paper": None}


_MISSING: Final = ("inspection-restricted", "inspection-paper-missing")

SAMPLE: Final = ActSample(
    act=ACT,
    doer=INSPECTOR,
    may=MAY,
    page="/thanh-tra/kien-nghi/lap",
    opens="/thanh-tra/kien-nghi/lap",
    call="/api/inspection-findings",
    json=_sent,
    stream=STREAM,
    names=NAMES,
    refused=(
        Refused(code="not-inspecting", by=CHECKER),
        Refused(code="no-inspection-finding", after=OPENED, by=OTHER),
        Refused(code="inspected-unit", sent={"unit": "VP"}, field="unit"),
        Refused(code="inspected-unit", sent={"unit": "XYZ"}, field="unit"),
        Refused(code="inspected-unit", sent={"subject": "51-08", "unit": "VP"}, field="unit"),
        Refused(code="inspected-twice", sent={"period": "2026-Q4"}, field="period"),
        Refused(code="inspected-unknown", sent={"subject": "99-99"}, field="subject"),
        Refused(
            code="inspected-period", sent={"subject": None, "period": "quý 4"}, field="period"
        ),
        Refused(
            code="answer-day-passed",
            sent=lambda thing: {"answer_by_on": day(thing, -1)},
            field="answer_by_on",
        ),
        *(each for each in refused_words() if each.code not in _MISSING),
        Refused(code="inspection-restricted", item=SECRET, sent=_of_secret, field="text"),
        Refused(
            code="inspection-paper-missing",
            item=SECRET,
            sent=lambda thing: {**about_secret(thing), "paper": None},
            field="paper",
        ),
        Refused(
            code="inspection-restricted",
            sent={"subject": None, "unit": "CAP", **BY_PAPER, "text": "Đề nghị giải trình."},
            field="text",
        ),
    ),
)
