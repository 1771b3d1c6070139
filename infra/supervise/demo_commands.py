"""Acts of the demonstration's invented people, each under an id made of what is done.

So a start after the first does nothing twice, whatever day it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from infra.randomness import RANDOMNESS
from infra.supervise.first_start import DemoAccount
from infra.wiring import Ward
from services.commands.acts import ActCommand
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.commands.runner import NAMESPACE, canonical_body
from services.commands.session_audit import DEMONSTRATION
from services.domain.calendar import Calendar
from services.domain.directive.acts.lay_clauses import TEXT_AT_MOST
from services.domain.nouns import NOUN_OF
from services.domain.roles import Office
from services.ledger.port import Command

Typing = Callable[[TypedTexts], ActCommand]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPeople:
    """The demonstration's people at its beginning, with the days and the calendar they act by.

    `first_day` is that from which the days of the file are counted, `today` the day of this start.
    """

    ward: Ward
    accounts: Sequence[DemoAccount]
    calendar: Calendar
    first_day: date
    today: date

    def login(self, *offices: Office, unit: str | None = None) -> str:
        """Who holds one of these offices, in the unit where one is named."""
        return next(
            each.login
            for each in self.accounts
            if each.office in offices and unit in {None, each.unit}
        )

    def person_id(self, login: str) -> UUID:
        """Somebody of the demonstration by login."""
        return next(each.person_id for each in self.accounts if each.login == login)

    def working_day(self, on: date) -> date:
        """That day, or the next working one; never a day that is past at this start."""
        day = max(on, self.today)
        return day if self.calendar.is_working_day(day) else self.calendar.next_working_day(day)

    async def act(self, login: str, key: str, typing: Typing) -> None:
        """Let somebody do something once; raises Refusal where a rule says no."""
        request, command = self._typed(login, key, typing)
        if await self.ward.ledger.outcome(_kept(request)) is None:
            await self.ward.acts.handle(request, command)

    async def has_acted(self, login: str, key: str, typing: Typing) -> bool:
        """Whether somebody did it at an earlier start."""
        request, _ = self._typed(login, key, typing)
        return await self.ward.ledger.outcome(_kept(request)) is not None

    def _typed(self, login: str, key: str, typing: Typing) -> tuple[CommandRequest, ActCommand]:
        words = TypedTexts(randomness=RANDOMNESS, limit=TEXT_AT_MOST)
        command = typing(words)
        _, act = NOUN_OF[type(command)]
        ledger_id = self.ward.ledger.ledger_id
        request = CommandRequest(
            sender=Sender(person_id=self.person_id(login), session_id=DEMONSTRATION),
            command_id=demo_id(ledger_id, f"{key}/{act.name}"),
            name=act.name,
            sent={"demonstration": key},
            texts=tuple(words.texts),
        )
        return request, command


def demo_id(ledger_id: str, what: str) -> UUID:
    """The id of something that the demonstration does once."""
    return uuid5(NAMESPACE, f"{ledger_id}/demonstration/{what}")


def _kept(request: CommandRequest) -> Command:
    """The command as the runner keeps it."""
    return Command(
        actor_key=str(request.sender.person_id),
        command_id=request.command_id,
        name=request.name,
        body=canonical_body(request.name, request.sent),
    )
