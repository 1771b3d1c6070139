"""The clock of one work programme: from its registration to its result, and the next one."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from services.contracts import PROGRAMME_WORKFLOW, WAKE_UP, StreamInput
    from workflows.loop import StreamLoop


@workflow.defn(name=PROGRAMME_WORKFLOW)
class ProgrammeWorkflow:
    """Knows only when to wake; every fact stays in the ledger."""

    @workflow.init
    def __init__(self, given: StreamInput) -> None:
        self._loop = StreamLoop(given)

    @workflow.run
    async def run(self, given: StreamInput) -> None:
        """Keep the time of `given.stream` until its result is recorded and the next is open."""
        assert given.stream == self._loop.given.stream  # noqa: S101  (one input, two entrances)
        await self._loop.run()

    @workflow.signal(name=WAKE_UP)
    def wake_up(self) -> None:
        """Somebody acted: plan again."""
        self._loop.ring()
