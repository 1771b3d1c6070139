"""The file of an import between its preview and “Ghi”: kept by its SHA-256, named by no fact.

What is kept begins with a line of ours, so that no evidence file is ever read as a register, nor
a register given out as evidence. `dondoc verify` counts such a file as one that no fact names; it
holds nothing that would be needed again.
"""

import json
import re
from dataclasses import dataclass
from typing import Final

from services.commands.files import FileLost, FileStore
from services.domain.errors import NotFound

_MARK: Final = b"dondoc register file 1\n"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRegister:
    """Một tệp sổ đã gửi: its name and its bytes."""

    name: str
    content: bytes


async def keep(store: FileStore, sent: SentRegister) -> str:
    """Keep a file and answer the digest under which it is kept."""
    name = json.dumps({"name": sent.name}, ensure_ascii=True).encode("ascii")
    return await store.put(_MARK + name + b"\n" + sent.content)


async def kept(store: FileStore, sha256: str) -> SentRegister:
    """The file of that digest; raises NotFound."""
    if not _DIGEST.fullmatch(sha256):
        raise _unknown()
    try:
        content = await store.get(sha256)
    except FileLost:
        raise _unknown() from None
    if not content.startswith(_MARK):
        raise _unknown()
    head, _, body = content.removeprefix(_MARK).partition(b"\n")
    return SentRegister(name=json.loads(head)["name"], content=body)


def _unknown() -> NotFound:
    return NotFound("no-register-file", "Không còn tệp sổ này. Hãy tải tệp lên lại.")
