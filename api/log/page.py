"""Nhật ký: who did what and when, filtered by what stands in the address."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer
from api.labels import log_words
from api.log import labels as log_phrases
from api.log import places as log_places
from api.log.filters import within
from api.web.field_errors import FieldError
from api.web.forms import BadForm, read_day
from api.web.pages import page
from services.commands.rules import NO_EVENT
from services.domain.errors import Refusal
from services.queries.log import log_event, log_page
from services.queries.log_choices import log_choices
from services.queries.log_rights import Reader
from services.queries.log_views import CLOCK, PAGE, LogChoices, LogFilter
from services.queries.reading import reading

router = APIRouter()
_POSITION: Final = re.compile(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class LogAsked:
    """The filters as they stand in the address."""

    can_bo: str = ""
    don_vi: str = ""
    muc: str = ""
    loai: str = ""
    tu: str = ""
    den: str = ""
    vi_tri: str = ""

    def link(self, before: int | None = None) -> str:
        """The address of the same filters, from a position on."""
        fields = {
            "can-bo": self.can_bo,
            "don-vi": self.don_vi,
            "muc": self.muc,
            "loai": self.loai,
            "tu": self.tu,
            "den": self.den,
            "vi-tri": str(before) if before else "",
        }
        kept = urlencode({name: value for name, value in fields.items() if value})
        return f"/nhat-ky?{kept}" if kept else "/nhat-ky"

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for but the next page."""
        return any((self.can_bo, self.don_vi, self.muc, self.loai, self.tu, self.den))


def get_asked(request: Request) -> LogAsked:
    """What the address asks for, without blanks around it."""
    asked = request.query_params
    return LogAsked(
        **{
            name.replace("-", "_"): asked.get(name, "").strip()
            for name in ("can-bo", "don-vi", "muc", "loai", "tu", "den", "vi-tri")
        }
    )


@router.get("/nhat-ky")
async def show(
    request: Request,
    services: TheServices,
    acting: Viewer,
    asked: Annotated[LogAsked, Depends(get_asked)],
) -> Response:
    """Nhật ký: one page of acts; filters that cannot be understood are answered in a sentence."""
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    shown_page, problem = None, None
    async with reading(services.engine) as connection:
        choices = await log_choices(connection, services.ledger, reader)
        try:
            shown_page = await log_page(
                connection, services.ledger, reader, understood(asked, choices)
            )
        except Refusal as refusal:
            problem = FieldError(sentence=refusal.sentence, field=refusal.field)
    return page(
        request,
        "log/page.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        found=shown_page,
        problem=problem,
        asked=asked,
        choices=choices,
        clock=CLOCK,
        a_page=PAGE,
        log_phrases=log_phrases,
        log_places=log_places,
        log_words=log_words,
    )


@router.get("/nhat-ky/{position}")
async def show_event(
    request: Request, services: TheServices, acting: Viewer, position: str
) -> Response:
    """Một sự kiện: the act with everything that its envelope says."""
    if not _POSITION.fullmatch(position):
        raise NO_EVENT.refuse()
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    async with reading(services.engine) as connection:
        line, units = await log_event(connection, services.ledger, reader, int(position))
    return page(
        request,
        "log/event.html",
        line=line,
        units=units,
        log_phrases=log_phrases,
        log_places=log_places,
        log_words=log_words,
    )


def understood(asked: LogAsked, choices: LogChoices) -> LogFilter:
    """The filters as the query takes them; raises BadForm."""
    days = [
        read_day(typed, label=label, field=field) if typed else None
        for field, typed, label in (
            ("tu", asked.tu, "Từ ngày"),
            ("den", asked.den, "Đến hết ngày"),
        )
    ]
    if asked.vi_tri and not _POSITION.fullmatch(asked.vi_tri):
        raise BadForm("field-page", "Địa chỉ của trang không đúng. Hãy xem lại từ trang mới nhất.")
    wanted = LogFilter(
        person=asked.can_bo or None,
        unit=asked.don_vi or None,
        item=asked.muc or None,
        kind=asked.loai or None,
        from_on=days[0],
        until_on=days[1],
        before=int(asked.vi_tri) if asked.vi_tri else None,
    )
    return within(wanted, choices)
