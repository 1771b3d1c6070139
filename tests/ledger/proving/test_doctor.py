"""What `dondoc doctor` says of the signing: a part that is silent, open keys, a missing copy."""

import shutil

import pytest

from infra.proving.examining import BEHIND_SECONDS, log_problems
from infra.serve.auditor import status_of
from tests.ledger.proving.kit import ProvedWard

pytestmark = pytest.mark.postgres


def problems(ward: ProvedWard, *, later: float = 0, running: bool = True) -> list[str]:
    signed_at = ward.folder.signed_at()
    assert signed_at is not None
    return log_problems(ward.there, signed_at + later, running=running)


@pytest.fixture
async def signed(ward: ProvedWard) -> ProvedWard:
    """The ward after a round, with what the part then told of itself."""
    job = await ward.signed_anew(ward.copy)
    status_of(job).write(ward.there.log)
    return ward


def test_nothing_is_said_where_all_is_well(signed: ProvedWard) -> None:
    assert problems(signed) == []


def test_a_part_that_is_silent_is_named_while_the_installation_runs(signed: ProvedWard) -> None:
    [said] = problems(signed, later=31)
    assert "(auditor) không hoạt động" in said
    assert problems(signed, later=31, running=False) == []


def test_keys_that_others_can_read_are_named(signed: ProvedWard) -> None:
    [key] = signed.there.log_key.iterdir()
    key.chmod(0o644)
    [said] = problems(signed)
    assert f"chmod 600 {key}" in said
    key.chmod(0o600)
    signed.there.log_key.chmod(0o755)
    [said] = problems(signed)
    assert f"chmod 700 {signed.there.log_key}" in said


def test_keys_that_are_gone_or_spoilt_are_named(signed: ProvedWard) -> None:
    [key] = signed.there.log_key.iterdir()
    key.write_text("x", encoding="ascii")
    assert str(key) in problems(signed)[0]
    key.unlink()
    assert "không có khóa nào" in problems(signed)[0]
    signed.there.log_key.rmdir()
    assert "Không có thư mục khóa" in problems(signed)[0]


def test_a_folder_for_copies_that_is_missing_is_named(signed: ProvedWard) -> None:
    shutil.rmtree(signed.copy.path)
    [said] = problems(signed)
    assert "Không có thư mục giữ bản sao" in said


async def test_a_copy_that_is_behind_or_ahead_is_named(signed: ProvedWard) -> None:
    await signed.add(10)
    await signed.signed_anew()
    assert problems(signed) == []
    [said] = [
        each for each in problems(signed, later=BEHIND_SECONDS + 1) if "bản sao" in each.lower()
    ]
    assert "mới có 1 trong 11 sự kiện" in said
    backup = signed.saved("newest", signed.there.log)
    await signed.add(10)
    await signed.signed_anew(signed.copy)
    shutil.rmtree(signed.there.log)
    shutil.copytree(backup / "log", signed.there.log)
    assert any("quay lui" in each for each in problems(signed))


async def test_why_nothing_is_signed_is_repeated(signed: ProvedWard) -> None:
    await signed.add(10)
    await signed.signed_anew(signed.copy)
    signed.cut(5)
    job = await signed.signed_anew(signed.copy)
    status_of(job).write(signed.there.log)
    assert any("Sổ ngắn hơn điểm đã ký" in each for each in problems(signed))
