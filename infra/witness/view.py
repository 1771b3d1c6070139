"""What a witness saw of a log, for whoever judges the ledger: sizes and roots, each cosigned."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlencode

from infra.proving.anchors import AnchorAway
from infra.witness.calls import RemoteService
from infra.witness.folder import WitnessFolder
from infra.witness.requests import SIGNED
from services.ledger.tlog.checkpoints import Checkpoint, open_checkpoint, read_checkpoint
from services.ledger.tlog.errors import altered, malformed
from services.ledger.tlog.keys import KeyKind, NoteVerifier
from services.ledger.tlog.notes import read_note, verified

_AT_ONCE: Final = 200


class SignedList(Protocol):
    """Where a witness's cosigned checkpoints are read: its service, or its folder."""

    async def page(self, origin: str, after: str) -> list[tuple[str, bytes]]:
        """The next ones after a name or a size; none at the end."""


@dataclass(frozen=True, slots=True)
class SeenCheckpoint:
    """A state of the log that the witness vouches for, and the second (POSIX) it saw it."""

    checkpoint: Checkpoint
    time: int


class WitnessView:
    """The checkpoints that one witness cosigned, each believed only after its signature.

    `log_keys` are asked for their signature too where they are given; the witness has checked it.
    """

    def __init__(
        self, source: SignedList, key: NoteVerifier, log_keys: Iterable[NoteVerifier] = ()
    ) -> None:
        if key.kind is not KeyKind.COSIGNATURE:
            raise malformed(f"the key {key.name} is not that of a witness")
        self._source = source
        self._key = key
        self._log_keys = tuple(log_keys)

    async def seen(self, origin: str, after: int = 0) -> AsyncIterator[SeenCheckpoint]:
        """Every cosigned checkpoint of more than `after` facts, sizes rising.

        Raises NotProven where one does not hold, AnchorAway where nobody answers.
        """
        point = str(after)
        while page := await self._source.page(origin, point):
            for name, data in page:
                if name <= point and "-" in point:
                    raise malformed("the list of the witness does not rise")
                seen = self._opened(origin, data)
                if seen.checkpoint.size > after:
                    yield seen
                point = name

    async def kept_roots(self, origin: str, after: int = 0) -> Mapping[int, bytes]:
        """The root of each size, to be held against the ledger (`verify(kept_roots=…)`).

        Raises NotProven where the witness itself vouches for two roots of one size.
        """
        roots: dict[int, bytes] = {}
        async for each in self.seen(origin, after):
            size, root = each.checkpoint.size, each.checkpoint.root
            if roots.setdefault(size, root) != root:
                raise altered(f"{self._key.name} has signed two roots of {size} facts")
        return roots

    def _opened(self, origin: str, data: bytes) -> SeenCheckpoint:
        if self._log_keys:
            open_checkpoint(data, origin, self._log_keys)
        note = read_note(data)
        (own, *_) = verified(note, [self._key])
        checkpoint = read_checkpoint(note.text)
        if checkpoint.origin != origin:
            raise altered(f"the witness lists a checkpoint of {checkpoint.origin} under {origin}")
        return SeenCheckpoint(checkpoint, own.time or 0)


class SignedOverHttp:
    """The list that a running witness serves."""

    def __init__(self, address: str) -> None:
        self._service = RemoteService(address)

    async def page(self, origin: str, after: str) -> list[tuple[str, bytes]]:
        """See `SignedList`."""
        query = urlencode({"origin": origin, "after": after})
        reply = await self._service.get(f"{SIGNED}?{query}")
        if reply.status != HTTPStatus.OK:
            raise AnchorAway(f"Nhân chứng trả lời {reply.status} khi được hỏi đã thấy gì.")
        try:
            listed = json.loads(reply.body)["signed"]
            return [(str(each["name"]), str(each["note"]).encode()) for each in listed]
        except (ValueError, TypeError, KeyError) as problem:
            raise malformed("the list of the witness is not written as it should be") from problem


class SignedInFolder:
    """The list in the store of a witness, or in a copy of it."""

    def __init__(self, folder: Path) -> None:
        self._files = WitnessFolder(folder)

    async def page(self, origin: str, after: str) -> list[tuple[str, bytes]]:
        """See `SignedList`."""
        return await asyncio.to_thread(
            lambda: list(islice(self._files.signed(origin, after), _AT_ONCE))
        )
