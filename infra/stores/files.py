"""Evidence files in the data directory: `files/<two letters>/<sha256>`, one file each.

By hand rather than by a library because a fact that names a file must find it after a power cut:
bytes and folder are flushed to the disk before the fact is written.
"""

import asyncio
import hashlib
import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from services.commands.files import checked


@dataclass(frozen=True, slots=True)
class DirectoryFileStore:
    """See `FileStore`; only the owner of the installation may enter the folder."""

    folder: Path

    async def put(self, content: bytes) -> str:
        """Keep bytes and answer their digest; what is there already is never written over."""
        return await asyncio.to_thread(self._put, content)

    async def get(self, sha256: str) -> bytes:
        """The bytes of a digest, hashed again; raises FileLost."""
        return checked(sha256, await asyncio.to_thread(self._get, sha256))

    async def stored(self) -> Collection[str]:
        """The names of all files in the store, half-written ones left out."""
        return await asyncio.to_thread(self._stored)

    async def stamp(self, sha256: str) -> str:
        """Size, times and place of a file on the disk: another one where it was written anew."""
        return await asyncio.to_thread(self._stamp, sha256)

    def _stamp(self, sha256: str) -> str:
        try:
            seen = self._path(sha256).stat()
        except FileNotFoundError:
            return ""
        return f"{seen.st_size}.{seen.st_mtime_ns}.{seen.st_ctime_ns}.{seen.st_ino}"

    def _stored(self) -> Collection[str]:
        return [
            path.name
            for path in self.folder.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        ]

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def _get(self, sha256: str) -> bytes | None:
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def _put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(path, content)
        for folder in (path.parent, self.folder):
            _flush(folder)
        return sha256

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        """Written aside, then linked to its name: half a file is never seen, none is replaced."""
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                os.fchmod(file.fileno(), 0o400)
            with suppress(FileExistsError):  # somebody brought the same bytes at this moment
                os.link(aside, path)
        finally:
            os.unlink(aside)  # noqa: PTH108  (mkstemp gives a name, not a Path)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
