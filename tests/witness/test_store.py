"""Kho của nhân chứng: tắt máy giữa chừng không mất gì đã ký; kho bị sửa thì không chạy tiếp."""

import os
import signal
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import pytest

from infra.errors import SettingsError
from infra.witness.store import WitnessStore, create_witness, trust_log_keys
from infra.witness.view import SignedInFolder, WitnessView
from services.ledger.tlog.keys import KeyKind
from tests.ledger.tlog.note_vectors import LOG, NEXT_LOG, ORIGIN, STRANGER, WITNESS
from tests.witness.histories import Log, MovedClock, witness_at

# Where a power cut can leave something half done.
STEPS: Final = ("fsync", "replace", "mkdir")
MOST_STEPS: Final = 60


def dying_at(step: int, work: Callable[[], object]) -> bool:
    """Whether a process that does this work is killed (-9) before its n-th step on the disk."""
    child = os.fork()
    if not child:
        _kill_before(step)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or os.waitstatus_to_exitcode(status) == 0
    return killed


def _kill_before(step: int) -> None:
    left = [step]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return real(*arguments, **more)

        return call

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))


def add_again(folder: Path, request: bytes) -> None:
    witness_at(folder).add_checkpoint(request)


def listed_sizes(folder: Path) -> list[int]:
    store = WitnessStore(folder)
    return [int(name[:19]) for name, _ in store.files.signed(ORIGIN)]


def test_killed_anywhere_it_keeps_the_old_or_the_new_and_never_signs_a_fork_of_what_it_gave(
    tmp_path: Path,
) -> None:
    log = Log(tuple(range(4090)))
    fork = Log((*range(4090), *range(9000, 9010)))
    seen_before: set[int] = set()
    for step in range(MOST_STEPS):
        folder = tmp_path / str(step)
        witness_at(folder).add_checkpoint(log.request(0).write())
        grown = Log((*log.facts, *range(5000, 5020)))
        request = grown.request(log.size).write()  # into the next folder of sizes
        killed = dying_at(step, partial(add_again, folder, request))
        witness = witness_at(folder)
        newest = witness.store.newest(ORIGIN)
        assert newest is not None
        size = newest.checkpoint.size
        seen_before.add(size)
        assert listed_sizes(folder)[-1] == size
        answer = witness.add_checkpoint(fork.request(log.size).write())
        if size == grown.size:
            assert answer.status == HTTPStatus.CONFLICT
            assert witness.add_checkpoint(grown.request(size).write()).status == HTTPStatus.OK
        else:
            assert killed
            assert answer.status == HTTPStatus.OK, "nothing else was given to anybody"
        if not killed:
            break
    else:
        pytest.fail("the work never ended")
    assert step > len(STEPS), "it was killed at several steps"
    assert seen_before == {log.size, grown.size}


def test_a_witness_makes_its_key_once_and_keeps_it_from_others(tmp_path: Path) -> None:
    folder = tmp_path / "nhan-chung"
    key = create_witness(folder, "witness.example/ward")
    assert (key.name, key.kind) == ("witness.example/ward", KeyKind.COSIGNATURE)
    assert create_witness(folder, "") == create_witness(folder, key.name) == key
    file = folder / "witness-key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert repr(WitnessStore(folder).signer).count(file.read_text().strip()[-20:]) == 0
    with pytest.raises(SettingsError, match="Khóa không đổi tên"):
        create_witness(folder, "witness.example/other")


def test_a_key_without_a_name_is_named_after_the_machine_and_a_bad_name_is_refused(
    tmp_path: Path,
) -> None:
    assert create_witness(tmp_path / "one", "").name.startswith("dondoc-witness/")
    with pytest.raises(SettingsError, match="không dùng làm tên khóa được"):
        create_witness(tmp_path / "two", "có dấu cách")


def test_a_witness_without_a_key_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="dondoc witness --init"):
        WitnessStore(tmp_path)


def test_log_keys_are_kept_once_each_and_rotated_keys_overlap(tmp_path: Path) -> None:
    create_witness(tmp_path, "w")
    keys = (LOG.verifier, NEXT_LOG.verifier)
    trust_log_keys(tmp_path, [LOG.verifier.text(), f" {LOG.verifier.text()} "])
    trust_log_keys(tmp_path, [NEXT_LOG.verifier.text(), LOG.verifier.text()])
    store = WitnessStore(tmp_path)
    assert store.keys_of(ORIGIN) == keys
    assert store.origins == (ORIGIN,)
    assert STRANGER.verifier not in store.keys_of(ORIGIN)
    assert store.keys_of("other") == ()


def test_a_remark_in_the_list_of_keys_is_no_key(tmp_path: Path) -> None:
    create_witness(tmp_path, "w")
    (tmp_path / "log-keys").write_text(f"# của phường\n\n{LOG.verifier.text()}\n")
    assert WitnessStore(tmp_path).keys_of(ORIGIN) == (LOG.verifier,)


@pytest.mark.parametrize("typed", ["x", WITNESS.verifier.text(), LOG.secret_text()])
def test_what_is_no_public_key_of_a_log_is_refused(tmp_path: Path, typed: str) -> None:
    with pytest.raises(SettingsError, match="không phải khóa công khai của một sổ"):
        trust_log_keys(tmp_path, [typed])
    assert not (tmp_path / "log-keys").exists()


