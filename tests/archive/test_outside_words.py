"""What others say of the log beside its key: a witness that is demanded, a stamp."""

import hashlib
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.sealing.by_operator import case_by_operator, export_by_operator
from infra.verifier import dondoc_verify
from infra.witness.stamps import StampAuthority, read_roots
from services.archive.records import Disclosure
from services.archive.zipping import Content
from services.ledger.merkle import EMPTY_ROOT, Tree
from services.ledger.tlog.checkpoints import Checkpoint
from services.ledger.tlog.keys import KeyKind, NoteSigner
from services.ledger.tlog.log_folder import LogFolder
from services.queries.case_scope import CaseKind, CaseScope
from tests.api.ward import WebWard
from tests.archive.installed import signed
from tests.archive.sealed import (
    LOG,
    ORIGIN,
    WITNESS,
    Sealed,
    opened,
    signer,
    some,
    verdict,
    vkey,
    whole,
)
from tests.projections.lives import live
from tests.witness.authority import AuthorityService, LocalAuthority, openssl, served

SCRIPT = Path(dondoc_verify.__file__)
OTHER_WITNESS = signer(b"other witness", KeyKind.COSIGNATURE, "witness.example/other")
NOT_A_STAMP = b"token"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AuthorityService]:
    with served(LocalAuthority(tmp_path_factory.mktemp("authority")).make()) as service:
        yield service


async def seen_by(*witnesses: NoteSigner) -> bytes:
    archive = await whole(3)
    checkpoint = archive.sealing.checkpoint.checkpoint
    archive.seal_with(checkpoint=opened(checkpoint.size, checkpoint.root, LOG, *witnesses))
    return archive.packed()


async def test_a_witness_that_is_named_must_have_signed() -> None:
    """Who stole the log's key leaves the cosignature out."""
    for data, named in (
        (await seen_by(), [WITNESS]),
        (await seen_by(OTHER_WITNESS), [WITNESS]),
        (await seen_by(WITNESS), [WITNESS, OTHER_WITNESS]),
    ):
        code, report = verdict(data, LOG, named)
        assert code == dondoc_verify.WITNESS
        assert f"Nhân chứng {named[-1].name} không ký điểm kiểm tra 3 sự kiện" in report
        assert verdict(data, None, named)[0] == dondoc_verify.WITNESS
    assert verdict(await seen_by(WITNESS), LOG, [WITNESS])[0] == dondoc_verify.SOUND
    both = await seen_by(WITNESS, OTHER_WITNESS)
    assert verdict(both, LOG, [OTHER_WITNESS, WITNESS])[0] == dondoc_verify.SOUND


async def test_no_key_of_the_archive_stands_for_a_witness() -> None:
    """Four bytes can be met by trying: a key that the archive lists with the witness's id."""
    text = (await whole(3)).sealing.checkpoint.note.text
    line = WITNESS.sign(text, time=1)
    signatures = [(line.name, line.key_id, line.value)]
    twin = replace(vkey(LOG), name=WITNESS.name, key_id=line.key_id)
    [(key, _, time)] = dondoc_verify.check_signatures(
        (text, signatures), [vkey(WITNESS), twin], dondoc_verify.CHECKPOINT
    )
    assert (key, time) == (vkey(WITNESS), datetime.fromtimestamp(1, UTC))


def end_of(*given: str | Path, out: Path | None = None) -> tuple[int, str]:
    """How a process of the verifier ends, and what it says."""
    command = [sys.executable, "-I", *map(str, given)]
    if out is not None:
        with out.open("wb") as target:
            done = subprocess.run(command, stdout=target, stderr=subprocess.PIPE, check=False)
        return done.returncode, ""
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


