"""Ghi số gốc và mục tiêu năm: of one measure, by a paper of the ward."""

from decimal import Decimal
from typing import Any, Final

from services.domain.assignment.acts.state_targets import ACT
from services.domain.assignment.stated import YearlyTarget
from tests.acts.assignment.common import PAPER, REFUSED_MEASURES, REFUSED_PAPERS, measure_of
from tests.acts.rights import READERS_OF_DOCUMENTS, holding
from tests.acts.sample import CHECKER, INDICATOR, ActSample, Refused, Thing

_TWICE: Final = YearlyTarget(year=2027, value=Decimal(70))


def _sent(thing: Thing) -> dict[str, Any]:
    years = [{"year": 2025, "value": "61.5"}, {"year": 2026, "value": "70"}]
    return {"measure": measure_of(thing, 1), "years": years, "paper": PAPER}


def _years(*years: tuple[int, str]) -> dict[str, Any]:
    return {"years": [{"year": year, "value": value} for year, value in years]}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=holding(*READERS_OF_DOCUMENTS),
    page="/ke-hoach/{code}/muc-tieu-nam",
    opens="/ke-hoach/{code}",
    call="/api/plan/items/{code}/yearly-targets",
    json=_sent,
    stream="{item}",
    item=INDICATOR,
    refused=(
        *REFUSED_MEASURES,
        Refused(code="stated-year", sent=_years((2031, "70")), field="years"),
        Refused(code="stated-year", command={"years": (_TWICE, _TWICE)}),
        Refused(
            code="stated-impossible",
            sent=_years((2025, "61"), (2027, "250")),
            field="years.1.value",
        ),
        Refused(code="stated-same", after=("state-targets",), field="years"),
        *REFUSED_PAPERS,
    ),
)
