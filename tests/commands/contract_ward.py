"""A small ward over either store: the same handlers before memory and before PostgreSQL."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from infra.randomness import RANDOMNESS
from infra.simulation.office_index import FactOfficeIndex
from services.commands.access import AccessLog
from services.commands.accounts import AccountCommands
from services.commands.acts import ActCommands
from services.commands.directory import DirectoryCommands
from services.commands.directory_effects import effects
from services.commands.first_people import FirstPerson
from services.commands.opening import OpeningCommands
from services.commands.plans import Activation, PlanCommands
from services.commands.ports import AccountStore, SignInStore
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.commands.runner import CommandRunner
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.roles import Office, OfficeHeld
from services.ledger.port import Agendas, Ledger
from tests import givens
from tests.api.ward import plan
from tests.memory_accounts import QuickPasswords
from tests.memory_sign_ins import MemoryFurtherRefusals
from tests.memory_tokens import MemoryTokenStore

PASSWORD = "mat-khau-cho-san"
PEOPLE = {
    "quantri": (Office.ADMINISTRATOR, None),
    "chanhvp": (Office.CHIEF_OF_OFFICE, "VP"),
    "kiemtra": (Office.OFFICE_SPECIALIST, "VP"),
    "hoa": (Office.SPECIALIST, "KTHTDT"),
    "minh": (Office.SPECIALIST, "KTHTDT"),
}


@dataclass
class ContractWard:
    """Rules, a plan, five people with passwords."""

    ledger: Ledger
    agendas: Agendas
    store: AccountStore
    sign_ins: SignInStore
    access: AccessLog
    ids: dict[str, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = CommandRunner(self.ledger, MemoryFurtherRefusals())
        index, tables = FactOfficeIndex(self.ledger), MemoryTokenStore()
        self.acts = ActCommands(people, index, effects(self.ledger, self.store, tables))
        self.directory = DirectoryCommands(self.ledger, self.acts, self.store, RANDOMNESS)
        self.passwords = QuickPasswords()
        self.accounts = AccountCommands(
            self.ledger, self.store, self.passwords, RANDOMNESS, self.sign_ins, self.access
        )
        self.plans = PlanCommands(self.ledger)

    async def fill(self) -> None:
        """The first facts."""
        opening = OpeningCommands(self.ledger, self.agendas)
        await opening.open_ledger("11003", "phường cho sẵn")
        await opening.adopt_policy(givens.policy(), "policy")
        day = day_of((await self.ledger.read([])).read_at)
        await self.plans.activate(
            Activation(draft=plan(day.year), source="plan", active_from=None, backfill_from=None)
        )
        for login, (office, unit) in PEOPLE.items():
            held = OfficeHeld(office=office, unit=unit, from_on=day - timedelta(days=1))
            first = FirstPerson(key=login, name=login, login=login, offices=(held,))
            self.ids[login] = await self.directory.register_first(first)
            await self.accounts.set_password(self.ids[login], PASSWORD)

    def request(
        self, login: str, name: str, sent: dict[str, object], words: TypedTexts
    ) -> CommandRequest:
        """A click of somebody, with a command id of its own."""
        return CommandRequest(
            sender=Sender(person_id=self.ids[login], session_id=givens.SPACE),
            command_id=RANDOMNESS.new_id(),
            name=name,
            sent=sent,
            texts=tuple(words.texts),
        )

    def click(self, login: str, name: str, whom: str) -> CommandRequest:
        """A click about a person's account."""
        sent: dict[str, object] = {"target": str(self.ids[whom])}
        return self.request(login, name, sent, TypedTexts(randomness=RANDOMNESS, limit=1000))

    async def facts(self, stream: str) -> list[Fact]:
        """A stream as it stands."""
        return list((await self.ledger.read([stream])).of(stream))

    async def refusals(self, login: str) -> list[str]:
        """The rules that refused this person, on whatever day."""
        facts = (await self.ledger.read_category("attempt")).facts
        of_person = (rows for stream, rows in facts.items() if str(self.ids[login]) in stream)
        return [getattr(row.event, "rule", row.event.TYPE) for rows in of_person for row in rows]
