"""A form with files: their names and bytes, and the ordinary fields."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from api.web.bodies import SHEET_LIMIT, UPLOAD_LIMIT
from api.web.forms import BadForm, Typed, content_kind

FILE: Final = "file"
_KIND: Final = "multipart/form-data"
_MOST_FIELDS: Final = 10
_LONGEST_NAME: Final = 200
_NO_NAME: Final = "văn bản"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What was sent: `typed` carries the file's digest, so that another file is another wish."""

    typed: Typed
    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """One file of a form; `name` as the browser sent it."""

    name: str
    content: bytes


async def read_sent(
    request: Request, *, most_fields: int, most_files: int
) -> tuple[Typed, Mapping[str, SentFile]]:
    """The fields of a form and its chosen files by field; raises BadForm for anything else."""
    if content_kind(request) != _KIND:
        raise BadForm("form-kind", "Máy chủ chỉ nhận biểu mẫu của trang này. Hãy mở lại trang.")
    fields: dict[str, str] = {}
    files: dict[str, SentFile] = {}
    parser = _FormParser(
        request.headers, request.stream(), max_files=most_files, max_fields=most_fields
    )
    try:
        form = await parser.parse()
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files[name] = SentFile(name=value.filename, content=await value.read())
            else:
                fields[name] = value.replace("\r\n", "\n")
        await form.close()
    except (HTTPException, MultiPartException, FormParserError, UnicodeDecodeError) as error:
        raise BadForm(
            "form-broken", "Biểu mẫu không còn nguyên vẹn. Hãy mở lại trang rồi tải lại tệp."
        ) from error
    return Typed(fields), files


class _FormParser(MultiPartParser):
    """A form whose words are bounded together: a file may be large, what is typed is not."""

    words = 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Count what belongs to no file."""
        if self._current_part.file is None:
            self.words += end - start
            if self.words > SHEET_LIMIT:
                raise MultiPartException("too many words")
        super().on_part_data(data, start, end)


async def read_upload(request: Request) -> Upload:
    """Read a form with one file; raises BadForm for anything else."""
    typed, files = await read_sent(request, most_fields=_MOST_FIELDS, most_files=1)
    sent = files.get(FILE, SentFile(name="", content=b""))
    digest = hashlib.sha256(sent.content).hexdigest()
    return Upload(
        typed=Typed({**typed.fields, "file_sha256": digest}),
        name=file_name(sent.name),
        content=sent.content,
        sha256=digest,
    )


def require_file(sent: Upload) -> None:
    """A file was chosen, and it is not larger than what is read; raises BadForm."""
    if not sent.content:
        raise BadForm("file-missing", "Văn bản: chưa chọn tệp, hoặc tệp trống. Hãy chọn tệp.")
    if len(sent.content) > UPLOAD_LIMIT:
        raise BadForm(
            "file-too-large", "Văn bản: tệp lớn hơn 16 MB. Hãy bỏ bớt hình ảnh rồi tải lại."
        )


def file_name(sent: str) -> str:
    """The last part of what the browser calls the file, in plain characters."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    plain = "".join(character for character in last if character.isprintable()).strip(" .")
    return plain[-_LONGEST_NAME:] or _NO_NAME
