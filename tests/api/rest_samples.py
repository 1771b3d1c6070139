"""The routes of the JSON interface with who may use them; see `route_samples`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from services.domain.roles import VERIFYING, Office
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
from tests.api.matrix_assigned import COMMON
from tests.api.matrix_directive import DIRECTIVE_CALLS, DIRECTIVE_READS
from tests.api.matrix_programme import PROGRAMME_CALLS, PROGRAMME_READS
from tests.api.sample_kinds import Read, Write, gets_file, reads_item, reads_plan, sees_task
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
    "/api/plan/items": Read(by=reads_plan),
    "/api/plan/items/{code}": Read(by=reads_item),
    "/api/plan/items/{code}/results": Read(by=reads_item),
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
    "/api/appraisal": Read(by=signed_in, queries=("", "period=2026-Q4", f"unit={OTHER}")),
    "/api/meeting-list": Read(
        by=holding(*OVERSEERS), queries=("", f"since={today() - timedelta(days=30)}")
    ),
    "/api/late-for-leaders": Read(by=holding(*OVERSEERS), queries=("", "limit=1")),
    "/api/awaited-recognitions": Read(by=holding(*OVERSEERS), queries=("", "limit=1")),
    "/api/reminder-promises": Read(by=holding(*OVERSEERS), queries=("", f"unit={OTHER}")),
    "/api/overview": Read(by=reads_plan, queries=("", "year=2026")),
    "/api/overview/tasks": Read(by=reads_plan, queries=("", f"unit={OTHER}")),
    "/api/log": Read(
        by=signed_in,
        queries=(
            "",
            "limit=200",
            "event=report-submitted",
            "outcome=returned&oldest_first=true",
            f"words={COMMON}",
        ),
    ),
    "/api/log/{position}": Read(by=sees_task),
    "/api/ledger/checkpoint": Read(by=signed_in),
    "/api/ledger/checkpoints/{size}": Read(by=signed_in, at={"size": "256"}),
    "/api/ledger/tile/{path:path}": Read(by=signed_in, at={"path": "0/000"}),
    "/api/ledger/keys": Read(by=signed_in),
    "/api/ledger/proofs/inclusion/{fact}": Read(
        by=signed_in, at={"fact": "1"}, queries=("", "size=100")
    ),
    "/api/ledger/proofs/consistency/{earlier}/{later}": Read(
        by=signed_in, at={"earlier": "100", "later": "256"}
    ),
    "/api/ledger/verifications/{id}": Read(by=nobody, at={"id": str(UUID(int=7))}),
    "/api/search": Read(by=signed_in, queries=(f"words={COMMON}", "words=qz")),
    "/api/tasks/{stream}/files/{sha256}": Read(by=gets_file),
    **DIRECTIVE_READS,
    **PROGRAMME_READS,
}


def _same(body: Mapping[str, Any]) -> Any:
    return lambda _: body


REST_WRITES: Final[Mapping[str, Write]] = {
    "/api/ledger/verifications": Write(by=holding(*VERIFYING), json=_same({})),
    **call_writes(),
    **DIRECTIVE_CALLS,
    **PROGRAMME_CALLS,
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
