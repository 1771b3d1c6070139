"""A form with one file: its name without folders, its bytes, and the ordinary fields."""

import hashlib
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.forms import BadForm, Typed
from api.security import UPLOAD_LIMIT

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


async def read_upload(request: Request) -> Upload:
    """Read a form with a file; raises BadForm for anything else."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != _KIND:
        raise BadForm("form-kind", "Máy chủ chỉ nhận biểu mẫu của trang này. Hãy mở lại trang.")
    try:
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            file = form.get(FILE)
            sent = file if isinstance(file, UploadFile) else None
            name, content = (sent.filename or "", await sent.read()) if sent else ("", b"")
    except (HTTPException, FormParserError, UnicodeDecodeError) as error:
        raise BadForm(
            "form-broken", "Biểu mẫu không còn nguyên vẹn. Hãy mở lại trang rồi tải lại tệp."
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    return Upload(
        typed=Typed({**fields, "file_sha256": digest}),
        name=file_name(name),
        content=content,
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
