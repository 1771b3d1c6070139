"""Who asks for a verification writes a line that the auditor part reads, of its own ward alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import URL

from tests.ledger.databases import LedgerDatabase, plain
from tests.ledger.toys import key

pytestmark = pytest.mark.postgres
ASK = "INSERT INTO verification_requests (request_id, asked_by) VALUES (%s, %s)"


@contextmanager
def login(url: URL) -> Iterator[psycopg.Connection]:
    with psycopg.connect(plain(url), autocommit=True) as connection:
        yield connection


def asked(connection: psycopg.Connection) -> list[UUID]:
    rows = connection.execute("SELECT request_id FROM verification_requests").fetchall()
    return [row[0] for row in rows]


def test_the_auditor_reads_what_the_pages_asked(database: LedgerDatabase) -> None:
    with login(database.ward.app) as app:
        app.execute(ASK, [key("first"), key("thanh-tra")])
        for taken_back in ("DELETE FROM verification_requests", "TRUNCATE verification_requests"):
            with pytest.raises(errors.InsufficientPrivilege):
                app.execute(taken_back)
    with login(database.ward.auditor) as auditor:
        assert asked(auditor) == [key("first")]
        with pytest.raises(errors.InsufficientPrivilege):
            auditor.execute(ASK, [key("second"), key("thanh-tra")])


def test_a_ward_sees_no_request_of_another(database: LedgerDatabase) -> None:
    with login(database.ward.app) as app:
        app.execute(ASK, [key("first"), key("thanh-tra")])
    with login(database.neighbour.app) as neighbour:
        assert asked(neighbour) == []
