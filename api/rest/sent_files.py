"""A file as the body of a call, or one part of it, and as the answer to one."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import Path, Query, Request
from fastapi.responses import Response

from api.rest.answers import is_known
from api.web.forms import BadForm, content_kind
from api.web.uploads import FILE, SentFile, read_sent

MULTIPART: Final = "multipart/form-data"


RAW: Final = "application/octet-stream"


Name = Annotated[
    str | None,
    Query(
        max_length=400,
        description="Tên tệp, bắt buộc khi gửi thẳng nội dung.",
        examples=["bao-cao-quy-4.pdf"],
    ),
]


Sha256 = Annotated[
    str,
    Path(
        pattern="^[0-9a-f]{64}$",
        description="SHA-256 của tệp.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ),
]
# How the description tells an answer that is a file.
GIVEN: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Nội dung của tệp, luôn là tệp đính kèm",
        "content": {RAW: {"schema": {"type": "string", "format": "binary"}}},
    }
}
# Both ways of sending one file, as the description tells them.
A_FILE: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            RAW: {"schema": {"type": "string", "format": "binary"}},
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "properties": {FILE: {"type": "string", "format": "binary"}},
                    "required": [FILE],
                    "additionalProperties": False,
                }
            },
        },
    }
}


async def sent_file(request: Request, name: str | None) -> SentFile:
    """The one file of a call, as the body itself or as a part of it; raises BadForm."""
    if content_kind(request) != MULTIPART:
        return SentFile(name=name or "", content=await request.body())
    try:
        typed, files = await read_sent(request, most_fields=1, most_files=1)
    except BadForm:
        raise BadForm("body-broken", "Nội dung multipart không đọc được.") from None
    if typed.fields or set(files) != {FILE}:
        raise BadForm("body-broken", f"Nội dung multipart phải có đúng một phần: tệp `{FILE}`.")
    return SentFile(name=name or files[FILE].name, content=files[FILE].content)


def tagged_file(answer: Response, sha256: str, seen: str | None) -> Response:
    """A file that is given under its digest; nothing but that where the program has it."""
    tag = f'"{sha256}"'
    if is_known(tag, seen):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    answer.headers["ETag"] = tag
    return answer
