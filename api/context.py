"""What every page is given: the installation it belongs to, who is looking, what was typed."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Annotated, Any, Final, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine

from api.binding import Bound
from api.noted_reads import BY_ITSELF, note_inspection
from api.web.admission import ServerFull, visit_of
from api.web.bodies import SHEET_LIMIT, declared
from api.web.browsers import browser_in_short
from api.web.forms import BadForm, Typed, read_form
from api.web.mistakes import Mistakes
from services.commands.access import Visitor
from services.commands.accounts import AccountCommands
from services.commands.acting import Acting
from services.commands.acts import ActCommands
from services.commands.directory import DirectoryCommands
from services.commands.files import FileCommands
from services.commands.plans import PlanCommands
from services.commands.ports import DraftStore, Randomness, SavedViewStore
from services.commands.readings import ReadingCommands
from services.commands.requests import CommandRequest, TypedTexts
from services.commands.tokens import TokenCommands
from services.domain.authorities import authorised
from services.domain.instants import day_of
from services.domain.roles import Office
from services.domain.task.appraisal_readings import DecreeReading
from services.ledger.connections import one_connection
from services.ledger.port import Ledger, LedgerUnavailable
from services.ledger.tlog.served import ServedLog
from services.queries.audit_requests import AuditRequests
from services.queries.leaders import asks_who_is_in_charge, beside_leaders
from services.queries.past import Build
from services.queries.reading import reading
from services.queries.viewing import Viewing, calendar_on

SECURE_COOKIE: Final = "__Host-dondoc"
PLAIN_COOKIE: Final = "dondoc"
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_Sent = TypeVar("_Sent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """One ward's pages: its commands, its rows, its name, and whether everything is invented."""

    ledger: Ledger
    acts: ActCommands
    accounts: AccountCommands
    tokens: TokenCommands
    directory: DirectoryCommands
    plans: PlanCommands
    readings: ReadingCommands
    files: FileCommands
    drafts: DraftStore
    saved_views: SavedViewStore
    randomness: Randomness
    engine: AsyncEngine
    ledger_id: str
    ward_name: str
    demonstration: bool
    secure_cookie: bool
    base_url: str
    decree_readings: tuple[DecreeReading, ...]
    build_past: Build
    audit: AuditRequests
    verifier: bytes  # the program that checks archives, as it goes with them
    web_parts: tuple[str, ...] = ()  # the processes that serve these pages, by name
    log: ServedLog | None = None  # where nobody builds it, nothing is signed

    async def beside_leaders(self, acting: Acting) -> Acting:
        """The same person, with what is left to other leaders, where a step is for one of them."""
        if not asks_who_is_in_charge(acting):
            return acting
        async with one_connection(self.engine) as connection:
            return await beside_leaders(connection, self.ledger, self.ledger_id, acting)

    @property
    def signed_line(self) -> str:
        """Size and root of the newest checkpoint, for every sheet and export; blank without."""
        newest = self.log.newest() if self.log else None
        return newest.line if newest else ""

    @property
    def device_cookie(self) -> str:
        """The cookie by which a browser is known that somebody signed in with."""
        return f"{self.cookie}-device"

    @property
    def cookie(self) -> str:
        """The session cookie's name: of this installation alone, by the port of its pages.

        Two installations on one machine do not overwrite each other's; a browser sends it to
        each port all the same. `__Host-` binds it to this very host where TLS is on.
        """
        name = SECURE_COOKIE if self.secure_cookie else PLAIN_COOKIE
        at = urlsplit(self.base_url)
        return f"{name}-{at.port or (443 if at.scheme == 'https' else 80)}"


