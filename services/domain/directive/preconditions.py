"""What must have been so before a recorded act on a directive."""

from collections.abc import Mapping
from typing import Final

from services.domain.directive.acts.close_directive import CLAUSES_UNDECIDED, ORDERS_RUNNING
from services.domain.directive.acts.number_directive import NUMBER_KNOWN
from services.domain.directive.acts.stop_order import NO_RUNNING_ORDER
from services.domain.directive.authority import known_directive, refuse_closed
from services.domain.directive.events import (
    ClauseSettled,
    ClausesLaid,
    ClauseTasksAssigned,
    DirectiveClosed,
    DirectiveNumbered,
    DirectiveRegistered,
    DirectiveReopened,
    OccurrenceSkipped,
    OrderRepeated,
    OrderStopped,
)
from services.domain.directive.file_events import DirectiveFileAttached, DirectiveFileDetached
from services.domain.directive.register_rules import DIRECTIVE_KNOWN
from services.domain.directive.rules import CLAUSE_UNKNOWN
from services.domain.directive.state import Directive
from services.domain.facts import Event
from services.domain.precondition import NotThereYet, Precondition, passing


def _open(state: Directive | None) -> Directive:
    directive = known_directive(state)
    refuse_closed(directive)
    return directive


def _numbered(state: Directive | None, _event: DirectiveNumbered) -> str:
    return NUMBER_KNOWN.brief if _open(state).number else ""


def _laid(state: Directive | None, event: ClausesLaid) -> str:
    following = _open(state).text_version + 1
    return "" if event.version == following else f"bản tiếp theo của văn bản là bản {following}"


def _settled(state: Directive | None, event: ClauseSettled) -> str:
    directive = _open(state)
    known = all(directive.clause(each) is not None for each in event.clauses)
    return "" if known else CLAUSE_UNKNOWN.brief


def _assigned(state: Directive | None, event: ClauseTasksAssigned) -> str:
    directive = _open(state)
    if any(task.number < directive.next_number for task in event.tasks):
        return f"việc tiếp theo của nguồn là việc {directive.next_number}"
    if event.order is not None and directive.order(event.order) is None:
        return "không có chỉ đạo định kỳ này"
    if event.clause is not None and directive.clause(event.clause) is None and not event.order:
        return CLAUSE_UNKNOWN.brief
    return ""


def _repeated(state: Directive | None, event: OrderRepeated) -> str:
    following = len(_open(state).orders) + 1
    return "" if event.number == following else f"chỉ đạo định kỳ tiếp theo là {following}"


def _stopped(state: Directive | None, event: OrderStopped) -> str:
    order = _open(state).order(event.order)
    running = order is not None and order.is_running
    return "" if running else NO_RUNNING_ORDER.brief


def _skipped(state: Directive | None, event: OccurrenceSkipped) -> str:
    known = known_directive(state).order(event.order) is not None
    return "" if known else "không có chỉ đạo định kỳ này"


def _detached(state: Directive | None, event: DirectiveFileDetached) -> str:
    files = _open(state).files
    return "" if any(file.sha256 == event.sha256 for file in files) else "nguồn không có tệp này"


def _closed(state: Directive | None, _event: DirectiveClosed) -> str:
    directive = _open(state)
    if directive.undecided:
        return CLAUSES_UNDECIDED.brief
    return ORDERS_RUNNING.brief if directive.running else ""


def _reopened(state: Directive | None, _event: DirectiveReopened) -> str:
    return "" if known_directive(state).closed else "nguồn chưa kết thúc xử lý"


PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    DirectiveRegistered: NotThereYet(DIRECTIVE_KNOWN.brief),
    DirectiveNumbered: _numbered,
    DirectiveFileAttached: passing(_open),
    DirectiveFileDetached: _detached,
    ClausesLaid: _laid,
    ClauseSettled: _settled,
    ClauseTasksAssigned: _assigned,
    OrderRepeated: _repeated,
    OrderStopped: _stopped,
    OccurrenceSkipped: _skipped,
    DirectiveClosed: _closed,
    DirectiveReopened: _reopened,
}
