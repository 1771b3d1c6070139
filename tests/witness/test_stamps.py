"""Dấu thời gian RFC 3161 của một cơ quan bên ngoài: xin, kiểm tra, giữ, đọc lại."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from infra.errors import SettingsError
from infra.proving.anchors import AnchorAway
from infra.witness.der import with_sorted_certificates
from infra.witness.stamps import (
    PAUSE,
    CheckpointStamp,
    StampAuthority,
    read_roots,
    stamp_file,
    verify_stamp,
)
from services.ledger.tlog.errors import NotProven, Unproven
from tests.ledger.tlog.note_vectors import SEEN, WITNESS
from tests.ledger.tlog.textbook import flipped
from tests.witness.authority import AuthorityService, LocalAuthority, openssl, read_stamp, served
from tests.witness.histories import Log
from tests.witness.running import free_port

NOTE = Log((1, 2, 3)).note()
NEXT_NOTE = Log((1, 2, 3, 4)).note()
FILE = "0000000000000000003.tsr"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    return LocalAuthority(tmp_path_factory.mktemp("authority")).make()


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    return LocalAuthority(tmp_path_factory.mktemp("stranger")).make()


@pytest.fixture
def service(authority: LocalAuthority) -> Iterator[AuthorityService]:
    with served(authority) as service:
        yield service


def anchor(service: AuthorityService, log: Path, now: datetime | None = None) -> StampAuthority:
    roots = read_roots(service.authority.roots)
    return StampAuthority(
        service.address, roots, log, lambda: now or datetime(2030, 1, 1, tzinfo=UTC)
    )


async def stamped(service: AuthorityService, log: Path) -> CheckpointStamp:
    await anchor(service, log).keep(NOTE.write())
    return read_stamp(log / "stamps", NOTE, read_roots(service.authority.roots))


async def test_a_checkpoint_is_stamped_and_the_stamp_is_read_again(
    service: AuthorityService, tmp_path: Path
) -> None:
    assert await anchor(service, tmp_path).keep(NOTE.write()) == NOTE.write()
    assert await anchor(service, tmp_path).newest() is None
    assert [path.name for path in (tmp_path / "stamps").iterdir()] == [FILE]
    stamp = read_stamp(tmp_path / "stamps", NOTE, read_roots(service.authority.roots))
    assert stamp.authority == "CN=Test Authority"
    assert stamp.digest == sha256(NOTE.text.encode()).digest()
    assert stamp.time.tzinfo is not None
    described = openssl("ts", "-reply", "-in", tmp_path / "stamps" / FILE, "-text")
    assert stamp.time.strftime("%H:%M:%S %Y GMT") in described
    assert stamp.time.strftime("%b") in described


async def test_openssl_says_the_same_as_the_page_on_witnesses_has_it(
    service: AuthorityService, tmp_path: Path
) -> None:
    stamp = await stamped(service, tmp_path)
    file = stamp_file(tmp_path / "stamps", 3)
    moment = int(stamp.time.timestamp())
    arguments = (
        "ts", "-verify", "-digest", stamp.digest.hex(), "-in", file,
        "-CAfile", service.authority.roots, "-attime", moment,
    )  # fmt: skip
    assert "Verification: OK" in openssl(*arguments)
    with pytest.raises(AssertionError, match="certificate has expired"):
        openssl(*arguments[:-1], moment + 40 * 86_400)
    (tmp_path / "text").write_bytes(NOTE.text.encode())
    assert "Verification: OK" in openssl(
        "ts", "-verify", "-data", tmp_path / "text", "-in", file,
        "-CAfile", service.authority.roots,
    )  # fmt: skip


async def test_cosignatures_that_come_later_leave_the_stamp_good(
    service: AuthorityService, tmp_path: Path
) -> None:
    before = await stamped(service, tmp_path)
    later = NOTE.adding(WITNESS.sign(NOTE.text, time=SEEN))
    roots = read_roots(service.authority.roots)
    assert read_stamp(tmp_path / "stamps", later, roots) == before


async def test_the_authority_is_asked_once_a_day_and_once_for_each_checkpoint(
    service: AuthorityService, tmp_path: Path
) -> None:
    await anchor(service, tmp_path).keep(NOTE.write())
    file = stamp_file(tmp_path / "stamps", 3)
    written = datetime(2027, 3, 1, 8, tzinfo=UTC)
    os.utime(file, (written.timestamp(), written.timestamp()))
    for hours in (0, 23):
        await anchor(service, tmp_path, written + timedelta(hours=hours)).keep(NEXT_NOTE.write())
    assert service.asked == 1
    await anchor(service, tmp_path, written + timedelta(hours=24)).keep(NOTE.write())
    assert service.asked == 1, "it has its stamp"
    await anchor(service, tmp_path, written + timedelta(hours=24)).keep(NEXT_NOTE.write())
    assert service.asked == 2
    os.utime(stamp_file(tmp_path / "stamps", 4), (written.timestamp(), written.timestamp()))
    last = Log((1, 2, 3, 4, 5)).note()
    await anchor(service, tmp_path, written - timedelta(hours=1)).keep(last.write())
    assert service.asked == 3, "a clock that was set back does not silence it"


async def test_an_authority_that_failed_is_asked_again_after_a_pause(
    service: AuthorityService, tmp_path: Path
) -> None:
    clock = [datetime(2027, 3, 1, 8, tzinfo=UTC)]
    roots = read_roots(service.authority.roots)
    asking = StampAuthority(service.address, roots, tmp_path, lambda: clock[0])
    service.status = 503
    for _ in range(3):
        with pytest.raises(AnchorAway, match="503"):
            await asking.keep(NOTE.write())
    assert service.asked == 1
    service.status = 200
    clock[0] += PAUSE
    await asking.keep(NOTE.write())
    assert service.asked == 2
    assert stamp_file(tmp_path / "stamps", 3).exists()


async def test_a_stamp_that_the_disk_does_not_take_is_asked_for_again_after_a_pause(
    service: AuthorityService, tmp_path: Path
) -> None:
    (tmp_path / "stamps").write_text("a file where a folder should be")
    clock = [datetime(2027, 3, 1, 8, tzinfo=UTC)]
    roots = read_roots(service.authority.roots)
    asking = StampAuthority(service.address, roots, tmp_path, lambda: clock[0])
    for _ in range(2):
        with pytest.raises(AnchorAway, match=r"dấu thời gian trong .*khác loại"):
            await asking.keep(NOTE.write())
    assert service.asked == 1
    (tmp_path / "stamps").unlink()
    clock[0] += PAUSE
    await asking.keep(NOTE.write())
    assert asking.kept == 3


@pytest.mark.parametrize("wrong", ["status", "media", "empty", "older", "stranger"])
async def test_an_answer_that_is_no_stamp_of_this_request_is_not_kept(
    service: AuthorityService, stranger: LocalAuthority, tmp_path: Path, wrong: str
) -> None:
    asking = anchor(service, tmp_path / "log")
    if wrong == "status":
        service.status = 503
    elif wrong == "media":
        service.media = "text/html"
    elif wrong == "empty":
        service.answer = b""
    elif wrong == "older":  # true, but the answer to another request
        await anchor(service, tmp_path / "before").keep(NOTE.write())
        service.answer = stamp_file(tmp_path / "before" / "stamps", 3).read_bytes()
    else:
        service.authority = stranger
    with pytest.raises(AnchorAway):
        await asking.keep(NOTE.write())
    assert not (tmp_path / "log").exists()


async def test_nobody_at_the_address_is_asked_again_later(
    authority: LocalAuthority, tmp_path: Path
) -> None:
    gone = AuthorityService(authority, f"http://127.0.0.1:{free_port()}/")
    with pytest.raises(AnchorAway, match="không trả lời"):
        await anchor(gone, tmp_path).keep(NOTE.write())


async def test_a_stamp_of_another_checkpoint_or_authority_does_not_hold(
    service: AuthorityService, stranger: LocalAuthority, tmp_path: Path
) -> None:
    await stamped(service, tmp_path)
    roots = read_roots(service.authority.roots)
    token = stamp_file(tmp_path / "stamps", 3).read_bytes()
    refusals = {}
    for name, (text, trusted) in {
        "checkpoint": (NEXT_NOTE.text, roots),
        "authority": (NOTE.text, read_roots(stranger.roots)),
    }.items():
        with pytest.raises(NotProven) as refused:
            verify_stamp(token, text, trusted)
        refusals[name] = refused.value.kind
    assert set(refusals.values()) == {Unproven.ALTERED}


async def test_no_flipped_byte_changes_what_a_stamp_says(
    service: AuthorityService, tmp_path: Path
) -> None:
    stamp = await stamped(service, tmp_path)
    roots = read_roots(service.authority.roots)
    token = stamp_file(tmp_path / "stamps", 3).read_bytes()
    refused = 0
    for at in range(len(token)):
        try:
            # What nobody has signed, such as a second copy of the root, may differ.
            assert verify_stamp(flipped(token, at, 1), NOTE.text, roots) == stamp
        except NotProven:
            refused += 1
    assert refused > len(token) // 2


async def test_the_order_of_certificates_is_put_right_for_reading_only(
    service: AuthorityService, tmp_path: Path
) -> None:
    stamp = await stamped(service, tmp_path)
    token = stamp_file(tmp_path / "stamps", 3).read_bytes()
    ordered = with_sorted_certificates(token)
    assert (len(ordered), sorted(ordered)) == (len(token), sorted(token))
    assert with_sorted_certificates(ordered) == ordered
    assert verify_stamp(ordered, NOTE.text, read_roots(service.authority.roots)) == stamp


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x30\x80", b"\x30\x84\xff\xff\xff\xff", b"\x30\x03"]
)
def test_what_is_no_stamp_is_malformed(data: bytes, authority: LocalAuthority) -> None:
    assert with_sorted_certificates(data) == data
    with pytest.raises(NotProven) as refused:
        verify_stamp(data, NOTE.text, read_roots(authority.roots))
    assert refused.value.kind is Unproven.MALFORMED


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_a_root_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "root.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"chứng thư gốc .*root\.pem"):
        read_roots(file)
