"""Giao đơn vị chủ trì."""

from typing import Final

from services.domain.assignment.acts.name_lead import ACT
from tests.acts.assignment.common import PAPER, REFUSED_PAPERS
from tests.acts.rights import DECIDERS, holding
from tests.acts.sample import CHECKER, CHIEF, DUTY, UNLED, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=holding(*DECIDERS),
    page="/ke-hoach/{code}/chu-tri",
    opens="/ke-hoach/{code}",
    call="/api/plan/items/{code}/lead",
    json=lambda _: {"lead_unit": "KTHTDT", "supporting_units": ["VHXH"], "paper": PAPER},
    item=UNLED,
    stream="{item}",
    refused=(
        Refused(code="not-naming", by=CHECKER),
        Refused(code="no-assignment", command={"stream": "assignment-xyz"}),
        Refused(code="lead-known", item=DUTY, sent={"lead_unit": "VHXH"}, field="lead_unit"),
        Refused(code="unit-unknown", sent={"lead_unit": "XYZ"}, field="lead_unit"),
        Refused(code="lead-outside", sent={"lead_unit": "MTTQ"}, field="lead_unit"),
        Refused(code="lead-supports", sent={"lead_unit": "VHXH"}, field="lead_unit"),
        *REFUSED_PAPERS,
    ),
)
