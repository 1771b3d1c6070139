"""What is given of the provable log, to pages and programs, as the standards write it."""

from collections.abc import Callable
from typing import Final, TypeVar

from fastapi.responses import Response

from api.context import Services
from services.domain.errors import NotFound
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.notes import SignedNote
from services.ledger.tlog.served import ServedLog
from services.ledger.tlog.tiles import MOST_LEAVES, tile_at

NOTE: Final = "text/plain; charset=utf-8"
TILE: Final = "application/octet-stream"
# A tile or proof of a size never changes; the newest checkpoint is asked for each time.
FOR_EVER: Final = "private, max-age=31536000, immutable"
ASK_EACH_TIME: Final = "private, no-cache"
LARGEST: Final = MOST_LEAVES
NO_LOG: Final = NotFound("no-log", "Bản cài đặt này không lập nhật ký ký số.")
NO_CHECKPOINT: Final = NotFound(
    "no-checkpoint", "Không có điểm đã ký nào ở số sự kiện này. Hãy lấy điểm mới nhất."
)
NO_TILE: Final = NotFound("no-tile", "Không có mảnh này trong nhật ký ký số.")
NO_PROOF: Final = NotFound(
    "no-proof",
    "Chưa có bằng chứng: sự kiện chưa nằm trong điểm đã ký, hoặc không có điểm đã ký ở số sự kiện "
    "này. Sự kiện mới ghi có bằng chứng sau khoảng một giây.",
)
_T = TypeVar("_T")


def log_of(services: Services) -> ServedLog:
    """The log of this ward; raises NotFound where nobody builds one."""
    if services.log is None:
        raise NO_LOG
    return services.log


def newest_note(services: Services) -> Response:
    """The newest checkpoint as it was signed; raises NotFound before the first."""
    newest = log_of(services).newest()
    if newest is None:
        raise NO_CHECKPOINT
    return note_file(newest.note, ASK_EACH_TIME)


def note_at(services: Services, size: int) -> Response:
    """The checkpoint of one size; cosignatures may still come to it. Raises NotFound."""
    folder = log_of(services).folder
    note = _there(lambda: folder.checkpoint(size), NO_CHECKPOINT)
    if note is None:
        raise NO_CHECKPOINT
    return note_file(note, ASK_EACH_TIME)


def tile_file(services: Services, path: str) -> Response:
    """The hashes of one tile; raises NotFound."""
    folder = log_of(services).folder
    content = _there(lambda: folder.tiles.read(tile_at(f"tile/{path}")), NO_TILE)
    return Response(content, media_type=TILE, headers={"Cache-Control": FOR_EVER})


def inclusion_file(services: Services, fact: int, size: int | None) -> Response:
    """The proof that a fact stands in the log of a checkpoint (C2SP tlog-proof)."""
    folder = log_of(services).folder
    proof = _there(lambda: folder.inclusion(fact, size).write(), NO_PROOF)
    return _proof(proof, f"su-kien-{fact}.tlog-proof")


def consistency_file(services: Services, earlier: int, later: int) -> Response:
    """The proof that a later checkpoint only continued an earlier one."""
    folder = log_of(services).folder
    proof = _there(lambda: folder.consistency(earlier, later).write(), NO_PROOF)
    return _proof(proof, f"noi-tiep-{earlier}-{later}.tlog-consistency")


def note_file(note: SignedNote, caching: str) -> Response:
    """A signed note as the standard writes it."""
    return Response(note.write(), media_type=NOTE, headers={"Cache-Control": caching})


def _proof(content: bytes, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": ASK_EACH_TIME,
    }
    return Response(content, media_type=NOTE, headers=headers)


def _there(read: Callable[[], _T], otherwise: NotFound) -> _T:
    try:
        return read()
    except (NotProven, OSError) as problem:
        raise otherwise from problem
