"""The addresses of findings: what an address names is checked before anything is read."""

from typing import Final
from urllib.parse import urlencode

from api.inspection.asked import ADDRESS
from services.domain.drawn_codes import DRAWN_CODE
from services.domain.inspection.events import inspection_stream
from services.domain.inspection.rules import NO_INSPECTION_FINDING

FINDINGS: Final = f"{ADDRESS}/kien-nghi"


def stream_named(code: str) -> str:
    """The stream of the finding that an address names; raises NotFound."""
    if not DRAWN_CODE.fullmatch(code):
        raise NO_INSPECTION_FINDING.refuse()
    return inspection_stream(code)


def way_to(code: str, part: str = "", **asked: str) -> str:
    """A finding's page, or where one of its forms is sent."""
    path = f"{FINDINGS}/{code}" + (f"/{part}" if part else "")
    return f"{path}?{urlencode(asked)}" if asked else path
