"""Units of the ward: what the administrator records of them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from services.commands.requests import CommandRequest
from services.commands.runner import CommandRunner, Decided, LoadedContext, on_stream
from services.domain.directory.decider import require_administrator
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.directory.units import (
    NameOverseer,
    RegisterUnit,
    RenameUnit,
    code_taken,
    name_overseer,
    register_unit,
    rename_unit,
)
from services.domain.facts import Event
from services.ledger.names import BadName
from services.ledger.port import Outcome


@dataclass(frozen=True, slots=True)
class UnitCommands:
    """Register a unit, correct its official name, name who is in charge."""

    people: CommandRunner

    async def register_unit(
        self, request: CommandRequest, command: RegisterUnit
    ) -> Outcome | None:
        """A new unit or partner; raises Refusal where the code was ever given."""
        try:
            return await self._on_unit(
                request, command.code, lambda unit, _: register_unit(unit, command)
            )
        except BadName as error:  # the plan wrote this code with other capitals
            raise code_taken(command.code) from error

    async def rename_unit(self, request: CommandRequest, command: RenameUnit) -> Outcome | None:
        """The official name from a day on; raises Refusal."""
        return await self._on_unit(
            request, command.unit, lambda unit, scene: rename_unit(unit, command, scene.now)
        )

    async def name_overseer(
        self, request: CommandRequest, command: NameOverseer
    ) -> Outcome | None:
        """The leader in charge from a day on; raises Refusal."""
        person = person_stream(command.person_id)

        def decide(unit: Unit | None, scene: LoadedContext) -> Sequence[Event]:
            named = fold_person(scene.snapshot.of(person))
            return name_overseer(unit, named, command, scene.now)

        return await self._on_unit(request, command.unit, decide, [person])

    async def _on_unit(
        self,
        request: CommandRequest,
        code: str,
        decide: Callable[[Unit | None, LoadedContext], Sequence[Event]],
        besides: Collection[str] = (),
    ) -> Outcome | None:
        """What an administrator records of a unit."""
        stream = unit_stream(code)

        def decided(scene: LoadedContext) -> Decided:
            held = require_administrator(scene.holder)
            events = decide(fold_unit(scene.snapshot.of(stream)), scene)
            return Decided(held=held, events=on_stream(stream, events))

        return await self.people.run(request, [stream, *besides], decided)
