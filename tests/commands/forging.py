"""Whoever has the application's login appends by hand what no rule lets anybody do."""

from infra.randomness import RANDOMNESS
from infra.verify.asked import Examined
from infra.verify.ledger_check import Findings, examine
from services.commands.access import Visitor
from services.domain.facts import Actor, ActorKind, Event, NewEvent
from services.ledger.port import Command, Context
from tests.api.ward import PASSWORD, PEOPLE, WebWard
from tests.ledger.databases import installation_of


async def judged(web: WebWard) -> Findings:
    return await examine(installation_of(web.logins), Examined())


async def signed_in(web: WebWard, login: str) -> Context:
    """What stands around an act of somebody whose session has begun just now."""
    begun = await web.ward.accounts.sign_in(login, PASSWORD, Visitor(address="127.0.0.1"))
    _, office, unit = PEOPLE[login]
    actor = Actor(
        kind=ActorKind.PERSON,
        office=office.value,
        person_id=await web.person_id(login),
        unit=unit,
    )
    read = await web.ward.ledger.read([])
    return Context(
        actor=actor,
        occurred_at=read.read_at,
        recorded_at=read.read_at,
        correlation_id=RANDOMNESS.new_id(),
        session_id=begun.session.session_id,
    )


async def appended(web: WebWard, context: Context, stream: str, event: Event) -> int:
    """Whoever has the application's login calls the function by hand; the position of the fact."""
    read = await web.ward.ledger.read([stream])
    command = Command(
        actor_key=context.actor.key, command_id=RANDOMNESS.new_id(), name="given", body=b"{}"
    )
    outcome = await web.ward.ledger.append(
        command,
        context,
        (NewEvent(stream=stream, event=event),),
        known=read,
        expected={stream: read.version(stream)},
    )
    return outcome.last_position
