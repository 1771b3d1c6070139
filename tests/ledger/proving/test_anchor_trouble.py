"""An anchor's trouble, a spoilt file, a full disk: a state with a sentence, never the end."""

import asyncio
import errno
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from infra.proving.anchors import Anchor
from infra.proving.examining import log_problems
from infra.proving.faults import Stopped
from infra.proving.log_job import LogJob
from infra.proving.log_keys import rotate_log_key
from infra.serve.auditor import status_of, tell
from infra.serve.processes import _until
from services.ledger.tlog.checkpoints import Checkpoint, read_checkpoint, sign_checkpoint
from services.ledger.tlog.durable import write_whole
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.notes import read_note
from services.ledger.tlog.status import AnchorKind, LogStatus
from tests.ledger.proving.kit import ProvedWard, restore
from tests.ledger.tlog.note_vectors import SEEN, STRANGER, WITNESS

pytestmark = pytest.mark.postgres


class AnchorBySteps:
    """An anchor outside that cosigns, and then does what a test wants to happen."""

    name = "anchor.example"
    kind = AnchorKind.WITNESS
    complaint = ""
    kept = 0

    def __init__(self, then: Callable[[], object]) -> None:
        self._then = then

    def trust(self, keys: Sequence[NoteVerifier]) -> None:
        """It vouches with a key of its own."""

    async def newest(self) -> Checkpoint | None:
        return None

    async def keep(self, signed: bytes, proof: Sequence[bytes]) -> bytes:
        note = read_note(signed)
        self.kept = read_checkpoint(note.text).size
        self._then()
        return note.adding(WITNESS.sign(note.text, time=SEEN)).write()


async def lived_until(
    ward: ProvedWard, reached: Callable[[LogJob, LogStatus], bool], *anchors: Anchor
) -> LogStatus:
    """What the auditor part says of itself once that is reached, run as the part is run."""
    stop = asyncio.Event()
    shown: list[LogStatus] = []

    async def watch(job: LogJob) -> None:
        async with asyncio.timeout(20):
            while not shown:
                said = LogStatus.read(ward.there.log)
                if said is not None and reached(job, said):
                    shown.append(said)
                await asyncio.sleep(0.01)
        stop.set()
        await asyncio.Event().wait()

    (ward.there.log / "status.json").unlink(missing_ok=True)
    async with ward.job(*anchors) as job:
        runs = (each.run() for each in job.anchors)
        await _until(stop, job.run(stop), tell(job), watch(job), *runs)
    return shown[0]


@pytest.mark.parametrize("harm", ["cut", "folder", "foreign key"])
async def test_a_spoilt_checkpoint_of_the_log_is_said_and_the_part_lives_on(
    ward: ProvedWard, harm: str
) -> None:
    await ward.signed_anew(ward.copy)
    newest = ward.there.log / "checkpoint"
    whole = newest.read_bytes()
    newest.unlink()
    if harm == "folder":
        newest.mkdir()
    else:
        newest.write_bytes(whole[:-3] if harm == "cut" else whole.replace(b"\n1\n", b"\n2\n"))
    shown = await lived_until(
        ward,
        lambda _, said: said.state != "ok" and said.anchors["folder"].state != "ok",
        ward.copy,
    )
    expected = Stopped.DISK_REFUSES if harm == "folder" else Stopped.LOG_ALTERED
    assert shown.state == expected
    in_words(shown.said)
    if harm == "cut":
        assert "tệp checkpoint trong thư mục “log” không còn đọc được" in shown.said
        assert shown.anchors["folder"].state == "log_altered"
    in_words(shown.anchors["folder"].said)
    newest.rmdir() if harm == "folder" else newest.unlink()
    healed = await lived_until(
        ward, lambda _, said: said.part_state == "ok" and said.signed == 1, ward.copy
    )
    assert healed.anchors["folder"].size == 1
    assert newest.read_bytes() == whole


