"""Đính chính đơn vị chủ trì: with a reason, of restricted work with a paper alone."""

from typing import Final

from services.domain.assignment.acts.correct_lead import ACT
from services.domain.assignment.events import AssignmentConcluded
from tests.acts.assignment.common import PAPER, REFUSED_PAPERS
from tests.acts.rights import DECIDERS, holding
from tests.acts.sample import BEGINS, CHECKER, CHIEF, SECRET, UNLED, ActSample, Refused, Thing


def _sent(thing: Thing) -> dict[str, object]:
    if thing.restricted:
        return {"lead_unit": "KTHTDT", "reason": None, "paper": PAPER}
    return {"lead_unit": "VP", "reason": "Chọn nhầm đơn vị.", "paper": None}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=holding(*DECIDERS),
    page="/ke-hoach/{code}/dinh-chinh-chu-tri",
    opens="/ke-hoach/{code}",
    call="/api/plan/items/{code}/lead-correction",
    json=_sent,
    stream="{item}",
    refused=(
        Refused(code="not-naming", by=CHECKER),
        Refused(code="no-assignment", command={"stream": "assignment-xyz"}),
        Refused(code="item-unled", item=UNLED, field="lead_unit"),
        Refused(code="lead-same", sent={"lead_unit": "KTHTDT"}, field="lead_unit"),
        Refused(code="unit-unknown", sent={"lead_unit": "XYZ"}, field="lead_unit"),
        Refused(code="lead-outside", sent={"lead_unit": "MTTQ"}, field="lead_unit"),
        Refused(code="correction-reason-missing", sent={"reason": None}, field="reason"),
        Refused(
            code="correction-restricted",
            item=SECRET,
            sent={"lead_unit": "KTHTDT", "reason": "Chọn nhầm.", "paper": None},
            field="reason",
        ),
        Refused(
            code="correction-paper-missing",
            item=SECRET,
            sent={"lead_unit": "KTHTDT", "paper": None},
            field="paper.number",
        ),
        Refused(code="item-closed", after=(AssignmentConcluded(last_period_on=BEGINS),)),
        *REFUSED_PAPERS,
    ),
)
