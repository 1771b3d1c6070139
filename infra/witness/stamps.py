"""Time stamps of an outside authority over the log's checkpoints (RFC 3161).

A stamp says: this authority saw this digest at this second. The digest is the SHA-256 of the
signed lines of the checkpoint (origin, size, root), without the lines of signatures, which grow.
The answer of the authority is kept as it came: `stamps/<size>.tsr`, readable for `openssl ts`.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Final

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from infra.engines.private_files import write_private
from infra.errors import SettingsError
from infra.proving.anchors import AnchorAway
from infra.proving.disk_words import disk_words
from infra.witness.calls import RemoteService
from infra.witness.der import with_sorted_certificates
from services.ledger.tlog.checkpoints import Checkpoint, read_checkpoint
from services.ledger.tlog.errors import NotProven, altered, malformed
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.notes import read_note
from services.ledger.tlog.status import AnchorKind

FOLDER: Final = "stamps"
SUFFIX: Final = ".tsr"
A_DAY: Final = timedelta(days=1)
# Checkpoints come each second; an authority that does not answer is not asked so often.
PAUSE: Final = timedelta(minutes=5)
_LARGEST_TOKEN: Final = 256 * 1024
_QUERY_MEDIA: Final = "application/timestamp-query"
_REPLY_MEDIA: Final = "application/timestamp-reply"


@dataclass(frozen=True, slots=True)
class CheckpointStamp:
    """What a stamp proves: the authority had this digest before it at this moment."""

    time: datetime
    authority: str  # the name in the certificate that signed
    digest: bytes
    serial: int


class StampAuthority:
    """An anchor: stamps the newest checkpoint where the last stamp is a day old.

    `roots` are the certificates that the authority's own must lead to; `now` is this machine's
    clock, which only decides when to ask again.
    """

    kind = AnchorKind.STAMPS
    complaint = ""

    def __init__(
        self,
        address: str,
        roots: Sequence[x509.Certificate],
        log_folder: Path,
        now: Callable[[], datetime],
        every: timedelta = A_DAY,
    ) -> None:
        self._service = RemoteService(address)
        self._roots = tuple(roots)
        self._folder = log_folder / FOLDER
        self._now = now
        self._every = every
        self._failed: str | None = None
        self._failed_at = now()
        self.kept = 0  # of how many facts the newest stamp is

    @property
    def name(self) -> str:
        """Its address."""
        return self._service.base

    def trust(self, keys: Sequence[NoteVerifier]) -> None:
        """Nothing: what an authority stamps it vouches for itself."""

    async def newest(self) -> Checkpoint | None:
        """Nothing: an authority remembers no log, so that none can contradict it."""
        return None

    async def keep(
        self,
        signed: bytes,
        proof: Sequence[bytes] = (),  # noqa: ARG002  (as for every anchor)
    ) -> bytes:
        """Have the checkpoint stamped where it is time; gives it back as it is.

        Raises AnchorAway.
        """
        note = read_note(signed)
        size = read_checkpoint(note.text).size
        if await asyncio.to_thread(self._is_due, size):
            if self._failed is not None and _within(self._now() - self._failed_at, PAUSE):
                raise AnchorAway(self._failed)
            try:
                await self._stamp(note.text, size)
            except AnchorAway as problem:
                self._failed, self._failed_at = str(problem), self._now()
                raise
            self._failed = None
        return signed

    async def _stamp(self, text: str, size: int) -> None:
        answer = await self._asked(text)
        try:
            await asyncio.to_thread(write_private, stamp_file(self._folder, size), answer)
        except OSError as problem:
            raise AnchorAway(self._disk_said(problem)) from problem
        self.kept = size

    async def _asked(self, text: str) -> bytes:
        """The answer of the authority, verified."""
        request = (
            TimestampRequestBuilder()
            .data(text.encode())
            .hash_algorithm(HashAlgorithm.SHA256)
            .cert_request(cert_request=True)
            .build()
        )
        headers = {"content-type": _QUERY_MEDIA, "accept": _REPLY_MEDIA}
        reply = await self._service.post("", request.as_bytes(), headers)
        if reply.status != HTTPStatus.OK or reply.media != _REPLY_MEDIA:
            raise AnchorAway(f"{self.name} trả lời {reply.status}, không có dấu thời gian.")
        try:
            verify_stamp(reply.body, text, self._roots, nonce=request.nonce)
        except NotProven as problem:
            raise AnchorAway(
                f"{self.name} trả lời bằng dấu thời gian không dùng được (không phải của yêu cầu "
                "này, hoặc không do chứng thư gốc đã khai bảo đảm)."
            ) from problem
        return reply.body

    def _is_due(self, size: int) -> bool:
        """Whether the newest stamp is old; that of the greatest size is the newest."""
        try:
            newest = newest_stamp(self._folder)
            if newest is None:
                return True
            self.kept = newest
            if stamp_file(self._folder, size).exists():
                return False
            changed = stamp_file(self._folder, newest).stat().st_mtime
        except OSError as problem:
            raise AnchorAway(self._disk_said(problem)) from problem
        return not _within(self._now() - datetime.fromtimestamp(changed, UTC), self._every)

    def _disk_said(self, problem: OSError) -> str:
        return (
            f"Không đọc hoặc giữ được dấu thời gian trong {self._folder}: {disk_words(problem)}. "
            "Hãy sửa ổ đĩa hoặc quyền của thư mục; sẽ tự thử lại."
        )


def _within(passed: timedelta, span: timedelta) -> bool:
    """Whether so little time has passed; a clock that was set back says nothing."""
    return timedelta(0) <= passed < span


def stamp_file(folder: Path, size: int) -> Path:
    """Where the stamp of a checkpoint is kept."""
    return folder / f"{size:019}{SUFFIX}"


def newest_stamp(folder: Path, most: int | None = None) -> int | None:
    """The greatest size that has a stamp, of at most so many facts; None for none."""
    sizes = (int(path.stem) for path in folder.glob(f"*{SUFFIX}") if path.stem.isdecimal())
    return max((size for size in sizes if most is None or size <= most), default=None)


def read_roots(file: Path) -> tuple[x509.Certificate, ...]:
    """The certificates (PEM) that an authority's must lead to; raises SettingsError."""
    try:
        return tuple(x509.load_pem_x509_certificates(file.read_bytes()))
    except (OSError, ValueError):
        raise SettingsError(
            f"Không đọc được chứng thư gốc của cơ quan cấp dấu thời gian ở {file}. Hãy chép tệp "
            "PEM mà cơ quan đó công bố."
        ) from None


