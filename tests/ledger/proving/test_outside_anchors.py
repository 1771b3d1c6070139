"""Sổ được nhân chứng ký kèm, được cấp dấu thời gian; nhân chứng biết sổ đã bị đổi."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from infra.proving.anchors import Anchor
from infra.proving.faults import Stopped
from infra.witness.configured import (
    STAMP_ROOTS,
    STAMP_URL,
    WITNESS_KEY,
    WITNESS_URL,
    configured_anchors,
)
from infra.witness.stamps import read_roots
from infra.witness.store import create_witness, trust_log_keys
from infra.witness.view import SignedOverHttp, WitnessView
from services.ledger.engine import make_engine
from services.ledger.postgres_source import postgres_source
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.verify import verify
from tests.ledger.proving.kit import ProvedWard, restore
from tests.witness.authority import AuthorityService, LocalAuthority, read_stamp, served
from tests.witness.running import RunningWitness, witness_beside

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AuthorityService]:
    with served(LocalAuthority(tmp_path_factory.mktemp("authority")).make()) as service:
        yield service


@pytest.fixture
async def witness(ward: ProvedWard, tmp_path: Path) -> AsyncIterator[RunningWitness]:
    with witness_beside(tmp_path / "witness") as running:
        create_witness(running.folder, "witness.example/ward")
        trust_log_keys(running.folder, [key.text() for key in await ward.verifiers()])
        running.start()
        yield running


def key_of(witness: RunningWitness) -> NoteVerifier:
    return create_witness(witness.folder, "")


def anchors(
    ward: ProvedWard, witness: RunningWitness, authority: AuthorityService | None = None
) -> tuple[Anchor, ...]:
    """As the settings of an installation name them."""
    settings = {WITNESS_URL: witness.address, WITNESS_KEY: key_of(witness).text()}
    if authority is not None:
        settings |= {STAMP_URL: authority.address, STAMP_ROOTS: str(authority.authority.roots)}
    log = ward.there.log
    return configured_anchors(
        settings, ward.origin, ward.folder.tiles, log, lambda: ward.clocks.now
    )


async def seen_sizes(ward: ProvedWard, witness: RunningWitness) -> list[int]:
    view = WitnessView(SignedOverHttp(witness.address), key_of(witness), await ward.verifiers())
    return list(await view.kept_roots(ward.origin))


async def test_each_checkpoint_is_cosigned_and_the_first_of_a_day_is_stamped(
    ward: ProvedWard, witness: RunningWitness, authority: AuthorityService
) -> None:
    key = key_of(witness)
    async with ward.job(*anchors(ward, witness, authority)) as job:
        for _ in range(3):
            await ward.add(100)
            await ward.round(job)
            for file in (ward.there.log / "stamps").iterdir():  # this ward has its own clock
                os.utime(file, (ward.clocks.now.timestamp(),) * 2)
        assert [(each.state, each.said) for each in job.anchors] == [("ok", "")] * 2
        # What it says that it holds is what was stamped, not what was signed since.
        assert [each.size for each in job.anchors] == [301, 101]
    assert ward.kept_sizes() == await seen_sizes(ward, witness) == [101, 201, 301]
    for size in ward.kept_sizes():
        note = ward.folder.checkpoint(size)
        assert note is not None
        assert [each.name for each in note.signatures] == [ward.origin, key.name]
    assert authority.asked >= 1
    first = ward.folder.checkpoint(101)
    assert first is not None
    roots = read_roots(authority.authority.roots)
    stamp = read_stamp(ward.there.log / "stamps", first, roots)
    assert stamp.authority == "CN=Test Authority"


async def test_a_witness_that_is_away_delays_nothing_and_is_caught_up_with(
    ward: ProvedWard, witness: RunningWitness
) -> None:
    witness.kill()
    async with ward.job(*anchors(ward, witness)) as job:
        await ward.add(9)
        await ward.round(job)
        [asked] = job.anchors
        assert (job.signed_size, asked.state) == (10, "anchor_away")
        assert "không trả lời" in asked.said
        witness.start()
        await ward.add(9)
        await ward.round(job)
        assert (asked.state, asked.size) == ("ok", 19)


async def test_database_and_log_set_back_together_are_known_by_the_witness(
    ward: ProvedWard, witness: RunningWitness
) -> None:
    await ward.add(99)
    await ward.signed_anew(*anchors(ward, witness))
    backup = ward.saved("backup", ward.there.log)
    await ward.add(100)
    await ward.signed_anew(*anchors(ward, witness))
    ward.cut(100)
    restore(backup, ward.there.log)
    job = await ward.signed_anew(*anchors(ward, witness))
    assert job.state is Stopped.LEDGER_SHORTER
    [asked] = job.anchors
    assert asked.state == "anchor_refused"
    assert asked.said.startswith("Sổ bị quay lui: nhân chứng witness.example/ward đã thấy 200")
    # It grows in another way, while the witness cannot be asked: refused as soon as it can be.
    ward.counted = 99
    await ward.add(150)
    async with ward.job(*anchors(ward, witness)) as job:
        witness.kill()
        await ward.round(job)
        assert job.signed_size == 250
        witness.start()
        await ward.round(job)
        [asked] = job.anchors
    assert asked.state == "anchor_refused"
    assert asked.said.startswith("Sổ bị viết lại: điểm ký 250 sự kiện không nối tiếp điểm 200")
    assert await seen_sizes(ward, witness) == [100, 200]
    view = WitnessView(SignedOverHttp(witness.address), key_of(witness))
    kept = await view.kept_roots(ward.origin)
    engine = make_engine(ward.database.ward.auditor)
    async with postgres_source(engine, ward.ledger.ledger_id) as source:
        report = await verify(source, kept_roots=kept)
    await engine.dispose()
    assert [problem.code for problem in report.problems] == ["root-differs"]
