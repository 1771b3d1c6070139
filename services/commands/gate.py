"""The gate of the sign-in: an attempt is taken, a password tried, what failed is written down.

Known and unknown names go the same way, with the same number of statements and one password
tried, so that neither the answer nor its time says who exists.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NoReturn
from uuid import UUID

from services.commands.access import AccessKind, AccessLine, AccessLog, Visitor, address_origin
from services.commands.acting import Acting
from services.commands.ports import (
    AccountStore,
    Attempt,
    AttemptRules,
    Credential,
    Device,
    Passwords,
    Randomness,
    SignInStore,
)
from services.commands.rules import SIGN_IN
from services.domain.directory.passwords import LONGEST_PASSWORD
from services.domain.errors import Paused
from services.domain.policy import Policy

BUSY: Final = "Máy chủ đang bận. Hãy thử lại sau ít phút."
_BUSY_SECONDS: Final = 60
# What is tried for a name that nobody has: as much work as a real one.
DUMMY: Final = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$" + "A" * 43


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A sign-in on its way: which count it is on, by which rules, when (UTC), from where."""

    attempt: Attempt
    credential: Credential | None
    visitor: Visitor
    device: Device | None
    policy: Policy
    now: datetime

    @property
    def rules(self) -> AttemptRules:
        """How many attempts there are, and what follows them."""
        return AttemptRules(
            limit=self.policy.sign_in_failures,
            pause=timedelta(minutes=self.policy.sign_in_pause_minutes),
            kept=timedelta(hours=self.policy.access.failures_kept_hours),
        )


@dataclass(frozen=True, slots=True)
class Gate:
    """Proves a password, within the ward's limit and the machine's queue."""

    accounts: AccountStore
    sign_ins: SignInStore
    passwords: Passwords
    access: AccessLog

    async def at(self, login: str, visitor: Visitor, policy: Policy, now: datetime) -> Tried:
        """Which count this sign-in is on. Raises Paused where the queue is full already."""
        if self.passwords.full():
            await self._queue_full(address_origin(visitor), policy, now)
            raise busy()
        name = login.strip().lower()[:LONGEST_PASSWORD]
        credential = await self.accounts.by_login(name)
        device = await self._device(visitor, policy, now)
        person_id = credential.person_id if credential else None
        attempt = Attempt(login=name, origin=_origin(visitor, device, person_id))
        return Tried(
            attempt=attempt,
            credential=credential,
            visitor=visitor,
            device=device,
            policy=policy,
            now=now,
        )

    async def note_read(
        self,
        acting: Acting,
        kind: AccessKind,
        visitor: Visitor,
        address: str | None = None,
        not_again_for: timedelta | None = None,
    ) -> None:
        """Write down that somebody took something out of the installation."""
        policy, now, sender = acting.rules.policy, acting.now, acting.sender
        device = await self._device(visitor, policy, now)
        line = AccessLine(
            at=now,
            kind=kind,
            person_id=sender.person_id,
            session_id=sender.session_id,
            origin=_origin(visitor, device, sender.person_id),
            address=address,
        )
        kept_days = policy.access.log_kept_days
        await self.access.note(line, kept_days, not_again_for=not_again_for)

    async def _device(self, visitor: Visitor, policy: Policy, now: datetime) -> Device | None:
        if not visitor.device:
            return None
        since = now - timedelta(days=policy.access.known_device_days)
        return await self.sign_ins.device(visitor.device, since)

    async def prove(self, tried: Tried, password: str) -> Credential:
        """Whose password this is. Raises Refusal, and Paused where nothing was tried."""
        left = await self.sign_ins.take(tried.attempt, tried.now, tried.rules)
        if left is None:
            raise _paused(tried.policy)
        typed = password[:LONGEST_PASSWORD]  # hashing more would only cost time
        credential = tried.credential
        stored = credential.password_hash if credential else None
        try:
            right = await self.passwords.verify(stored or DUMMY, typed)
        except Paused:
            await self.sign_ins.give_back(tried.attempt)
            await self._queue_full(tried.attempt.origin, tried.policy, tried.now)
            raise
        if credential is None or stored is None or not right or typed != password:
            await self.wrong(tried, last=left == 0)
        return credential

    async def passed(self, tried: Tried, person_id: UUID, randomness: Randomness) -> str:
        """Forget what failed here before; the new cookie of the device, known from now on."""
        await self.sign_ins.forget(tried.attempt.login, tried.attempt.origin)
        token = randomness.token()
        device = tried.device.device_id if tried.device else randomness.new_id()
        forgotten = tried.now - timedelta(days=tried.policy.access.known_device_days)
        await self.sign_ins.keep_device(device, token, person_id, tried.now, forgotten)
        return token

    async def wrong(self, tried: Tried, *, last: bool = False) -> NoReturn:
        """Write down that it failed, and say no more than that; always raises Refusal."""
        person_id = tried.credential.person_id if tried.credential else None
        kinds = [AccessKind.WRONG_PASSWORD, *([AccessKind.SIGN_IN_PAUSED] if last else [])]
        for kind in kinds:
            line = _line(kind, tried.attempt.origin, tried.now, person_id)
            await self.access.note(line, tried.policy.access.log_kept_days)
        raise SIGN_IN.refuse()

    async def _queue_full(self, origin: str, policy: Policy, now: datetime) -> None:
        # One line a minute: a flood must not be answered by a flood of rows.
        line, minute = _line(AccessKind.QUEUE_FULL, origin, now), timedelta(minutes=1)
        await self.access.note(line, policy.access.log_kept_days, not_again_for=minute)


def _origin(visitor: Visitor, device: Device | None, person_id: UUID | None) -> str:
    known = device is not None and person_id in device.people
    return f"device-{device.device_id}" if device and known else address_origin(visitor)


def _line(
    kind: AccessKind, origin: str, now: datetime, person_id: UUID | None = None
) -> AccessLine:
    return AccessLine(at=now, kind=kind, person_id=person_id, session_id=None, origin=origin)


def busy() -> Paused:
    """More passwords wait to be hashed than the machine can do in a click's time."""
    return Paused("server-busy", BUSY, seconds=_BUSY_SECONDS)


def _paused(policy: Policy) -> Paused:
    minutes = policy.sign_in_pause_minutes
    return Paused(
        "sign-in-paused",
        f"Đăng nhập sai nhiều lần. Hãy đợi {minutes} phút rồi thử lại, hoặc xin liên kết mới.",
        seconds=minutes * 60,
    )
