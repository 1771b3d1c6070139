"""Eight in the morning: forty people open their first page within two seconds, on everything.

Each of them is somebody with a session of their own. What is measured is the time from the click
to the last byte, beside the same page for one person alone in the same run.
"""

import asyncio
import math
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from infra.bench.visitor import ask, sign_in
from infra.randomness import RANDOMNESS
from infra.settings import Installation
from infra.wiring import Ward, make_ward
from services.commands.first_people import FirstPerson
from services.domain.instants import day_of
from services.domain.roles import Office, OfficeHeld
from services.ledger.engine import make_engine

PEOPLE: Final = 40
WITHIN: Final = 2.0  # seconds in which all of them click
WANTED: Final = 2.0  # seconds that 95 of 100 may wait
ALONE: Final = 15  # pages of one person, one after the other
UNITS: Final = ("KTHTDT", "VHXH", "TTHCC", "CAP")
# Of ten people two are of the Office, one is a leader, seven are of the units.
_OFFICE: Final = (Office.OFFICE_SPECIALIST, "VP", "/don-doc")
_LEADER: Final = (Office.VICE_CHAIR, None, "/tong-quan")
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class EarlyPerson:
    """Somebody who is signed in, and the page that is opened first."""

    cookie: str
    path: str


def measure_rush(data: Path, port: int) -> Figures:
    """Seconds of the middle and of 95 of 100, how many were answered, and one person's page."""
    return asyncio.run(_measured(data, port))


async def _measured(data: Path, port: int) -> Figures:
    people = await _people(data, port)
    await asyncio.gather(*(_open(port, person) for person in people))  # what is loaded once
    alone = [await _open(port, people[0]) for _ in range(ALONE)]
    took = await asyncio.gather(*(_later(port, person, at) for at, person in enumerate(people)))
    answered = sorted(seconds for seconds in took if seconds is not None)
    whole = [seconds for seconds in alone if seconds is not None]
    late = [*answered, *[math.inf] * (PEOPLE - len(answered))]
    p95 = late[math.ceil(PEOPLE * 0.95) - 1]
    return {
        "people": PEOPLE,
        "answered": len(answered),
        "median_seconds": median(late),
        "p95_seconds": p95,
        "alone_seconds": median(whole),
        "ratio": p95 / median(whole),
        "wanted_seconds": WANTED,
    }


async def _people(data: Path, port: int) -> list[EarlyPerson]:
    installation = Installation(data).read()
    engine = make_engine(installation.app, part="bench", pool_size=2)
    try:
        ward = make_ward(engine, installation.ledger_id)
        return [await _person(ward, port, number) for number in range(PEOPLE)]
    finally:
        await engine.dispose()


async def _person(ward: Ward, port: int, number: int) -> EarlyPerson:
    """Register somebody, and sign in."""
    office, unit, path = (
        _LEADER
        if number % 10 == 0
        else _OFFICE
        if number % 10 < 3  # noqa: PLR2004  (two of ten)
        else (Office.SPECIALIST, UNITS[number % len(UNITS)], "/viec")
    )
    login, password = f"sang-{number}", RANDOMNESS.token()
    today = day_of((await ward.ledger.read([])).read_at)
    person_id = await ward.directory.register_first(
        FirstPerson(
            key=login,
            name=f"Người thứ {number}",
            login=login,
            offices=(OfficeHeld(office=office, unit=unit, from_on=today),),
        )
    )
    await ward.accounts.set_password(person_id, password)
    return EarlyPerson(cookie=await sign_in(port, login, password), path=path)


async def _later(port: int, person: EarlyPerson, place: int) -> float | None:
    await asyncio.sleep(place * WITHIN / PEOPLE)
    return await _open(port, person)


async def _open(port: int, person: EarlyPerson) -> float | None:
    """Seconds until the page is there whole; None where it is refused."""
    begun = time.perf_counter()
    answer = await ask(port, "GET", person.path, cookie=person.cookie)
    return time.perf_counter() - begun if answer.is_page else None
