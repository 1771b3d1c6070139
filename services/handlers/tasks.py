"""What people do with a task: every act of the task page, one command each."""

from dataclasses import dataclass

from services.domain.task.decider import TaskCommand, decide
from services.domain.task.evolving import fold
from services.domain.task.rules import NO_TASK
from services.domain.task.sight import may_see
from services.handlers.people import Decided, PersonCommands, Scene, on_stream
from services.handlers.requests import Request
from services.ledger.port import Outcome


@dataclass(frozen=True, slots=True)
class TaskCommands:
    """Submit, approve, return, confirm, contribute, acknowledge."""

    people: PersonCommands

    async def handle(self, request: Request, command: TaskCommand) -> Outcome | None:
        """Do it once; raises Refusal, Stale, CommandReused, LedgerUnavailable."""

        def decided(scene: Scene) -> Decided:
            return decided_on(scene, command)

        return await self.people.run(request, [command.stream], decided)


def decided_on(scene: Scene, command: TaskCommand) -> Decided:
    """What a wish makes true of its task in this scene; raises Refusal."""
    task = fold(scene.snapshot.of(command.stream))
    if task is None or not may_see(task, scene.rules.policy, scene.holder):
        raise NO_TASK.refuse()
    verdict = decide(task, command, holder=scene.holder, policy=scene.rules.policy, now=scene.now)
    return Decided(
        held=verdict.held,
        events=on_stream(command.stream, verdict.events),
        rings=(command.stream,),
    )