async def test_it_never_ends_as_python_does_where_a_program_breaks_off(tmp_path: Path) -> None:
    archive = tmp_path / "goi.zip"
    archive.write_bytes((await whole(2)).packed())
    code, said = end_of("-S", SCRIPT, archive)  # without the packages of this machine
    assert code == dondoc_verify.UNREADABLE
    assert "thiếu cryptography" in said
    assert end_of(SCRIPT, archive, out=Path("/dev/full"))[0] == dondoc_verify.UNREADABLE
    assert end_of(SCRIPT, archive)[0] == dondoc_verify.KEY_NOT_COMPARED
    far = await whole(2)
    far.seal_with(made_at=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    archive.write_bytes(far.packed())
    code, said = end_of(SCRIPT, archive)
    assert code == dondoc_verify.MANIFEST
    assert said.startswith("KẾT LUẬN: KHÔNG ĐẠT. Gói sai dạng")


def stamped(size: int, root: bytes, token: bytes = NOT_A_STAMP) -> dict[str, Content]:
    text = Checkpoint(ORIGIN, size, root).text().encode()
    return {f"stamps/{size:019}.txt": text, f"stamps/{size:019}.tsr": token}


def root_of_first(archive: Sealed, size: int) -> bytes:
    tree = Tree()
    for row in archive.ledger.stored[:size]:
        tree.add(row.leaf)
    return tree.root()


async def test_a_stamp_is_of_this_log_and_has_both_halves() -> None:
    archive = await whole(5)
    root = root_of_first(archive, 3)
    archive.members |= stamped(3, root)
    code, report = verdict(archive.packed())
    assert code == dondoc_verify.SOUND
    assert "Dấu thời gian stamps/0000000000000000003.tsr không đọc được." in report
    assert "openssl" not in report
    for name in stamped(3, root):
        half = {key: value for key, value in archive.members.items() if key != name}
        assert verdict(replace(archive, members=half).packed())[0] == dondoc_verify.CHECKPOINT
    archive.members |= stamped(3, EMPTY_ROOT)
    assert verdict(archive.packed())[0] == dondoc_verify.CHECKPOINT


async def test_a_part_takes_no_stamp_of_another_checkpoint() -> None:
    archive = await some({1: Disclosure.WHOLE}, 5)
    root = archive.sealing.checkpoint.checkpoint.root
    archive.members |= stamped(5, root)
    assert verdict(archive.packed())[0] == dondoc_verify.SOUND
    archive.members |= stamped(3, root)
    assert verdict(archive.packed())[0] == dondoc_verify.CHECKPOINT


@pytest.mark.postgres
async def test_the_stamp_of_before_goes_out_with_the_whole_ledger_and_openssl_checks_it(
    web: WebWard, tmp_path: Path, authority: AuthorityService
) -> None:
    there, key = await signed(web, tmp_path)
    log = LogFolder(there.log)
    first = log.newest()
    assert first is not None
    roots = authority.authority.roots
    now = datetime(2026, 12, 1, tzinfo=UTC)
    stamps = StampAuthority(authority.address, read_roots(roots), there.log, lambda: now)
    await stamps.keep(first.write())
    await live(web)
    await signed(web, tmp_path)
    newest = log.newest()
    assert newest is not None
    assert newest.text != first.text
    await export_by_operator(there, tmp_path / "all.zip")
    code, report = verdict((tmp_path / "all.zip").read_bytes(), key)
    assert code == dondoc_verify.SOUND, report
    size = int(first.text.splitlines()[1])
    assert f"Dấu thời gian RFC 3161 của {size} sự kiện đầu, tự ghi lúc" in report
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    (line,) = [each for each in report.splitlines() if "openssl ts -verify" in each]
    command = line.replace("<CA của TSA>.pem", str(roots)).replace(
        "stamps/", f"{tmp_path / 'unpacked' / 'stamps'}/"
    )
    program, *given = shlex.split(command)
    assert program == "openssl"
    assert "Verification: OK" in openssl(*given)
    at = given.index("-attime") + 1
    with pytest.raises(AssertionError, match="certificate has expired"):
        openssl(*given[:at], int(given[at]) + 40 * 86_400, *given[at + 1 :])
    (tmp_path / "unpacked" / "stamps" / f"{size:019}.txt").write_bytes(newest.text.encode())
    with pytest.raises(AssertionError, match="message imprint mismatch"):
        openssl(*given)
    # A case has no leaves that would lead to the earlier state.
    case = tmp_path / "case.zip"
    await case_by_operator(there, case, CaseScope(kind=CaseKind.TASK, key=web.task("51-08")))
    assert verdict(case.read_bytes(), key)[0] == dondoc_verify.SOUND
    with zipfile.ZipFile(case) as packed:
        assert not [name for name in packed.namelist() if name.startswith("stamps/")]


async def test_every_second_of_a_stamp_is_read_as_openssl_says_it(
    authority: AuthorityService, tmp_path: Path
) -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    query = tmp_path / "query.tsq"
    openssl("ts", "-query", "-digest", digest, "-sha256", "-cert", "-out", query)
    token = authority.authority.stamp(query.read_bytes())
    (tmp_path / "answer.tsr").write_bytes(token)
    described = openssl("ts", "-reply", "-in", tmp_path / "answer.tsr", "-text")
    moment = datetime.fromtimestamp(dondoc_verify.stamped_at(token), UTC)
    assert moment.strftime("%H:%M:%S %Y GMT") in described
    for at in range(len(token)):
        try:
            dondoc_verify.stamped_at(token[:at])
        except (LookupError, ValueError):
            continue
        assert at == len(token), "a stamp that was cut off has no time"
