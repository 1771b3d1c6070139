"""A real ward with a signed log, what verify says of it, and what a superuser does to it."""

import json
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.ext.asyncio import AsyncEngine

from infra.engines.private_files import write_private
from infra.verify.asked import Examined
from infra.verify.exit_codes import Wrong
from infra.verify.ledger_check import Findings, examine
from infra.verify.remembered import FILE
from infra.verify.witnesses import witnesses_named
from infra.wiring import Ward, make_ward
from infra.witness.requests import AddCheckpoint
from infra.witness.store import WitnessStore, trust_log_keys
from infra.witness.witness import Witness
from services.domain.calendar import CalendarStatus, CalendarYear
from services.ledger import canonical
from services.ledger.merkle import leaf_hash
from services.ledger.postgres import PostgresLedger
from services.ledger.salts import salted
from services.ledger.tlog.checkpoints import read_checkpoint
from tests import givens
from tests.ledger.databases import LedgerDatabase, installation_of
from tests.ledger.proving.kit import ProvedWard, proved_ward
from tests.ledger.tlog.note_vectors import WITNESS
from tests.witness.histories import MovedClock

TABLES = ("events", "payloads", "texts", "commands")


@dataclass
class AttackedWard:
    """One ward: its log is signed, a copy lies in another folder, a witness saw it."""

    database: LedgerDatabase
    ward: Ward
    proved: ProvedWard
    witness: Path
    years: int = 2100

    @property
    def ledger_id(self) -> str:
        return self.database.ward.ledger_id

    async def grow(self, facts: int = 1) -> None:
        """So many calendars are adopted, each in a stream of its own."""
        for _ in range(facts):
            self.years += 1
            year = CalendarYear(
                year=self.years,
                status=CalendarStatus.OFFICIAL,
                decision="01/QĐ",
                rest_days=(),
                make_up_days=(),
            )
            await self.ward.opening.adopt_calendars([year], str(self.years))

    async def signed(self) -> int:
        """The log follows, is signed, copied and seen by the witness; its size."""
        await self.proved.signed_anew(self.proved.copy)
        note = self.proved.folder.newest()
        assert note is not None
        size, held = read_checkpoint(note.text).size, await self._seen()
        if size > held:
            proof = tuple(self.proved.folder.tree(size).consistency(held))
            keys = [key.text() for key in await self.proved.verifiers()]
            trust_log_keys(self.witness, keys)
            answer = Witness(WitnessStore(self.witness), MovedClock()).add_checkpoint(
                AddCheckpoint(held, proof, note).write()
            )
            assert answer.status == 200
        return size

    async def _seen(self) -> int:
        [saw] = self.witnesses().values()
        return max(await saw(self.proved.origin, 0), default=0)

    def witnesses(self) -> Mapping[str, Any]:
        return witnesses_named(str(self.witness), WITNESS.verifier.text(), {})

    async def judged(
        self, *, outside: bool = False, full: bool = True, remembering: bool = False
    ) -> Findings:
        """What verify says by the log alone, or by what is kept outside as well."""
        there = self.proved.there
        asked = Examined(
            log=there.log,
            copies=self.proved.copy.path if outside else None,
            witnesses=self.witnesses() if outside else {},
            state=there.data / FILE if remembering else None,
            full=full,
        )
        return await examine(installation_of(self.database.ward), asked)

    def attack(self, act: Callable[[psycopg.Connection], object]) -> None:
        """Let a superuser do something to the tables, all guards off for so long."""
        with self.database.superuser() as admin:
            guards = admin.execute(
                "SELECT tgrelid::regclass::text, tgname,"
                " CASE tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END"
                " FROM pg_trigger WHERE NOT tgisinternal"
                " AND tgrelid::regclass::text = ANY (%s)",
                [[*TABLES, "ledger_heads"]],
            ).fetchall()
            for table, name, _ in guards:
                admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}".encode())
            act(admin)
            for table, name, enable in guards:
                admin.execute(f"ALTER TABLE {table} {enable} TRIGGER {name}".encode())

    def restored_to(self, size: int) -> None:
        """What restoring an older backup does: nothing is left of what came after."""

        def cut(admin: psycopg.Connection) -> None:
            for table in ("events", "payloads"):
                admin.execute(
                    sql.SQL("DELETE FROM {} WHERE ledger_id = %s AND position > %s").format(
                        sql.Identifier(table)
                    ),
                    [self.ledger_id, size],
                )
            admin.execute(
                "DELETE FROM commands WHERE ledger_id = %s"
                " AND (outcome ->> 'first_position')::bigint > %s",
                [self.ledger_id, size],
            )
            admin.execute(
                "UPDATE ledger_heads SET size = %s WHERE ledger_id = %s", [size, self.ledger_id]
            )

        self.attack(cut)

    def rewritten(
        self, position: int, payload: Mapping[str, Any], record: Mapping[str, Any] | None = None
    ) -> None:
        """A fact says something else, with fresh digest, record and leaf: all fits together."""
        self.attack(lambda admin: rewrite(admin, self.ledger_id, position, payload, record or {}))

    async def log_made_anew(self) -> None:
        """Whoever has the key throws the log away and signs the ledger as it is now."""
        shutil.rmtree(self.proved.there.log)
        await self.proved.signed_anew()


def rewrite(
    admin: psycopg.Connection,
    ledger_id: str,
    position: int,
    payload: Mapping[str, Any],
    record: Mapping[str, Any],
) -> None:
    """Overwrite fields of a payload and of its record, and everything that follows from it."""
    row = admin.execute(
        "SELECT e.record, p.payload, p.salt FROM events e JOIN payloads p"
        " USING (ledger_id, position) WHERE ledger_id = %s AND position = %s",
        [ledger_id, position],
    ).fetchone()
    assert row is not None
    body = canonical.encode({**json.loads(row[1]), **payload})
    said = {**json.loads(row[0]), **record, "payload_sha256": salted(row[2], body)}
    written = canonical.encode(said)
    admin.execute(
        "UPDATE payloads SET payload = %s WHERE ledger_id = %s AND position = %s",
        [body, ledger_id, position],
    )
    admin.execute(
        "UPDATE events SET record = %s, leaf = %s, recorded_at = %s, occurred_at = %s,"
        " person_id = %s, actor_key = %s WHERE ledger_id = %s AND position = %s",
        [
            written,
            leaf_hash(written),
            said["recorded_at"],
            said["occurred_at"],
            said["actor"]["person_id"],
            said["actor"]["person_id"] or "system",
            ledger_id,
            position,
        ],
    )


async def attacked_ward(
    database: LedgerDatabase, engine: AsyncEngine, folder: Path
) -> AttackedWard:
    """A ward that is opened, with rules, calendars, a key, and nobody in it yet."""
    ward = make_ward(engine, database.ward.ledger_id)
    await ward.opening.open_ledger("11002", "phường cho sẵn")
    await ward.opening.adopt_policy(givens.policy(), "policy")
    await ward.opening.adopt_calendars(givens.calendar().years, "calendars")
    ledger = ward.ledger
    assert isinstance(ledger, PostgresLedger)
    proved = await proved_ward(database, ledger, folder / "data")
    witness = folder / "witness"
    witness.mkdir()
    write_private(witness / "witness-key", WITNESS.secret_text())
    return AttackedWard(database=database, ward=ward, proved=proved, witness=witness)


def met(findings: Findings) -> Collection[Wrong]:
    """The kinds of wrong, to be compared."""
    return set(findings.wrongs)
