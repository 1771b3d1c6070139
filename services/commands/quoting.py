"""The document's own sentences beside the items of a plan; nothing restricted among them."""

import unicodedata
from collections.abc import Collection, Mapping

from services.commands.requests import ALLOWED_CONTROLS, TypedTexts
from services.domain.plan.events import PlanActivated
from services.domain.plan_document.events import ItemQuote, PlanQuoted
from services.domain.plan_document.quotable import QuotedItem, item_streams, open_items
from services.domain.plan_document.reading import SentenceQuote
from services.ledger.canonical import normalise
from services.ledger.port import Ledger

LONGEST_QUOTE = 20_000
LONGEST_PLACE = 200


async def items_of(ledger: Ledger, plan: PlanActivated) -> tuple[QuotedItem, ...]:
    """The items of a plan as the ledger has them now, the restricted ones left out."""
    return open_items(plan, (await ledger.read(item_streams(plan))).of)


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
                    _keepable(quote.text)[:LONGEST_QUOTE], label=f"Trích dẫn của mục {code}"
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