def verify_stamp(
    token: bytes, text: str, roots: Sequence[x509.Certificate], *, nonce: int | None = None
) -> CheckpointStamp:
    """Whether an authority that the roots vouch for stamped the text of a checkpoint; says when.

    The authority's certificates must have been valid at the moment of the stamp, not now: a stamp
    is still proof after they have expired. Whether they were revoked is not asked.
    """
    if len(token) > _LARGEST_TOKEN:
        raise malformed(f"a time stamp has no more than {_LARGEST_TOKEN} bytes")
    try:
        response = decode_timestamp_response(with_sorted_certificates(token))
        builder = VerifierBuilder(roots=list(roots), nonce=nonce)
        builder.build().verify(response, sha256(text.encode()).digest())
        return _stamp(response)
    except VerificationError as problem:
        raise altered(f"the time stamp does not hold: {problem}") from problem
    except (ValueError, x509.InvalidVersion) as problem:
        raise malformed("the time stamp is not written as RFC 3161 says") from problem


def _stamp(response: TimeStampResponse) -> CheckpointStamp:
    info = response.tst_info
    (signer,) = response.signed_data.signer_infos
    certificates = map(x509.load_der_x509_certificate, response.signed_data.certificates)
    (own,) = (
        each
        for each in certificates
        if (each.issuer, each.serial_number) == (signer.issuer, signer.serial_number)
    )
    return CheckpointStamp(
        time=info.gen_time,
        authority=own.subject.rfc4514_string(),
        digest=info.message_imprint.message,
        serial=info.serial_number,
    )
