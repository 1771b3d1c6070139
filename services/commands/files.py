"""Files of work and of directives: kept once by SHA-256, told as facts, read back only whole."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from services.commands.acts import ActCommand, decided_on
from services.commands.file_rules import FILE_KIND, NO_FILE, NO_TEXTS
from services.commands.requests import CommandRequest
from services.commands.runner import CommandRunner, Decided, LoadedContext
from services.domain.directive.authority import may_see_directives
from services.domain.directive.evolving import fold as fold_directive
from services.domain.directive.file_events import DirectiveFileAttached
from services.domain.errors import Stale
from services.domain.facts import Fact
from services.domain.nouns import NOUN_OF
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.acts.submit_contribution import ContributionSubmitted
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.authority import sees_texts
from services.domain.task.evolving import fold
from services.domain.task.file_events import FileAttached
from services.domain.task.sight import may_see
from services.ledger.port import Outcome

AttachedFile = FileAttached | DirectiveFileAttached
_Attached = TypeVar("_Attached", FileAttached, DirectiveFileAttached)


class FileLost(Exception):
    """The bytes of a file are not there, or are no longer what they were."""


class FileChanged(FileLost):
    """The bytes are there, and are not what their name says."""


class CarriesFile(ActCommand, Protocol):
    """A command that attaches a file to the thing that it is about."""

    @property
    def sha256(self) -> str:
        """The digest of its bytes, hex."""
        ...


class FileStore(Protocol):
    """Bytes by their SHA-256 (hex): written whole, never over another, checked when read."""

    async def put(self, content: bytes) -> str:
        """Keep bytes and answer their digest; the same bytes twice are kept once."""
        ...

    async def get(self, sha256: str) -> bytes:
        """The bytes of a digest; raises FileLost."""
        ...

    async def stored(self) -> Collection[str]:
        """The names under which something lies in the store, half-written files left out."""
        ...

    async def stamp(self, sha256: str) -> str:
        """What is known of a file without reading it: another one where it was written anew.

        Empty where there is none.
        """
        ...


@dataclass(slots=True)
class MemoryFileStore:
    """The twin of the directory for tests."""

    kept: dict[str, bytes] = field(default_factory=dict)

    async def put(self, content: bytes) -> str:
        """Keep bytes and answer their digest."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.kept.setdefault(sha256, content)
        return sha256

    async def get(self, sha256: str) -> bytes:
        """The bytes of a digest; raises FileLost."""
        return checked(sha256, self.kept.get(sha256))

    async def stored(self) -> Collection[str]:
        """The digests that are kept."""
        return self.kept.keys()

    async def stamp(self, sha256: str) -> str:
        """How long it is."""
        return str(len(self.kept[sha256])) if sha256 in self.kept else ""


def checked(sha256: str, content: bytes | None) -> bytes:
    """Bytes that are what their name says; raises FileLost."""
    if content is None:
        raise FileLost(f"{sha256} is not kept")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileChanged(f"{sha256} was changed")
    return content


@dataclass(frozen=True, slots=True)
class FileCommands:
    """Attach a file to a thing, and give it to those who may see the thing."""

    people: CommandRunner
    store: FileStore

    async def attach(
        self, request: CommandRequest, command: CarriesFile, content: bytes
    ) -> Outcome | None:
        """Keep the bytes first, then the fact; nothing is kept for those who may not attach.

        Raises Refusal, Stale, CommandReused, LedgerUnavailable.
        """
        _, act = NOUN_OF[type(command)]
        kept = False

        def decided(scene: LoadedContext) -> Decided:
            result = decided_on(scene, command)
            if result.events and not kept:
                raise _NotKept
            return result

        streams = [command.stream, *act.reads(command)]
        try:
            return await self.people.run(request, streams, decided)
        except _NotKept:
            if await self.store.put(content) != command.sha256:
                raise FILE_KIND.refuse() from None
            kept = True
        return await self.people.run(request, streams, decided)

    async def read(
        self, stream: str, sha256: str, holder: Holder, policy: Policy
    ) -> tuple[FileAttached, bytes]:
        """A file of a task with its fact; raises NotFound, NotAllowed, FileLost.

        What was taken back and never handed in is nobody's to read any more.
        """
        facts = (await self.people.ledger.read([stream])).of(stream)
        task = fold(facts)
        if task is None or task.restricted or not may_see(task, policy, holder):
            raise NO_FILE.refuse()
        if not sees_texts(holder):
            raise NO_TEXTS.refuse()
        file = _named([*files_handed_in(facts), *task.files], sha256)
        return file, await self.store.get(sha256)

    async def read_of_directive(
        self, stream: str, sha256: str, holder: Holder, policy: Policy
    ) -> tuple[DirectiveFileAttached, bytes]:
        """A file of a directive with its fact; raises NotFound, NotAllowed, FileLost.

        What was taken back is nobody's to read any more.
        """
        directive = fold_directive((await self.people.ledger.read([stream])).of(stream))
        if directive is None or directive.secret or not may_see_directives(policy, holder):
            raise NO_FILE.refuse()
        if not sees_texts(holder):
            raise NO_TEXTS.refuse()
        file = _named(directive.files, sha256)
        return file, await self.store.get(sha256)


def _named(files: Iterable[_Attached], sha256: str) -> _Attached:
    file = next((file for file in files if file.sha256 == sha256), None)
    if file is None:
        raise NO_FILE.refuse()
    return file


class _NotKept(Stale):
    """The rules agree, and the bytes are still to be kept; never shown."""

    def __init__(self) -> None:
        super().__init__("file-not-kept", "Tệp chưa được lưu. Hãy tải lại.")


def files_handed_in(facts: Sequence[Fact]) -> list[FileAttached]:
    """The files of every version that was submitted, with the fact that attached them."""
    attached: dict[tuple[str, str | None], FileAttached] = {}
    kept: list[FileAttached] = []
    for fact in facts:
        match fact.event:
            case FileAttached() as file:
                attached[file.sha256, file.contribution_of] = file
            case ReportSubmitted(files=digests):
                kept += [attached[digest, None] for digest in digests]
            case ContributionSubmitted(files=digests, unit=unit):
                kept += [attached[digest, unit] for digest in digests]
            case _:
                continue
    return kept
