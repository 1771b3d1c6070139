"""Attaching a file: the bytes first, then the fact; nothing is kept for those who may not."""

import hashlib
from dataclasses import replace

import pytest

from infra.randomness import RANDOMNESS
from services.commands.files import FileCommands, FileLost, MemoryFileStore
from services.commands.requests import CommandRequest, TypedTexts
from services.domain.errors import NotAllowed, NotFound, Refusal
from services.domain.roles import Holder
from services.domain.task.acts.attach_file import AttachFile
from tests import givens
from tests.api import matrix_directive
from tests.api.ward import current_task, plan
from tests.evidence_files import PDF
from tests.memory_ward import MemoryWard
from tests.moment import today

DUTY = current_task("51-08")
DIGEST = hashlib.sha256(PDF).hexdigest()


async def started() -> tuple[MemoryWard, FileCommands, MemoryFileStore]:
    """A ward in memory with its first tasks, and a place for files."""
    ward = MemoryWard()
    await ward.open()
    await ward.activate(plan(today().year), "plan")
    await ward.register(
        givens.SPECIALIST, givens.CHIEF, givens.INSPECTOR, givens.ADMINISTRATOR, givens.OTHER
    )
    await ward.settle()
    store = MemoryFileStore()
    return ward, FileCommands(ward.people, store), store


def send(ward: MemoryWard, who: Holder, sha256: str = DIGEST) -> tuple[CommandRequest, AttachFile]:
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    command = AttachFile(
        stream=DUTY,
        sha256=sha256,
        size_bytes=len(PDF),
        media_type="application/pdf",
        name=words.need("biểu.pdf", label="Tên tệp"),
        contribution_of=None,
    )
    asked = ward.request(who, "attach-file")
    request = CommandRequest(
        sender=asked.sender,
        command_id=asked.command_id,
        name=asked.name,
        sent=asked.sent,
        texts=tuple(words.texts),
    )
    return request, command


async def test_a_file_is_attached_once_and_read_back_by_those_who_see_the_task() -> None:
    ward, files, store = await started()
    request, command = send(ward, givens.SPECIALIST)
    first = await files.attach(request, command, PDF)
    assert first is not None
    assert await files.attach(request, command, PDF) == first
    assert list(store.kept) == [DIGEST]
    for who in (givens.SPECIALIST, givens.OTHER, givens.CHIEF, givens.INSPECTOR):
        _, content = await files.read(DUTY, DIGEST, who, givens.policy())
        assert content == PDF
    both = Holder(
        person_id=givens.ADMINISTRATOR.person_id,
        offices=(*givens.ADMINISTRATOR.offices, *givens.INSPECTOR.offices),
    )
    assert (await files.read(DUTY, DIGEST, both, givens.policy()))[1] == PDF
    with pytest.raises(NotFound):
        await files.read(DUTY, DIGEST, givens.ADMINISTRATOR, givens.policy())


async def test_nothing_is_kept_for_somebody_who_may_not_attach() -> None:
    ward, files, store = await started()
    with pytest.raises(NotAllowed):
        await files.attach(*send(ward, givens.CHIEF), PDF)
    assert store.kept == {}


async def test_bytes_that_are_not_what_the_command_says_make_no_fact() -> None:
    ward, files, _ = await started()
    before = len(await ward.ledger.tail(0, 1000))
    with pytest.raises(Refusal, match="nguyên vẹn"):
        await files.attach(*send(ward, givens.SPECIALIST, "0" * 64), PDF)
    assert len(await ward.ledger.tail(0, 1000)) == before


async def test_a_file_whose_bytes_were_changed_is_not_given() -> None:
    ward, files, store = await started()
    await files.attach(*send(ward, givens.SPECIALIST), PDF)
    store.kept[DIGEST] = b"changed"
    with pytest.raises(FileLost):
        await files.read(DUTY, DIGEST, givens.SPECIALIST, givens.policy())


async def test_a_file_of_a_directive_is_attached_once_and_read_by_those_who_see_directives() -> (
    None
):
    ward, files, store = await started()
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    registered = matrix_directive.registered(words)
    given = replace(ward.request(givens.CHIEF, "register-directive"), texts=tuple(words.texts))
    await ward.acts.handle(given, registered)
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    command = matrix_directive.filed(words)
    asked = replace(ward.request(givens.CHIEF, "attach"), texts=tuple(words.texts))
    refused = replace(ward.request(givens.SPECIALIST, "attach"), texts=tuple(words.texts))
    with pytest.raises(NotFound):
        await files.attach(refused, command, matrix_directive.CONTENT)
    assert store.kept == {}
    first = await files.attach(asked, command, matrix_directive.CONTENT)
    assert first is not None
    assert await files.attach(asked, command, matrix_directive.CONTENT) == first
    assert list(store.kept.values()) == [matrix_directive.CONTENT]
    at = (matrix_directive.STREAM, command.sha256)
    for who in (givens.CHIEF, givens.INSPECTOR):
        file, content = await files.read_of_directive(*at, who, givens.policy())
        assert (file.name, content) == (command.name, matrix_directive.CONTENT)
    for who in (givens.SPECIALIST, givens.ADMINISTRATOR):
        with pytest.raises(NotFound):
            await files.read_of_directive(*at, who, givens.policy())
    with pytest.raises(NotFound):
        await files.read_of_directive(at[0], "0" * 64, givens.CHIEF, givens.policy())
