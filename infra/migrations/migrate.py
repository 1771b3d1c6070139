"""Prepares a database: roles, tables, the ward's ledger id, and one login for each server part.

It runs with the migrator's DATABASE_URL and is the only thing that does. Running it again changes
nothing; a password whose file is gone is drawn anew.
"""

import base64
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql
from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.pool import NullPool

from infra.engines.private_files import write_private
from infra.migrations import roles
from infra.migrations.roles import MigrationRefused
from services.ledger.engine import only_scram, plain_url
from services.ledger.names import BadName, check_ledger_id

__all__ = ["Kind", "Logins", "MigrationRefused", "ledger_of", "migrate", "upgrade"]

_MIGRATIONS: Final = Path(__file__).parent
# One number of ours for pg_advisory_lock: two migrators of one database take turns.
_LOCK: Final = 0x446F6E446F63
# Alembic keeps its environment in globals of its modules: one thread at a time.
_ALEMBIC: Final = threading.Lock()
_SUFFIX_BYTES: Final = 5  # base32: eight letters


class Kind(StrEnum):
    """What a ledger is for ever."""

    REAL = "real"
    DEMO = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logins:
    """The ledger of a data directory, and how each part reaches the database.

    The URLs hold passwords (`postgresql+psycopg://…`): never log them.
    """

    ledger_id: str
    app: URL
    relay: URL
    auditor: URL


def migrate(
    database_url: str,
    data_dir: Path,
    *,
    kind: Kind,
    ward: str,
    draw: Callable[[int], bytes] = secrets.token_bytes,
) -> Logins:
    """Bring a database to this release and answer the logins of this data directory's ledger.

    `ward` is the administrative code (`11002`). The fact `ledger-opened` is not written here.
    Raises MigrationRefused with a Vietnamese sentence.
    """
    url = _psycopg_url(database_url)
    with _alone(url) as connection:
        _upgrade(connection, url)
        ledger_id = open_ledger(connection, data_dir, kind=kind, ward=ward, draw=draw)
        return _logins(connection, url, data_dir, ledger_id)


def upgrade(database_url: str) -> None:
    """Bring roles and tables to this release, without any ledger. Raises MigrationRefused."""
    url = _psycopg_url(database_url)
    with _alone(url) as connection:
        _upgrade(connection, url)


def ledger_of(data_dir: Path) -> str | None:
    """The ledger id that a data directory belongs to; None before its first migration.

    Raises MigrationRefused where the marker is damaged.
    """
    path = _marker(data_dir)
    if not path.exists():
        return None
    try:
        return check_ledger_id(json.loads(path.read_text(encoding="utf-8"))["ledger_id"])
    except (ValueError, KeyError, TypeError, BadName) as error:
        raise MigrationRefused(
            f"Tệp {path} không đọc được: nó phải ghi mã sổ của thư mục dữ liệu này. Hãy khôi phục "
            "tệp từ bản sao lưu, hoặc xóa tệp để nhận lại sổ đang có trong cơ sở dữ liệu."
        ) from error


def open_ledger(
    connection: psycopg.Connection,
    data_dir: Path,
    *,
    kind: Kind,
    ward: str,
    draw: Callable[[int], bytes] = secrets.token_bytes,
) -> str:
    """Find or register the ledger of a data directory; its id is for ever.

    A data directory that lost its marker takes up the database's ledger of the same kind and
    ward. Raises MigrationRefused where directory and database do not belong together.
    """
    _check_ward(kind, ward)
    kept = ledger_of(data_dir)
    if kept is not None and not kept.startswith(f"{kind}-{ward}-"):
        raise MigrationRefused(
            f"Thư mục dữ liệu {data_dir} thuộc sổ {kept}, không phải sổ {kind.value} của "
            f"{ward}. Sổ thật và sổ thử không đổi cho nhau: hãy chọn thư mục khác bằng --data."
        )
    with connection.transaction():
        _become_owner(connection)
        rows = connection.execute(
            "SELECT ledger_id FROM ledgers WHERE ledger_id LIKE %s ORDER BY created_at",
            [f"{kind}-{ward}-%"],
        ).fetchall()
        known = [str(row[0]) for row in rows]
        if kept is not None and kept not in known:
            raise MigrationRefused(
                f"Cơ sở dữ liệu {connection.info.dbname} không có sổ {kept} mà thư mục dữ liệu "
                f"{data_dir} ghi. Hãy kiểm tra DATABASE_URL, hoặc khôi phục bản sao lưu."
            )
        if len(known) > 1 and kept is None:
            raise MigrationRefused(
                f"Cơ sở dữ liệu có {len(known)} sổ của {ward}: {', '.join(known)}. Hãy ghi sổ cần "
                f'dùng vào tệp {_marker(data_dir)}, ví dụ {{"ledger_id": "{known[0]}"}}.'
            )
        ledger_id = kept or (known[0] if known else _new_ledger(connection, kind, ward, draw))
    write_private(_marker(data_dir), json.dumps({"ledger_id": ledger_id}) + "\n")
    return ledger_id


