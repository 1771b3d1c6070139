"""Rút trích dẫn đã gắn: of a document that lies beside the plan of the life."""

from typing import Final

from services.domain.plan_document.acts.withdraw_quotes import ACT
from tests.acts.plan_document.common import CALL, NAMES, PAGE
from tests.acts.rights import DECIDERS, holding
from tests.acts.sample import CHECKER, CHIEF, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=holding(*DECIDERS),
    page=f"{PAGE}/rut-cau-chu",
    opens=PAGE,
    call=f"{CALL}/quotes/withdraw",
    json=lambda _: {"version": 2},
    after=("read-plan", "quote-plan"),
    stream="{reading}",
    names=NAMES,
    refused=(
        Refused(code="not-loading", by=CHECKER),
        Refused(code="no-reading", after=()),
        Refused(code="reading-moved", sent={"version": 1}),
        Refused(code="quotes-not-there", after=("read-plan",), sent={"version": 1}),
    ),
)
