"""Brings the installation up in order, keeps it up, and takes it down in reverse order."""

import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import structlog

from infra.engines.errors import EngineError
from infra.engines.processes import Process, end, last_lines
from infra.engines.waiting import wait_until
from infra.supervise.lock import DataLock
from infra.supervise.parts import ProcessPart, StartStep

_LOG_LIMIT_BYTES = 50_000_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a part that keeps dying is tried again. All in seconds, but `deaths`."""

    first_pause: float = 1.0
    longest_pause: float = 30.0
    healthy_again: float = 60.0  # after so long the pauses begin anew
    deaths: int = 5
    within: float = 120.0
    look_every: float = 0.1

    def pause(self, failures: int) -> float:
        """Return how long to wait after so many failures in a row: twice as long each time."""
        return min(self.first_pause * 2.0 ** (failures - 1), self.longest_pause)


class GaveUp(EngineError):
    """A part cannot be kept up; the text is a Vietnamese sentence for people."""


@dataclass(slots=True)
class PartLife:
    """One part as it is now. Times are seconds of the monotonic clock."""

    part: ProcessPart
    process: Process | None = None
    healthy: bool = False
    since: float = 0.0  # of its start, then of its health
    deaths: list[float] = field(default_factory=list)
    failures: int = 0  # in a row
    again_at: float = 0.0

    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def note_death(self, now: float, patience: Patience) -> None:
        if self.healthy and now - self.since >= patience.healthy_again:
            self.failures = 0
        self.failures += 1
        self.deaths = [*(at for at in self.deaths if now - at < patience.within), now]
        self.process, self.healthy = None, False


class Supervisor:
    """Runs in the main thread until it is told to stop or a part cannot be kept up.

    `steps` stand in the order of their needs: each is brought up when all before it are healthy.
    Parts of one tuple do not need each other and start together.
    `on_ready` is called once, when all are.
    """

    def __init__(
        self,
        steps: Sequence[ProcessPart | StartStep | tuple[ProcessPart, ...]],
        *,
        lock: DataLock | None = None,
        on_ready: Callable[[], object] = lambda: None,
        on_failure: Callable[[str], object] = lambda _: None,
        patience: Patience | None = None,
    ) -> None:
        """`on_failure` gets the sentence when it gives up (an exit code alone says nothing)."""
        self._steps = steps
        self._lock = lock
        self._on_ready = on_ready
        self._on_failure = on_failure
        self._patience = patience or Patience()
        self._lives: list[PartLife] = []
        self._reported: signal.Signals | None = None
        self._in_step = False
        self._logs_seen = 0.0

    def run(self) -> int:
        """Return the exit code: 0 when told to stop, 1 when it gave up. Raises DataHeld."""
        if self._lock is not None:
            self._lock.acquire()
        try:
            with self._listening():
                return self._run()
        finally:
            if self._lock is not None:
                self._lock.release()

    def _run(self) -> int:
        try:
            self._bring_up()
            if self._reported is None:
                self._on_ready()
            while self._reported is None:
                self._look()
                self._pause(self._patience.look_every)
        except EngineError as problem:
            log.error("supervisor_gave_up", kind=type(problem).__name__)  # noqa: TRY400  # the sentence is for people
            self._take_down()
            self._on_failure(str(problem))
            return 1
        except KeyboardInterrupt:
            log.info("supervisor_interrupted")
        except BaseException:
            self._take_down()
            raise
        self._take_down()
        return 0

    # -- up -----------------------------------------------------------------------------------

    def _bring_up(self) -> None:
        for step in self._steps:
            if self._reported is not None:
                return
            if isinstance(step, StartStep):
                self._do(step)
            else:
                self._start_first(step if isinstance(step, tuple) else (step,))

    def _do(self, step: StartStep) -> None:
        began = time.monotonic()
        self._in_step = True
        try:
            step.run()
        finally:
            self._in_step = False
        log.info("step_done", step=step.name, seconds=round(time.monotonic() - began, 2))

    def _start_first(self, parts: tuple[ProcessPart, ...]) -> None:
        lives = [PartLife(part) for part in parts]
        for life in lives:
            self._lives.append(life)
            self._spawn(life)
        while not all(life.healthy for life in lives) and self._reported is None:
            self._look()
            self._pause(self._patience.look_every)

    def _spawn(self, life: PartLife) -> None:
        life.process = life.part.spawn()
        life.healthy, life.since = False, time.monotonic()
        log.info("part_started", part=life.part.name, pid=life.process.pid)

    # -- stay up ------------------------------------------------------------------------------

    def _look(self) -> None:
        """Look at each part once. A dead part waits until all before it are healthy again."""
        before_are_well = True
        for life in self._lives:
            if life.died():
                self._mourn(life)
            if life.process is None and before_are_well and time.monotonic() >= life.again_at:
                self._spawn_again(life)
            if life.process is not None:
                self._examine(life)
            before_are_well = before_are_well and life.healthy
        self._trim_logs()

    def _mourn(self, life: PartLife, reason: str | None = None) -> None:
        """Note a death and when to try again; `reason` is a sentence that no log file holds."""
        now, code = time.monotonic(), life.process.returncode if life.process else None
        life.note_death(now, self._patience)
        life.again_at = now + self._patience.pause(life.failures)
        log.error("part_died", part=life.part.name, code=code, deaths=len(life.deaths))
        if len(life.deaths) >= self._patience.deaths:
            why = reason or f"Mã thoát {code}. Những dòng cuối:\n{last_lines(life.part.log)}"
            raise GaveUp(
                f'Phần "{life.part.name}" đã dừng {len(life.deaths)} lần trong '
                f"{self._patience.within:.0f} giây nên tất cả được dừng lại. Dữ liệu không mất. "
                f"Nhật ký: {life.part.log}. Hãy sửa nguyên nhân rồi chạy lại. {why}"
            )

    def _spawn_again(self, life: PartLife) -> None:
        try:
            self._spawn(life)
        except EngineError as problem:
            # A port that is taken may be free in a moment: a death, not the end.
            self._mourn(life, str(problem))

    def _examine(self, life: PartLife) -> None:
        if life.healthy:
            return
        now = time.monotonic()
        if life.part.healthy():
            log.info("part_healthy", part=life.part.name, seconds=round(now - life.since, 2))
            life.healthy, life.since = True, now
        elif now - life.since > life.part.start_seconds and life.process is not None:
            log.error("part_never_healthy", part=life.part.name, pid=life.process.pid)
            end(life.process, life.part.stop_signal, life.part.stop_seconds)

    def _trim_logs(self) -> None:
        """Keep one older copy of a log that grew large; it runs for years."""
        now = time.monotonic()
        if now - self._logs_seen < self._patience.healthy_again:
            return
        self._logs_seen = now
        for life in self._lives:
            trim_log(life.part.log)

    # -- down ---------------------------------------------------------------------------------

    def _take_down(self) -> None:
        for life in reversed(self._lives):
            process, began = life.process, time.monotonic()
            if process is None:
                continue
            code = end(process, life.part.stop_signal, life.part.stop_seconds)
            life.process = None
            seconds = round(time.monotonic() - began, 2)
            log.info("part_stopped", part=life.part.name, code=code, seconds=seconds)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        # Whoever started us with `nohup` wants the installation to outlive the terminal.
        numbers = {signal.SIGINT, signal.SIGTERM}
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            numbers.add(signal.SIGHUP)
        before = {number: signal.signal(number, self._hear) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        """A first word ends a long step at once (a build); between parts it is only noted."""
        first, self._reported = self._reported is None, signal.Signals(number)
        if first and self._in_step:
            raise KeyboardInterrupt

    def _pause(self, seconds: float) -> None:
        wait_until(lambda: self._reported is not None, seconds)


def trim_log(file: Path) -> None:
    """Move a log of more than 50 MB aside; its writer goes on in the emptied file."""
    if file.exists() and file.stat().st_size > _LOG_LIMIT_BYTES:
        older = file.with_suffix(".log.1")
        shutil.copy(file, older)  # with its mode: its owner reads it
        with file.open("r+b") as same:
            same.truncate()
