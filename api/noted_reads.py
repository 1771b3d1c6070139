"""What an inspector is shown stands in the access log before it is answered (decision 80)."""

from datetime import timedelta
from typing import Final
from urllib.parse import quote

from fastapi import Request

from api.web.addresses import opens
from services.commands.access import AccessKind, Visitor
from services.commands.acting import Acting
from services.commands.gate import Gate
from services.domain.roles import Office

BY_ITSELF: Final = "x-by-itself"  # a page's script asks whether the page is old
_READING: Final = frozenset({"GET", "HEAD"})
_LONGEST_ADDRESS: Final = 300  # of a page in the access log
# An open page looks again by itself, and a refused form shows its page once more: whoever reads
# the access log wants one line for it, not one every two seconds.
_THE_SAME_READING: Final = timedelta(minutes=15)


async def note_inspection(request: Request, acting: Acting, gate: Gate, visitor: Visitor) -> None:
    """Write down which address an inspector reads, or which page a form of theirs stands on.

    Raises LedgerUnavailable: what cannot be noted is not read.
    """
    if not acting.holder.is_a(Office.INSPECTOR):
        return
    reads = request.method in _READING
    address = request.url.path if reads else _page_behind(request)
    looks_again = not reads or BY_ITSELF in request.headers
    await gate.note_read(
        acting,
        AccessKind.INSPECTOR_READ,
        visitor,
        quote(address)[:_LONGEST_ADDRESS],
        not_again_for=_THE_SAME_READING if looks_again else None,
    )


def _page_behind(request: Request) -> str:
    """The page that a refused form shows again: the longest part of its address that opens one."""
    address = request.url.path
    while address and not opens(request.app, address):
        address = address.rpartition("/")[0]
    return address or request.url.path
