"""Files and folders that only their owner reads."""

import os
import secrets
import stat
import tempfile
from pathlib import Path

_OWNER_ONLY_DIR = 0o700


def private_folder(path: Path) -> Path:
    """Make the folder (and those above it) so that only its owner may enter."""
    path.mkdir(mode=_OWNER_ONLY_DIR, parents=True, exist_ok=True)
    if stat.S_IMODE(path.stat().st_mode) != _OWNER_ONLY_DIR:
        path.chmod(_OWNER_ONLY_DIR)
    return path


def write_private(path: Path, content: str | bytes) -> None:
    """Put the content there whole or not at all, readable by its owner only (mode 0600).

    A power cut leaves either the old file or the new one: flushed first, renamed after.
    """
    data = content.encode() if isinstance(content, str) else content
    private_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600 by itself
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make a rename inside this folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def kept_password(path: Path) -> str:
    """Return the password kept in this file; draw one (256 bits, URL-safe) the first time."""
    if not path.exists():
        write_private(path, secrets.token_urlsafe(32))
    return path.read_text(encoding="utf-8").strip()
