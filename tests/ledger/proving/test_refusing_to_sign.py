"""What is never signed: a ledger that was set back, forked, cut, and a log that was altered."""

from pathlib import Path

import pytest

from infra.proving.faults import Stopped
from services.ledger.tlog.tiles import Tile
from tests.ledger.proving.kit import ProvedWard, restore

pytestmark = pytest.mark.postgres


async def test_an_older_database_under_a_newer_checkpoint_is_not_signed(ward: ProvedWard) -> None:
    await ward.add(299)
    await ward.signed_anew()
    ward.cut(200)
    ward.counted = 199
    job = await ward.signed_anew()
    assert job.state is Stopped.LEDGER_SHORTER
    assert "Sổ ngắn hơn điểm đã ký" in job.said
    assert "300 sự kiện" in job.said
    assert "chỉ còn 200" in job.said
    assert ward.kept_sizes() == [300]
    # Other facts in their place: the ledger is long enough again, and another one.
    await ward.add(200)
    forked = await ward.signed_anew()
    assert forked.state is Stopped.LEDGER_FORKED
    assert "sự kiện 300" in forked.said
    assert ward.kept_sizes() == [300]


async def test_a_running_job_sees_that_the_ledger_is_set_back(ward: ProvedWard) -> None:
    await ward.add(9)
    async with ward.job() as job:
        await ward.round(job)
        ward.cut(5)
        await ward.round(job)
        assert job.state is Stopped.LEDGER_SHORTER


async def test_database_and_log_set_back_together_are_known_by_the_copy_outside(
    ward: ProvedWard,
) -> None:
    await ward.add(99)
    await ward.signed_anew(ward.copy)
    backup = ward.saved("backup", ward.there.log)
    await ward.add(100)
    await ward.signed_anew(ward.copy)
    assert ward.copied_sizes() == [100, 200]
    ward.cut(100)
    restore(backup, ward.there.log)
    job = await ward.signed_anew(ward.copy)
    assert job.state is Stopped.LEDGER_SHORTER
    assert "200 sự kiện" in job.said
    assert ward.kept_sizes() == [100]
    # It may grow again as it likes: what the copy holds is not continued.
    ward.counted = 99
    await ward.add(150)
    grown = await ward.signed_anew(ward.copy)
    assert grown.state is Stopped.ROOT_DIFFERS
    assert ward.kept_sizes() == [100]
    assert ward.copied_sizes() == [100, 200]


async def test_a_position_that_is_missing_in_the_middle_is_named(ward: ProvedWard) -> None:
    await ward.add(9)
    with ward.database.superuser() as admin:
        for table in ("events", "payloads"):
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            admin.execute(f"DELETE FROM {table} WHERE position = 4")  # noqa: S608
    job = await ward.signed_anew()
    assert job.state is Stopped.LEDGER_GAP
    assert "vị trí 4" in job.said
    assert ward.kept_sizes() == []


async def test_a_fact_that_was_built_last_and_is_another_one_now_is_named(
    ward: ProvedWard,
) -> None:
    await ward.add(9)
    await ward.signed_anew()
    with ward.database.superuser() as admin:
        admin.execute("ALTER TABLE events DISABLE TRIGGER ALL")
        admin.execute("UPDATE events SET leaf = sha256(leaf) WHERE position = 10")
    job = await ward.signed_anew()
    assert job.state is Stopped.LEDGER_FORKED
    assert "sự kiện 10" in job.said


def tile_file(ward: ProvedWard, tile: Tile) -> Path:
    return ward.there.log / tile.path


async def test_a_truncated_tile_is_named_and_made_again_once_it_is_taken_away(
    ward: ProvedWard,
) -> None:
    await ward.add(299)
    await ward.signed_anew()
    path = tile_file(ward, Tile(0, 1, 44))
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    job = await ward.signed_anew()
    assert job.state is Stopped.LOG_ALTERED
    assert "tile/0/001.p/44" in job.said
    path.unlink()
    await ward.add(1)
    healed = await ward.signed_anew()
    assert (healed.state, healed.signed_size) == (Stopped.OK, 301)
    await ward.demand_all_consistent()


async def test_an_altered_tile_keeps_the_log_from_being_signed(ward: ProvedWard) -> None:
    await ward.add(299)
    await ward.signed_anew()
    path = tile_file(ward, Tile(0, 1, 44))
    path.write_bytes(bytes(32) + path.read_bytes()[32:])
    await ward.add(1)
    job = await ward.signed_anew()
    assert job.state is Stopped.ROOT_DIFFERS
    assert "300 sự kiện đầu" in job.said
    assert ward.kept_sizes() == [300]


async def test_a_checkpoint_that_is_taken_away_or_set_back_is_remembered(
    ward: ProvedWard,
) -> None:
    await ward.add(99)
    await ward.signed_anew()
    newest = ward.there.log / "checkpoint"
    older = newest.read_bytes()
    await ward.add(100)
    await ward.signed_anew()
    newest.write_bytes(older)
    job = await ward.signed_anew()
    assert job.signed_size == 200
    newest.unlink()
    ward.cut(150)
    shorter = await ward.signed_anew()
    assert shorter.state is Stopped.LEDGER_SHORTER


async def test_a_checkpoint_of_an_unknown_key_stops_the_signing(ward: ProvedWard) -> None:
    await ward.add(9)
    await ward.signed_anew()
    newest = ward.there.log / "checkpoint"
    content = newest.read_bytes()
    newest.write_bytes(content.replace(b"\n10\n", b"\n11\n"))
    job = await ward.signed_anew()
    assert job.state is Stopped.LOG_ALTERED


async def test_a_key_that_is_gone_is_said_and_nothing_is_signed(ward: ProvedWard) -> None:
    [key] = ward.there.log_key.iterdir()
    key.unlink()
    job = await ward.signed_anew()
    assert job.state is Stopped.KEY_MISSING
    assert "rotate-key" in job.said
    assert job.built == 1
    assert ward.kept_sizes() == []


async def test_a_key_file_that_was_spoilt_is_named(ward: ProvedWard) -> None:
    [key] = ward.there.log_key.iterdir()
    key.write_text("PRIVATE+KEY+x", encoding="ascii")
    job = await ward.signed_anew()
    assert job.state is Stopped.KEY_MISSING
    assert str(key) in job.said
