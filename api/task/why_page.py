"""Vì sao beside a row of a list: one topic of one task, explained when somebody asks."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.past import KnownServices, KnownViewer
from api.web.addresses import known_stream
from api.web.pages import page
from services.domain.task.rules import NO_TASK
from services.domain.task.why_parts import WhyTopic
from services.queries.task_page import task_page

router = APIRouter()
# What the viewer cannot do now stands in a part of its own on the task's page.
BARRED: Final = "barred"


@router.get("/viec/{stream}/vi-sao/{topic}")
async def why(
    request: Request, services: KnownServices, acting: KnownViewer, stream: str, topic: str
) -> Response:
    """The same words as on the task's page; the whole answer is one folded part."""
    found = await task_page(services.ledger, known_stream(stream), acting.context)
    explained = found.explained
    if explained is None or topic not in {BARRED, *WhyTopic}:
        raise NO_TASK.refuse()
    return page(
        request,
        "task/_why_asked.html",
        found=found,
        topic=topic,
        each=None if topic == BARRED else explained.why.get(WhyTopic(topic)),
        barred=explained.barred if topic == BARRED else (),
        anchor="chua-lam-duoc" if topic == BARRED else f"why-{topic}",
    )
