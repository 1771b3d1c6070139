"""A ward with an administrator, a directory and accounts, all in memory."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID, uuid5

from infra.simulation.office_index import FactOfficeIndex
from services.commands.accounts import AccountCommands
from services.commands.acts import ActCommands
from services.commands.directory import DirectoryCommands
from services.commands.directory_effects import effects
from services.commands.first_people import FirstPerson
from services.commands.opening import OpeningCommands
from services.commands.operator import OperatorAct, keep
from services.commands.ports import Randomness
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.commands.runner import CommandRunner
from services.domain.directory.acts.register_person import RegisterPerson
from services.domain.directory.events import UnitRegistered, account_stream, unit_stream
from services.domain.facts import Fact, NewEvent
from services.domain.roles import Holder, Office, OfficeHeld
from services.ledger.memory import MemoryLedger
from services.ledger.memory_agendas import MemoryAgendas
from tests import givens
from tests.commands.task_kit import LEDGER, SESSION, finished
from tests.domain import task_world
from tests.memory_accounts import MemoryAccountStore, QuickPasswords
from tests.memory_sign_ins import MemoryAccessLog, MemoryFurtherRefusals, MemorySignInStore
from tests.memory_tokens import MemoryTokenStore
from tests.memory_ward import CODEC
from tests.moment import MOMENT, TICK, today

TODAY = today()
PASSWORD = "mat-khau-cho-san"
UNITS = (("KTHTDT", True), ("VHXH", True), ("VP", True), ("MTTQ", False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """Somebody in the directory."""

    person_id: UUID
    login: str


class DirectoryKit:
    """Everything of `services/commands/{directory,accounts}.py` over memory."""

    def __init__(self) -> None:
        self.now = MOMENT
        self.ledger = MemoryLedger(LEDGER, CODEC, self.read_clock)
        self.store = MemoryAccountStore()
        self.passwords = QuickPasswords()
        self._numbers = count(1)
        self.randomness = Randomness(
            new_id=self.new_id,
            salt=lambda: next(self._numbers).to_bytes(32),
            token=lambda: f"token-{next(self._numbers)}",
        )
        self.secrets = MemoryTokenStore()
        self.directory = self.directory_commands()
        self.sign_ins = MemorySignInStore()
        self.access = MemoryAccessLog()
        self.accounts = self.account_commands()
        opening = OpeningCommands(self.ledger, MemoryAgendas(self.ledger, list))
        finished(opening.adopt_policy(task_world.policy(), "policy"))
        self._register_units()
        self.administrator = self.first("quantri", Office.ADMINISTRATOR, None)

    def read_clock(self) -> datetime:
        """What the ledger's clock shows; a tick has passed when it is read again."""
        moment, self.now = self.now, self.now + TICK
        return moment

    def adopt_calendar(self) -> None:
        """The years of the givens."""
        opening = OpeningCommands(self.ledger, MemoryAgendas(self.ledger, list))
        finished(opening.adopt_calendars(givens.calendar().years, "calendars"))

    def account_commands(self) -> AccountCommands:
        """The handlers of accounts over the stores as they are now."""
        return AccountCommands(
            self.ledger, self.store, self.passwords, self.randomness, self.sign_ins, self.access
        )

    def directory_commands(self) -> DirectoryCommands:
        """The commands of the directory over the stores as they are now."""
        people = CommandRunner(self.ledger, MemoryFurtherRefusals())
        follow = effects(self.ledger, self.store, self.secrets)
        acts = ActCommands(people, FactOfficeIndex(self.ledger), follow)
        return DirectoryCommands(self.ledger, acts, self.store, self.randomness)

    def new_id(self) -> UUID:
        return uuid5(givens.SPACE, f"desk/{next(self._numbers)}")

    def _register_units(self) -> None:
        decision = tuple(
            NewEvent(
                stream=unit_stream(code),
                event=UnitRegistered(
                    code=code,
                    name=f"Đơn vị {code}",
                    kind="phong",
                    aliases=(),
                    internal=internal,
                    restricted=False,
                ),
            )
            for code, internal in UNITS
        )
        act = OperatorAct(action="units", decision=decision)
        finished(keep(self.ledger, finished(self.ledger.read([])), act))

    def first(self, login: str, office: Office, unit: str | None) -> Registered:
        """Somebody whom the command line registers, with a password."""
        held = OfficeHeld(office=office, unit=unit, from_on=TODAY - timedelta(days=30))
        first = FirstPerson(key=login, name=f"Người {login}", login=login, offices=(held,))
        person_id = finished(self.directory.register_first(first))
        finished(self.accounts.set_password(person_id, PASSWORD))
        return Registered(person_id=person_id, login=login)

    def request(
        self, who: Registered | Holder, name: str, content: object, words: TypedTexts | None = None
    ) -> CommandRequest:
        """A new click of somebody."""
        return CommandRequest(
            sender=Sender(person_id=who.person_id, session_id=SESSION),
            command_id=self.new_id(),
            name=name,
            sent={"content": repr(content)},
            texts=tuple(words.texts) if words else (),
        )

    def registration(
        self, name: str, login: str, *, by: Registered | None = None, person_id: UUID | None = None
    ) -> tuple[CommandRequest, RegisterPerson]:
        """The form of a new person, filled in."""
        words = TypedTexts(randomness=self.randomness, limit=200)
        command = RegisterPerson(
            person_id=person_id or self.new_id(),
            name=words.need(name, label="Họ và tên"),
            phone=None,
            login=words.need(login, label="Tên đăng nhập"),
        )
        return self.request(by or self.administrator, "register-person", command, words), command

    def register(self, name: str, login: str) -> Registered:
        """Somebody whom the administrator registers; no password yet."""
        request, command = self.registration(name, login)
        finished(self.directory.acts.handle(request, command))
        return Registered(person_id=command.person_id, login=login)

    def account_facts(self, who: Registered) -> list[str]:
        """What was recorded of somebody's account, by type."""
        return [fact.event.TYPE for fact in self.facts(account_stream(who.person_id))]

    def attempts(self, person_id: UUID) -> list[Fact]:
        """What was refused to somebody, on whatever day."""
        facts = finished(self.ledger.read_category("attempt")).facts
        return [row for name, rows in facts.items() if str(person_id) in name for row in rows]

    def facts(self, stream: str) -> list[Fact]:
        return list(finished(self.ledger.read([stream])).of(stream))

    def wait(self, **span: int) -> datetime:
        """Let some time pass (`minutes=`, `hours=`, `days=`)."""
        self.now += timedelta(**span)
        return self.now
