"""Keys of the log: made once, tight, rotated by a fact with an overlap, then erased."""

import stat
from datetime import timedelta

import pytest

from infra.errors import SettingsError
from infra.proving.log_keys import rotate_log_key
from tests.ledger.proving.kit import ProvedWard

pytestmark = pytest.mark.postgres


async def signers(ward: ProvedWard) -> list[str]:
    """Whose signatures stand below the newest checkpoint."""
    return [each.key.text() for each in (await ward.opened()).signed]


async def test_the_key_lies_where_only_its_owner_reads_it(ward: ProvedWard) -> None:
    [key] = ward.there.log_key.iterdir()
    assert stat.S_IMODE(ward.there.log_key.stat().st_mode) == 0o700
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert ward.keys.open_to_others() == []
    key.chmod(0o640)
    assert ward.keys.open_to_others() == [key]
    ward.there.log_key.chmod(0o711)
    assert ward.keys.open_to_others() == [ward.there.log_key, key]


async def test_the_fact_holds_the_public_half_alone(ward: ProvedWard) -> None:
    [key] = ward.there.log_key.iterdir()
    secret = key.read_text(encoding="ascii").strip().rpartition("+")[2].encode()
    with ward.database.superuser() as admin:
        rows = admin.execute("SELECT payload FROM payloads").fetchall()
    assert rows
    assert all(secret not in row[0] for row in rows)
    [introduced] = await ward.log_keys()
    assert introduced.key.startswith(f"dondoc/{ward.ledger.ledger_id}+")


async def test_both_keys_sign_while_one_takes_over_and_the_old_one_is_erased_then(
    ward: ProvedWard,
) -> None:
    await ward.signed_anew()
    await rotate_log_key(ward.ledger, ward.keys, 30)
    first, second = await ward.log_keys()
    assert first.retired_at is not None
    ward.clocks.now = first.retired_at - timedelta(seconds=1)
    await ward.signed_anew()
    assert await signers(ward) == [second.key, first.key]
    ward.clocks.now = first.retired_at
    await ward.add(1)
    await ward.signed_anew()
    assert await signers(ward) == [second.key]
    assert len(list(ward.there.log_key.iterdir())) == 1
    await ward.demand_all_consistent()


async def test_a_running_job_signs_with_the_new_key_from_its_fact_on(ward: ProvedWard) -> None:
    async with ward.job() as job:
        await ward.round(job)
        ward.clocks.now = (await ward.log_keys())[0].introduced_at
        await rotate_log_key(ward.ledger, ward.keys, 7)
        await ward.round(job)
    assert [key.key for key in reversed(await ward.log_keys())] == await signers(ward)


async def test_without_overlap_the_old_key_is_gone_at_once(ward: ProvedWard) -> None:
    first, second = await rotate_log_key(ward.ledger, ward.keys, 0)
    assert first.retired_at == second.introduced_at
    [left] = ward.there.log_key.iterdir()
    assert second.key.split("+")[1] in left.name


async def test_a_lost_key_is_followed_by_another_one(ward: ProvedWard) -> None:
    await ward.signed_anew()
    for file in ward.there.log_key.iterdir():
        file.unlink()
    await rotate_log_key(ward.ledger, ward.keys, 30)
    await ward.signed_anew()
    assert await signers(ward) == [(await ward.log_keys())[-1].key]


@pytest.mark.parametrize("days", [-1, 367])
async def test_an_overlap_that_nobody_can_mean_is_refused(ward: ProvedWard, days: int) -> None:
    with pytest.raises(SettingsError, match="ngày theo lịch"):
        await rotate_log_key(ward.ledger, ward.keys, days)
    assert len(await ward.log_keys()) == 1
