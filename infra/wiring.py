"""The composition root: one ward's commands on one database."""

import functools
import subprocess
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from infra.clocks.ward_clock import MovedLedger, WardClock
from infra.hashing import Hasher, HashingQueue
from infra.randomness import RANDOMNESS, Argon2Passwords
from infra.stores.access_log import PostgresAccessLog
from infra.stores.accounts import PostgresAccountStore
from infra.stores.further_refusals import PostgresFurtherRefusals
from infra.stores.office_index import PostgresOfficeIndex
from infra.stores.sign_ins import PostgresSignInStore
from infra.stores.tokens import PostgresTokenStore
from services.commands.accounts import AccountCommands
from services.commands.acts import ActCommands
from services.commands.directory import DirectoryCommands
from services.commands.directory_effects import effects
from services.commands.due_actions import DueActions
from services.commands.opening import OpeningCommands
from services.commands.plans import PlanCommands
from services.commands.readings import ReadingCommands
from services.commands.runner import CommandRunner
from services.commands.tokens import TokenCommands
from services.domain.registry import EVENTS
from services.domain.task.appraisal_readings import DecreeReading
from services.ledger.codec import Codec
from services.ledger.port import Agendas, Ledger
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_outbox import PostgresAgendas
from services.planyaml.readings_yaml import read_decree_readings
from services.projections.writing import projection_of

ROOT = Path(__file__).resolve().parents[1]
CODEC = Codec(EVENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """Everything that acts for one ward."""

    ledger: Ledger
    agendas: Agendas
    due_actions: DueActions
    opening: OpeningCommands
    people: CommandRunner
    plans: PlanCommands
    readings: ReadingCommands
    acts: ActCommands
    directory: DirectoryCommands
    accounts: AccountCommands
    tokens: TokenCommands


@functools.cache
def build_name() -> str:
    """Which build writes: `<version>+<commit or unknown>`."""
    try:
        process = subprocess.run(
            ["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"],  # noqa: S607  (a checkout's own git)
            capture_output=True,
            text=True,
            check=False,
            timeout=5,
        )
        commit = process.stdout.strip() if process.returncode == 0 else ""
    except (OSError, subprocess.TimeoutExpired):
        commit = ""
    return f"{metadata.version('dondoc')}+{commit or 'unknown'}"


@functools.cache
def decree_readings() -> tuple[DecreeReading, ...]:
    """How the decree on scoring is read, from the file beside the ward's rules."""
    path = ROOT / "infra" / "plans" / "appraisal-readings.yaml"
    return read_decree_readings(path.read_text(encoding="utf-8"), path.name)


def make_ward(
    engine: AsyncEngine,
    ledger_id: str,
    clock: WardClock | None = None,
    passwords: Hasher | None = None,
) -> Ward:
    """Wire one ward's commands to its database login; only a demonstration's clock is moved."""
    kept = PostgresLedger(engine, ledger_id, CODEC, projections=projection_of, build=build_name())
    ledger = kept if clock is None else MovedLedger(kept, clock)
    return wire(ledger, PostgresAgendas(engine, ledger_id), engine, passwords)


def wire(
    ledger: Ledger, agendas: Agendas, engine: AsyncEngine, passwords: Hasher | None = None
) -> Ward:
    """Put the commands of one ward together, with the tables beside its ledger."""
    people = CommandRunner(ledger, PostgresFurtherRefusals(engine))
    store = PostgresAccountStore(engine, ledger.ledger_id)
    accounts = AccountCommands(
        ledger,
        store,
        HashingQueue(passwords or Argon2Passwords()),
        RANDOMNESS,
        PostgresSignInStore(engine),
        PostgresAccessLog(engine),
    )
    tokens = PostgresTokenStore(engine, ledger.ledger_id)
    index = PostgresOfficeIndex(engine, ledger.ledger_id)
    acts = ActCommands(people, index, effects(ledger, store, tokens))
    return Ward(
        ledger=ledger,
        agendas=agendas,
        due_actions=DueActions(ledger, agendas),
        opening=OpeningCommands(ledger, agendas),
        people=people,
        plans=PlanCommands(ledger),
        readings=ReadingCommands(ledger, RANDOMNESS),
        acts=acts,
        directory=DirectoryCommands(ledger, acts, store, RANDOMNESS),
        accounts=accounts,
        tokens=TokenCommands(ledger, acts, accounts, tokens),
    )
