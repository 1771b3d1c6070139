"""A plan document that was sent: read once, kept with what was read."""

import asyncio
from typing import Final

from api.binding import Bound
from api.context import Services
from api.web.bodies import UPLOAD
from api.web.forms import BadForm
from api.web.uploads import FILE, Upload, require_file
from services.commands.requests import TypedTexts
from services.domain.errors import Refusal
from services.domain.papers import PAPER_NUMBER
from services.domain.plan.draft import PlanDraft
from services.domain.plan_document.acts.read_document import ReadDocument
from services.domain.plan_document.events import PlanDocumentHead, reading_stream
from services.domain.plan_document.open_findings import findings_of
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source_store import dump

# Twice a plan of a thousand pages; below it the ledger's text stays small enough to be read often.
LONGEST_SOURCE: Final = 4_000_000


async def document_read(services: Services, sent: Upload) -> Bound[ReadDocument]:
    """The command that keeps a document with what was read in it; raises BadForm.

    The same file under the same name is the same command, by page and by call.
    """
    require_file(sent)
    stream = reading_stream(services.randomness.new_id().hex[:12])
    words = TypedTexts(randomness=services.randomness, limit=LONGEST_SOURCE)
    command = await asyncio.to_thread(_read, sent, stream, words)
    reported = {"target": UPLOAD, "file_sha256": sent.sha256, "file_name": sent.name}
    return Bound(command=command, sent=reported, texts=tuple(words.texts))


def _read(sent: Upload, stream: str, words: TypedTexts) -> ReadDocument:
    """Whatever is no plan is a bad form."""
    try:
        document = read_source(sent.content, sent.name)
        result = read_document(document)
        return ReadDocument(
            stream=stream,
            name=words.need(sent.name, label="Tên tệp"),
            source=words.need(dump(document), label="Văn bản"),
            file_sha256=sent.sha256,
            file_bytes=len(sent.content),
            findings=findings_of(result),
            head=_head(result.draft, words),
        )
    except Refusal as refusal:
        raise BadForm.of(refusal, field=FILE) from refusal


def _head(draft: PlanDraft, words: TypedTexts) -> PlanDocumentHead:
    """What the list of documents shows; a number that is none is left out."""
    is_number = draft.number is not None and PAPER_NUMBER.fullmatch(draft.number)
    return PlanDocumentHead(
        title=words.put(draft.title, label="Tên kế hoạch"),
        number=draft.number if is_number else None,
        issued_on=draft.issued_on,
    )
