"""The document's own sentences that stand beside a plan, as the plan's facts make them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.domain.facts import Fact, TextRef
from services.domain.plan.reading_events import ItemQuote, PlanQuoted, PlanQuotesWithdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingQuote:
    """The newest sentence of one item or measure; `version` is that of its fact."""

    item: str
    place: str
    words: TextRef
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanQuotes:
    """What a plan is shown beside, one sentence an item, in the order in which they came."""

    stream: str
    quotes: tuple[StandingQuote, ...] = ()


def evolve(state: PlanQuotes | None, fact: Fact) -> PlanQuotes:
    """Apply one fact of a plan's stream; those that bring no sentence change nothing."""
    quotes = state or PlanQuotes(stream=fact.stream)
    match fact.event:
        case PlanQuoted(quotes=brought):
            return _standing(quotes, brought, fact)
        case PlanQuotesWithdrawn(holding=holding):
            return _standing(PlanQuotes(stream=fact.stream), holding, fact)
        case _:
            return quotes


def _standing(quotes: PlanQuotes, brought: Sequence[ItemQuote], fact: Fact) -> PlanQuotes:
    newest = {
        each.item: StandingQuote(
            item=each.item, place=each.place, words=each.words, version=fact.version
        )
        for each in brought
    }
    kept = {quote.item: quote for quote in quotes.quotes}
    return replace(quotes, quotes=tuple({**kept, **newest}.values()))
