"""What must have been so before a recorded act on an inspector's finding."""

from collections.abc import Mapping
from typing import Final

from services.domain.facts import Event
from services.domain.inspection.acts.answer_finding import InspectionFindingAnswered
from services.domain.inspection.acts.close_finding import NOT_ANSWERED, InspectionFindingClosed
from services.domain.inspection.acts.withdraw_finding import InspectionFindingWithdrawn
from services.domain.inspection.authority import require_known, require_running
from services.domain.inspection.events import InspectionFindingOpened
from services.domain.inspection.state import InspectionFinding
from services.domain.precondition import NotThereYet, Precondition, passing


def _running(state: InspectionFinding | None) -> InspectionFinding:
    finding = require_known(state)
    require_running(finding)
    return finding


def _closed(state: InspectionFinding | None, _event: InspectionFindingClosed) -> str:
    return "" if _running(state).answers else NOT_ANSWERED.brief


PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    InspectionFindingOpened: NotThereYet("kiến nghị này đã được lập"),
    InspectionFindingAnswered: passing(_running),
    InspectionFindingClosed: _closed,
    InspectionFindingWithdrawn: passing(_running),
}
