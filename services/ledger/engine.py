"""How a process of ours talks to PostgreSQL: bounded waits, UTC, few connections."""

from typing import Any, Final

from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

# A page waits seconds for the ward's head lock, never for ever; a forgotten transaction is ended
# by the server, because it would hold that lock and keep every table from being cleaned.
_SESSION: Final = {
    "timezone": "UTC",
    "lock_timeout": "10s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
}
_CONNECT_SECONDS: Final = 5
ONLY_SCRAM: Final = "scram-sha-256"
WAIT_SECONDS: Final = 10.0  # for a connection while all are in use


def only_scram(url: URL | str) -> URL:
    """The address under which no password is told: SCRAM alone is answered, it proves both sides.

    Whoever takes the port while the database is away may ask for the password in clear. A ward
    whose own server asks otherwise says `require_auth` in its address.
    """
    result = make_url(url)
    if "require_auth" in result.query:
        return result
    return result.update_query_dict({"require_auth": ONLY_SCRAM})


def plain_url(url: URL | str) -> str:
    """The same as psycopg alone reads it, password included: never log it."""
    return only_scram(url).set(drivername="postgresql").render_as_string(hide_password=False)


def make_engine(
    url: URL | str,
    *,
    part: str = "dondoc",
    pool_size: int = 5,
    max_overflow: int = 10,
    pool_timeout: float = WAIT_SECONDS,
    **more: Any,
) -> AsyncEngine:
    """An engine for one login; `part` is what `pg_stat_activity` shows. Dispose it at the end."""
    options = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    return create_async_engine(
        only_scram(url),
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=pool_timeout,
        hide_parameters=True,  # an error message that is logged must not hold what was typed
        connect_args={
            "options": options,
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": f"dondoc-{part}",
        },
        **more,
    )
