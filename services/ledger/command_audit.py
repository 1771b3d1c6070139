"""Checks that commands and facts say the same: each fact lies in the positions of its command.

Whoever cuts the ledger's end, writes a fact past the function, or touches `commands` is found by
what stands on the other side. Both are read once in the order of positions.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, Self, TypeVar
from uuid import UUID

from services.domain.facts import SYSTEM
from services.ledger.read_row import MOST_PROBLEMS
from services.ledger.rows import StoredRow

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFact:
    """What an event's row says of the command that wrote it."""

    position: int
    stream: str
    version: int
    actor_key: str
    command_id: UUID

    @classmethod
    def of(cls, row: StoredRow) -> Self:
        """What a whole row says of it."""
        return cls(
            position=row.position,
            stream=row.stream,
            version=row.version,
            actor_key=row.actor_key,
            command_id=row.command_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCommand:
    """A row of `commands`; `outcome` holds `first_position`, `last_position` and `versions`."""

    actor_key: str
    command_id: UUID
    outcome: Any

    @property
    def positions(self) -> tuple[int, int]:
        """The first and the last position; (0, -1) where the row does not say any."""
        said = self.outcome if isinstance(self.outcome, dict) else {}
        first, last = said.get("first_position"), said.get("last_position")
        return (first, last) if type(first) is int and type(last) is int else (0, -1)


class CommandFault(StrEnum):
    """What is wrong; the values are codes of the report."""

    NO_COMMAND = "fact-without-command"
    NO_FACTS = "command-without-facts"
    VERSIONS = "command-versions"
    ACTOR = "command-actor"


@dataclass(frozen=True, slots=True)
class CommandProblem:
    """`command_id` is the row's, or the fact's where no row is there."""

    fault: CommandFault
    position: int
    command_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandsReport:
    """`beyond` commands wrote facts after the ledger's last position, `size`."""

    checked: int
    size: int
    beyond: int
    problems: tuple[CommandProblem, ...]
    more_problems: int

    @property
    def ok(self) -> bool:
        """Whether commands and facts say the same."""
        return not (self.problems or self.beyond)


class CommandSource(Protocol):
    """One ledger's facts and commands, at one moment."""

    def written(self, after: int = 0) -> AsyncIterator[Sequence[WrittenFact]]:
        """What each event behind a position says of its command, in order, some at a time."""
        ...

    def commands(self, after: int = 0) -> AsyncIterator[Sequence[StoredCommand]]:
        """Every accepted command that begins behind a position, by its first, some at a time."""
        ...


async def check_commands(source: CommandSource, after: int = 0) -> CommandsReport:
    """Compare both sides behind a position; memory does not grow with either."""
    audit = _Audit(_one_by_one(source.written(after)), size=after)
    await audit.advance()
    checked = 0
    async for command in _one_by_one(source.commands(after)):
        checked += 1
        await audit.command(command)
    await audit.finish()
    return CommandsReport(
        checked=checked,
        size=audit.size,
        beyond=audit.beyond,
        problems=tuple(audit.problems),
        more_problems=audit.more,
    )


async def _one_by_one(batches: AsyncIterator[Sequence[Item]]) -> AsyncIterator[Item]:
    async for batch in batches:
        for item in batch:
            yield item


@dataclass(slots=True)
class _Audit:
    facts: AsyncIterator[WrittenFact]
    fact: WrittenFact | None = None  # the first that no command has claimed
    open: StoredCommand | None = None  # it wrote `fact`, and what follows
    size: int = 0
    beyond: int = 0
    more: int = 0
    problems: list[CommandProblem] = field(default_factory=list)

    async def advance(self) -> None:
        self.fact = await anext(self.facts, None)
        if self.fact is not None:
            self.size = self.fact.position

    async def command(self, command: StoredCommand) -> None:
        """Look at one row: it stands first where it wrote the first fact of its positions."""
        first, last = command.positions
        if self.open is not None and self.open.positions[0] != first:
            await self._close(self.open)
        if self.open is None:
            await self._unwritten_before(first)
        fact = self.fact
        if self.open is None and fact is not None and _wrote(command, fact):
            self.open = command
        elif fact is None and last > self.size:
            self.beyond += 1
        else:
            self._say(CommandFault.NO_FACTS, first, command.command_id)

    async def finish(self) -> None:
        """What is left has no command."""
        if self.open is not None:
            await self._close(self.open)
        while self.fact is not None:
            await self._without_command(self.fact)

    async def _close(self, command: StoredCommand) -> None:
        """Follow a command through its positions."""
        self.open = None
        first, last = command.positions
        versions: dict[str, int] = {}
        while self.fact is not None and self.fact.position <= last:
            if self.fact.command_id != command.command_id:
                await self._without_command(self.fact)
                continue
            if not _may_differ(command.actor_key, self.fact.actor_key):
                self._say(CommandFault.ACTOR, self.fact.position, command.command_id)
            versions[self.fact.stream] = self.fact.version
            await self.advance()
        if self.fact is None and last > self.size:
            self.beyond += 1
        elif command.outcome.get("versions") != versions:
            self._say(CommandFault.VERSIONS, first, command.command_id)

    async def _unwritten_before(self, position: int) -> None:
        while self.fact is not None and self.fact.position < position:
            await self._without_command(self.fact)

    async def _without_command(self, fact: WrittenFact) -> None:
        self._say(CommandFault.NO_COMMAND, fact.position, fact.command_id)
        await self.advance()

    def _say(self, fault: CommandFault, position: int, command_id: UUID) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(CommandProblem(fault, position, command_id))
        else:
            self.more += 1


def _wrote(command: StoredCommand, fact: WrittenFact) -> bool:
    same = (command.positions[0], command.command_id) == (fact.position, fact.command_id)
    return same and command.positions[1] >= fact.position


def _may_differ(command: str, fact: str) -> bool:
    """Whether two actors may stand on the two sides.

    Who signs in is nobody yet, and a refusal is kept by the ledger itself: only two different
    people are never right.
    """
    return command == fact or SYSTEM.key in {command, fact}
