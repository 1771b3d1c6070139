"""The provable log over HTTP, for who watches it from outside: hashes and signatures, no entries.

Paths below `tile/` are those of C2SP tlog-tiles; checkpoints are C2SP tlog-checkpoint, proofs of
inclusion C2SP tlog-proof (`services/ledger/tlog/proof_files.py` has both kinds of proof).
"""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.ledger import serving
from api.ledger.keys import known_keys, sha256_of
from api.ledger.schemas import LedgerKey, LedgerKeys
from api.rest.answers import Seen, tagged
from api.rest.callers import ProvedRoute, TheCaller

router = APIRouter(route_class=ProvedRoute, prefix="/ledger", tags=["ledger"])
Size = Annotated[int, Path(ge=0, le=serving.LARGEST, description="Số sự kiện.", examples=[100])]


def _given(kind: str, said: str) -> dict[int | str, dict[str, Any]]:
    content = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": said, "content": {kind: content}}}


_A_NOTE: Final = _given("text/plain", "Điểm đã ký, nguyên văn")
_A_PROOF: Final = _given("text/plain", "Tệp bằng chứng")


@router.get(
    "/checkpoint", operation_id="readCheckpoint", response_class=Response, responses=_A_NOTE
)
async def newest_checkpoint(caller: TheCaller) -> Response:
    """Điểm đã ký mới nhất của sổ (C2SP tlog-checkpoint)."""
    return serving.newest_note(caller.services)


@router.get(
    "/checkpoints/{size}",
    operation_id="readCheckpointAt",
    response_class=Response,
    responses=_A_NOTE,
)
async def checkpoint_at(caller: TheCaller, size: Size) -> Response:
    """Điểm đã ký ở đúng số sự kiện này, với mọi chữ ký của bên chứng kiến."""
    return serving.note_at(caller.services, size)


@router.get(
    "/tile/{path:path}",
    operation_id="readTile",
    response_class=Response,
    responses=_given("application/octet-stream", "Các mã băm, mỗi mã 32 byte"),
)
async def tile(
    caller: TheCaller,
    path: Annotated[
        str,
        Path(max_length=80, description="Theo C2SP tlog-tiles.", examples=["0/000"]),
    ],
) -> Response:
    """Một mảnh của cây băm; không bao giờ có nội dung sự kiện."""
    return serving.tile_file(caller.services, path)


@router.get("/keys", operation_id="listLedgerKeys", response_model=LedgerKeys)
async def keys(caller: TheCaller, seen: Seen = None) -> Response:
    """Khóa ký sổ: khóa đang dùng và mọi khóa trước đó."""
    known = await known_keys(caller.services.ledger)
    listed = [
        LedgerKey(
            key=each.key,
            sha256=sha256_of(each.key),
            introduced_at=each.introduced_at,
            position=each.position,
            last_day=each.last_day,
        )
        for each in known
    ]
    origin = known[0].key.partition("+")[0] if known else None
    return tagged(LedgerKeys(origin=origin, keys=listed), seen)


@router.get(
    "/proofs/inclusion/{fact}",
    operation_id="proveInclusion",
    response_class=Response,
    responses=_A_PROOF,
)
async def inclusion(
    caller: TheCaller,
    fact: Annotated[
        int, Path(ge=1, le=serving.LARGEST, description="Vị trí trong sổ.", examples=[1])
    ],
    size: Annotated[
        int | None,
        Query(ge=1, le=serving.LARGEST, description="Của điểm đã ký này; bỏ trống: mới nhất."),
    ] = None,
) -> Response:
    """Bằng chứng một sự kiện nằm trong sổ (C2SP tlog-proof)."""
    return serving.inclusion_file(caller.services, fact, size)


@router.get(
    "/proofs/consistency/{earlier}/{later}",
    operation_id="proveConsistency",
    response_class=Response,
    responses=_A_PROOF,
)
async def consistency(caller: TheCaller, earlier: Size, later: Size) -> Response:
    """Bằng chứng sổ chỉ được ghi thêm giữa hai điểm đã ký."""
    return serving.consistency_file(caller.services, earlier, later)
