"""The machine over one task, on the long way of an approval chain and back again."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.domain.approval_chains import ApprovalStep
from services.domain.task.authority import is_stopped
from tests.domain import chain_laws as chains
from tests.domain.task_machine import TaskMachine


class ChainTaskMachine(TaskMachine):
    """See the module."""

    goes_back_at_the_end = False

    @precondition(lambda self: len(self.chain()) > 2)
    @rule(which=st.integers(0, 4), back=st.booleans())
    def a_report_goes_the_whole_way(self, which: int, back: bool) -> None:
        """Up to the end; with `back` the last step first has an earlier one decide again."""
        for _ in range(8):
            sent_version = chains.newest(self.holding())
            if self.kit.task().ending or self.is_suspended():
                return
            may = back and sent_version is not None and bool(sent_version.steps_back)
            self.next_step("back" if may else "agree", which)
            back = back and not may
            self.the_laws_hold()

    @initialize(back=st.booleans())
    def some_end_on_the_way_back(self, back: bool) -> None:
        """Tried at the end of a run, so that many lives come to it."""
        self.goes_back_at_the_end = back

    def teardown(self) -> None:
        if self.goes_back_at_the_end and len(self.chain()) > 2 and not is_stopped(self.kit.task()):
            self.a_report_goes_the_whole_way(which=0, back=True)
        super().teardown()

    def chain(self) -> tuple[ApprovalStep, ...]:
        """The steps of a version that is sent now."""
        world = self.kit.world
        return self.kit.policy.chain_for(self.kit.task().lead, world.kind, world.item).rungs

    def is_suspended(self) -> bool:
        """Whether nothing can be decided now."""
        return self.kit.task().suspended_at is not None
