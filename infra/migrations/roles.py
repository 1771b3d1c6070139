"""The roles of `design.md` §3: made once in a cluster, shared by every database in it.

The owner owns the tables and may not log in. The migrator steps into it with SET ROLE and holds
none of its rights otherwise. Each ward has a login of its own, a member of `dondoc_app`.
"""

from pathlib import Path
from typing import Final, LiteralString

import psycopg
from psycopg import errors, sql

from infra.engines.private_files import kept_password

OWNER: Final = "dondoc_owner"
APP: Final = "dondoc_app"
RELAY: Final = "dondoc_relay"
AUDITOR: Final = "dondoc_auditor"
OLDEST_POSTGRES: Final = 160000
# Two migrators of different databases may meet at the cluster's catalogue; each round settles one.
_ROUNDS: Final = 20


class MigrationRefused(Exception):
    """The database cannot be prepared; the sentence says what to do (Vietnamese)."""


def ensure_roles(connection: psycopg.Connection) -> None:
    """Make the shared roles where they are missing, and let this migrator step into the owner.

    Raises MigrationRefused where the login may not create roles, or where another installation's
    migrator made them and did not share them.
    """
    if connection.info.server_version < OLDEST_POSTGRES:
        raise MigrationRefused(
            "PostgreSQL này quá cũ: cần bản 16 trở lên. Hãy nâng cấp máy chủ rồi chạy lại."
        )
    user = connection.info.user
    if not _answer(
        connection, "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = %s", user
    ):
        raise MigrationRefused(_too_weak(connection, "CREATEROLE"))
    try:
        for role in (OWNER, APP, RELAY, AUDITOR):
            _settle(connection, _create_role(role))
            if not _may_grant(connection, role):
                raise MigrationRefused(_not_shared(role, user))
        if not _may_step_into(connection, OWNER):
            grant = sql.SQL("GRANT {} TO CURRENT_USER WITH SET TRUE, INHERIT FALSE")
            _settle(connection, grant.format(sql.Identifier(OWNER)))
        connection.execute(
            sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(sql.Identifier(OWNER))
        )
    except errors.InsufficientPrivilege as error:
        raise MigrationRefused(_too_weak(connection, str(error.diag.message_primary))) from error


def ensure_login(connection: psycopg.Connection, login: str, group: str, secret: Path) -> str:
    """Make one login of a group, with the password of its file; a lost file is drawn anew.

    The password stands only in `secret` (0600); PostgreSQL gets the SCRAM verifier. Answers the
    password.
    """
    password = kept_password(secret)
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login]).fetchone()
    names = {"login": sql.Identifier(login), "group": sql.Identifier(group)}
    if not exists:
        _settle(
            connection,
            sql.SQL(
                "CREATE ROLE {login} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
            ).format(**names),
        )
    verifier = connection.pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    ).decode()
    change = sql.SQL("ALTER ROLE {login} PASSWORD {verifier}")
    _settle(connection, change.format(**names, verifier=sql.Literal(verifier)))
    # SET FALSE: the login has the group's rights, but cannot become the group.
    _settle(
        connection,
        sql.SQL("GRANT {group} TO {login} WITH INHERIT TRUE, SET FALSE").format(**names),
    )
    _settle(
        connection,
        sql.SQL("GRANT CONNECT ON DATABASE {database} TO {login}").format(
            **names, database=sql.Identifier(connection.info.dbname)
        ),
    )
    return password


def close_database(connection: psycopg.Connection) -> None:
    """Let nobody in but the logins that are granted CONNECT; nobody makes scratch tables."""
    database = sql.Identifier(connection.info.dbname)
    _settle(connection, sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))


def _create_role(role: str) -> sql.Composed:
    return sql.SQL(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) "
        "THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
    ).format(name=sql.Literal(role), role=sql.Identifier(role))


def _settle(connection: psycopg.Connection, statement: sql.Composed) -> None:
    """Run a statement on the cluster's catalogue, again where another migrator was first."""
    for _ in range(_ROUNDS - 1):
        try:
            connection.execute(statement)
        except (errors.DuplicateObject, errors.UniqueViolation, errors.InternalError):
            continue  # somebody else's row was in the way; it is there now
        return
    connection.execute(statement)


def _may_grant(connection: psycopg.Connection, role: str) -> bool:
    return _answer(
        connection,
        "SELECT rolsuper OR pg_has_role(rolname, %s, 'MEMBER WITH ADMIN OPTION') FROM pg_roles "
        "WHERE rolname = current_user",
        role,
    )


def _may_step_into(connection: psycopg.Connection, role: str) -> bool:
    return _answer(connection, "SELECT pg_has_role(current_user, %s, 'SET')", role)


def _answer(connection: psycopg.Connection, question: LiteralString, name: str) -> bool:
    row = connection.execute(question, [name]).fetchone()
    return bool(row and row[0])


def _too_weak(connection: psycopg.Connection, lacks: str) -> str:
    return (
        f"Tài khoản {connection.info.user} trong DATABASE_URL không đủ quyền chuẩn bị cơ sở dữ "
        f"liệu {connection.info.dbname} (thiếu: {lacks}). Người quản trị máy chủ hãy cấp quyền "
        "CREATEROLE và giao cơ sở dữ liệu cho tài khoản này làm chủ, rồi chạy lại."
    )


def _not_shared(role: str, user: str) -> str:
    return (
        f"Vai trò {role} trên máy chủ PostgreSQL này do một bản cài đặt khác tạo ra và tài khoản "
        f"{user} chưa được dùng chung. Người quản trị máy chủ hãy chạy: GRANT {OWNER}, {APP}, "
        f'{RELAY}, {AUDITOR} TO "{user}" WITH ADMIN OPTION; rồi chạy lại lệnh này.'
    )
