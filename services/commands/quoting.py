"""The document's own sentences beside the items of a plan; nothing restricted among them."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.commands.requests import ALLOWED_CONTROLS, TypedTexts
from services.domain.assignment.events import assignment_stream
from services.domain.assignment.evolving import fold
from services.domain.assignment.state import Assignment
from services.domain.plan.events import PlanActivated
from services.domain.plan.reading import SentenceQuote
from services.domain.plan.reading_events import ItemQuote, PlanQuoted
from services.ledger.canonical import normalise
from services.ledger.port import Ledger, Snapshot

LONGEST_QUOTE = 20_000
LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedItem:
    """An item of a plan that is worked on, and the section that it comes from."""

    code: str
    title: str
    section: str


def item_streams(plan: PlanActivated) -> list[str]:
    """The streams of a plan's assignments."""
    return [assignment_stream(code) for code in plan.assignments]


def open_items(plan: PlanActivated, snapshot: Snapshot) -> tuple[QuotedItem, ...]:
    """The items whose sentences may be shown: none of an item's assignments is restricted."""
    states = [fold(snapshot.of(stream)) for stream in item_streams(plan)]
    items = [item for item in states if item is not None]
    secret = {item.opened.item_code for item in items if item.restricted}
    return tuple(
        {
            item.opened.item_code: _plan_item(item)
            for item in items
            if item.opened.item_code not in secret
        }.values()
    )


def _plan_item(item: Assignment) -> QuotedItem:
    opened = item.opened
    return QuotedItem(code=opened.item_code, title=opened.title, section=opened.section)


async def items_of(ledger: Ledger, plan: PlanActivated) -> tuple[QuotedItem, ...]:
    """The items of a plan as the ledger has them now, the restricted ones left out."""
    return open_items(plan, await ledger.read(item_streams(plan)))


def quoted(
    quotes: Mapping[str, SentenceQuote],
    allowed: Collection[str],
    words: TypedTexts,
    file_sha256: str,
) -> PlanQuoted:
    """The fact, with a text for each sentence that may be shown, in the order of the codes."""
    kept = sorted((code, quote) for code, quote in quotes.items() if code in allowed)
    return PlanQuoted(
        file_sha256=file_sha256,
        quotes=tuple(
            ItemQuote(
                item=code,
                place=_keepable(quote.place)[:LONGEST_PLACE],
                words=words.need(
                    _keepable(quote.text)[:LONGEST_QUOTE], label=f"Câu chữ của mục {code}"
                ),
            )
            for code, quote in kept
            if _keepable(quote.text)
        ),
    )


def _keepable(text: str) -> str:
    """Without the characters that the ledger has no bytes for: a document may hold any."""
    kept = (
        character
        for character in text
        if character in ALLOWED_CONTROLS or unicodedata.category(character) not in _REFUSED
    )
    return normalise("".join(kept)).strip()


_REFUSED = frozenset({"Cc", "Cn", "Cs"})
