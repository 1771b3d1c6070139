"""The verifier alone on a machine, and programs that know nothing of us, come to the same end."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.verifier import dondoc_verify
from tests.archive.sealed import EVIDENCE, EVIDENCE_SHA256, LOG, whole
from tests.ledger.tlog.note_vectors import WITNESS

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
    for wrong in ((), ("goi.zip", "--khoa", "x"), ("goi.zip", "khac.zip")):
        called = ("-I", "dondoc-verify.py", *wrong)
        said = run(folder, sys.executable, *called, ends=dondoc_verify.UNREADABLE).decode()
        assert said.startswith("Gọi lệnh sai. Hãy gõ: python3 dondoc-verify.py TỆP.zip --key ")
    for wanting, why in (("khong-co.zip", "không có tệp này"), (".", "đây là thư mục")):
        none = ("-I", "dondoc-verify.py", wanting)
        said = run(folder, sys.executable, *none, ends=dondoc_verify.UNREADABLE).decode()
        assert said.startswith(f"Không đọc được tệp {wanting}: {why}")


@pytest.mark.parametrize(
    ("option", "typed", "said"),
    [
        (
            "--key",
            "WORD",
            "“WORD” không phải khóa công khai đúng dạng. Khóa công khai của sổ",
        ),
        ("--key", "", "--key “” không phải khóa công khai đúng dạng."),
        ("--key", "dondoc/x+4f6b645a+AX", "không phải khóa công khai đúng dạng."),
        ("--witness", "WORD", "--witness “WORD” không phải khóa công khai đúng dạng."),
        (
            "--key",
            WITNESS.verifier.text(),
            "là khóa của nhân chứng, hãy nêu bằng --witness.",
        ),
        ("--witness", LOG.verifier.text(), "--witness là khóa của sổ, hãy nêu bằng --key."),
    ],
)
def test_a_key_that_is_none_says_what_one_looks_like(
    folder: Path, option: str, typed: str, said: str
) -> None:
    given = ("-I", "dondoc-verify.py", "goi.zip", option, typed)
    report = run(folder, sys.executable, *given, ends=dondoc_verify.UNREADABLE).decode()
    assert said in report
    where = "trang Khóa ký sổ của phường" if option == "--key" else "dondoc witness --init"
    assert where in report
    assert "base64" not in report


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
