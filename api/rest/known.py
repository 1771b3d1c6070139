"""`as_of` over JSON: an answer as it was known when a day was over, to who may read it today."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request

from api.past import past_days
from api.rest.callers import AS_OF, Caller, TheCaller
from api.rest.schemas import KnownAt, SentDay
from api.web.forms import BadForm
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.queries.past import PastDay

AnswerT = TypeVar("AnswerT", bound=KnownAt)
AsOf = Annotated[
    SentDay | None,
    Query(
        description="Như đã biết khi hết ngày này, theo quyền của hôm nay; đang dựng lại thì trả "
        "503 với Retry-After. Bỏ trống là hôm nay.",
        examples=["2026-11-30"],
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCaller(Caller):
    """A caller who reads; on a past day its ledger, its moment, and never anything to do."""

    past: PastDay | None

    def known(self, answer: AnswerT) -> AnswerT:
        """The answer, with the day and the last fact that it knows."""
        if self.past is None:
            return answer
        return answer.model_copy(update={"as_of": self.past.day, "position": self.past.position})


async def get_known_caller(
    request: Request, caller: TheCaller, as_of: AsOf = None
) -> AsyncIterator[KnownCaller]:
    """Who reads, as of the day that the address asks for.

    Raises BadForm for a day that is none of the ledger's, PastBeingBuilt.
    """
    services, acting = caller.services, caller.acting
    if as_of is None or as_of == day_of(acting.now):
        yield KnownCaller(services=services, acting=acting, past=None)
        return
    days = past_days(request)
    try:
        await days.last_position(as_of, acting.now)
    except Refusal as refusal:
        raise BadForm.of(refusal, field=AS_OF) from None
    async with days.at(as_of, acting) as past:
        yield KnownCaller(
            services=replace(services, ledger=past.ledger),
            acting=past.then(acting),
            past=past,
        )


TheKnownCaller = Annotated[KnownCaller, Depends(get_known_caller)]
