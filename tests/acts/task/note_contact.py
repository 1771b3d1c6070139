"""Ghi liên hệ với đơn vị."""

from typing import Final

from services.domain.task.acts.note_contact import ACT
from tests.acts.rights import CHASERS, OPEN, Relation, State
from tests.acts.sample import CHECKER, SECRET, SPECIALIST, ActSample, Refused
from tests.acts.task.common import APPROVED, CONFIRMED, OPENS, SUSPENDED

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=((CHASERS, frozenset(Relation), OPEN - {State.APPROVED}),),
    of_restricted=False,
    page="/viec/{stream}/lien-he",
    opens=OPENS,
    call="/api/tasks/{stream}/contacts",
    json=lambda _: {"way": "in_person", "note": "Đơn vị đang chờ xác nhận của Thuế cơ sở."},
    refused=(
        Refused(code="not-in-touch", by=SPECIALIST),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="unit-signed", after=APPROVED),
        Refused(code="restricted", item=SECRET),
        Refused(code="field-way", sent={"way": "thu"}, field="way"),
    ),
)
