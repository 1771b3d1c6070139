"""Directives that a program makes for tests: registered, laid out in clauses, worked on."""

from datetime import date, timedelta
from typing import Any, Final

from httpx2 import AsyncClient

from tests.api.programs import key
from tests.api.ward import WebWard
from tests.moment import today

PAPER: Final[dict[str, Any]] = {
    "source": "incoming_document",
    "number": "123/UBND-VP",
    "dated_on": (today() - timedelta(days=3)).isoformat(),
    "issuer": "UBND thành phố Hải Phòng",
    "summary": "V/v rà soát hộ nghèo năm 2026",
    "urgency": "urgent",
}
CLAUSES: Final = ("I. Kết luận\n", "1. Giao các phòng rà soát hộ nghèo.\n", "2. Các phòng biết.")
WORDS: Final = "".join(CLAUSES)
FRIDAY: Final = date(2026, 12, 11)
SATURDAY: Final = date(2026, 12, 12)

# One whole way of a directive, as somebody would send it who may order in the own name.
ONE_CLAUSE: Final = "1. Giao các phòng rà soát hộ nghèo."
WALKED: Final[dict[str, dict[str, Any]]] = {
    "registerDirective": PAPER,
    "layClauses": {
        "text": ONE_CLAUSE,
        "cuts": [{"start": 0, "end": len(ONE_CLAUSE), "mark": "1.", "depth": 0, "kind": "order"}],
    },
    "assignTasks": {
        "clause": "k1",
        "lead_units": ["VHXH"],
        "title": "Rà soát hộ nghèo",
        "urgency": "ordinary",
        "due_on": FRIDAY.isoformat(),
    },
    "closeDirective": {},
    "reopenDirective": {"reason": "Thành phố gửi bản thay thế."},
}


async def register(client: AsyncClient, **changed: Any) -> str:
    """A directive, and its code."""
    answer = await client.post("/directives", json={**PAPER, **changed}, headers=key())
    assert answer.status_code == 200, answer.text
    code: str = answer.json()["code"]
    return code


async def act(client: AsyncClient, code: str, resource: str, **sent: Any) -> Any:
    """An act on a directive, as it is answered."""
    return await client.post(f"/directives/{code}/{resource}", json=sent, headers=key())


async def done(client: AsyncClient, code: str, resource: str, **sent: Any) -> dict[str, Any]:
    """The same where it is done."""
    answer = await act(client, code, resource, **sent)
    assert answer.status_code == 200, answer.text
    versions: dict[str, Any] = answer.json()["versions"]
    return versions


async def whole_of(client: AsyncClient, code: str) -> dict[str, Any]:
    """A directive as it is read."""
    answer = await client.get(f"/directives/{code}")
    assert answer.status_code == 200, answer.text
    whole: dict[str, Any] = answer.json()
    return whole


def cuts_of(*parts: str) -> list[dict[str, Any]]:
    """Each part is one clause; one that begins with a number is marked by it and gives work."""
    cuts, at = [], 0
    for part in parts:
        mark = part.split(" ", 1)[0]
        of_work = mark.rstrip(".").isdigit()
        cuts.append(
            {
                "start": at,
                "end": at + len(part),
                "mark": mark,
                "depth": int(of_work),
                "kind": "order" if of_work else "heading",
            }
        )
        at += len(part)
    return cuts


async def laid(client: AsyncClient, **changed: Any) -> str:
    """A directive whose text is laid out in three clauses, and its code."""
    code = await register(client, **changed)
    await done(client, code, "clauses", text=WORDS, cuts=cuts_of(*CLAUSES))
    return code


async def asked(web: WebWard, **changed: Any) -> dict[str, Any]:
    """Work that a clause asks of two units, in the name of the vice chair."""
    return {
        "clause": "k2",
        "lead_units": ["VHXH", "KTHTDT"],
        "title": "Rà soát hộ nghèo năm 2026",
        "product": "Báo cáo của UBND phường",
        "urgency": "urgent",
        "orderer": str(await web.person_id("phochutich")),
        "due_on": FRIDAY.isoformat(),
        **changed,
    }