def _check_ward(kind: Kind, ward: str) -> None:
    try:
        check_ledger_id(f"{kind}-{ward}-aaaaaaaa")
    except BadName as error:
        raise MigrationRefused(
            f"Mã đơn vị hành chính {ward!r} không dùng được: chỉ gồm 1 đến 16 chữ số hoặc chữ "
            "thường không dấu, ví dụ 11002."
        ) from error


def _new_ledger(
    connection: psycopg.Connection, kind: Kind, ward: str, draw: Callable[[int], bytes]
) -> str:
    suffix = base64.b32encode(draw(_SUFFIX_BYTES)).decode().lower()
    ledger_id = check_ledger_id(f"{kind}-{ward}-{suffix}")
    connection.execute(
        "INSERT INTO ledgers (ledger_id, ward_code) VALUES (%s, %s)", [ledger_id, ward]
    )
    connection.execute("INSERT INTO ledger_heads (ledger_id) VALUES (%s)", [ledger_id])
    return ledger_id


def _logins(connection: psycopg.Connection, url: URL, data_dir: Path, ledger_id: str) -> Logins:
    """One login for each part, named after the ledger, which no other installation has."""
    suffix = ledger_id.rpartition("-")[2]
    collected = {}
    roles.close_database(connection)
    for part, group in (("app", roles.APP), ("relay", roles.RELAY), ("auditor", roles.AUDITOR)):
        login = f"{group}_{suffix}"
        secret = data_dir / "secrets" / f"postgres-{part}"
        password = roles.ensure_login(connection, login, group, secret)
        collected[part] = url.set(username=login, password=password)
    with connection.transaction():
        _become_owner(connection)
        connection.execute(
            "INSERT INTO ledger_logins (login, ledger_id) VALUES (%s, %s) "
            "ON CONFLICT (login) DO NOTHING",
            [collected["app"].username, ledger_id],
        )
    return Logins(ledger_id=ledger_id, **collected)


@contextmanager
def _alone(url: URL) -> Iterator[psycopg.Connection]:
    """A connection of the migrator that holds the migrators' lock until it closes."""
    try:
        connection = psycopg.connect(
            plain_url(url),
            autocommit=True,
            connect_timeout=10,
        )
    except psycopg.OperationalError as error:
        raise MigrationRefused(
            f"Không kết nối được PostgreSQL ở {url.host}:{url.port}: {error}. Hãy kiểm tra máy "
            "chủ có chạy không và DATABASE_URL có đúng không."
        ) from error
    with connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield connection


def _upgrade(connection: psycopg.Connection, url: URL) -> None:
    roles.ensure_roles(connection)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    engine = create_engine(only_scram(url), poolclass=NullPool)
    with _ALEMBIC, engine.connect() as tables:
        # LOCAL would end with alembic's transaction; this connection is closed right after.
        tables.exec_driver_sql(f"SET SESSION ROLE {roles.OWNER}")
        tables.commit()
        config.attributes["connection"] = tables
        command.upgrade(config, "head")
        tables.commit()
    engine.dispose()


def _become_owner(connection: psycopg.Connection) -> None:
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(roles.OWNER)))


def _marker(data_dir: Path) -> Path:
    return data_dir / "ledger.json"


def _psycopg_url(database_url: str) -> URL:
    return make_url(database_url).set(drivername="postgresql+psycopg")
