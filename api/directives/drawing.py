"""What the server draws or knows itself of a directive at a click, for pages and programs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from api.binding import Bound
from api.context import Services
from services.commands.requests import NOTHING_DRAWN, DrawnFields
from services.domain.act import Act
from services.domain.directive.acts.lay_clauses import LayClauses
from services.domain.directive.acts.number_directive import NumberDirective
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.evolving import fold
from services.domain.directive.state import Directive
from services.domain.facts import TextRef
from services.ledger.port import Ledger
from services.queries.directives import twins_of
from services.queries.reading import reading

# What stands in a command until it was read what is there: see `with_drawn`.
_BLANK: Final[Mapping[type, DrawnFields]] = {
    RegisterDirective: DrawnFields(values={"twins": ()}),
    NumberDirective: DrawnFields(values={"twins": ()}),
    LayClauses: DrawnFields(values={"words_before": None}),
}


def blank_drawn(act: Act[Any, Any, Any]) -> DrawnFields:
    """What an act is bound with before `with_drawn` fills it in."""
    return _BLANK.get(act.command, NOTHING_DRAWN)


async def with_drawn(services: Services, bound: Bound[Any]) -> Bound[Any]:
    """The same command with what the server knows: those that are registered, the words before.

    A text is laid beside the version that was read here: where a newer one came meanwhile, the
    act refuses it as stale.
    """
    command = bound.command
    match command:
        case RegisterDirective():
            issuer = _typed(command.issuer, bound)
            twins = await _twins(services, command.number, command.dated_on, issuer, but="")
            return replace(bound, command=replace(command, twins=twins))
        case NumberDirective():
            twins = await _twins_of_numbered(services, command)
            return replace(bound, command=replace(command, twins=twins))
        case LayClauses():
            return replace(bound, command=await _beside_words_before(services, command))
    return bound


async def _twins_of_numbered(services: Services, command: NumberDirective) -> tuple[str, ...]:
    directive = await _directive(services.ledger, command.stream)
    if directive is None:  # which the act itself refuses
        return ()
    issuer = await _words(services.ledger, directive.issuer) or ""
    return await _twins(services, command.number, command.dated_on, issuer, but=directive.code)


async def _twins(
    services: Services, number: str | None, dated_on: date | None, issuer: str, *, but: str
) -> tuple[str, ...]:
    """The codes of those with the same number, day and body; none without a number or a day."""
    if not number or dated_on is None:
        return ()
    async with reading(services.engine) as connection:
        return await twins_of(
            connection,
            services.ledger_id,
            number=number,
            dated_on=dated_on,
            issuer=issuer,
            but=but,
        )


async def _beside_words_before(services: Services, command: LayClauses) -> LayClauses:
    directive = await _directive(services.ledger, command.stream)
    if directive is None:  # which the act itself refuses
        return command
    seen = command.text_version
    return replace(
        command,
        words_before=await _words(services.ledger, directive.text),
        text_version=directive.text_version if seen is None else seen,
    )


async def _directive(ledger: Ledger, stream: str) -> Directive | None:
    return fold((await ledger.read([stream])).of(stream))


async def _words(ledger: Ledger, ref: TextRef | None) -> str | None:
    if ref is None:
        return None
    return (await ledger.texts({ref.text_id})).get(ref.text_id)


def _typed(ref: TextRef | None, bound: Bound[Any]) -> str:
    """The words of a text of the command itself; blank where there is none."""
    bodies = {text.text_id: text.body for text in bound.texts}
    return bodies[ref.text_id] if ref else ""
