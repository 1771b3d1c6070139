"""A migrated database with two wards, cloned for each test that wants one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL

from infra.engines.temporal.connection import TemporalConnection
from infra.migrations.migrate import Kind, Logins, migrate
from infra.settings import InstallationFile

MIGRATOR = "migrator"
PASSWORD = "given-to-the-migrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDatabase:
    """One database: two wards, their logins, and the superuser whom nothing refuses."""

    name: str
    admin: str
    migrator: str
    ward: Logins
    neighbour: Logins

    def superuser(self) -> psycopg.Connection:
        """What no installation gives to a server process."""
        return psycopg.connect(self.admin, autocommit=True)


def plain(url: URL) -> str:
    """The URL as psycopg alone reads it, password included."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


_SHARED_ROLES = (
    "SELECT rolname FROM pg_roles"
    " WHERE rolname IN ('dondoc_owner', 'dondoc_app', 'dondoc_relay', 'dondoc_auditor')"
)


def make_database(admin: str, name: str, folder: Path) -> LedgerDatabase:
    """A new database, migrated by a login that is no superuser."""
    with psycopg.connect(admin, autocommit=True) as connection:
        if not connection.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s", [MIGRATOR]
        ).fetchone():
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}").format(
                    sql.Identifier(MIGRATOR), sql.Literal(PASSWORD)
                )
            )
        # A superuser's installation may have made the shared roles first on this server.
        for role in connection.execute(_SHARED_ROLES).fetchall():
            connection.execute(
                sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(
                    sql.Identifier(role[0]), sql.Identifier(MIGRATOR)
                )
            )
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(MIGRATOR)
            )
        )
    info = psycopg.conninfo.conninfo_to_dict(admin)
    migrator = f"postgresql://{MIGRATOR}:{PASSWORD}@{info['host']}:{info['port']}/{name}"
    return LedgerDatabase(
        name=name,
        admin=admin.rpartition("/")[0] + f"/{name}",
        migrator=migrator,
        ward=migrate(migrator, folder / "ward", kind=Kind.REAL, ward="11002"),
        neighbour=migrate(migrator, folder / "neighbour", kind=Kind.DEMO, ward="11003"),
    )


@contextmanager
def cloned(template: LedgerDatabase, name: str) -> Iterator[LedgerDatabase]:
    """A copy of a house, thrown away afterwards. Nobody may be connected to the template."""
    with psycopg.connect(
        template.admin.rpartition("/")[0] + "/postgres", autocommit=True
    ) as admin:
        new, old = sql.Identifier(name), sql.Identifier(template.name)
        admin.execute(
            # Files are copied: a log of each page costs ten times as much.
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY").format(
                new, old, sql.Identifier(MIGRATOR)
            )
        )
        try:
            yield replace(
                template,
                name=name,
                admin=template.admin.rpartition("/")[0] + f"/{name}",
                migrator=template.migrator.rpartition("/")[0] + f"/{name}",
                ward=moved(template.ward, name),
                neighbour=moved(template.neighbour, name),
            )
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(new))


def installation_of(logins: Logins) -> InstallationFile:
    """The file of an installation that runs on these logins; nothing listens at its Temporal."""
    temporal = TemporalConnection.from_environment({"TEMPORAL_ADDRESS": "127.0.0.1:1"})
    assert temporal is not None
    return InstallationFile(
        ledger_id=logins.ledger_id,
        ward_name="phường cho sẵn",
        app=logins.app,
        relay=logins.relay,
        auditor=logins.auditor,
        temporal=temporal,
        web_port=1,
    )


def moved(logins: Logins, database: str) -> Logins:
    """The same logins on another database of the cluster."""
    return replace(
        logins,
        app=logins.app.set(database=database),
        relay=logins.relay.set(database=database),
        auditor=logins.auditor.set(database=database),
    )
