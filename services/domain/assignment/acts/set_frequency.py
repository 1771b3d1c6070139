"""Đặt tần suất báo cáo: how often something is asked, from the current period on."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.assignment.authority import arranging, require_item
from services.domain.assignment.events import Deliverable
from services.domain.assignment.rules import (
    DELIVERABLE_UNKNOWN,
    FREQUENCY_NONE,
    FREQUENCY_UNKNOWN,
    ITEM_CLOSED,
    NO_ASSIGNMENT,
    NOT_ARRANGING,
    ONCE_OVER,
)
from services.domain.assignment.state import Asked, Assignment
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.fields import NameOf, PaperField, SomeOf
from services.domain.instants import day_of
from services.domain.papers import Paper, beside, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFrequency:
    """Đặt tần suất báo cáo của một sản phẩm, kể từ kỳ hiện tại; `paper` là căn cứ, nếu có."""

    stream: str
    deliverable: Annotated[str, NameOf(of=DeliverableName, example="report")]
    frequencies: Annotated[
        tuple[str, ...], SomeOf(of=Frequency, box="frequency", example=["month"])
    ]
    paper: Annotated[Paper | None, PaperField(label="văn bản")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencySet:
    """Đặt tần suất báo cáo: the deliverables of this name are asked in these frequencies.

    The first period issued under them is the one that contains `from_on` (a calendar day in
    Asia/Ho_Chi_Minh). A frequency that was there keeps its due-date rule; every measure of an
    indicator is asked in the new ones. What was issued stays.
    """

    TYPE: ClassVar[str] = "frequency-set"
    SCHEMA: ClassVar[int] = 2  # 2: with `paper`

    deliverable: str
    frequencies: tuple[str, ...]
    from_on: date
    paper: Paper | None


def offer(item: Assignment | None, context: DecisionContext) -> Offer:
    """Offered to whom the ward's rules let arrange items, of one that is still followed."""
    return Offer(held=arranging(item, context))


def decide(state: Assignment | None, command: SetFrequency, context: DecisionContext) -> Verdict:
    """The frequencies from the current period on."""
    held, item = offer(state, context).held, require_item(state)
    asked = {each.frequency for each in item.deliverables if each.name == command.deliverable}
    if not asked:
        raise DELIVERABLE_UNKNOWN.refuse()
    if not command.frequencies:
        raise FREQUENCY_NONE.refuse()
    wanted = set(command.frequencies)
    if not wanted <= {each.value for each in Frequency}:
        raise FREQUENCY_UNKNOWN.refuse()
    if wanted == asked:
        return Verdict(held=held, events=())
    today = day_of(context.now)
    if Frequency.ONCE in wanted - asked and today > item.opened.ends_on:
        raise ONCE_OVER.refuse()
    check_paper(command.paper, context.now)
    event = FrequencySet(
        deliverable=command.deliverable,
        frequencies=tuple(sorted(wanted)),
        from_on=today,
        paper=command.paper,
    )
    return Verdict(held=held, events=(event,))


def _set(item: Assignment, event: FrequencySet, _fact: Fact) -> Assignment:
    now = {
        deliverable.frequency: deliverable
        for deliverable in item.deliverables
        if deliverable.name == event.deliverable
    }
    ended = tuple(
        replace(each, until_on=event.from_on)
        if each.until_on is None and each.deliverable.name == event.deliverable
        else each
        for each in item.asked
    )
    begun = tuple(
        Asked(
            deliverable=now.get(
                frequency, Deliverable(name=event.deliverable, frequency=frequency, due=None)
            ),
            from_on=event.from_on,
        )
        for frequency in event.frequencies
    )
    measures = tuple(replace(measure, frequencies=event.frequencies) for measure in item.measures)
    return replace(item, asked=ended + begun, measures=measures)


def _describe(event: FrequencySet, _names: Names) -> str:
    return f"Đặt tần suất báo cáo{beside(event.paper)}."


ACT: Final = Act(
    command=SetFrequency,
    name="set-frequency",
    said="đặt tần suất báo cáo",
    slug="tan-suat",
    resource="frequency",
    done="Đã đặt tần suất. Kỳ hiện tại sẽ được giao ngay; việc đã giao giữ nguyên.",
    rules=(
        NOT_ARRANGING,
        NO_ASSIGNMENT,
        ITEM_CLOSED,
        DELIVERABLE_UNKNOWN,
        FREQUENCY_NONE,
        FREQUENCY_UNKNOWN,
        ONCE_OVER,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(event=FrequencySet, name="Đặt tần suất báo cáo", apply=_set, describe=_describe),
)
