"""What went wrong in a command, as a sentence; loaded only once something has."""

from psycopg import Error as DriverError
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from infra.engines.errors import EngineError
from infra.migrations.roles import MigrationRefused
from infra.supervise.lock import DataHeld
from services.ledger.port import LedgerError


def sentence_of(problem: Exception) -> str | None:
    """Say in Vietnamese what happened and what to do; None for a fault of our own."""
    match problem:
        case EngineError() | MigrationRefused() | DataHeld():
            return str(problem)
        case LedgerError():
            return f"Cơ sở dữ liệu chưa sẵn sàng: {problem}. Hãy khởi động Đôn Đốc rồi thử lại."
        case DBAPIError():
            return _database_changed(problem.orig)
        case DriverError():
            return _database_changed(problem)
        case ValidationError():
            return f"Dữ liệu không đúng mẫu: {problem.error_count()} chỗ sai."
        case _:
            return None


def _database_changed(cause: BaseException | None) -> str:
    words = cause.diag.message_primary if isinstance(cause, DriverError) else None
    return (
        f"Cơ sở dữ liệu không còn như Đôn Đốc đã để lại ({words or 'không rõ lỗi'}). Hãy chạy "
        "“dondoc ledger verify” để biết thiếu gì, rồi khôi phục từ bản sao lưu."
    )