async def test_a_cosignature_that_the_disk_does_not_take_is_said_and_tried_again(
    ward: ProvedWard,
) -> None:
    await ward.signed_anew()
    kept = ward.there.log / "checkpoints" / "0"

    def spoil() -> None:
        kept.rename(ward.there.log / "aside")
        kept.write_bytes(b"")

    shown = await lived_until(ward, lambda _, said: said.part_state != "ok", AnchorBySteps(spoil))
    trouble = shown.anchors["anchor.example"]
    assert trouble.state == Stopped.DISK_REFUSES
    in_words(trouble.said)
    kept.unlink()
    (ward.there.log / "aside").rename(kept)
    await lived_until(
        ward,
        lambda _, said: said.anchors["anchor.example"].size == 1,
        AnchorBySteps(lambda: None),
    )
    note = ward.folder.checkpoint(1)
    assert note is not None
    assert len(note.signatures) == 2


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "hết chỗ"), (errno.EACCES, "không có quyền"), (errno.EROFS, "chỉ cho đọc")],
)
async def test_a_folder_of_copies_that_cannot_be_written_is_said_and_the_part_lives_on(
    ward: ProvedWard, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(place: Path, content: bytes, root: Path) -> None:
        if root == ward.copy.path:
            raise OSError(number, "said by the system in English")
        write_whole(place, content, root)

    with monkeypatch.context() as patch:
        patch.setattr("infra.proving.folder_copy.write_whole", refuse)
        shown = await lived_until(ward, lambda _, said: said.part_state != "ok", ward.copy)
    trouble = shown.anchors["folder"]
    assert (shown.state, trouble.state) == ("ok", "anchor_away")
    assert words in trouble.said
    in_words(trouble.said)
    healed = await lived_until(ward, lambda _, said: said.anchors["folder"].size == 1, ward.copy)
    assert healed.part_state == "ok"


async def test_what_nobody_thought_of_in_an_anchor_is_that_anchor_s_trouble(
    ward: ProvedWard,
) -> None:
    def fail() -> None:
        raise LookupError("an answer that nobody thought of")

    shown = await lived_until(
        ward,
        lambda _, said: said.part_state != "ok",
        AnchorBySteps(fail),
        ward.copy,
    )
    assert shown.state == "ok"
    assert shown.anchors["anchor.example"].state == "anchor_away"
    assert "logs/auditor.log" in shown.anchors["anchor.example"].said
    in_words(shown.anchors["anchor.example"].said)


async def test_a_ledger_that_the_part_may_not_read_any_more_is_said(ward: ProvedWard) -> None:
    await ward.signed_anew()
    with ward.database.superuser() as admin:
        admin.execute("ALTER TABLE events RENAME TO events_hidden")
    shown = await lived_until(ward, lambda _, said: said.state != "ok")
    assert shown.state == Stopped.LEDGER_UNREADABLE
    in_words(shown.said)
    with ward.database.superuser() as admin:
        admin.execute("ALTER TABLE events_hidden RENAME TO events")
    await lived_until(ward, lambda _, said: said.state == "ok" and said.signed == 1)


async def test_a_copy_that_nobody_signed_decides_nothing_and_is_named(ward: ProvedWard) -> None:
    await ward.signed_anew(ward.copy)
    made_up = ward.copy.path / "999.checkpoint"
    for content in (unsigned(ward, 999), b"garbage", unsigned(ward, 998)):
        made_up.write_bytes(content)
        await ward.add(2)
        job = await ward.signed_anew(ward.copy)
        [copying] = job.anchors
        assert (job.state, job.said, job.signed_size) == (Stopped.OK, "", copying.size)
        assert copying.state == "anchor_spoilt"
        assert "bản sao 999.checkpoint" in copying.said
        in_words(copying.said)
        assert copying.size in ward.copied_sizes()
    status_of(job).write(ward.there.log)
    [said] = log_problems(ward.there, (ward.folder.signed_at() or 0) + 1, running=True)
    assert said == copying.said
    made_up.rename(ward.there.data / "for-inspectors")
    job = await ward.signed_anew(ward.copy)
    assert (job.anchors[0].state, job.anchors[0].said) == ("ok", "")


async def test_a_damaged_newest_copy_is_passed_over_and_the_one_before_still_holds(
    ward: ProvedWard,
) -> None:
    await ward.add(99)
    await ward.signed_anew(ward.copy)
    await ward.add(100)
    await ward.signed_anew(ward.copy)
    damaged = ward.copy.path / "200.checkpoint"
    damaged.write_bytes(damaged.read_bytes()[:-3])
    job = await ward.signed_anew(ward.copy)
    [copying] = job.anchors
    assert job.state is Stopped.OK
    assert copying.state == "anchor_refused", "what is there is not written over"
    in_words(copying.said)
    ward.cut(99)
    shutil.rmtree(ward.there.log)
    assert (await ward.signed_anew(ward.copy)).state is Stopped.LEDGER_SHORTER


async def test_a_running_part_names_a_copy_that_is_put_there_meanwhile_at_its_next_start(
    ward: ProvedWard,
) -> None:
    async with ward.job(ward.copy) as job:
        await ward.round(job)
        (ward.copy.path / "999.checkpoint").write_bytes(unsigned(ward, 999))
        await ward.add(1)
        await ward.round(job)
        assert (job.signed_size, job.anchors[0].state) == (2, "ok")
    job = await ward.signed_anew(ward.copy)
    assert job.anchors[0].state == "anchor_spoilt"


async def test_a_database_from_before_a_key_is_known_by_the_copy_of_that_key(
    ward: ProvedWard,
) -> None:
    await ward.add(9)
    await ward.signed_anew(ward.copy)
    backup = ward.saved("backup", ward.there.log)
    await rotate_log_key(ward.ledger, ward.keys, 0)
    await ward.signed_anew(ward.copy)
    ward.cut(10)
    restore(backup, ward.there.log)
    assert (await ward.signed_anew(ward.copy)).state is Stopped.LEDGER_SHORTER


def unsigned(ward: ProvedWard, size: int) -> bytes:
    """A checkpoint that a stranger made up."""
    note = sign_checkpoint(Checkpoint(ward.origin, size, bytes(32)), [STRANGER])
    return note.write()


def in_words(said: str) -> None:
    """A sentence for people: Vietnamese, and nothing of what programs say to each other."""
    assert said.endswith(".")
    english = (" a ", " the ", " of ", " is ", " not ", "file", "system in", "Error", "answer")
    assert not [each for each in english if each in said], said
