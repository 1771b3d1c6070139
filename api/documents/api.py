"""Plan documents over JSON: hand one in, read it with what is open in it, decide, load."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from api.documents import schemas as documents_schemas
from api.documents.acts import OF_ONE, drawn_for
from api.documents.answers import document_answer, document_line
from api.documents.uploads import document_read
from api.rest import schemas
from api.rest.answers import After, Limit, Seen, done, page_of, tagged
from api.rest.callers import ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import operation, run_call
from api.rest.sent_files import A_FILE, Name, sent_file
from api.web.addresses import stream_of
from api.web.forms import Typed
from api.web.uploads import Upload, file_name
from services.domain.act import Act
from services.domain.instants import day_of
from services.domain.plan_document.acts.read_document import ACT as READ
from services.domain.plan_document.authority import require_settling
from services.domain.plan_document.events import reading_id_of
from services.queries.plan_document_list import DocumentRow, documents
from services.queries.plan_documents import document_page
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, prefix="/plan/documents", tags=["plan documents"])
DocumentId = Annotated[
    str, Path(max_length=40, description="Mã của văn bản.", examples=["3f9a0c1b2d4e"])
]


@router.post("", operation_id=READ.operation, openapi_extra=A_FILE)
async def hand_in(
    request: Request, actor: TheActor, *, name: Name = None
) -> documents_schemas.HandedIn:
    """Tải một văn bản kế hoạch lên: Word hoặc văn bản thuần, tối đa 16 MB."""
    sent = await sent_file(request, name)
    digest = hashlib.sha256(sent.content).hexdigest()
    upload = Upload(
        typed=Typed({}), name=file_name(sent.name), content=sent.content, sha256=digest
    )
    bound = await document_read(actor.services, upload)
    outcome = await actor.services.acts.handle(actor.request(READ.name, bound), bound.command)
    kept = done(outcome)
    stream = min(kept.versions, default=bound.command.stream)
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
    """Một văn bản: phần đầu, điểm cần làm rõ, các mục cạnh trích dẫn văn bản."""
    require_settling(caller.acting.holder, caller.acting.rules.policy)
    page = await document_page(caller.services.ledger, stream_of(document))
    answer = document_answer(document, page, day_of(caller.acting.now))
    return tagged(answer, seen)


def _call(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[schemas.Done]]:
    async def run(actor: TheActor, document: DocumentId, body: schemas.Schema) -> schemas.Done:
        stream = stream_of(document)
        drawn = await drawn_for(actor.services, act, stream)
        return await run_call(actor, act, body, drawn, stream=stream)

    return operation(run, act)


for _act in OF_ONE:
    router.add_api_route(
        f"/{{document}}/{_act.resource}",
        _call(_act),
        methods=["POST"],
        operation_id=_act.operation,
    )


def _place(row: DocumentRow) -> tuple[str, ...]:
    return row.at.isoformat(), row.stream
