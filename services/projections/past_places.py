"""Where the rows of past days lie, and who stands there: see `past` for how they are made."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.projections import STATE_ROWS
from services.projections.directory import ACCOUNTS
from services.projections.state_rows import StateRows

PLACES: Final = 4
# Who may sign in is asked about today alone, and so is what the search of the log reads.
PAST_ROWS: Final[Sequence[StateRows[Any]]] = tuple(
    replace(rows, by_fact=()) for rows in STATE_ROWS if rows is not ACCOUNTS
)
SHAPE: Final = hashlib.sha256("".join(rows.fingerprint for rows in PAST_ROWS).encode()).hexdigest()

_TAKE: Final = text(
    "UPDATE past_places SET used_at = clock_timestamp()"
    " WHERE ledger_id = own_ledger() AND position = :position AND shape = :shape RETURNING place"
)
_HELD: Final = text(
    "SELECT withheld FROM past_places WHERE ledger_id = own_ledger()"
    " AND place = :place AND position = :position AND shape = :shape"
)
_REACHED: Final = text(
    "SELECT folded FROM past_builds WHERE ledger_id = own_ledger() AND position = :position"
)
_UNEQUAL: Final = text(
    "SELECT EXISTS (SELECT FROM public.assignments AS now"
    " JOIN assignments AS past USING (ledger_id, stream)"
    " WHERE now.restricted AND NOT past.restricted)"
)


def path_to(place: int) -> TextClause:
    """What makes the statements of a transaction meet the rows of a place."""
    return text(f"SET LOCAL search_path = past_{place:d}, public")


async def taken(connection: AsyncConnection, position: int) -> int | None:
    """The place that holds the rows as of that fact, asked for now; None where none does."""
    asked = {"position": position, "shape": SHAPE}
    place: int | None = (await connection.execute(_TAKE, asked)).scalar()
    return place


async def folded_so_far(connection: AsyncConnection, position: int) -> int:
    """Of the facts up to that one how many are folded by whoever makes its rows now."""
    return (await connection.execute(_REACHED, {"position": position})).scalar() or 0


async def withheld_at(
    connection: AsyncConnection, place: int, position: int
) -> frozenset[str] | None:
    """The streams that nobody may read who stands in a place; None where he sees other rows there.

    What is restricted today is restricted on every day; rows from before that are made anew.
    """
    asked = {"place": place, "position": position, "shape": SHAPE}
    withheld = (await connection.execute(_HELD, asked)).scalar()
    if withheld is None or (await connection.execute(_UNEQUAL)).scalar():
        return None
    return frozenset(withheld)