def test_what_was_seen_stays_when_the_log_changes_its_key(tmp_path: Path) -> None:
    witness_at(tmp_path).add_checkpoint(Log(tuple(range(5))).request(0).write())
    (tmp_path / "log-keys").write_text(NEXT_LOG.verifier.text() + "\n")
    newest = WitnessStore(tmp_path).newest(ORIGIN)
    assert newest is not None
    assert newest.checkpoint.size == 5


@pytest.mark.parametrize("harm", ["removed", "cut", "edited", "other", "stranger"])
def test_a_store_that_was_harmed_is_not_gone_on_with(tmp_path: Path, harm: str) -> None:
    witness = witness_at(tmp_path)
    witness.add_checkpoint(Log(tuple(range(5))).request(0).write())
    file = witness.store.files.newest_file(ORIGIN)
    whole = file.read_bytes()
    foreign = Log(tuple(range(9)), origin="other.example/log").note()
    harmed = {
        "cut": whole[:-9],
        "edited": whole.replace(b"\n5\n", b"\n4\n"),
        "other": foreign.adding(WITNESS.sign(foreign.text, time=1)).write(),
        "stranger": Log(tuple(range(4))).note().write(),
    }
    if harm == "removed":
        file.unlink()
    else:
        file.write_bytes(harmed[harm])
    with pytest.raises(SettingsError, match="không còn nguyên vẹn"):
        WitnessStore(tmp_path)


def test_a_newest_checkpoint_that_was_set_back_is_not_gone_on_with(tmp_path: Path) -> None:
    """With this one file alone set back it would cosign a second history."""
    witness, log = witness_at(tmp_path), Log(tuple(range(5)))
    witness.add_checkpoint(log.request(0).write())
    file = witness.store.files.newest_file(ORIGIN)
    before = file.read_bytes()
    assert WitnessStore(tmp_path).newest(ORIGIN) is not None
    log.grow(range(5, 5000))  # into another folder of sizes
    witness.add_checkpoint(log.request(5).write())
    file.write_bytes(before)
    with pytest.raises(SettingsError, match=r"đã ký đến 5000 sự kiện.*chỉ có 5"):
        WitnessStore(tmp_path)


def test_another_history_of_the_same_size_in_the_store_is_not_gone_on_with(tmp_path: Path) -> None:
    witness = witness_at(tmp_path)
    witness.add_checkpoint(Log((0, 1, 2)).request(0).write())
    other = witness_at(tmp_path / "other")
    other.add_checkpoint(Log((0, 1, 3)).request(0).write())
    own, foreign = witness.store.files.newest_file(ORIGIN), other.store.files.newest_file(ORIGIN)
    own.write_bytes(foreign.read_bytes())
    with pytest.raises(SettingsError, match="mã gốc khác"):
        WitnessStore(tmp_path)


def test_what_was_signed_again_by_a_clock_that_was_set_back_is_gone_on_with(
    tmp_path: Path,
) -> None:
    clock, log = MovedClock(), Log((0, 1, 2))
    witness = witness_at(tmp_path, clock)
    witness.add_checkpoint(log.request(0).write())
    clock.second -= 10_000
    witness.add_checkpoint(log.request(3).write())
    newest = WitnessStore(tmp_path).newest(ORIGIN)
    assert newest is not None
    assert newest.time == clock.second
    assert listed_sizes(tmp_path) == [3, 3]


def test_what_the_disk_did_not_take_is_not_answered_and_is_listed_later(tmp_path: Path) -> None:
    witness = witness_at(tmp_path)
    log = Log(tuple(range(3)))
    blocked = witness.store.files.signed_folder(ORIGIN)
    blocked.parent.mkdir(parents=True)
    blocked.write_text("a file where a folder should be")
    for old in (0, 3):
        with pytest.raises(FileExistsError):
            witness.add_checkpoint(log.request(old).write())
    blocked.unlink()
    assert witness.add_checkpoint(log.request(3).write()).status == HTTPStatus.OK
    assert listed_sizes(tmp_path) == [3]


@pytest.mark.parametrize("text", ["PRIVATE+KEY+x", LOG.secret_text()])
def test_a_key_file_that_is_no_witness_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "witness-key").write_text(text)
    with pytest.raises(SettingsError, match="không còn nguyên vẹn"):
        WitnessStore(tmp_path)


async def test_the_list_goes_on_after_a_name_or_a_size(tmp_path: Path) -> None:
    witness = witness_at(tmp_path)
    log, sizes = Log(), [1, 2, 4000, 4096, 4097, 9000]
    seen = 0
    for size in sizes:
        log.grow(range(log.size, size))
        witness.add_checkpoint(log.request(seen).write())
        seen = size
    names = [name for name, _ in witness.store.files.signed(ORIGIN)]
    assert [int(name[:19]) for name in names] == sizes
    for at, size in enumerate(sizes):
        after = [name for name, _ in witness.store.files.signed(ORIGIN, str(size))]
        assert after == names[at + 1 :]
        assert [n for n, _ in witness.store.files.signed(ORIGIN, names[at])] == after
    view = WitnessView(SignedInFolder(tmp_path), WITNESS.verifier)
    assert sorted(await view.kept_roots(ORIGIN, after=4096)) == [4097, 9000]
