"""How answers go out: marked so that a program knows them again, and cut into pages."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated, Final, TypeVar

from fastapi import Header, Path, Query, Response

from api.rest import schemas
from services.domain.errors import Refusal
from services.ledger.port import Outcome
from services.queries.task_list import MOST

T = TypeVar("T")
_MARK: Final = "|"
_PARTS: Final = 2  # of a place in a list: a day and a name
Seen = Annotated[
    str | None,
    Header(alias="If-None-Match", description="ETag đã có: nội dung không đổi thì trả 304."),
]
After = Annotated[str | None, Query(max_length=400, description="`next` của trang trước.")]
Stream = Annotated[
    str,
    Path(
        description="Dòng sự kiện của việc, như `stream` của các danh sách.",
        examples=["task-51-08.report.2026-Q4"],
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Số dòng của một trang.")]


def tagged(schema: schemas.Schema, seen: str | None) -> Response:
    """Mark an answer, so that a program that has it already is told so in one line."""
    text = schema.model_dump_json()
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    if is_known(tag, seen):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    return Response(text, media_type="application/json", headers={"ETag": tag})


def is_known(tag: str, seen: str | None) -> bool:
    """Whether the caller says that it has this answer already."""
    return seen is not None and tag in {each.strip() for each in seen.split(",")}


def done(outcome: Outcome | None) -> schemas.Done:
    """What was kept; nothing where nothing was left to do."""
    return schemas.Done(
        versions=dict(outcome.versions) if outcome else {},
        first_position=outcome.first_position if outcome else None,
        last_position=outcome.last_position if outcome else None,
    )


def page_of(
    rows: Sequence[T],
    key: Callable[[T], tuple[str, ...]],
    after: str | None,
    limit: int,
    *,
    newest_first: bool = False,
) -> tuple[Sequence[T], str | None]:
    """At most `limit` rows behind the one that `after` names, and the name of the last one.

    None where no more follow. A row that left the list meanwhile loses nobody the place.
    """
    ordered = sorted(rows, key=key, reverse=newest_first)
    if after is not None:
        place = read_cursor(after)
        ordered = [row for row in ordered if (key(row) > place) is not newest_first]
        ordered = [row for row in ordered if key(row) != place]
    shown = ordered[:limit]
    return shown, cursor(*key(shown[-1])) if len(ordered) > limit else None


def cursor(*parts: str) -> str:
    """The place of a row in a list, for the address of the next page."""
    return base64.urlsafe_b64encode(_MARK.join(parts).encode()).decode().rstrip("=")


def read_cursor(token: str) -> tuple[str, ...]:
    """The place that a caller sent back; raises Refusal."""
    try:
        padded = token + "=" * (-len(token) % 4)
        place = tuple(base64.urlsafe_b64decode(padded.encode()).decode("ascii").split(_MARK))
    except (binascii.Error, ValueError):
        raise no_cursor() from None
    if len(place) != _PARTS:
        raise no_cursor()
    return place


def no_cursor() -> Refusal:
    """The answer to a place that no list of ours named."""
    return Refusal(
        "cursor", "Tham số after không phải là next của một trang trước. Hãy đọc lại từ đầu."
    )
