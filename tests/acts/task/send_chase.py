"""Đôn đốc: on the board, where several tasks are chosen at once; by a call one alone."""

from typing import Any, Final

from infra.randomness import RANDOMNESS
from services.domain.task.acts.send_chase import ACT
from tests.acts.rights import CHASERS, holding
from tests.acts.sample import (
    CHECKER,
    DUTY,
    NEARLY_DUE,
    SECRET_NEARLY_DUE,
    SPECIALIST,
    ActSample,
    Refused,
    Thing,
)
from tests.acts.task.common import (
    APPROVED,
    CONFIRMED,
    ODD_PAPER,
    SUSPENDED,
    paper,
    paper_of_tomorrow,
)


def _sent(thing: Thing) -> dict[str, Any]:
    note = None if thing.restricted else "Đề nghị báo cáo."
    return {"paper": paper(thing), "note": note}


def _form(thing: Thing) -> dict[str, str]:
    letter = paper(thing)
    return {
        f"chon.{thing.names['stream']}": str(RANDOMNESS.new_id()),
        "paper_number": letter["number"],
        "paper_date": f"{thing.today:%d/%m/%Y}",
        "note": _sent(thing)["note"] or "",
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=holding(*CHASERS),
    page="/don-doc",
    opens="/don-doc?tinh-trang=tat-ca&nhom=thuong-xuyen",
    call="/api/tasks/{stream}/chases",
    json=_sent,
    form=_form,
    item=NEARLY_DUE,
    refused=(
        Refused(code="not-chasing", by=SPECIALIST),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="chase-nothing-owed", after=APPROVED),
        Refused(code="chase-too-early", item=DUTY),
        Refused(code="chased-today", after=("send-chase",)),
        Refused(code="restricted", item=SECRET_NEARLY_DUE, sent={"note": "Lời."}),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
    ),
)
