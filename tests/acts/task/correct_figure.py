"""Đính chính số liệu: of a confirmed report, by who assigned the work."""

from typing import Any, Final

from services.domain.task.acts.correct_figure import ACT
from tests.acts.rights import ASSIGNERS, Relation, State
from tests.acts.sample import (
    CHIEF,
    HEAD_AND_CHIEF,
    INDICATOR,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    Thing,
)
from tests.acts.task.common import CONFIRMED, ODD_PAPER, OPENS, paper_of_tomorrow


def _sent(thing: Thing) -> dict[str, Any]:
    first = next(iter(thing.measures), "CT99")
    return {
        "measure": first,
        "value": "1" if thing.measures.get(first) else "96.2",
        "kind": "official",
        "reason": "Cơ quan thống kê công bố số chính thức.",
        "paper": None,
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), frozenset({State.CONFIRMED})),),
    of_uncounted=False,
    page="/viec/{stream}/dinh-chinh-so-lieu",
    opens=OPENS,
    call="/api/tasks/{stream}/figure-correction",
    json=_sent,
    item=INDICATOR,
    after=CONFIRMED,
    refused=(
        Refused(code="not-assigner", by=SPECIALIST),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="figure-unconfirmed", after=()),
        Refused(code="restricted", item=SECRET, after=()),
        Refused(code="figure-not-asked", sent={"measure": "CT99"}, field="measure"),
        Refused(code="figure-kind", sent={"kind": "xyz"}, field="kind"),
        Refused(code="figure-out-of-range", sent={"value": "250"}, field="value"),
        Refused(
            code="figure-yes-no",
            sent=lambda thing: {"measure": [*thing.measures][1], "value": "7"},
            field="value",
        ),
        Refused(code="figure-same", after=(*CONFIRMED, "correct-figure"), field="value"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
    ),
)
