"""A plan document that was sent: read once, kept with what was read."""

import asyncio
from typing import Final

from api.context import Services
from api.web.forms import BadForm
from api.web.uploads import FILE, Upload, require_file
from services.commands.readings import ReadDocument
from services.commands.requests import TypedTexts
from services.domain.errors import Refusal
from services.domain.facts import TextRef
from services.domain.plan.reading import Reading
from services.domain.plan.reading_events import reading_stream
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source_store import dump

# Twice a plan of a thousand pages; below it the ledger's text stays small enough to be read often.
LONGEST_SOURCE: Final = 4_000_000


async def reading_of(
    services: Services, sent: Upload, words: TypedTexts
) -> tuple[ReadDocument, Reading]:
    """The command that keeps a document, and what was read in it; raises BadForm."""
    require_file(sent)
    name, source, result = await asyncio.to_thread(_read, sent, words)
    command = ReadDocument(
        stream=reading_stream(services.randomness.new_id().hex[:12]),
        name=name,
        source=source,
        file_sha256=sent.sha256,
        file_bytes=len(sent.content),
    )
    return command, result


def _read(sent: Upload, words: TypedTexts) -> tuple[TextRef, TextRef, Reading]:
    """The name, the blocks and what was read in them; whatever is no plan is a bad form."""
    try:
        document = read_source(sent.content, sent.name)
        result = read_document(document)
        name = words.need(sent.name, label="Tên tệp")
        return name, words.need(dump(document), label="Văn bản"), result
    except Refusal as refusal:
        raise BadForm.of(refusal, field=FILE) from refusal
