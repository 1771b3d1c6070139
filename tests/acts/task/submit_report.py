"""Gửi báo cáo: words and figures as the task asks; of restricted work a paper alone."""

from collections.abc import Callable
from typing import Any, Final

from services.domain.task.acts.submit_report import ACT
from tests.acts.rights import AT_WORK, LED, OF_THE_UNIT
from tests.acts.sample import (
    CHIEF,
    INDICATOR,
    POLICE,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    Sent,
    Thing,
)
from tests.acts.task.common import (
    CONFIRMED,
    ODD_PAPER,
    OPENS,
    REPORTED,
    SUSPENDED,
    paper,
    paper_of_tomorrow,
)


def figures(thing: Thing) -> list[dict[str, Any]]:
    """An answer to each measure."""
    return [
        {"measure": code, "value": "1", "kind": "official"}
        if yes_no
        else {"measure": code, "value": "97.45", "kind": "estimate"}
        for code, yes_no in thing.measures.items()
    ]


def _sent(thing: Thing) -> dict[str, Any]:
    after = {"after_submission": thing.submission}
    if thing.restricted:
        return {**after, "text": None, "figures": [], "paper": paper(thing)}
    words = "Đã tổ chức gặp mặt 45 doanh nghiệp."
    return {**after, "text": words, "figures": figures(thing), "paper": paper(thing)}


def _with_first(**parts: Any) -> Callable[[Thing], Sent]:
    """The figures with other parts in the first of them."""

    def sent(thing: Thing) -> Sent:
        first, *others = figures(thing)
        return {"figures": [{**first, **parts}, *others]}

    return sent


def _figures_but(which: Callable[[list[Any]], list[Any]]) -> Callable[[Thing], Sent]:
    return lambda thing: {"figures": which(figures(thing))}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, LED, AT_WORK),),
    page="/viec/{stream}/bao-cao",
    opens=OPENS,
    call="/api/tasks/{stream}/report",
    json=_sent,
    refused=(
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="not-lead-unit", by=CHIEF),
        Refused(code="newer-submission", sent={"after_submission": 7}),
        Refused(code="already-submitted", after=REPORTED),
        Refused(code="restricted", item=SECRET, by=POLICE, sent={"text": "Lời."}),
        Refused(
            code="paper-missing",
            item=SECRET,
            by=POLICE,
            sent={"paper": None},
            field="paper.number",
        ),
        Refused(
            code="figure-missing",
            item=INDICATOR,
            sent=_figures_but(lambda every: every[:1]),
            field="figures",
        ),
        Refused(
            code="figure-unknown",
            item=INDICATOR,
            sent=_figures_but(lambda every: [*every, {**every[0], "measure": "CT99"}]),
        ),
        Refused(
            code="figure-or-reason",
            item=INDICATOR,
            sent=_with_first(nil_reason="Chưa kiểm đếm."),
            field="figures.0.value",
        ),
        Refused(
            code="figure-out-of-range",
            item=INDICATOR,
            sent=_with_first(value="250"),
            field="figures.0.value",
        ),
        Refused(
            code="figure-yes-no",
            item=INDICATOR,
            sent=_figures_but(lambda every: [every[0], {**every[1], "value": "7"}]),
            field="figures.1.value",
        ),
        Refused(
            code="official-too-early",
            item=INDICATOR,
            sent=_with_first(kind="official"),
            field="early_reason",
        ),
        Refused(code="empty-report", sent={"text": None}, field="text"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
    ),
)
