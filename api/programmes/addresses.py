"""The addresses of programmes: what an address names is checked before anything is read."""

from typing import Final
from urllib.parse import urlencode

from services.domain.programme.periods import period_of
from services.domain.programme.rules import NO_PROGRAMME

LIST: Final = "/chuong-trinh"
AS_SIGNED: Final = "da-ky"  # of a paper or a file: the list as it was signed


def stream_named(code: str) -> str:
    """The stream of the programme that an address names; raises NotFound."""
    period = period_of(code)
    if period is None:
        raise NO_PROGRAMME.refuse()
    return period.stream


def way_to(code: str, /, *, part: str = "", at: str = "", **asked: str) -> str:
    """A programme's page, or a part of it, with what is asked of it."""
    kept = {name: value for name, value in asked.items() if value}
    path = f"{LIST}/{code}" + (f"/{part}" if part else "")
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{path}{query}" + (f"#{at}" if at else "")
