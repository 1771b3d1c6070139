"""The document's own sentences that stand beside a plan, as the plan's facts make them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from services.domain import numerals
from services.domain.act import FactKind, Names
from services.domain.facts import Fact, TextRef
from services.domain.plan_document.events import ItemQuote, PlanQuoted, PlanQuotesWithdrawn


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
        case PlanQuoted() as event:
            return _quoted(quotes, event, fact)
        case PlanQuotesWithdrawn(holding=holding):
            return _standing(PlanQuotes(stream=fact.stream), holding, fact)
        case _:
            return quotes


def _quoted(quotes: PlanQuotes, event: PlanQuoted, fact: Fact) -> PlanQuotes:
    return _standing(quotes, event.quotes, fact)


def _standing(quotes: PlanQuotes, brought: Sequence[ItemQuote], fact: Fact) -> PlanQuotes:
    newest = {
        each.item: StandingQuote(
            item=each.item, place=each.place, words=each.words, version=fact.version
        )
        for each in brought
    }
    kept = {quote.item: quote for quote in quotes.quotes}
    return replace(quotes, quotes=tuple({**kept, **newest}.values()))


def _describe(event: PlanQuoted, _names: Names) -> str:
    return f"Gắn trích dẫn văn bản vào {numerals.count(len(event.quotes))} mục."


# A load, a laying and the command line quote: it belongs to none of their acts.
FACTS: Final = (
    FactKind(
        event=PlanQuoted,
        name="Gắn trích dẫn văn bản",
        apply=_quoted,
        describe=_describe,
    ),
)
