"""Điều nhân chứng đã thấy được đem so với sổ; chữ ký nào không đúng thì không tin."""

import shutil
from pathlib import Path

import pytest

from infra.errors import SettingsError
from infra.witness.calls import RemoteService
from infra.witness.folder import WitnessFolder, name_of
from infra.witness.requests import AddCheckpoint
from infra.witness.view import SignedInFolder, WitnessView
from services.ledger.merkle import leaf_hash
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.checkpoints import Checkpoint, sign_checkpoint
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.keys import NoteSigner
from services.ledger.tlog.notes import SignedNote
from services.ledger.tlog.proofs import TiledTree
from services.ledger.verify import verify
from tests.ledger.test_kept_roots import grown
from tests.ledger.tlog.note_vectors import LOG, NEXT_LOG, ORIGIN, SEEN, STRANGER, WITNESS
from tests.ledger.tlog.textbook import TilesInMemory, built
from tests.witness.histories import Log, MovedClock, witness_at


def view_of(folder: Path) -> WitnessView:
    return WitnessView(SignedInFolder(folder), WITNESS.verifier, [LOG.verifier])


def cosigned(note: SignedNote) -> bytes:
    return note.adding(WITNESS.sign(note.text, time=SEEN)).write()


def put(folder: Path, size: int, data: bytes, time: int = SEEN) -> Path:
    """A file in the list of the store, put there by hand."""
    path = WitnessFolder(folder).signed_file(
        ORIGIN, name_of(size, time, data.decode(errors="replace"))
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


async def refusal(folder: Path) -> Unproven:
    with pytest.raises(NotProven) as refused:
        await view_of(folder).kept_roots(ORIGIN)
    return refused.value.kind


async def test_what_a_witness_saw_is_held_against_the_ledger(tmp_path: Path) -> None:
    tiles = TilesInMemory()
    witness = witness_at(tmp_path)
    seen = 0
    for numbers in ([1, 2], [1, 2, 3, 4]):
        rows = [row async for batch in (await grown(numbers)).batches() for row in batch]
        TreeBuilder(tiles).extend([leaf_hash(row.record) for row in rows[seen:]])
        tree = TiledTree(tiles, len(numbers))
        note = sign_checkpoint(Checkpoint(ORIGIN, tree.size, tree.root()), [LOG])
        request = AddCheckpoint(seen, tuple(tree.consistency(seen)), note)
        assert witness.add_checkpoint(request.write()).status == 200
        seen = tree.size
    kept = await view_of(tmp_path).kept_roots(ORIGIN)
    assert sorted(kept) == [2, 4]
    assert (await verify(await grown([1, 2, 3, 4, 5]), kept_roots=kept)).ok
    for numbers, code in (([1, 2, 7, 4, 5], "root-differs"), ([1, 2], "ledger-shorter")):
        report = await verify(await grown(numbers), kept_roots=kept)
        assert [problem.code for problem in report.problems] == [code]


async def test_the_time_at_which_it_saw_each_is_known(tmp_path: Path) -> None:
    clock = MovedClock()
    witness = witness_at(tmp_path, clock)
    log = Log((1, 2, 3))
    witness.add_checkpoint(log.request(0).write())
    clock.second += 86_400
    witness.add_checkpoint(log.request(3).write())
    seen = [each async for each in view_of(tmp_path).seen(ORIGIN)]
    assert [(each.checkpoint.size, each.time) for each in seen] == [(3, SEEN), (3, SEEN + 86_400)]


async def test_a_long_list_is_read_to_its_end(tmp_path: Path) -> None:
    tiles = built(450)
    for size in range(1, 451):
        root = TiledTree(tiles, size).root()
        put(tmp_path, size, cosigned(sign_checkpoint(Checkpoint(ORIGIN, size, root), [LOG])))
    assert list(await view_of(tmp_path).kept_roots(ORIGIN)) == list(range(1, 451))
    assert len(await view_of(tmp_path).kept_roots(ORIGIN, after=200)) == 250


async def test_of_a_log_that_it_never_saw_it_has_nothing(tmp_path: Path) -> None:
    witness_at(tmp_path)
    assert await view_of(tmp_path).kept_roots("other.example/log") == {}


async def test_a_file_that_was_edited_is_not_believed(tmp_path: Path) -> None:
    path = put(tmp_path, 3, cosigned(Log((1, 2, 3)).note()))
    path.write_bytes(path.read_bytes().replace(b"\n3\n", b"\n4\n"))
    assert await refusal(tmp_path) is Unproven.ALTERED


async def test_what_only_the_log_has_signed_is_not_the_witness_s_word(tmp_path: Path) -> None:
    put(tmp_path, 3, Log((1, 2, 3)).note().write())
    assert await refusal(tmp_path) is Unproven.KEY_UNKNOWN


@pytest.mark.parametrize("signer", [STRANGER, NEXT_LOG], ids=["stranger", "next"])
async def test_what_no_known_key_of_the_log_has_signed_is_refused(
    tmp_path: Path, signer: NoteSigner
) -> None:
    put(tmp_path, 3, cosigned(Log((1, 2, 3), signer=signer).note()))
    assert await refusal(tmp_path) is Unproven.KEY_UNKNOWN
    alone = WitnessView(SignedInFolder(tmp_path), WITNESS.verifier)
    assert list(await alone.kept_roots(ORIGIN)) == [3]


async def test_a_witness_that_vouches_for_two_histories_is_named(tmp_path: Path) -> None:
    put(tmp_path, 3, cosigned(Log((1, 2, 3)).note()))
    put(tmp_path, 3, cosigned(Log((1, 2, 4)).note()), time=SEEN + 1)
    with pytest.raises(NotProven, match="two roots of 3 facts"):
        await view_of(tmp_path).kept_roots(ORIGIN)


async def test_a_checkpoint_of_another_log_is_not_taken_for_this_one(tmp_path: Path) -> None:
    other = Log((1, 2), origin="other.example/log").note()
    put(tmp_path, 2, cosigned(other))
    alone = WitnessView(SignedInFolder(tmp_path), WITNESS.verifier)
    with pytest.raises(NotProven, match=r"other\.example/log"):
        await alone.kept_roots(ORIGIN)


async def test_a_copy_of_the_store_without_the_key_is_enough(tmp_path: Path) -> None:
    witness_at(tmp_path / "witness").add_checkpoint(Log((1, 2, 3)).request(0).write())
    shutil.copytree(tmp_path / "witness" / "logs", tmp_path / "copy" / "logs")
    assert list(await view_of(tmp_path / "copy").kept_roots(ORIGIN)) == [3]


def test_a_key_of_a_log_is_no_witness(tmp_path: Path) -> None:
    with pytest.raises(NotProven):
        WitnessView(SignedInFolder(tmp_path), LOG.verifier)


@pytest.mark.parametrize(
    "address",
    ["", "127.0.0.1:8010", "ftp://127.0.0.1", "http://", "http://a:b@127.0.0.1", "http://h:x"],
)
def test_what_is_no_address_of_a_service_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="không phải địa chỉ dịch vụ"):
        RemoteService(address)
