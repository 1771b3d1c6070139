"""Plan documents over JSON: hand one in, read it with what is open in it, decide, load."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.documents import schemas as documents_schemas
from api.documents.answers import document_answer, document_line
from api.documents.decisions import Said, settling
from api.documents.uploads import LONGEST_SOURCE, reading_of
from api.rest import schemas
from api.rest.answers import After, Limit, Seen, done, page_of, tagged
from api.rest.callers import ProvedRoute, TheActor, TheCaller
from api.rest.sent_files import A_FILE, Name, sent_file
from api.web.addresses import stream_of
from api.web.bodies import UPLOAD
from api.web.forms import Typed
from api.web.uploads import Upload, file_name
from services.commands.readings import QuoteDocument, WithdrawQuotes
from services.commands.requests import TypedTexts
from services.domain.instants import day_of
from services.domain.plan.reading_decider import LoadReading, require_settling
from services.domain.plan.reading_events import reading_id_of
from services.queries.plan_documents import (
    DocumentRow,
    document_page,
    documents,
    laying_of_active_plan,
    open_document,
)
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, prefix="/plan/documents", tags=["plan documents"])
DocumentId = Annotated[
    str, Path(max_length=40, description="Mã của văn bản.", examples=["3f9a0c1b2d4e"])
]


@router.post("", operation_id="handInPlanDocument", openapi_extra=A_FILE)
async def hand_in(
    request: Request, actor: TheActor, *, name: Name = None
) -> documents_schemas.HandedIn:
    """Tải một văn bản kế hoạch lên: Word hoặc văn bản thuần, tối đa 16 MB."""
    sent = await sent_file(request, name)
    digest = hashlib.sha256(sent.content).hexdigest()
    upload = Upload(
        typed=Typed({}), name=file_name(sent.name), content=sent.content, sha256=digest
    )
    words = TypedTexts(randomness=actor.services.randomness, limit=LONGEST_SOURCE)
    command, result = await reading_of(actor.services, upload, words)
    reported = {"file_sha256": digest, "file_name": upload.name}
    command_request = actor.command_request("read-plan", UPLOAD, reported, words)
    outcome = await actor.services.readings.read_document(command_request, command, result)
    kept = done(outcome)
    stream = min(kept.versions, default=command.stream)
    return documents_schemas.HandedIn(document=reading_id_of(stream) or "", **kept.model_dump())


@router.get("", operation_id="listPlanDocuments", response_model=documents_schemas.Documents)
async def list_documents(
    caller: TheCaller, *, after: After = None, limit: Limit = 50, seen: Seen = None
) -> Response:
    """Các văn bản kế hoạch đã tải lên, mới nhất trước."""
    require_settling(caller.acting.holder, caller.acting.rules.policy)
    async with reading(caller.services.engine) as connection:
        rows = await documents(connection, caller.services.ledger)
    shown, following = page_of(rows, _place, after, limit, newest_first=True)
    result = documents_schemas.Documents(
        documents=[document_line(each) for each in shown], next=following
    )
    return tagged(result, seen)


@router.get(
    "/{document}", operation_id="readPlanDocument", response_model=documents_schemas.DocumentWhole
)
async def read_document(caller: TheCaller, document: DocumentId, seen: Seen = None) -> Response:
    """Một văn bản: phần đầu, điểm cần làm rõ, các mục cạnh câu chữ của văn bản."""
    require_settling(caller.acting.holder, caller.acting.rules.policy)
    page = await document_page(caller.services.ledger, stream_of(document))
    return tagged(document_answer(document, page), seen)


@router.post("/{document}/decisions", operation_id="settleDocumentFinding")
async def settle(
    actor: TheActor, document: DocumentId, body: documents_schemas.DocumentDecision
) -> schemas.Done:
    """Quyết định về một điểm cần làm rõ của văn bản."""
    opened = await open_document(actor.services.ledger, stream_of(document))
    put = actor.words()
    said = Said(
        key=body.key,
        verdict=body.decision,
        value=body.value or "",
        why=body.reason or "",
        seen=body.seen,
    )
    command = settling(said, opened, put)
    command_request = actor.command_request(
        "settle-finding", command.stream, body.model_dump(mode="json"), put
    )
    return done(await actor.services.readings.settle(command_request, command, opened.reading))


@router.post("/{document}/load", operation_id="loadPlanDocument")
async def load(
    actor: TheActor, document: DocumentId, body: documents_schemas.DocumentLoad
) -> schemas.Done:
    """Nạp kế hoạch đã đọc, khi không còn lỗi chưa quyết định."""
    opened = await open_document(actor.services.ledger, stream_of(document))
    command = LoadReading(
        stream=opened.state.stream,
        version=body.version,
        active_from=body.active_from or day_of(actor.acting.now),
    )
    command_request = actor.command_request(
        "load-plan", command.stream, body.model_dump(mode="json"), actor.words()
    )
    return done(await actor.services.readings.load(command_request, command, opened.reading))


@router.post("/{document}/quotes", operation_id="layDocumentBeside")
async def lay_beside(
    actor: TheActor, document: DocumentId, body: documents_schemas.DocumentBeside
) -> schemas.Done:
    """Ghi câu chữ của văn bản vào kế hoạch đang thực hiện."""
    opened = await open_document(actor.services.ledger, stream_of(document))
    command = QuoteDocument(
        stream=opened.state.stream,
        version=body.version,
        laying=await laying_of_active_plan(actor.services.ledger, opened),
    )
    command_request = actor.command_request(
        "quote-plan", command.stream, body.model_dump(mode="json"), actor.words()
    )
    return done(await actor.services.readings.lay_beside(command_request, command))


@router.post("/{document}/quotes/withdraw", operation_id="withdrawDocumentQuotes")
async def withdraw(
    actor: TheActor, document: DocumentId, body: documents_schemas.DocumentBeside
) -> schemas.Done:
    """Rút câu chữ của văn bản đã ghi; câu chữ ghi trước đó lại có hiệu lực."""
    command = WithdrawQuotes(stream=stream_of(document), version=body.version)
    sent = body.model_dump(mode="json")
    command_request = actor.command_request("withdraw-quotes", command.stream, sent, actor.words())
    return done(await actor.services.readings.withdraw(command_request, command))


def _place(row: DocumentRow) -> tuple[str, ...]:
    return row.at.isoformat(), row.stream
