"""A chosen file on its way to a task: looked at, named, attached by one command."""

import asyncio
import hashlib
from uuid import UUID

from api.deps import Desk
from api.forms import BadForm
from api.uploads import SentFile
from services.domain.errors import Refusal
from services.domain.task.commands import AttachFile
from services.handlers.evidence import clean_name, examine
from services.handlers.requests import Request as Wish


async def attach_file(
    desk: Desk, stream: str, sent: SentFile, command_id: UUID, unit: str | None
) -> str:
    """Attach it to the report, or to the contribution of a unit; the name it is shown under.

    Raises BadForm for a file that is not taken, Refusal for a rule.
    """
    try:
        name = clean_name(sent.name)
        limits = desk.acting.rules.policy.evidence
        kind = await asyncio.to_thread(examine, sent.content, name, limits.file_mb_at_most)
    except Refusal as refusal:
        raise BadForm(refusal.code, refusal.sentence) from refusal
    put = desk.words()
    command = AttachFile(
        stream=stream,
        sha256=hashlib.sha256(sent.content).hexdigest(),
        size_bytes=len(sent.content),
        media_type=kind,
        name=put.need(name, label="Tên tệp"),
        contribution_of=unit,
    )
    wish = Wish(
        sender=desk.acting.sender,
        command_id=command_id,
        name="attach-file",
        sent={
            "target": stream,
            "file_sha256": command.sha256,
            "file_name": name,
            "contribution_of": unit,
        },
        texts=tuple(put.texts),
    )
    await desk.house.files.attach(wish, command, sent.content)
    return name
