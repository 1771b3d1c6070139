"""The facts that the clock alone makes of a directive: an occurrence that came to nothing."""

from typing import Final

from services.domain.act import FactKind, Names
from services.domain.directive.events import OccurrenceSkipped
from services.domain.directive.state import Directive
from services.domain.directive.terms import OCCURRENCE_SKIP_REASONS
from services.domain.facts import Fact
from services.domain.instants import written_day
from services.domain.replacing import replace


def _skipped(directive: Directive, event: OccurrenceSkipped, _fact: Fact) -> Directive:
    orders = (
        replace(each, done=each.done | {event.occurrence_on})
        if each.number == event.order
        else each
        for each in directive.orders
    )
    return replace(directive, orders=tuple(orders))


def _describe(event: OccurrenceSkipped, _names: Names) -> str:
    why = OCCURRENCE_SKIP_REASONS[event.reason]
    return (
        f"Bỏ qua kỳ {written_day(event.occurrence_on)} của chỉ đạo định kỳ thứ {event.order}, hạn "
        f"{written_day(event.due_on)}: {why}."
    )


FACTS: Final = (
    FactKind(event=OccurrenceSkipped, name="Bỏ qua một kỳ", apply=_skipped, describe=_describe),
)
