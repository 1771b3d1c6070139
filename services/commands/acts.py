"""Any act of any noun: load all that it is decided on, decide, keep what became true."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from services.commands.calendars import calendar_read, current_years
from services.commands.requests import CommandRequest
from services.commands.runner import CommandRunner, Decided, LoadedContext, on_stream
from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.nouns import NOUN_OF
from services.ledger.port import Outcome

T = TypeVar("T")


class ActCommand(Protocol):
    """A command of a noun: it names the stream of the thing that it is about."""

    @property
    def stream(self) -> str:
        """The stream of the thing."""
        ...


@dataclass(frozen=True, slots=True)
class ActCommands:
    """Runs every act that `domain.nouns` lists."""

    people: CommandRunner

    async def handle(self, request: CommandRequest, command: ActCommand) -> Outcome | None:
        """Do it once; raises Refusal, Stale, CommandReused, LedgerUnavailable."""
        _, act = NOUN_OF[type(command)]
        years = await self._years(act)
        streams = [command.stream, *act.reads(command), *years]

        def decided(scene: LoadedContext) -> Decided:
            return decided_on(scene, command, years)

        return await self.people.run(request, streams, decided)

    async def judge(
        self,
        request: CommandRequest,
        command: ActCommand,
        judging: Callable[[Any, DecisionContext], T],
    ) -> T:
        """What the command would mean now; raises Refusal wherever the act itself would."""
        noun, act = NOUN_OF[type(command)]
        years = await self._years(act)

        def judged(scene: LoadedContext) -> T:
            context = context_of(scene, years)
            state = noun.find(command.stream, context)
            act.decide(state, command, context)
            return judging(state, context)

        streams = [command.stream, *act.reads(command), *years]
        return await self.people.judge(request, streams, judged)

    async def _years(self, act: Act[Any, Any, Any]) -> tuple[str, ...]:
        """The calendars that an act is decided on, by the database's own day."""
        if not act.by_calendar:
            return ()
        return await current_years(self.people.ledger)


def decided_on(scene: LoadedContext, command: ActCommand, years: Collection[str] = ()) -> Decided:
    """What a command makes true of its thing in this scene; raises Refusal."""
    noun, act = NOUN_OF[type(command)]
    context = context_of(scene, years)
    verdict: Verdict = act.decide(noun.find(command.stream, context), command, context)
    return Decided(
        held=verdict.held,
        events=on_stream(command.stream, verdict.events),
        rings=(command.stream,) if noun.has_clock else (),
    )


def context_of(scene: LoadedContext, years: Collection[str] = ()) -> DecisionContext:
    """What a decision of the domain is made on, as it was loaded."""
    return DecisionContext(
        holder=scene.holder,
        policy=scene.rules.policy,
        now=scene.now,
        facts=scene.snapshot.facts,
        calendar=calendar_read(scene.snapshot, years).calendar if years else None,
    )
