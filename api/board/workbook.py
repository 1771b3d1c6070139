"""The list of the board as an Excel workbook: the same filters, every row of the list."""

from collections.abc import Iterator, Mapping
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.board import labels, row_labels
from api.context import TheServices, Viewer, viewing_of
from api.labels import chase_words, phrases, titles, words
from api.reading_rights import require_overseeing
from api.web.downloads import excel_file
from services.queries.board_views import Board, BoardRow
from services.queries.chase_board import chase_board
from services.queries.reading import reading
from services.register.writing import CellOut, FileColumn, RegisterTitle, list_book

router = APIRouter()
# Each column with its width in characters.
_COLUMNS: Final = tuple(
    FileColumn(head, width)
    for head, width in (
        ("STT", 6),
        ("Việc", 60),
        ("Chủ trì", 34),
        ("Lãnh đạo phụ trách", 24),
        ("Hạn", 14),
        ("Số ngày làm việc quá hạn", 14),
        ("Tình trạng", 30),
        ("Số lần đôn đốc", 12),
        ("Đôn đốc gần nhất", 14),
        ("Hứa nộp", 24),
        ("Liên hệ", 24),
        ("Cập nhật gần nhất", 30),
        ("Bước tự động tiếp theo", 30),
    )
)


@router.get("/don-doc/danh-sach.xlsx")
async def take(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Danh sách của bảng đôn đốc as a workbook; who took it stands in the access log."""
    require_overseeing(acting.holder)
    query = request.query_params
    asked = labels.asked_of({**query, "cot": ".".join(query.getlist("cot"))})
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        board = await chase_board(connection, services.ledger, viewing, asked, titles.named)
    name = labels.lists(acting.rules.policy.board)[board.asked.sought]
    content = _book(board, f"{name}, ngày {words.day(board.today)}", services.signed_line)
    return excel_file(content, f"don-doc-{board.today.isoformat()}.xlsx")


def _book(board: Board, headline: str, foot: str) -> bytes:
    return list_book(
        "Đôn đốc",
        RegisterTitle(office="Bảng đôn đốc", title=headline, foot=foot),
        _COLUMNS,
        (_cells(at, row, board) for at, row in enumerate(board.rows, 1)),
        kept_columns=2,  # the name of the task stays too
    )


def _cells(at: int, row: BoardRow, board: Board) -> Iterator[CellOut]:
    """One task in the order of the columns."""
    each, task, units = row.open, row.open.task, board.units
    yield at
    yield titles.named(task)
    yield units.get(task.lead, task.lead)
    yield _leader(board.in_charge, board.leaders, task.lead)
    yield phrases.due(task)
    yield each.days_late
    yield phrases.state(task, each.awaited)
    yield task.chases
    yield row_labels.chased_on(task.last_chase_at) if task.last_chase_at else ""
    yield chase_words.promised(task, board.today)
    yield chase_words.contacted(task)
    yield row_labels.sign(each)
    yield row_labels.next_step(row.next_step)


def _leader(in_charge: Mapping[str, str], leaders: Mapping[str, str], lead: str) -> str:
    return leaders.get(in_charge.get(lead, ""), "")
