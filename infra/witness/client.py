"""The log's side of a witness: proves its newest checkpoint there and gets the cosignature."""

import asyncio
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from infra.proving.anchors import AnchorAway, AnchorRefused
from infra.witness.calls import RemoteService, Reply
from infra.witness.requests import ADD_CHECKPOINT, NEWEST, SIZE_MEDIA, AddCheckpoint
from services.domain.numerals import count
from services.ledger.tlog.checkpoints import Checkpoint, read_checkpoint
from services.ledger.tlog.encoding import from_decimal
from services.ledger.tlog.errors import NotProven, altered
from services.ledger.tlog.keys import NoteSignature, NoteVerifier
from services.ledger.tlog.notes import SignedNote, read_note, verified
from services.ledger.tlog.proofs import TiledTree
from services.ledger.tlog.status import AnchorKind
from services.ledger.tlog.tiles import TileReader

# The first with what was known, the second with the size that the witness says, the third where
# another process of the log came between.
_TRIES: Final = 3
# What a person can do about an answer (the statuses of C2SP tlog-witness).
_WHY: Final[Mapping[int, str]] = {
    HTTPStatus.NOT_FOUND: "chưa nhận làm chứng cho sổ này. Ở nhân chứng, hãy nêu khóa của sổ bằng "
    "--log-key",
    HTTPStatus.FORBIDDEN: "không biết khóa đang ký sổ. Ở nhân chứng, hãy nêu thêm khóa mới bằng "
    "--log-key",
    HTTPStatus.SERVICE_UNAVAILABLE: "đang quá tải",
    HTTPStatus.INTERNAL_SERVER_ERROR: "không ghi được vào kho của mình. Hãy xem ổ đĩa ở đó",
}


class WitnessClient:
    """An anchor: one witness, by its address and its public key, for the log of one origin."""

    kind = AnchorKind.WITNESS
    complaint = ""

    def __init__(self, address: str, key: NoteVerifier, origin: str, tiles: TileReader) -> None:
        self._service = RemoteService(address)
        self._key = key
        self._origin = origin
        self._tiles = tiles
        self._seen = 0

    @property
    def name(self) -> str:
        """The name of its key."""
        return self._key.name

    @property
    def kept(self) -> int:
        """What it saw last, in its own word."""
        return self._seen

    def trust(self, keys: Sequence[NoteVerifier]) -> None:
        """Nothing: the witness vouches with its own key, and has asked for the log's."""

    async def newest(self) -> Checkpoint | None:
        """What the witness saw last of the log, in its own word; None where it saw nothing.

        Raises AnchorAway.
        """
        reply = await self._service.get(f"{NEWEST}?{urlencode({'origin': self._origin})}")
        if reply.status == HTTPStatus.NOT_FOUND:
            return None
        if reply.status != HTTPStatus.OK:
            raise _unusable(self.name, reply)
        try:
            note = read_note(reply.body)
            verified(note, [self._key])
            checkpoint = read_checkpoint(note.text)
        except NotProven as problem:
            raise self._without_cosignature() from problem
        if checkpoint.origin != self._origin:
            raise _unusable(self.name, reply)
        self._seen = checkpoint.size
        return checkpoint

    async def keep(
        self,
        signed: bytes,
        proof: Sequence[bytes] = (),  # noqa: ARG002  (as for every anchor; see below)
    ) -> bytes:
        """Show the log's newest checkpoint; returns it with the witness's first cosignature of it.

        The proof comes from the tiles: it must begin at the size that the witness itself says.
        Raises AnchorAway, AnchorRefused; NotProven where the tiles do not give the root of the
        checkpoint.
        """
        note = read_note(signed)
        checkpoint = read_checkpoint(note.text)
        tree = TiledTree(self._tiles, checkpoint.size)
        if await asyncio.to_thread(tree.root) != checkpoint.root:
            raise altered(
                f"the tiles of {checkpoint.size} facts give another root than was signed"
            )
        old = min(self._seen, checkpoint.size)
        for _ in range(_TRIES):
            path = await asyncio.to_thread(tree.consistency, old)
            body = AddCheckpoint(old, tuple(path), note).write()
            reply = await self._service.post(ADD_CHECKPOINT, body, {"content-type": "text/plain"})
            if reply.status != HTTPStatus.CONFLICT:
                return self._cosigned(note, checkpoint, old, reply)
            old = self._size_to_prove_from(reply, old, checkpoint)
        raise AnchorAway(f"Nhân chứng {self.name} mỗi lần nói một số sự kiện khác.")

    def _size_to_prove_from(self, reply: Reply, tried: int, checkpoint: Checkpoint) -> int:
        """What the witness saw last, as it says itself."""
        try:
            text = reply.body.decode("ascii")
            size = from_decimal(text.removesuffix("\n"), "the size that the witness saw")
        except (NotProven, UnicodeDecodeError) as problem:
            raise _unusable(self.name, reply) from problem
        if reply.media != SIZE_MEDIA:
            raise _unusable(self.name, reply)
        if size > checkpoint.size:
            raise AnchorRefused(
                f"Sổ bị quay lui: nhân chứng {self.name} đã thấy {count(size)} sự kiện, điểm mới "
                f"ký chỉ có {count(checkpoint.size)}."
            )
        if size == tried == checkpoint.size:
            raise AnchorRefused(
                f"Sổ bị rẽ nhánh: nhân chứng {self.name} đã thấy {count(size)} sự kiện với mã gốc "
                "khác."
            )
        return size

    def _cosigned(self, note: SignedNote, checkpoint: Checkpoint, old: int, reply: Reply) -> bytes:
        if reply.status == HTTPStatus.UNPROCESSABLE_ENTITY:
            raise AnchorRefused(
                f"Sổ bị viết lại: điểm ký {count(checkpoint.size)} sự kiện không nối tiếp điểm "
                f"{count(old)} sự kiện mà nhân chứng {self.name} đã thấy."
            )
        if reply.status != HTTPStatus.OK:
            raise _unusable(self.name, reply)
        try:
            answer = read_note(note.text.encode() + b"\n" + reply.body)
            verified(answer, [self._key])
        except NotProven as problem:
            raise self._without_cosignature() from problem
        self._seen = checkpoint.size
        cosignature = self._own(answer)
        # The earliest one proves most. The witness keeps the later ones too.
        if self._own(note) is not None or cosignature is None:
            return note.write()
        return note.adding(cosignature).write()

    def _own(self, note: SignedNote) -> NoteSignature | None:
        own = (self._key.name, self._key.key_id)
        return next((each for each in note.signatures if (each.name, each.key_id) == own), None)

    def _without_cosignature(self) -> AnchorAway:
        return AnchorAway(
            f"Nhân chứng {self.name} trả lời mà không có chữ ký của khóa đã khai. Hãy so khóa này "
            "với dòng mà “dondoc witness --init” in ra."
        )


def _unusable(name: str, reply: Reply) -> AnchorAway:
    why = _WHY.get(reply.status, "không dùng được câu trả lời này")
    return AnchorAway(f"Nhân chứng {name} trả lời {reply.status}: {why}.")
