"""What a verification remembers is only what was found sound in every respect."""

import json

import psycopg
import pytest

from infra.verify import checks
from infra.verify.asked import Examined
from infra.verify.exit_codes import Wrong
from infra.verify.ledger_check import examine
from infra.verify.remembered import FILE
from infra.verify.witnesses import witnesses_named
from services.ledger import postgres_source
from tests.ledger.attacks.kit import AttackedWard, met
from tests.ledger.databases import installation_of
from tests.ledger.tlog.note_vectors import WITNESS

pytestmark = pytest.mark.postgres


@pytest.fixture
def saved_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fact is a batch, after which it is kept how far all was sound."""
    monkeypatch.setattr(postgres_source, "BATCH", 1)
    monkeypatch.setattr(checks, "_SAVED_EVERY", -1.0)


def command_removed(ward: AttackedWard, position: int) -> None:
    def remove(admin: psycopg.Connection) -> None:
        done = admin.execute(
            "DELETE FROM commands WHERE ledger_id = %s"
            " AND (outcome ->> 'first_position')::bigint = %s",
            [ward.ledger_id, position],
        )
        assert done.rowcount == 1

    ward.attack(remove)


@pytest.mark.usefixtures("saved_often")
async def test_what_was_wrong_once_is_wrong_every_time(ward: AttackedWard) -> None:
    await ward.grow(3)
    command_removed(ward, 3)
    for _ in range(2):
        result = await ward.judged(full=False, remembering=True)
        assert met(result) == {Wrong.COMMANDS}, result.sentence
        assert result.report["start"] == 0


@pytest.mark.usefixtures("saved_often")
async def test_a_wrong_in_what_is_new_leaves_what_was_remembered(ward: AttackedWard) -> None:
    first = await ward.judged(full=False, remembering=True)
    await ward.grow(4)
    command_removed(ward, first.report["size"] + 2)
    for _ in range(2):
        result = await ward.judged(full=False, remembering=True)
        assert met(result) == {Wrong.COMMANDS}, result.sentence
        assert result.report["start"] == first.report["size"]


@pytest.mark.usefixtures("saved_often")
async def test_what_an_interrupted_run_did_not_judge_is_judged_by_the_next(
    ward: AttackedWard,
) -> None:
    command_removed(ward, 2)
    there = ward.proved.there

    def interrupted(done: int, _of: int) -> None:
        if done > 9:
            raise KeyboardInterrupt

    asked = Examined(log=there.log, state=there.data / FILE, progress=interrupted)
    with pytest.raises(KeyboardInterrupt):
        await examine(installation_of(ward.database.ward), asked)
    result = await ward.judged(full=False, remembering=True)
    assert result.report["start"] >= 2, "the command of position 2 lies before"
    assert met(result) == {Wrong.COMMANDS}, result.sentence


async def test_a_command_of_before_that_was_edited_is_found_by_reading_on(
    ward: AttackedWard,
) -> None:
    first = await ward.judged(full=False, remembering=True)

    def edit(admin: psycopg.Connection) -> None:
        admin.execute(
            "UPDATE commands SET outcome = jsonb_set(outcome, '{versions}', '{}')"
            " WHERE ledger_id = %s AND (outcome ->> 'first_position')::bigint = 3",
            [ward.ledger_id],
        )

    ward.attack(edit)
    result = await ward.judged(full=False, remembering=True)
    assert result.report["start"] == first.report["size"]
    assert met(result) == {Wrong.COMMANDS}, result.sentence


async def test_a_command_of_before_that_is_gone_is_found_by_reading_on(
    ward: AttackedWard,
) -> None:
    await ward.judged(full=False, remembering=True)
    command_removed(ward, 3)
    result = await ward.judged(full=False, remembering=True)
    assert met(result) == {Wrong.COMMANDS}, result.sentence


async def test_the_first_new_fact_is_held_to_the_time_of_the_one_before(
    ward: AttackedWard,
) -> None:
    first = await ward.judged(full=False, remembering=True)
    await ward.grow(1)
    newest = first.report["size"] + 1
    old = "2026-01-05T01:00:00.000000Z"
    ward.rewritten(newest, {}, {"recorded_at": old, "occurred_at": old})
    result = await ward.judged(full=False, remembering=True)
    assert Wrong.SWAPPED in met(result), result.sentence
    assert f"vị trí {newest}: ghi nhận trước sự kiện {newest - 1}" in result.sentence


async def test_what_an_older_release_remembered_is_read_anew(ward: AttackedWard) -> None:
    await ward.judged(full=False, remembering=True)
    path = ward.proved.there.data / FILE
    kept = json.loads(path.read_bytes())
    del kept["newest_at"]
    path.write_text(json.dumps(kept), encoding="utf-8")
    result = await ward.judged(full=False, remembering=True)
    assert (result.wrong, result.report["start"]) == (None, 0)


async def test_a_witness_that_is_away_does_not_make_all_be_read_again(ward: AttackedWard) -> None:
    there = ward.proved.there
    asked = Examined(
        log=there.log,
        witnesses=witnesses_named("http://127.0.0.1:1", WITNESS.verifier.text(), {}),
        state=there.data / FILE,
    )
    first = await examine(installation_of(ward.database.ward), asked)
    assert met(first) == {Wrong.OUT_OF_REACH}
    second = await ward.judged(full=False, remembering=True)
    assert second.report["start"] == first.report["size"]
