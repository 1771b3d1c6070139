"""What PostgreSQL's refusals mean to a handler."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from psycopg import Error as DriverError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services.ledger.connections import BUSY
from services.ledger.names import BadName
from services.ledger.port import (
    LedgerBusy,
    LedgerError,
    LedgerUnavailable,
    StaleVersion,
    TimeRunsBack,
)

# From append_events (infra/migrations/sql/0042_append_events.sql).
STALE: Final = "DD001"
TWIN_IN_ANOTHER_CASE: Final = "DD003"
NO_SUCH_LEDGER: Final = "DD004"
TIME_RUNS_BACK: Final = "DD006"

_UNIQUE_VIOLATION: Final = "23505"
# Connection, resources and disk full, operator's stop or time limit, system and internal errors.
_DOWN_CLASSES: Final = frozenset({"08", "53", "57", "58", "XX"})
# Read-only (a standby), login refused while the server is being prepared.
_DOWN: Final = frozenset({"25006", "28P01", "28000", "3D000"})


class AcceptedBefore(LedgerError):
    """The command id is taken: its outcome answers. Never leaves the ledger."""


_SAID: Final[Mapping[str, type[LedgerError]]] = {
    STALE: StaleVersion,
    TWIN_IN_ANOTHER_CASE: BadName,
    NO_SUCH_LEDGER: LedgerError,
    TIME_RUNS_BACK: TimeRunsBack,
    # Serialisation and deadlock: PostgreSQL chose this transaction to step back.
    "40001": StaleVersion,
    "40P01": StaleVersion,
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into the port's; an error of our own statements stays as it is."""
    try:
        yield
    except (DBAPIError, DriverError) as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        raise meaning from error
    except PoolTimeout as error:
        raise LedgerBusy("every connection to the database stayed in use") from error
    except OSError as error:
        raise LedgerUnavailable(f"no connection to the database: {error}") from error


def _meaning(raised: DBAPIError | DriverError) -> LedgerError | None:
    lost = isinstance(raised, DBAPIError) and raised.connection_invalidated
    error = raised.orig if isinstance(raised, DBAPIError) else raised
    state = error.sqlstate if isinstance(error, DriverError) else None
    if state is None:
        # Without a state the server never answered: the network, or the driver's own time limit.
        unreached = isinstance(error, DriverError) and "Operational" in type(error).__name__
        return LedgerUnavailable(f"the database is not there: {error}") if unreached else None
    if state in _SAID:
        return _SAID[state](_words(error))
    if state == _UNIQUE_VIOLATION:
        return _collision(error)
    if state in BUSY:
        return LedgerBusy(f"too much at once ({state}): {_words(error)}")
    if lost or state[:2] in _DOWN_CLASSES or state in _DOWN:
        return LedgerUnavailable(f"the database refuses ({state}): {_words(error)}")
    return None


def _words(error: BaseException | None) -> str:
    """The first line only: details may hold the values of a row."""
    return (isinstance(error, DriverError) and error.diag.message_primary) or "no words"


def _collision(error: BaseException | None) -> LedgerError:
    constraint = error.diag.constraint_name if isinstance(error, DriverError) else None
    if constraint == "commands_pkey":
        return AcceptedBefore("this command was accepted before")
    if constraint == "texts_pkey":
        return LedgerError("a text id was used before")
    # In a projection or an index of the ledger somebody else's row came first.
    return StaleVersion(f"another transaction was first ({constraint})")
