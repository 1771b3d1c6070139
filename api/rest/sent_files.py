"""A file as the body of a call, or one part of it."""

from typing import Annotated, Any, Final

from fastapi import Query, Request

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
