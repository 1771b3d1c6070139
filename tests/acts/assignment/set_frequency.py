"""Đặt tần suất báo cáo."""

from typing import Final

from services.domain.assignment.acts.set_frequency import ACT
from services.domain.assignment.events import AssignmentConcluded
from tests.acts.assignment.common import PAPER, REFUSED_PAPERS
from tests.acts.rights import DECIDERS, holding
from tests.acts.sample import BEGINS, CHECKER, CHIEF, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=holding(*DECIDERS),
    page="/ke-hoach/{code}/tan-suat",
    opens="/ke-hoach/{code}",
    call="/api/plan/items/{code}/frequency",
    json=lambda _: {
        "deliverable": "report",
        "frequencies": ["quarter", "month"],
        "paper": PAPER,
    },
    stream="{item}",
    refused=(
        Refused(code="not-arranging", by=CHECKER),
        Refused(code="no-assignment", command={"stream": "assignment-xyz"}),
        Refused(code="item-closed", after=(AssignmentConcluded(last_period_on=BEGINS),)),
        Refused(code="deliverable-unknown", sent={"deliverable": "plan"}),
        Refused(code="frequency-none", sent={"frequencies": []}, field="frequencies"),
        Refused(code="frequency-unknown", command={"frequencies": ("hourly",)}),
        Refused(
            code="once-over",
            sent={"frequencies": ["once"]},
            days=2000,  # after the last day of the item
        ),
        *REFUSED_PAPERS,
    ),
)
