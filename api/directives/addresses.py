"""The addresses of directives: what an address names is checked before anything is read."""

from typing import Final
from urllib.parse import urlencode

from services.domain.directive.events import directive_stream
from services.domain.directive.rules import NO_DIRECTIVE
from services.domain.drawn_codes import DRAWN_CODE

LIST: Final = "/giao-viec"


def stream_named(code: str) -> str:
    """The stream of the directive that an address names; raises NotFound."""
    if not DRAWN_CODE.fullmatch(code):
        raise NO_DIRECTIVE.refuse()
    return directive_stream(code)


def way_to(code: str, /, *, part: str = "", at: str = "", **asked: str) -> str:
    """A directive's page, or a part of it, with what is asked of it."""
    kept = {name: value for name, value in asked.items() if value}
    path = f"{LIST}/{code}" + (f"/{part}" if part else "")
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{path}{query}" + (f"#{at}" if at else "")
