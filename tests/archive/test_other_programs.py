"""The verifier alone on a machine, and programs that know nothing of us, come to the same end."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.verifier import dondoc_verify
from tests.archive.sealed import EVIDENCE, EVIDENCE_SHA256, LOG, whole

SCRIPT = Path(dondoc_verify.__file__).read_bytes()
# What stands before the 32 bytes of an Ed25519 key in the form that openssl reads (RFC 8410).
PUBLIC_KEY = bytes.fromhex("302a300506032b6570032100")


@pytest.fixture
async def archive() -> bytes:
    sealed = await whole(4)
    sealed.seal_with(verifier=SCRIPT)
    return sealed.packed()


@pytest.fixture
def folder(tmp_path: Path, archive: bytes) -> Path:
    """The archive as goi.zip, and beside it what unzip makes of it."""
    (tmp_path / "goi.zip").write_bytes(archive)
    run(tmp_path, "unzip", "-q", "goi.zip")
    return tmp_path


def run(folder: Path, program: str, *given: str, ends: int = 0, typed: bytes = b"") -> bytes:
    path = shutil.which(program)
    assert path is not None
    # Without a locale, as on a server: the report is Vietnamese all the same.
    done = subprocess.run(
        [path, *given], cwd=folder, input=typed, capture_output=True, check=False,
        env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (ends, "")
    return done.stdout


def test_the_file_runs_alone(folder: Path) -> None:
    assert (folder / "dondoc-verify.py").read_bytes() == SCRIPT
    given = ("-I", "dondoc-verify.py", "goi.zip")
    key = LOG.verifier.text()
    report = run(folder, sys.executable, *given, "--key", key).decode()
    assert report.endswith("KẾT LUẬN: gói nguyên vẹn, đúng khóa đã nêu.\n")
    assert "bản chương trình đang chạy khác" not in report
    run(folder, sys.executable, *given, ends=dondoc_verify.KEY_NOT_COMPARED)
    run(folder, sys.executable, *given, "--key", f"{key}A", ends=dondoc_verify.UNREADABLE)
    none = ("-I", "dondoc-verify.py", "khong-co.zip")
    said = run(folder, sys.executable, *none, ends=dondoc_verify.UNREADABLE).decode()
    assert said.startswith("Không đọc được tệp khong-co.zip")


def test_sha256sum_finds_the_digests_that_were_signed(folder: Path) -> None:
    files = folder / "files"
    assert [each.read_bytes() for each in files.iterdir()] == [EVIDENCE]
    lines = f"{EVIDENCE_SHA256}  files/{EVIDENCE_SHA256}\n".encode()
    run(folder, "sha256sum", "--check", "--quiet", typed=lines)
    signed = (folder / "manifest.sig").read_text(encoding="utf-8").splitlines()[2]
    assert signed.split()[-1] == run(folder, "sha256sum", "manifest.json").split()[0].decode()


@pytest.mark.parametrize("name", ["manifest.sig", "checkpoint"])
def test_openssl_finds_the_signature_of_the_log(folder: Path, name: str) -> None:
    text, _, below = (folder / name).read_bytes().rpartition(b"\n\n")
    value = dondoc_verify.from_base64(below.split()[-1].decode(), 0)[4:]
    key = PUBLIC_KEY + LOG.verifier.public
    for file, content in (("key", key), ("text", text + b"\n"), ("value", value)):
        (folder / file).write_bytes(content)
    asked = ("pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin")
    said = run(folder, "openssl", *asked, "-in", "text", "-sigfile", "value")
    assert said == b"Signature Verified Successfully\n"
