"""Attempts, devices and the access log in memory: `tests/commands/test_sign_in_contract.py`."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from services.commands.access import AccessKind, AccessLine
from services.commands.ports import Attempt, AttemptRules, Device


@dataclass(slots=True)
class _Count:
    taken: int
    last_at: datetime
    paused_until: datetime | None


@dataclass(slots=True)
class _Known:
    token: str
    seen_at: datetime


class MemorySignInStore:
    """See `SignInStore`."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], _Count] = {}
        self._devices: dict[tuple[UUID, UUID], _Known] = {}

    async def take(self, attempt: Attempt, now: datetime, rules: AttemptRules) -> int | None:
        key = (attempt.login, attempt.origin)
        count = self._counts.get(key)
        if count is not None and count.paused_until is not None and count.paused_until > now:
            return None
        fresh = count is None or count.paused_until or count.last_at <= now - rules.kept
        taken = 1 if fresh or count is None else count.taken + 1
        paused_until = now + rules.pause if taken >= rules.limit else None
        self._counts[key] = _Count(taken, now, paused_until)
        return rules.limit - taken

    async def give_back(self, attempt: Attempt) -> None:
        count = self._counts.get((attempt.login, attempt.origin))
        if count is not None and count.taken > 0:
            count.taken -= 1
            count.paused_until = None

    async def forget(self, login: str, origin: str | None = None) -> None:
        for key in list(self._counts):
            if key[0] == login and origin in {None, key[1]}:
                del self._counts[key]

    async def device(self, token: str, seen_after: datetime) -> Device | None:
        people = {
            key: known
            for key, known in self._devices.items()
            if known.token == token and known.seen_at > seen_after
        }
        if not people:
            return None
        return Device(
            device_id=next(iter(people))[0], people=frozenset(person for _, person in people)
        )

    async def keep_device(
        self, device: UUID, token: str, person_id: UUID, now: datetime, forgotten: datetime
    ) -> None:
        for (known, _), kept in self._devices.items():
            if known == device:
                kept.token = token
        self._devices[device, person_id] = _Known(token, now)
        for key, kept in list(self._devices.items()):
            if key[1] == person_id and kept.seen_at <= forgotten:
                del self._devices[key]


class MemoryAccessLog:
    """See `AccessLog`; `lines` are what was kept, the oldest first."""

    def __init__(self) -> None:
        self.lines: list[AccessLine] = []

    async def note(
        self, line: AccessLine, kept_days: int, *, not_again_for: timedelta | None = None
    ) -> None:
        first = line.at - timedelta(kept_days)
        self.lines = [line for line in self.lines if line.at >= first]
        if not_again_for is not None and any(
            (each.kind, each.person_id, each.address) == (line.kind, line.person_id, line.address)
            and each.at > line.at - not_again_for
            for each in self.lines
        ):
            return
        self.lines.append(line)

    async def wrong_passwords(self, person_id: UUID, since: datetime) -> tuple[AccessLine, ...]:
        chosen_lines = [
            line
            for line in self.lines
            if (line.person_id, line.kind) == (person_id, AccessKind.WRONG_PASSWORD)
            and line.at > since
        ]
        return tuple(sorted(chosen_lines, key=lambda each: each.at, reverse=True))


class MemoryFurtherRefusals:
    """See `FurtherRefusals`; `taken` and `last` by person and day of the ward."""

    def __init__(self) -> None:
        self.taken: Counter[tuple[UUID, date]] = Counter()
        self.last: dict[tuple[UUID, date], datetime] = {}

    async def count(self, person_id: UUID, day: date, at: datetime) -> None:
        self.taken[person_id, day] += 1
        self.last[person_id, day] = max(at, self.last.get((person_id, day), at))
