"""What waits for somebody of the work programmes: to register, to compose, to sign, to close."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.programme.authority import composing, signing
from services.domain.programme.state import Programme
from services.domain.roles import WORKING
from services.projections.programmes import PROGRAMMES
from services.projections.tables import programmes
from services.queries.viewing import Viewing


class ProgrammeStep(StrEnum):
    """What is to be done with a programme."""

    REGISTER = "register"
    COMPOSE = "compose"
    SIGN = "sign"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingProgramme:
    """A programme that waits for this person; `closes_on` is the last day to register.

    `unit` is the unit that has registered nothing, `chased` how often the Office has chased it.
    """

    code: str
    step: ProgrammeStep
    closes_on: date
    unit: str | None = None
    chased: int = 0


async def programmes_waiting(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> tuple[WaitingProgramme, ...]:
    """Every programme that waits for the viewer, the earliest period first."""
    statement = (
        select(programmes)
        .where(programmes.c.ledger_id == ledger_id, ~programmes.c.closed)
        .order_by(programmes.c.first_on, programmes.c.last_on)
    )
    rows = await connection.execute(statement)
    known = [PROGRAMMES.state_of(row) for row in rows]
    return tuple(each for programme in known for each in _of(programme, viewing))


def _of(programme: Programme, viewing: Viewing) -> Iterator[WaitingProgramme]:
    over = viewing.today > programme.closes_on
    if not programme.signed and not over:
        yield from _silent(programme, viewing)
    if programme.signed:
        if programme.result_asked_at is not None and signing(viewing.policy, viewing.holder):
            yield _waiting(programme, ProgrammeStep.CLOSE)
    elif over or not programme.silent_units:
        if composing(viewing.policy, viewing.holder):
            yield _waiting(programme, ProgrammeStep.COMPOSE)
        if signing(viewing.policy, viewing.holder) and any(programme.kept):
            yield _waiting(programme, ProgrammeStep.SIGN)


def _silent(programme: Programme, viewing: Viewing) -> Iterator[WaitingProgramme]:
    for unit in programme.silent_units:
        if viewing.holder.find(WORKING, unit) is not None:
            yield WaitingProgramme(
                code=programme.code,
                step=ProgrammeStep.REGISTER,
                closes_on=programme.closes_on,
                unit=unit,
                chased=programme.chased.get(unit, 0),
            )


def _waiting(programme: Programme, step: ProgrammeStep) -> WaitingProgramme:
    return WaitingProgramme(code=programme.code, step=step, closes_on=programme.closes_on)
