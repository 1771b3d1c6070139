"""What people do with the files of a task, for the task machine."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from services.commands.acts import ActCommand
from services.domain.policy import ORDINARY_EVIDENCE
from services.domain.roles import Holder
from services.domain.task.files import MEGABYTE
from services.domain.task.state import Stage
from tests.domain.machine_kit import Kit
from tests.domain.sampling import sampled
from tests.domain.task_world import CAST

people = st.sampled_from(sorted(CAST)).map(CAST.__getitem__)


class FileActs(RuleBasedStateMachine):
    """The part of the machine that brings files and takes them back."""

    kit: Kit

    @property
    def stream(self) -> str:
        return self.kit.world.stream

    def sampled(self, name: str, /, **values: Any) -> ActCommand:
        """An act as its sample has it, on this task; some values of the command are others."""
        return sampled(self.kit, name, **values)

    def send(self, who: Holder, command: ActCommand) -> bool:
        """Let somebody try; whether it was accepted."""
        raise NotImplementedError

    def of_lead(self) -> list[Holder]:
        """Those who work on the report."""
        raise NotImplementedError

    @rule(
        who=people,
        number=st.integers(0, 2),
        size=st.sampled_from([1, 1, 1, 0, ORDINARY_EVIDENCE.file_mb_at_most * MEGABYTE + 1]),
        kind=st.sampled_from(["application/pdf", "application/pdf", "text/html"]),
        unit=st.sampled_from([None, None, "VHXH", "KTHTDT"]),
        back=st.booleans(),
    )
    def attach(
        self, *, who: Holder, number: int, size: int, kind: str, unit: str | None, back: bool
    ) -> None:
        """A file comes, and may be taken back at once."""
        self.send(who, self.file_of(number, unit, size=size, kind=kind))
        if back:
            gone = self.sampled("detach-file", sha256=f"{number:064}", contribution_of=unit)
            self.send(who, gone)

    def file_of(
        self, number: int, unit: str | None, size: int = 1, kind: str = "application/pdf"
    ) -> ActCommand:
        return self.sampled(
            "attach-file",
            sha256=f"{number:064}",
            size_bytes=size,
            media_type=kind,
            name=self.kit.put("biểu số 2.pdf"),
            contribution_of=unit,
        )

    @precondition(lambda self: self.kit.task().stage in {Stage.ISSUED, Stage.ACKNOWLEDGED})
    @rule()
    def the_lead_brings_too_many_files(self) -> None:
        """The last one is refused; one is taken back."""
        who = self.of_lead()[0]
        assert not self.send(who, self.file_of(98, None, kind="text/html"))
        taken = [
            self.send(who, self.file_of(n, None))
            for n in range(ORDINARY_EVIDENCE.files_at_most + 1)
        ]
        assert not taken[-1]
        too_large = ORDINARY_EVIDENCE.file_mb_at_most * MEGABYTE + 1
        assert not self.send(who, self.file_of(99, None, size=too_large))
        assert not self.send(who, self.file_of(99, None, kind="text/html"))
        if taken[0]:
            self.send(who, self.sampled("detach-file", sha256=f"{0:064}"))
