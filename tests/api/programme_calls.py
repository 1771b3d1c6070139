"""Work programmes that a program makes for tests: opened, registered for, read."""

from datetime import timedelta
from typing import Any, Final

from httpx2 import AsyncClient

from services.domain.programme.periods import ProgrammeKind, period_on
from tests.api.programs import key
from tests.moment import today

CURRENT: Final = period_on(ProgrammeKind.MONTH, today())
MONTH: Final = CURRENT.following
UNITS: Final = ["KTHTDT", "VHXH"]
CONTENT: Final = "Trình đề án thu gom rác tại nguồn"
PAPER: Final[dict[str, str]] = {"number": "12/CTr-UBND", "dated_on": today().isoformat()}
REASON: Final = "Theo kết luận họp Ủy ban."

_TERMS: Final[dict[str, Any]] = {
    "content": CONTENT,
    "lead_unit": "KTHTDT",
    "due_on": CURRENT.last_on.isoformat(),
    "presented_to": "committee",
}
# One whole way of a programme, of whichever period today lies in, and who goes it.
WALKED: Final[dict[str, dict[str, Any]]] = {
    "openProgramme": {"units": ["KTHTDT"]},
    "registerProgrammeRow": {**_TERMS, "unit": "KTHTDT"},
    "amendProgrammeRow": {**_TERMS, "product": "Tờ trình"},
    "signProgramme": {"paper": PAPER},
    "dropProgrammeRow": {"reason": REASON},
}
WALKERS: Final = {
    "openProgramme": "chanhvp",
    "registerProgrammeRow": "chuyenvien",
    "amendProgrammeRow": "chuyenvien",
    "signProgramme": "phochutich",
    "dropProgrammeRow": "phochutich",
}


def day_of_week(weekday: int, week: int = 1) -> str:
    """A day of the month to come, in a week that lies in it as a whole: 0 is Monday."""
    first = MONTH.first_on + timedelta(days=(7 - MONTH.first_on.weekday()) % 7)
    return (first + timedelta(weeks=week, days=weekday)).isoformat()


def row(**changed: Any) -> dict[str, Any]:
    """What somebody of KTHTDT registers."""
    return {
        "unit": "KTHTDT",
        "content": CONTENT,
        "product": "Tờ trình và đề án",
        "lead_unit": "KTHTDT",
        "due_on": day_of_week(2),
        "presented_to": "committee",
        **changed,
    }


def terms(**changed: Any) -> dict[str, Any]:
    """The same without who registers it: what is amended or added."""
    return {name: value for name, value in row(**changed).items() if name != "unit"}


async def act(client: AsyncClient, resource: str, code: str = MONTH.code, **sent: Any) -> Any:
    """An act on a programme, as it is answered."""
    return await client.post(f"/programmes/{code}/{resource}", json=sent, headers=key())


async def done(client: AsyncClient, resource: str, code: str = MONTH.code, **sent: Any) -> None:
    """The same where it is done."""
    answer = await act(client, resource, code, **sent)
    assert answer.status_code == 200, answer.text


async def done_once(
    client: AsyncClient, resource: str, code: str = MONTH.code, **sent: Any
) -> dict[str, Any]:
    """The same, sent twice under one key: the second call writes nothing and answers alike."""
    once, address = key(), f"/programmes/{code}/{resource}"
    first = await client.post(address, json=sent, headers=once)
    assert first.status_code == 200, first.text
    written = await whole_of(client, code)
    again = await client.post(address, json=sent, headers=once)
    assert (again.status_code, again.json()) == (200, first.json()), again.text
    assert (await whole_of(client, code))["trail"] == written["trail"]
    answer: dict[str, Any] = first.json()
    return answer


async def whole_of(client: AsyncClient, code: str = MONTH.code) -> dict[str, Any]:
    """A programme as it is read."""
    answer = await client.get(f"/programmes/{code}")
    assert answer.status_code == 200, answer.text
    whole: dict[str, Any] = answer.json()
    return whole


async def opened(client: AsyncClient, code: str = MONTH.code, *units: str) -> None:
    """The programme of a period, open for registration."""
    await done(client, "opening", code, units=list(units or UNITS))
