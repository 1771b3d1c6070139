"""The programme as a paper: A4 landscape, laid out as Nghị định 30/2020 asks for."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer
from api.programmes import labels
from api.programmes.addresses import AS_SIGNED, LIST, stream_named, way_to
from api.programmes.shown import read_programme
from api.web.pages import page
from services.domain.roles import Office

router = APIRouter(prefix=LIST + "/{code}")


@router.get("/in")
async def show(
    request: Request, services: TheServices, acting: Viewer, code: str, *, ban: str = ""
) -> Response:
    """The rows as they stand, or stood when they were signed; else a draft. Raises NotFound."""
    as_signed = ban == AS_SIGNED
    shown = await read_programme(services, acting, stream_named(code), as_signed=as_signed)
    signature = shown.programme.signature
    chair = signature is not None and signature.ordered_by.office is Office.CHAIR
    return page(
        request,
        "programmes/print.html",
        found=shown,
        programme=shown.programme,
        signature=signature,
        by_chair=chair,
        as_signed=as_signed,
        labels=labels,
        way_to=way_to,
    )
