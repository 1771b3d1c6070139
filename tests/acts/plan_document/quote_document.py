"""Gắn trích dẫn văn bản: beside the plan of the life, which has one item."""

from dataclasses import replace
from typing import Final

from services.domain.plan_document.acts.quote_document import ACT
from tests.acts.plan_document.common import CALL, IN_FORCE, ITEM, LAYING, NAMES, PAGE, QUOTED
from tests.acts.rights import DECIDERS, holding
from tests.acts.sample import CHECKER, CHIEF, ActSample, Refused

_FOREIGN: Final = replace(LAYING, titles_found=frozenset())
SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=holding(*DECIDERS),
    page=f"{PAGE}/ghi-cau-chu",
    opens=PAGE,
    call=f"{CALL}/quotes",
    json=lambda _: {"version": 1},
    drawn=lambda _: {
        "plan": IN_FORCE,
        "items": frozenset({ITEM}),
        "laying": LAYING,
        "quoted": QUOTED,
    },
    after=("read-plan",),
    stream="{reading}",
    names=NAMES,
    refused=(
        Refused(code="not-loading", by=CHECKER),
        Refused(code="no-reading", after=()),
        Refused(code="reading-loaded", after=("read-plan", "quote-plan")),
        Refused(code="no-plan", command={"plan": None}),
        Refused(code="reading-moved", sent={"version": 9}),
        Refused(code="no-quotes", command={"laying": replace(LAYING, quotes={})}),
        Refused(code="another-plan", command={"laying": _FOREIGN}),
        Refused(code="items-moved", command={"items": frozenset()}),
    ),
)
