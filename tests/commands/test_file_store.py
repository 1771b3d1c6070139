"""Files by their digest: one contract for memory and for the directory."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from infra.stores.files import DirectoryFileStore
from services.commands.files import FileLost, FileStore, MemoryFileStore

CONTENT = b"%PDF-1.7 evidence"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(params=["memory", "directory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    if request.param == "memory":
        return MemoryFileStore()
    return DirectoryFileStore(tmp_path / "files")


async def test_what_is_kept_comes_back_whole(store: FileStore) -> None:
    assert await store.put(CONTENT) == DIGEST
    assert await store.put(b"other") != DIGEST
    assert await store.get(DIGEST) == CONTENT


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def test_the_same_bytes_are_kept_once_also_when_they_come_together(
    store: FileStore, tmp_path: Path
) -> None:
    answers = await asyncio.gather(*(store.put(CONTENT) for _ in range(8)))
    assert set(answers) == {DIGEST}
    assert await store.get(DIGEST) == CONTENT
    if isinstance(store, DirectoryFileStore):
        assert names_in(tmp_path) == [DIGEST]


async def test_what_was_never_kept_is_said_to_be_lost(store: FileStore) -> None:
    with pytest.raises(FileLost):
        await store.get(DIGEST)


async def test_a_changed_byte_is_found_on_reading(store: FileStore, tmp_path: Path) -> None:
    await store.put(CONTENT)
    if isinstance(store, DirectoryFileStore):
        path = tmp_path / "files" / DIGEST[:2] / DIGEST
        assert path.stat().st_mode & 0o777 == 0o400
        path.chmod(0o600)
        path.write_bytes(CONTENT + b".")
    elif isinstance(store, MemoryFileStore):
        store.kept[DIGEST] = CONTENT + b"."
    with pytest.raises(FileLost):
        await store.get(DIGEST)
