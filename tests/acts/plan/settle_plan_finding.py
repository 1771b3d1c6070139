"""Giải quyết điểm cần làm rõ: of an item, and of the whole plan at an address of its own."""

from dataclasses import replace
from typing import Final

from services.domain.plan.acts.settle_plan_finding import ACT
from tests.acts.rights import DECIDERS, holding
from tests.acts.sample import CHECKER, CHIEF, SECRET, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=holding(*DECIDERS),
    page="/ke-hoach/{code}/diem/{finding}",
    opens="/ke-hoach/{code}",
    call="/api/plan/items/{code}/findings/{finding}",
    json=lambda _: {"decision": "Giữ như văn bản."},
    stream="{plan}",
    address={"item": "{item}", "finding": "{finding}"},
    operation="settleItemFinding",
    refused=(
        Refused(code="not-settling-plan", by=CHECKER),
        Refused(code="no-assignment", command={"item": "assignment-xyz"}),
        Refused(code="no-finding", command={"finding": "D-XYZ"}),
        Refused(code="finding-restricted", item=SECRET, field="decision"),
        Refused(code="target-measure", sent={"target": "90"}, field="measure"),
        Refused(code="lead-supports", sent={"supporting_units": ["KTHTDT"]}, field="lead_unit"),
        Refused(code="unit-unknown", sent={"lead_unit": "XYZ"}, field="lead_unit"),
        Refused(code="lead-outside", sent={"lead_unit": "MTTQ"}, field="lead_unit"),
        Refused(code="settled-lead-restricted", sent={"lead_unit": "CAP"}, field="lead_unit"),
    ),
)
GENERAL: Final = replace(
    SAMPLE,
    opens="/ke-hoach",
    call="/api/plan/findings/{finding}",
    names={"code": "chung", "finding": "D-CHUNG"},
    address={"item": None, "finding": "{finding}"},
    operation="settlePlanFinding",
    refused=(
        Refused(code="no-finding", command={"finding": "D-XYZ"}),
        Refused(code="units-of-no-item", sent={"lead_unit": "VP"}, field="lead_unit"),
    ),
)
