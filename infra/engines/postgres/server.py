"""A PostgreSQL that takes connections: ours, or the ward's own (`DATABASE_URL`)."""

from dataclasses import dataclass
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from infra.engines.errors import EngineError
from services.ledger.engine import ONLY_SCRAM

_PASSED_ON = ("sslmode", "sslrootcert", "require_auth", "target_session_attrs")
_DEFAULT_PORT = 5432
_CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    """A server and the one who may make roles and databases on it.

    `ours` says that nobody else uses it: a role that is there already is our own from an earlier
    start, and may be given a new password.
    """

    admin_url: str
    ours: bool = False

    def settings(self) -> dict[str, str]:
        """Return the parts of the administrator's address, as libpq names them."""
        try:
            result = conninfo_to_dict(self.admin_url.replace("postgresql+psycopg:", "postgresql:"))
        except psycopg.ProgrammingError as problem:
            # The driver repeats the whole address, password and all: it is not shown.
            raise EngineError(
                "Địa chỉ cơ sở dữ liệu (DATABASE_URL) không đúng dạng "
                "postgresql://người-dùng:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu. Hãy sửa rồi chạy lại."
            ) from problem
        return {name: str(value) for name, value in result.items() if value is not None}

    @property
    def host(self) -> str:
        return self.settings().get("host", "127.0.0.1")

    @property
    def port(self) -> int:
        return int(self.settings().get("port", _DEFAULT_PORT))

    @property
    def require_auth(self) -> str:
        """How the server must ask for a password; whoever took its port is told none."""
        return self.settings().get("require_auth", ONLY_SCRAM)

    def dsn(self, user: str, password: str, database: str) -> str:
        """Return the address of another login on the same server, with the same protection."""
        settings = self.settings()
        extra = "&".join(
            f"{name}={quote(settings[name], safe='')}" for name in _PASSED_ON if name in settings
        )
        login = f"{quote(user, safe='')}:{quote(password, safe='')}"
        place = f"{self.host}:{self.port}/{quote(database, safe='')}"
        return f"postgresql://{login}@{place}" + (f"?{extra}" if extra else "")

    def ensure_role(self, role: str, password: str) -> None:
        """Make a role that may sign in and nothing more.

        Raises EngineError when a server that is not ours has such a role with another password:
        it may be somebody else's.
        """
        with self._connected() as admin:
            if not admin.execute("select from pg_roles where rolname = %s", [role]).fetchall():
                self._set_password(admin, "create role {} login password {}", role, password)
                # Whoever is no superuser must belong to a role to make databases for it.
                grant = sql.SQL("grant {} to current_user with set true, inherit true")
                admin.execute(grant.format(sql.Identifier(role)))
            elif self.ours:
                self._set_password(admin, "alter role {} login password {}", role, password)
            elif not self._opens(role, password):
                raise EngineError(
                    f'Trên máy chủ PostgreSQL {self.host}:{self.port} đã có vai trò "{role}" với '
                    "mật khẩu khác, có thể của một hệ thống khác nên không bị thay đổi. Hãy dùng "
                    "máy chủ khác, hoặc phục hồi mật khẩu cũ vào thư mục dữ liệu."
                )

    def ensure_database(self, name: str, owner: str | None = None) -> None:
        """Make a database that only its owner (the administrator when None) may enter."""
        database = sql.Identifier(name)
        with self._connected() as admin:
            known = "select from pg_database where datname = %s"
            if not admin.execute(known, [name]).fetchall():
                admin.execute(sql.SQL("create database {}").format(database))
            if owner is not None:
                give = sql.SQL("alter database {} owner to {}")
                admin.execute(give.format(database, sql.Identifier(owner)))
            close = "revoke connect, temporary on database {} from public"
            admin.execute(sql.SQL(close).format(database))
            if self.ours:  # a part's role has no business in the administrator's database either
                admin.execute(sql.SQL(close).format(sql.Identifier("postgres")))

    def _connected(self) -> psycopg.Connection:
        url = self.admin_url.replace("postgresql+psycopg:", "postgresql:")
        try:
            return psycopg.connect(
                url,
                autocommit=True,
                connect_timeout=_CONNECT_SECONDS,
                require_auth=self.require_auth,
            )
        except psycopg.OperationalError as problem:
            raise EngineError(
                f"Không nối được tới PostgreSQL ở {self.host}:{self.port}. Hãy xem máy chủ có "
                "đang chạy không, và tên, mật khẩu trong địa chỉ có đúng không."
            ) from problem

    def _opens(self, role: str, password: str) -> bool:
        database = self.settings().get("dbname", "postgres")
        try:
            psycopg.connect(
                self.dsn(role, password, database),
                connect_timeout=_CONNECT_SECONDS,
                require_auth=self.require_auth,
            ).close()
        except psycopg.OperationalError as problem:
            # Let in by password, then turned away from a database that is closed to it.
            return problem.sqlstate == "42501" or "permission denied for database" in str(problem)
        return True

    @staticmethod
    def _set_password(admin: psycopg.Connection, act: str, role: str, password: str) -> None:
        admin.execute(sql.SQL(act).format(sql.Identifier(role), sql.Literal(password)))
