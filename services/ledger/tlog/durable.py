"""Files that are there whole or not at all, also after a power cut.

A file is written under another name, flushed to the disk and then given its name; a new name is
on the disk only when its folder is flushed too.
"""

import os
from pathlib import Path

_UNFINISHED = ".unfinished"


def write_unfinished(path: Path, content: bytes) -> None:
    """Put the content on the disk beside the place that it is meant for; see `finish`."""
    with path.with_name(path.name + _UNFINISHED).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def finish(path: Path) -> None:
    """Give what was written its name; on the disk once its folder is flushed."""
    path.with_name(path.name + _UNFINISHED).replace(path)


def write_whole(path: Path, content: bytes, root: Path) -> None:
    """Write a file somewhere below a root folder; once it returns, it is on the disk."""
    make_folder(path.parent, root)
    write_unfinished(path, content)
    finish(path)
    flush_folder(path.parent)


def make_folder(folder: Path, root: Path) -> None:
    """Make a folder somewhere below a root, and those above it, so that they stay."""
    if folder.is_dir():
        return
    if folder not in (root, folder.parent):
        make_folder(folder.parent, root)
    folder.mkdir(exist_ok=True, parents=True)
    flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """A new name in a folder is on the disk only when the folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
