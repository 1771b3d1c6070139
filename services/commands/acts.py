"""Any act of any noun: load all that it is decided on, decide, keep what became true."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Protocol, TypeVar
from uuid import UUID

from services.commands.calendars import calendar_read, current_years
from services.commands.ports import OfficeIndex
from services.commands.requests import CommandRequest
from services.commands.runner import CommandRunner, Decided, LoadedContext
from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.in_charge import beside_others
from services.domain.errors import Refusal
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.nouns import NOUN_OF
from services.domain.roles import Office
from services.domain.streams import Category, category_of
from services.domain.task.evolving import fold
from services.ledger.names import BadName
from services.ledger.port import Outcome, whole

T = TypeVar("T")


class ActCommand(Protocol):
    """A command of a noun: it names the stream of the thing that it is about."""

    @property
    def stream(self) -> str:
        """The stream of the thing."""
        ...


class Effect:
    """What an act means for the tables beside the ledger, such as those of passwords.

    Facts are kept first; the tables follow them, also where the same command comes again.
    """

    async def before(self, request: CommandRequest, command: Any) -> Refusal | None:  # noqa: ARG002  (for those that override it)
        """What the tables say against it; the act's own rules are said first."""
        return None

    async def after(self, request: CommandRequest, command: Any) -> None:
        """Bring the tables to what the facts say now."""

    def name_taken(self, command: Any) -> Refusal | None:  # noqa: ARG002  (for those that override it)
        """The refusal of a name that the ledger has with other capitals."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """What is loaded besides the streams that a command itself names.

    `unmoved` is what must stand besides the streams that were read (`port.whole`).
    """

    streams: Sequence[str] = ()
    years: Sequence[str] = ()
    administrators: Sequence[UUID] = ()
    plans: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    unmoved: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActCommands:
    """Runs every act that `domain.nouns` lists; `effects` by the command that they follow."""

    people: CommandRunner
    index: OfficeIndex
    effects: Mapping[type, Effect] = field(default_factory=dict)

    async def handle(self, request: CommandRequest, command: ActCommand) -> Outcome | None:
        """Do it once; raises Refusal, Stale, CommandReused, LedgerUnavailable."""
        _, act = NOUN_OF[type(command)]
        effect = self.effects.get(type(command), Effect())
        against = await effect.before(request, command)
        around = await self._around(act, command)
        rounds = count()

        async def run(loaded: _Loaded) -> Outcome | None:
            def decided(scene: LoadedContext) -> Decided:
                found = _found(scene, command, loaded) if act.names_more else None
                if next(rounds) and act.overtaken is not None:
                    raise act.overtaken.refuse()
                decision = _decide(command, *(found or _found(scene, command, loaded)))
                if against is not None:
                    raise against
                return decision

            return await self.people.run(
                request,
                loaded.streams,
                decided,
                target=_target(act, command),
                unmoved=loaded.unmoved,
            )

        try:
            outcome = await _with_named(around, run)
        except BadName as error:
            taken = effect.name_taken(command)
            if taken is None:
                raise
            raise taken from error
        await effect.after(request, command)
        return outcome

    async def judge(
        self,
        request: CommandRequest,
        command: ActCommand,
        judging: Callable[[Any, DecisionContext], T],
    ) -> T:
        """What the command would mean now; raises Refusal wherever the act itself would."""
        _, act = NOUN_OF[type(command)]

        async def judge(loaded: _Loaded) -> T:
            def judged(scene: LoadedContext) -> T:
                state, context = _found(scene, command, loaded)
                act.decide(state, command, context)
                return judging(state, context)

            return await self.people.judge(
                request, loaded.streams, judged, target=_target(act, command)
            )

        return await _with_named(await self._around(act, command), judge)

    async def _around(self, act: Act[Any, Any, Any], command: ActCommand) -> _Loaded:
        streams = [command.stream, *act.reads(command)]
        years = await current_years(self.people.ledger) if act.by_calendar else ()
        administrators = (
            await self.index.holders(Office.ADMINISTRATOR) if act.by_administrators else ()
        )
        around = _Loaded(
            streams=[*streams, *years, *_streams_of(administrators)],
            years=years,
            administrators=administrators,
        )
        if act.by_plans:
            plans = await self.people.ledger.read_category(Category.PLAN)
            unmoved = whole(Category.PLAN, plans)
            around = replace(around, plans=plans.facts, unmoved=unmoved)
        return around


class _NamesMore(Exception):
    """The facts that were loaded name streams that were not."""

    def __init__(self, streams: Sequence[str]) -> None:
        super().__init__(*streams)
        self.streams = streams


async def _with_named(around: _Loaded, work: Callable[[_Loaded], Awaitable[T]]) -> T:
    """Work with what is loaded; where its facts name more, anew with that as well."""
    while True:
        try:
            return await work(around)
        except _NamesMore as more:
            around = replace(around, streams=[*around.streams, *more.streams])


def _found(
    scene: LoadedContext, command: ActCommand, around: _Loaded
) -> tuple[Any, DecisionContext]:
    """The thing that a command is about, and what it is decided on, made of the facts once.

    Raises _NamesMore where the act is decided on a stream that was not loaded.
    """
    noun, act = NOUN_OF[type(command)]
    context = _context_of(scene, around)
    state = noun.find(command.stream, context)
    named = act.reads_next(state, command, context) if act.names_more else ()
    if missing := [name for name in named if name not in around.streams]:
        raise _NamesMore(missing)
    return state, context


def _streams_of(people: Sequence[UUID]) -> list[str]:
    """Where it is recorded of these people what they hold and whether they may sign in."""
    return [name(each) for each in people for name in (person_stream, account_stream)]


def _kept(command: ActCommand, verdict: Verdict, *, has_clock: bool) -> Decided:
    return Decided(
        held=verdict.held,
        events=verdict.facts_of(command.stream),
        rings=(*((command.stream,) if has_clock else ()), *verdict.wakes),
    )


def _target(act: Act[Any, Any, Any], command: ActCommand) -> str:
    """The stream that a refused attempt is kept with: of work its own.

    Else the first of all; which one was chosen when there were few.
    """
    if category_of(command.stream) is Category.TASK:
        return command.stream
    return min([command.stream, *act.reads(command)])


def decided_on(scene: LoadedContext, command: ActCommand) -> Decided:
    """What a command makes true of its thing in this scene; raises Refusal."""
    return _decide(command, *_found(scene, command, _Loaded()))


def _decide(command: ActCommand, state: Any, context: DecisionContext) -> Decided:
    noun, act = NOUN_OF[type(command)]
    verdict: Verdict = act.decide(state, command, context)
    return _kept(command, verdict, has_clock=noun.has_clock)


def _context_of(scene: LoadedContext, around: _Loaded) -> DecisionContext:
    """What a decision of the domain is made on, as it was loaded."""
    years = around.years
    return DecisionContext(
        holder=beside_others(scene.holder, scene.snapshot.facts, day_of(scene.now)),
        policy=scene.rules.policy,
        now=scene.now,
        policy_version=scene.rules.version,
        facts=scene.snapshot.facts,
        calendar=calendar_read(scene.snapshot, years).calendar if years else None,
        administrators=around.administrators,
        plans=around.plans,
        fold_task=fold,
    )
