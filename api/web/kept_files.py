"""A file of an import between its preview and “Ghi”: kept by its SHA-256, named by no fact.

What is kept begins with a line of ours, so that no evidence file is ever read as one of these,
nor one of these given out as evidence. `dondoc verify` counts such a file as one that no fact
names; it holds nothing that would be needed again.
"""

import json
import re
from dataclasses import dataclass
from typing import Final

from api.web.uploads import SentFile
from services.commands.files import FileLost, FileStore
from services.domain.errors import NotFound

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKeeper:
    """Keeps the files of one kind of import; `mark` is the line that they begin with.

    `code` and `sentence` say that a file is not there any more.
    """

    mark: bytes
    code: str
    sentence: str

    async def keep(self, store: FileStore, sent: SentFile) -> str:
        """Keep a file and answer the digest under which it is kept."""
        name = json.dumps({"name": sent.name}, ensure_ascii=True).encode("ascii")
        return await store.put(self.mark + name + b"\n" + sent.content)

    async def kept(self, store: FileStore, sha256: str) -> SentFile:
        """The file of that digest; raises NotFound."""
        if not _DIGEST.fullmatch(sha256):
            raise self._unknown()
        try:
            content = await store.get(sha256)
        except FileLost:
            raise self._unknown() from None
        if not content.startswith(self.mark):
            raise self._unknown()
        head, _, body = content.removeprefix(self.mark).partition(b"\n")
        return SentFile(name=json.loads(head)["name"], content=body)

    def _unknown(self) -> NotFound:
        return NotFound(self.code, self.sentence)
