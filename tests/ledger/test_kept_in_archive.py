"""The size and root of a sealed archive, to be held against the ledger that goes on."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.errors import SettingsError
from infra.verify.kept_roots import read_kept_roots, written_in
from services.ledger.tlog.checkpoints import open_checkpoint
from tests.archive.sealed import LEDGER_ID, LOG, whole

ORIGIN = f"dondoc/{LEDGER_ID}"


async def test_an_archive_says_size_and_root(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes((await whole(3)).packed())
    [(size, root)] = read_kept_roots([written_in(path, ORIGIN)]).items()
    assert size == 3
    with ZipFile(path) as members:
        note = members.read("checkpoint")
    assert root == open_checkpoint(note, ORIGIN, [LOG.verifier]).checkpoint.root


async def test_an_archive_of_another_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes((await whole(3)).packed())
    with pytest.raises(SettingsError, match="là của sổ khác"):
        written_in(path, "dondoc/real-1-aaaaaaaa")


@pytest.mark.parametrize("content", [None, b"", b"PK"])
def test_what_is_no_archive_is_refused_in_words(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "goi.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match="Không đọc được điểm đã ký trong"):
        written_in(path, ORIGIN)
