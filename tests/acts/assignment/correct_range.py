"""Sửa giới hạn số liệu: with its reason; open tasks take the new one."""

from typing import Any, Final

from services.domain.assignment.acts.correct_range import ACT
from tests.acts.assignment.common import REFUSED_MEASURES, REFUSED_PAPERS, measure_of
from tests.acts.rights import READERS_OF_DOCUMENTS, holding
from tests.acts.sample import CHECKER, INDICATOR, ActSample, Refused, Thing


def _sent(thing: Thing) -> dict[str, Any]:
    return {
        "measure": measure_of(thing, 1),
        "low": "0",
        "high": "300",
        "whole": False,
        "reason": "Tỷ lệ so với cùng kỳ có thể trên 100%.",
        "paper": None,
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=holding(*READERS_OF_DOCUMENTS),
    page="/ke-hoach/{code}/gioi-han-so-lieu",
    opens="/ke-hoach/{code}",
    call="/api/plan/items/{code}/measure-range",
    json=_sent,
    stream="{item}",
    item=INDICATOR,
    refused=(
        *REFUSED_MEASURES,
        Refused(code="range-empty", sent={"low": "5", "high": "4"}, field="high"),
        Refused(
            code="range-empty", sent={"low": "0.2", "high": "0.8", "whole": True}, field="high"
        ),
        Refused(code="range-same", sent={"high": "100"}, field="low"),
        *REFUSED_PAPERS,
    ),
)
