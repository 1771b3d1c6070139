"""The routes of the JSON interface with who may use them; see `route_samples`."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.roles import Office
from tests.acts.rights import (
    DECIDERS,
    OF_THE_UNIT,
    OTHER,
    OVERSEERS,
    READERS_OF_DOCUMENTS,
    UNIT,
    WORKERS,
    everybody,
    holding,
    nobody,
    signed_in,
)
from tests.api.matrix_ward import COMMON
from tests.api.sample_kinds import Read, Write, gets_file, sees_task
from tests.api.sampled_writes import call_writes
from tests.moment import today
from tests.plan_text import PLAN_TEXT

ADMINISTRATORS: Final = holding(Office.ADMINISTRATOR)
REST_READS: Final[Mapping[str, Read | tuple[Read, ...]]] = {
    "/api/openapi.json": Read(by=everybody),
    "/api/docs": Read(by=everybody),
    "/api/me": Read(by=signed_in),
    "/api/tasks": Read(by=signed_in, queries=("limit=200", "limit=3", f"unit={OTHER}")),
    "/api/tasks/{stream}": Read(by=sees_task),
    "/api/plan/items": Read(by=holding(*OVERSEERS)),
    "/api/plan/items/{code}": Read(by=holding(*OVERSEERS)),
    "/api/plan/documents": Read(by=holding(*READERS_OF_DOCUMENTS)),
    "/api/plan/documents/{document}": Read(by=holding(*READERS_OF_DOCUMENTS)),
    "/api/units": Read(by=ADMINISTRATORS),
    "/api/units/{code}": Read(by=ADMINISTRATORS, at={"code": UNIT}),
    "/api/people": Read(by=ADMINISTRATORS),
    "/api/people/{person_id}": Read(by=ADMINISTRATORS),
    "/api/people/{person_id}/sessions": Read(by=ADMINISTRATORS),
    "/api/my-work": Read(by=signed_in, queries=("", f"words={COMMON}", f"unit={OTHER}")),
    "/api/sheets": Read(by=signed_in),
    "/api/sheets/{period}": (
        Read(by=holding(*WORKERS)),
        Read(by=holding(*OF_THE_UNIT), queries=(f"unit={UNIT}",)),
        Read(by=nobody, queries=(f"unit={OTHER}",)),
    ),
    "/api/board": Read(by=holding(*OVERSEERS)),
    "/api/board/tasks": Read(by=holding(*OVERSEERS), queries=("state=all", f"unit={OTHER}")),
    "/api/board/today": Read(by=holding(*OVERSEERS)),
    "/api/overview": Read(by=holding(*OVERSEERS)),
    "/api/overview/tasks": Read(by=holding(*OVERSEERS), queries=("", f"unit={OTHER}")),
    "/api/log": Read(by=signed_in, queries=("", "limit=200", "kind=report-submitted")),
    "/api/log/{position}": Read(by=sees_task),
    "/api/search": Read(by=signed_in, queries=(f"words={COMMON}", "words=qz")),
    "/api/tasks/{stream}/files/{sha256}": Read(by=gets_file),
}


_PAPER: Final = {"paper": {"number": "9/BC", "dated_on": today().isoformat()}}


def _same(body: Mapping[str, Any]) -> Any:
    return lambda _: body


_FROM: Final = {"from_on": today().isoformat()}
_HELD: Final = {"office": "specialist", "unit": UNIT}
_NEW_UNIT: Final = {"code": "MOI", "name": "Đơn vị mới", "kind": "specialised"}
_ON_PEOPLE: Final[Mapping[str, Mapping[str, Any]]] = {
    "/details": {"name": "Người Mới"},
    "/offices": {"office": "inspector", **_FROM},
    "/offices/end": {**_HELD, "until_on": today().isoformat()},
    "/link": {},
    "/account/close": {},
    "/account/reopen": {},
    "/sessions/end": {},
    "/password/revoke": {},
}
# What an earlier release let programs do: refused to everybody.
_NOT_BY_TOKEN: Final = frozenset({"/offices", "/link", "/account/close", "/account/reopen"})
_OF_UNIT: Final[dict[str, Any]] = {"by": ADMINISTRATORS, "at": {"code": UNIT}}
REST_WRITES: Final[Mapping[str, Write]] = {
    "/api/units": Write(by=ADMINISTRATORS, json=_same(_NEW_UNIT)),
    "/api/units/{code}/name": Write(
        **_OF_UNIT, json=_same({"name": "Tên mới", **_FROM, "basis": _PAPER["paper"]})
    ),
    "/api/units/{code}/overseer": Write(
        **_OF_UNIT, json=_same({"person_id": "00000000-0000-4000-8000-00000000abcd", **_FROM})
    ),
    "/api/people": Write(by=nobody, json=_same({"name": "Người Mới", "login": "nguoi-moi"})),
    **{
        f"/api/people/{{person_id}}{act}": Write(
            by=nobody if act in _NOT_BY_TOKEN else ADMINISTRATORS, json=_same(body)
        )
        for act, body in _ON_PEOPLE.items()
    },
    **call_writes(),
    "/api/plan/documents": Write(
        by=holding(*READERS_OF_DOCUMENTS), raw=PLAN_TEXT.encode(), query="name=a.txt"
    ),
    "/api/plan/documents/{document}/decisions": Write(
        by=holding(*READERS_OF_DOCUMENTS),
        json=_same({"key": "x", "decision": "accepted", "seen": 0}),
    ),
    "/api/plan/documents/{document}/load": Write(
        by=holding(*DECIDERS), json=_same({"version": 1})
    ),
    "/api/plan/documents/{document}/quotes": Write(
        by=holding(*DECIDERS), json=_same({"version": 1})
    ),
    "/api/plan/documents/{document}/quotes/withdraw": Write(
        by=holding(*DECIDERS), json=_same({"version": 1})
    ),
}
