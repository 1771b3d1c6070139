"""The acts on one plan document, and what the server makes of it before each is done."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from api.context import Services
from services.commands.requests import NOTHING_DRAWN, DrawnFields
from services.domain.act import Act
from services.domain.plan_document.acts import ACTS
from services.domain.plan_document.acts.load_reading import ACT as LOAD
from services.domain.plan_document.acts.quote_document import ACT as QUOTE
from services.domain.plan_document.acts.read_document import ACT as READ
from services.domain.plan_document.acts.settle_finding import ACT as SETTLE
from services.domain.plan_document.acts.withdraw_quotes import ACT as WITHDRAW
from services.domain.plan_document.reading import ReadFinding
from services.domain.plan_document.settling import holds
from services.queries.plan_documents import (
    DocumentPage,
    laying_of_active_plan,
    open_document,
)

# A document is handed in as a file, at an address of its own.
OF_ONE: Final = tuple(act for act in ACTS if act is not READ)


async def drawn_for(services: Services, act: Act[Any, Any, Any], stream: str) -> DrawnFields:
    """The document as this release reads it, and what follows from it; raises NotFound."""
    return await _DRAWN[act.name](services, stream)


def may_correct(line: ReadFinding, document_page: DocumentPage) -> bool:
    """Whether there is a place that a correction of this line would change."""
    slot = line.corrects
    return slot is not None and holds(document_page.opened.reading.draft, slot)


async def _to_settle(services: Services, stream: str) -> DrawnFields:
    opened = await open_document(services.ledger, stream)
    return DrawnFields(values={"reading": opened.reading})


async def _to_load(services: Services, stream: str) -> DrawnFields:
    opened = await open_document(services.ledger, stream)
    return await services.readings.to_load(stream, opened.reading)


async def _to_quote(services: Services, stream: str) -> DrawnFields:
    opened = await open_document(services.ledger, stream)
    laying = await laying_of_active_plan(services.ledger, opened)
    return await services.readings.to_quote(stream, laying)


async def _nothing(_services: Services, _stream: str) -> DrawnFields:
    return NOTHING_DRAWN


_DRAWN: Final[Mapping[str, Callable[[Services, str], Awaitable[DrawnFields]]]] = {
    SETTLE.name: _to_settle,
    LOAD.name: _to_load,
    QUOTE.name: _to_quote,
    WITHDRAW.name: _nothing,
}
