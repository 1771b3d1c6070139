"""Văn bản kế hoạch: which documents were read, and the form that sends another one."""

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.bodies import UPLOAD
from api.deps import Desk, House, TheHouse, Viewer, take_in
from api.errors import Problem, show_again
from api.forms import COMMAND_ID, BadForm
from api.pages import page
from api.uploads import FILE, Upload, read_upload, require_file
from services.domain.errors import Refusal
from services.domain.facts import TextRef
from services.domain.plan.reading import Reading
from services.domain.plan.reading_decider import require_settling
from services.domain.plan.reading_events import reading_id_of, reading_stream
from services.handlers.accounts import Acting
from services.handlers.readings import ReadDocument
from services.handlers.requests import Words
from services.planfile.open_source import read_source
from services.planfile.reader import read_document
from services.planfile.source_store import dump
from services.queries.plan_documents import documents
from services.queries.reading import reading

router = APIRouter()
# Twice a plan of a thousand pages; below it the ledger's text stays small enough to be read often.
LONGEST_SOURCE: Final = 4_000_000


@router.get(UPLOAD)
async def show(request: Request, house: TheHouse, acting: Viewer) -> Response:
    """Văn bản kế hoạch: the list and the form."""
    return await documents_response(request, house, acting)


@router.post(UPLOAD)
async def upload(request: Request, house: TheHouse) -> Response:
    """Tải một văn bản lên: it is read, kept, and shown with what must be decided."""
    acting, sent = await take_in(request, partial(read_upload, request))
    request.state.typed = sent.typed
    desk = Desk(house=house, acting=acting, typed=sent.typed)

    async def again(problem: Problem) -> Response:
        return await documents_response(request, house, desk.acting, problem=problem)

    show_again(request, again)
    words = Words(edges=house.edges, limit=LONGEST_SOURCE)
    command, found = await reading_of(house, sent, words)
    wish = desk.wish("read-plan", UPLOAD, words)
    outcome = await house.readings.read_document(wish, command, found)
    stream = min(outcome.versions) if outcome else command.stream
    return RedirectResponse(address_of(stream), HTTPStatus.SEE_OTHER)


async def reading_of(house: House, sent: Upload, words: Words) -> tuple[ReadDocument, Reading]:
    """The command that keeps a document, and what was read in it; raises BadForm."""
    require_file(sent)
    name, source, found = await asyncio.to_thread(_read, sent, words)
    command = ReadDocument(
        stream=reading_stream(house.edges.new_id().hex[:12]),
        name=name,
        source=source,
        file_sha256=sent.sha256,
        file_bytes=len(sent.content),
    )
    return command, found


def address_of(stream: str) -> str:
    """Where a document is shown."""
    return f"{UPLOAD}/{reading_id_of(stream)}"


async def documents_response(
    request: Request, house: House, acting: Acting, *, problem: Problem | None = None
) -> Response:
    """The list as it is now, with the form; raises NotAllowed."""
    require_settling(acting.holder, acting.rules.policy)
    async with reading(house.engine) as connection:
        found = await documents(connection, house.ledger)
    kept = problem.typed.get(COMMAND_ID) if problem and not problem.new_command else ""
    return page(
        request,
        "plan_document/list.html",
        status=problem.status if problem else 200,
        documents=[(address_of(one.stream), one) for one in found],
        command_id=kept or str(house.edges.new_id()),
        problem=problem,
        again=UPLOAD,
    )


def _read(sent: Upload, words: Words) -> tuple[TextRef, TextRef, Reading]:
    """The name, the blocks and what was read in them; whatever is no plan is a bad form."""
    try:
        document = read_source(sent.content, sent.name)
        found = read_document(document)
        name = words.need(sent.name, label="Tên tệp")
        return name, words.need(dump(document), label="Văn bản"), found
    except Refusal as refusal:
        raise BadForm.of(refusal, field=FILE) from refusal
