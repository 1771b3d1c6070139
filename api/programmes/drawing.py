"""What the server draws or knows itself of a programme at a click, for pages and programs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from api.binding import Bound
from api.context import Services
from services.commands.requests import NOTHING_DRAWN, DrawnFields
from services.domain.act import Act
from services.domain.directive.codes import new_code
from services.domain.programme.acts.add_row import AddProgrammeRow
from services.domain.programme.acts.amend_row import AmendProgrammeRow
from services.domain.programme.acts.register_row import RegisterProgrammeRow
from services.domain.programme.acts.sign_programme import SignProgramme
from services.domain.programme.evolving import fold
from services.domain.programme.row_terms import AskedRow
from services.queries.programme_naming import restricted_units
from services.queries.search import folded

# What stands in a command until it was read what is there: see `with_drawn`.
_BLANK: Final[Mapping[type, DrawnFields]] = {
    RegisterProgrammeRow: DrawnFields(values={"twins": ()}),
    AmendProgrammeRow: DrawnFields(values={"twins": ()}),
    AddProgrammeRow: DrawnFields(values={"twins": (), "directive": ""}),
    SignProgramme: DrawnFields(values={"directive": ""}),
}


def blank_drawn(act: Act[Any, Any, Any]) -> DrawnFields:
    """What an act is bound with before `with_drawn` fills it in."""
    return _BLANK.get(act.command, NOTHING_DRAWN)


async def with_drawn(
    services: Services, command_id: UUID, today: date, bound: Bound[Any]
) -> Bound[Any]:
    """The same command with the rows of the same words, and the code of the work it makes.

    The code is made of the click's own id: sent again, it is the same command.
    """
    command = bound.command
    if isinstance(command, AddProgrammeRow | SignProgramme):
        command = replace(command, directive=new_code(command_id, today))
    if isinstance(command, AskedRow):
        command = replace(command, twins=await _twins(services, command, bound))
    return replace(bound, command=command)


async def _twins(services: Services, command: AskedRow, bound: Bound[Any]) -> tuple[int, ...]:
    """The rows of the programme that say the same, without marks and capitals."""
    content = command.content
    if content is None:
        return ()
    typed = next(text.body for text in bound.texts if text.text_id == content.text_id)
    programme = fold((await services.ledger.read([command.stream])).of(command.stream))
    if programme is None:  # which the act itself refuses
        return ()
    own = command.row if isinstance(command, AmendProgrammeRow) else None
    secret = await restricted_units(
        services.ledger, {row.terms.lead_unit for row in programme.kept}
    )
    # Of a restricted unit nothing is compared: who guesses its words must not be told so.
    refs = {
        row.number: row.terms.content.text_id
        for row in programme.kept
        if row.terms.content is not None
        and row.number != own
        and row.terms.lead_unit not in secret
    }
    bodies = await services.ledger.texts(set(refs.values()))
    wanted = folded(typed)
    return tuple(
        number for number, ref in refs.items() if ref in bodies and folded(bodies[ref]) == wanted
    )
