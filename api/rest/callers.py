"""Who calls: the token of a program, what it may do, and the id that makes a call one command."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Header, Request, Response, Security
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import UUID4

from api.binding import Bound
from api.context import Services, TheServices, get_services, note_read
from api.rest.problems import NotProved, ReadOnly, TodayAlone
from api.web.admission import visit_of
from services.commands.acting import Acting
from services.commands.requests import CommandRequest, TypedTexts
from services.commands.tokens import Bearer
from services.domain.directory.tokens import Scope
from services.queries.log_rights import Reader
from services.queries.reading import reading

_BEARER = HTTPBearer(
    auto_error=False, scheme_name="token", description="Mã truy cập: /tai-khoan/ma-truy-cap."
)
_LONGEST_SECRET = 200
AS_OF: Final = "as_of"  # the day of a call: see `api.rest.known`


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A program that acts for a person in one ward."""

    services: Services
    acting: Acting

    @property
    def reader(self) -> Reader:
        """Whose eyes read the log and the search."""
        acting = self.acting
        return Reader(self.services.ledger_id, acting.holder, acting.rules.policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingCaller(Caller):
    """A caller that may also act; `command_id` is the call's Idempotency-Key."""

    command_id: UUID

    def words(self) -> TypedTexts:
        """Where typed strings become texts."""
        return TypedTexts(
            randomness=self.services.randomness, limit=self.acting.rules.policy.text_at_most
        )

    def request(self, act: str, bound: Bound[Any]) -> CommandRequest:
        """The request of a handler for a command that was read from the body."""
        return CommandRequest(
            sender=self.acting.sender,
            command_id=self.command_id,
            name=act,
            sent=bound.sent,
            texts=bound.texts,
        )


Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]


async def prove(request: Request, services: Services, given: Credentials) -> Bearer:
    """Whose token this is, before anything that was sent is read; raises NotProved."""
    secret = given.credentials if given else ""
    bearer = None
    if secret and len(secret) <= _LONGEST_SECRET:
        async with reading(services.engine):  # one connection for all that this asks
            bearer = await services.tokens.bearer(secret)
            if bearer is not None:
                bearer = replace(bearer, acting=await services.beside_leaders(bearer.acting))
    if bearer is None:
        await visit_of(request).gate.unread.drain(request.receive)
        raise NotProved
    request.state.bearer = bearer
    return bearer


class ProvedRoute(APIRoute):
    """A call whose token is asked for before its body is read.

    A day that it does not know is refused: nobody takes what is known today for that day's.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The call itself, behind the proof."""
        answer = super().get_route_handler()
        knows_days = any(each.alias == AS_OF for each in get_flat_params(self.dependant))

        async def proved(request: Request) -> Response:
            await prove(request, get_services(request), await _BEARER(request))
            if AS_OF in request.query_params and not knows_days:
                raise TodayAlone
            return await answer(request)

        return proved


async def get_caller(request: Request, services: TheServices, given: Credentials) -> Caller:
    """Who calls, when it is their turn; raises NotProved, TooManyAtOnce."""
    known: Bearer | None = getattr(request.state, "bearer", None)
    bearer = known or await prove(request, services, given)
    await visit_of(request).take_turn(bearer.acting.sender.person_id)
    if request.method in {"GET", "HEAD"}:  # a refused call answers with its sentence alone
        await note_read(request, bearer.acting)
    request.state.scope = bearer.scope
    return Caller(services=services, acting=bearer.acting)


TheCaller = Annotated[Caller, Depends(get_caller)]
Key = Annotated[
    UUID4,
    Header(
        alias="Idempotency-Key",
        description="Mã của lần gửi (UUID): gửi lại với cùng mã không làm trùng.",
        examples=["7c9e6679-7425-40de-944b-e07fc1f90ae7"],
    ),
]


async def get_actor(request: Request, caller: TheCaller, key: Key) -> ActingCaller:
    """Who acts; raises NotProved, ReadOnly."""
    if request.state.scope is not Scope.WRITE:
        raise ReadOnly
    return ActingCaller(services=caller.services, acting=caller.acting, command_id=key)


TheActor = Annotated[ActingCaller, Depends(get_actor)]