class SignInNeeded(Exception):
    """Nobody is signed in, or the session has ended; what was typed is in `request.state`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRequest:
    """Somebody who sends a form: who, what was typed, and how it becomes a command.

    `mistakes` are those that were met before its fields are read: said with those of the fields.
    """

    services: Services
    acting: Acting
    typed: Typed
    mistakes: Mistakes = field(default_factory=Mistakes)

    @property
    def today(self) -> date:
        """The calendar day in Asia/Ho_Chi_Minh."""
        return day_of(self.acting.now)

    def words(self) -> TypedTexts:
        """Where typed strings become texts."""
        return TypedTexts(
            randomness=self.services.randomness, limit=self.acting.rules.policy.text_at_most
        )

    def request(
        self, act: str, bound: Bound[Any], command_id: UUID | None = None
    ) -> CommandRequest:
        """The request of a handler for a command that was read from the form."""
        return CommandRequest(
            sender=self.acting.sender,
            command_id=command_id or self.typed.command_id(),
            name=act,
            sent=bound.sent,
            texts=bound.texts,
        )


async def viewing_of(services: Services, acting: Acting) -> Viewing:
    """Who looks at lists, by which rules and days; read before a page takes its connection."""
    return Viewing(
        holder=acting.holder,
        policy=acting.rules.policy,
        working_days=await calendar_on(services.ledger, day_of(acting.now)),
        now=acting.now,
    )


def get_services(request: Request) -> Services:
    """The installation that the application was made for."""
    services: Services = request.app.state.services
    return services


def get_visitor(request: Request) -> Visitor:
    """Where a request comes from. The server puts a proxy's word for it only where it is told to.

    See `infra.serve.web`: without the setting the address is that of whoever is connected.
    """
    address = request.client.host if request.client else ""
    cookie = request.cookies.get(get_services(request).device_cookie, "")
    browser = browser_in_short(request.headers.get("user-agent", ""))
    return Visitor(address=address, device=cookie, browser=browser)


async def prove(request: Request) -> Acting:
    """Who asks, before anything that was sent is read; raises SignInNeeded."""
    services = get_services(request)
    token = request.cookies.get(services.cookie)
    by_hand = BY_ITSELF not in request.headers
    async with reading(services.engine):  # one connection for all that this asks
        acting = await services.accounts.acting(token, seen=by_hand) if token else None
        acting = await services.beside_leaders(acting) if acting else None
    if acting is None:
        raise SignInNeeded
    request.state.acting = acting
    return acting


async def get_acting(request: Request) -> Acting:
    """Who looks at the page, when it is their turn; raises SignInNeeded, TooManyAtOnce."""
    acting = await prove(request)
    await visit_of(request).take_turn(acting.sender.person_id)
    await note_read(request, acting)
    return acting


async def get_watching(request: Request) -> Acting:
    """Whose open page asks whether it is old; raises SignInNeeded, TooManyAtOnce.

    The answer says nothing of the work, so it is noted nowhere.
    """
    acting = await prove(request)
    await visit_of(request).take_turn(acting.sender.person_id)
    return acting


async def note_read(request: Request, acting: Acting) -> None:
    """See `note_inspection`."""
    gate = get_services(request).accounts.gate
    await note_inspection(request, acting, gate, get_visitor(request))


async def take_in(request: Request, read: Callable[[], Awaitable[_Sent]]) -> tuple[Acting, _Sent]:
    """Who sends a form, and only then what was sent; raises SignInNeeded, TooManyAtOnce, BadForm.

    Who is not known, or cannot be known now, loses nothing that was typed: see `_keep`.
    """
    try:
        acting = await prove(request)
    except (SignInNeeded, LedgerUnavailable):
        await _keep(request, read)
        raise
    visit, person = visit_of(request), acting.sender.person_id
    length = declared(request.headers)
    if length is None or length > SHEET_LIMIT:  # of one person one file after the other
        async with visit.gate.turns.turn((person, "file")):
            sent = await read()
    else:
        sent = await read()
    await visit.take_turn(person)
    return acting, sent


async def _keep(request: Request, read: Callable[[], Awaitable[object]]) -> None:
    """Read a stranger's form as far as there is room, for the page that asks who it is."""
    visit, length = visit_of(request), declared(request.headers)
    if length is not None and length <= SHEET_LIMIT and visit.take_room(length):
        with suppress(BadForm):  # to be said once it is known who is told
            await read()
    else:
        request.state.unread = True
        await visit.gate.unread.drain(request.receive)


async def read_typed(request: Request) -> Typed:
    """What was typed; kept for the pages that answer a refusal. Raises BadForm."""
    typed = await read_form(request)
    request.state.typed = typed
    return typed


async def get_typed(request: Request) -> Typed:
    """What somebody typed who need not be known; raises ServerFull, BadForm."""
    length = declared(request.headers)
    if not visit_of(request).take_room(SHEET_LIMIT if length is None else length):
        raise ServerFull
    return await read_typed(request)


async def get_form_request(request: Request) -> FormRequest:
    """Who sends a form, then the form: an ended session loses nothing that was typed."""
    acting, typed = await take_in(request, partial(read_typed, request))
    await note_read(request, acting)  # a refused form shows its page again
    return FormRequest(services=get_services(request), acting=acting, typed=typed)


def may(acting: Acting, offices: Sequence[Office]) -> bool:
    """Whether the ward's rules let this person act: for what a page offers."""
    return authorised(acting.holder, offices, acting.rules.policy) is not None


TheServices = Annotated[Services, Depends(get_services)]
Viewer = Annotated[Acting, Depends(get_acting)]
Watcher = Annotated[Acting, Depends(get_watching)]
TheVisitor = Annotated[Visitor, Depends(get_visitor)]
TypedForm = Annotated[Typed, Depends(get_typed)]
TheFormRequest = Annotated[FormRequest, Depends(get_form_request)]
