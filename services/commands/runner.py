"""The one way from a person's click to facts: has it been seen, load, decide, append."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid5

import structlog

from services.commands.access import FurtherRefusals
from services.commands.requests import CommandRequest
from services.commands.rules import BUSY
from services.domain.attempts import AttemptsSuppressed, CommandRefused, stream_of
from services.domain.directory.events import person_stream
from services.domain.directory.rules import NO_LONGER_A_PERSON
from services.domain.directory.state import fold_person
from services.domain.errors import Refusal, Stale
from services.domain.facts import Actor, ActorKind, Decision, Event, NewEvent
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, PolicyInForce, in_force
from services.domain.roles import Holder, OfficeHeld
from services.ledger.port import (
    Command,
    Context,
    Ledger,
    LedgerError,
    Outcome,
    Snapshot,
    StaleVersion,
    TimeRunsBack,
)

RETRIES = 16
NAMESPACE = UUID("6d2f1c1e-7f0b-5a63-9f0e-3f9f4f0a6b51")  # ours, for ids of automatic acts
_T = TypeVar("_T")
_log = structlog.get_logger("commands")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedContext:
    """What a decision of a person is made on: streams, the person's offices, the rules, now."""

    snapshot: Snapshot
    holder: Holder
    rules: PolicyInForce
    now: datetime

    def expected(
        self, decided: "Decided", read: Collection[str], unmoved: Mapping[str, int] | None
    ) -> dict[str, int]:
        """What the append of a decision that was made here must still find."""
        written = {event.stream for event in decided.events}
        return {**self.snapshot.expected(written, read), **(unmoved or {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Facts to keep, the office they are made under, and streams whose clocks must know.

    `held` is None for what somebody does with the own account alone.
    """

    held: OfficeHeld | None
    events: Decision
    rings: tuple[str, ...] = ()


def on_stream(stream: str, events: Collection[Event]) -> Decision:
    """The same stream for each event."""
    return tuple(NewEvent(stream=stream, event=event) for event in events)


def canonical_body(name: str, sent: Mapping[str, object]) -> bytes:
    """The bytes whose digest says that two clicks sent the same."""
    return json.dumps(
        {"name": name, "sent": sent},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    ).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class CommandRunner:
    """Runs commands of signed-in people against one ward's ledger."""

    ledger: Ledger
    further: FurtherRefusals

    async def run(
        self,
        request: CommandRequest,
        streams: Collection[str],
        decide: Callable[[LoadedContext], Decided],
        *,
        target: str = "",
        unmoved: Mapping[str, int] | None = None,
    ) -> Outcome | None:
        """Keep what `decide` answers, once; None where nothing was left to do.

        `target` is the stream that a refused attempt was aimed at, the first of all otherwise;
        `unmoved` is what must stand besides the streams that were read (`port.whole`).

        Raises Refusal (recorded as an attempt), Stale, CommandReused, LedgerUnavailable.
        """
        person_id, command = request.sender.person_id, _command(request)
        known = await self.ledger.outcome(command)
        if known is not None:
            return known
        wanted = {*streams, person_stream(person_id), POLICY_STREAM}
        stale: StaleVersion | None = None
        for _ in range(RETRIES):
            scene = self._scene(await self.ledger.read(wanted), person_id)
            try:
                decided = decide(scene)
            except Refusal as refusal:
                known = await self.ledger.outcome(command)
                if known is not None:  # its twin, the other half of a double click, was first
                    return known
                if not isinstance(refusal, Stale):
                    aim = target or min(streams, default="")
                    await self._record_attempt(request, refusal, scene, aim)
                raise
            if not decided.events:
                return None
            try:
                return await self._keep(
                    command, request, scene, decided, scene.expected(decided, wanted, unmoved)
                )
            except StaleVersion as error:
                stale = error
        # The database's clock was set back: what was typed stands, and may be sent again.
        raise stale if isinstance(stale, TimeRunsBack) else BUSY.refuse()

    async def judge(
        self,
        request: CommandRequest,
        streams: Collection[str],
        judging: Callable[[LoadedContext], _T],
        *,
        target: str = "",
    ) -> _T:
        """What the facts of now allow, whatever the same click was answered before.

        `target` as in `run`. Raises Refusal (recorded as an attempt), LedgerUnavailable.
        """
        person_id = request.sender.person_id
        wanted = {*streams, person_stream(person_id), POLICY_STREAM}
        scene = self._scene(await self.ledger.read(wanted), person_id)
        try:
            return judging(scene)
        except Refusal as refusal:
            aim = target or min(streams, default="")
            await self._record_attempt(request, refusal, scene, aim)
            raise

    async def _keep(
        self,
        command: Command,
        request: CommandRequest,
        scene: LoadedContext,
        decided: Decided,
        expected: Mapping[str, int],
    ) -> Outcome:
        return await self.ledger.append(
            command,
            _context(request, scene, decided.held),
            decided.events,
            known=scene.snapshot,
            expected=expected,
            texts=request.texts,
            rings=decided.rings,
        )

    def _scene(self, snapshot: Snapshot, person_id: UUID) -> LoadedContext:
        person = fold_person(snapshot.of(person_stream(person_id)))
        if person is None:
            raise NO_LONGER_A_PERSON.refuse()
        today = day_of(snapshot.read_at)
        return LoadedContext(
            snapshot=snapshot,
            holder=person.holder_on(today),
            rules=in_force(snapshot.of(POLICY_STREAM), today),
            now=snapshot.read_at,
        )

    async def _record_attempt(
        self, request: CommandRequest, refusal: Refusal, scene: LoadedContext, target: str
    ) -> None:
        """A refusal by rule is kept in a transaction of its own; failing to keep it is logged."""
        person_id = request.sender.person_id
        stream = stream_of(day_of(scene.now), person_id)
        limit = scene.rules.policy.attempts_per_day
        held = scene.holder.offices[0] if scene.holder.offices else None
        try:
            for _ in range(RETRIES):
                known = await self.ledger.read([stream])
                count = known.version(stream)
                if count > limit:
                    await self.further.count(person_id, day_of(scene.now), scene.now)
                    return
                event: Event = (
                    AttemptsSuppressed(limit=limit)
                    if count == limit
                    else _refused(request, refusal, target)
                )
                try:
                    await self.ledger.append(
                        self._attempt(request, stream, count + 1),
                        _context(request, scene, held),
                        on_stream(stream, [event]),
                        known=known,
                        expected={stream: count},
                    )
                except StaleVersion:
                    continue
                return
        except LedgerError as error:
            _log.warning("attempt_not_recorded", person_id=str(person_id), error=repr(error))

    def _attempt(self, request: CommandRequest, stream: str, number: int) -> Command:
        """With the refused id in its own: of two refusals at once each is an attempt."""
        action = f"attempt/{number}/{request.command_id}"
        return Command(
            actor_key="system",
            command_id=uuid5(NAMESPACE, f"{self.ledger.ledger_id}/{stream}/{action}"),
            name="record-attempt",
            body=None,
        )


def _command(request: CommandRequest) -> Command:
    return Command(
        actor_key=str(request.sender.person_id),
        command_id=request.command_id,
        name=request.name,
        body=canonical_body(request.name, request.sent),
    )


def _refused(request: CommandRequest, refusal: Refusal, target: str) -> CommandRefused:
    return CommandRefused(
        refused_command_id=request.command_id,
        command=request.name,
        rule=refusal.code,
        target=target,
    )


def _context(request: CommandRequest, scene: LoadedContext, held: OfficeHeld | None) -> Context:
    return Context(
        actor=Actor(
            kind=ActorKind.PERSON,
            office=held.office.value if held else None,
            person_id=request.sender.person_id,
            unit=held.unit if held else None,
        ),
        occurred_at=scene.now,
        recorded_at=scene.now,
        correlation_id=request.command_id,
        session_id=request.sender.session_id,
        policy_version=scene.rules.version,
    )
