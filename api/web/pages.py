"""Templates to pages: what every page knows, and the page that loses nothing that was typed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from api.labels import (
    asked_words,
    chase_words,
    figure_words,
    notice_words,
    origin_words,
    overdue_words,
    phrases,
    plan_words,
    result_words,
    titles,
    undo_words,
    why_words,
    words,
)
from api.web.addresses import asked_address
from api.web.answers import html_answer
from api.web.filters import said_cut
from api.web.frozen import frozen, without_day
from api.web.help_topics import help_for
from api.web.navigation import administrates, navigation, saving_address
from api.web.static_files import asset, vendor
from services.domain import numerals, papers
from services.domain.assignment.terms import DELIVERABLES
from services.domain.task import terms

# Each noun keeps the templates of its own pages: `task/page.html` stands in `task/templates`.
TEMPLATES: Final = {
    folder.parent.name: folder for folder in Path(__file__).parents[1].glob("*/templates")
}
# Fields that are never shown again, whatever happened.
SECRET: Final = frozenset({"password", "password_again", "password_now"})
# A form with one of these cannot be sent again from a page: passwords and files are not kept.
LOST: Final = SECRET | {"file_sha256"}


def _environment() -> Environment:
    environment = Environment(
        loader=PrefixLoader(
            {noun: FileSystemLoader(folder) for noun, folder in TEMPLATES.items()}
        ),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # they change with a release only: asking the disk costs each page
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        words=words,
        figure_words=figure_words,
        why_words=why_words,
        undo_words=undo_words,
        origin_words=origin_words,
        chase_words=chase_words,
        overdue_words=overdue_words,
        phrases=phrases,
        titles=titles,
        asked_words=asked_words,
        plan_words=plan_words,
        result_words=result_words,
        asset=asset,
        vendor=vendor,
    )
    environment.globals.update(notice_words=notice_words, said_cut=said_cut)
    environment.globals.update(terms=terms, DELIVERABLES=DELIVERABLES)
    environment.filters.update(
        paper=papers.named,
        day=words.day,
        moment=words.moment,
        decimal=numerals.written,
        count=numerals.count,
    )
    return environment


ENVIRONMENT: Final = _environment()


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page with what all of them share: the ward, the banner, who is signed in."""
    acting, past = getattr(request.state, "acting", None), getattr(request.state, "past", None)
    shared = {
        "services": request.app.state.services,
        "acting": acting,
        "path": request.url.path,
        "request": request,
        "problem": None,  # a page with a refused form says what was refused
        "again": "",  # and where it is loaded afresh
        "help_way": help_for(request.url.path),
        "administrates": acting is not None and administrates(acting.holder),
        "saving_way": saving_address(request.url.path, request.url.query),
        "navigation": navigation(acting.holder) if acting else None,
        "knows_days": getattr(request.state, "knows_days", False),
        "as_of_day": past,
        "today_way": without_day(asked_address(request)),
    }
    text = ENVIRONMENT.get_template(template).render({**shared, **context})
    if past is not None:
        text = frozen(text, past)
    return html_answer(request, text, status=status, kept=acting is not None)


def plain_page(
    request: Request, *, status: int, title: str, sentence: str, again: str | None = None
) -> Response:
    """A sentence and the way on; `again` is an address to load again."""
    return page(
        request, "web/message.html", status=status, title=title, sentence=sentence, again=again
    )


def kept_page(
    request: Request,
    *,
    status: int,
    title: str,
    sentence: str,
    fields: Mapping[str, str],
    send_again: bool,
) -> Response:
    """What was typed, whole, beside the sentence; sent again under the same command id."""
    carried = {name: value for name, value in fields.items() if name not in SECRET}
    return page(
        request,
        "web/kept.html",
        status=status,
        title=title,
        sentence=sentence,
        address=asked_address(request),
        shown=words.readable(carried, request.url.path),
        carried=carried,
        send_again=send_again and not LOST & fields.keys(),
    )
