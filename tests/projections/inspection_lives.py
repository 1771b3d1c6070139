"""Findings of inspectors in every stage, through the real handlers."""

from typing import Any, Final

from tests.api.ward import WebWard
from tests.projections.lives import act, sampled_of

# The codes of a finding that waits, of one that was answered, closed, withdrawn.
_CODES: Final = ("2026.waits222", "2026.answered", "2026.closed22", "2026.withdrew")


async def inspections(web: WebWard) -> None:
    """One finding for each stage, all of the same task."""
    task = {"task": web.task("51-08")}

    async def done(login: str, name: str, code: str, **sent: Any) -> None:
        await act(web, login, sampled_of(name, {**task, "inspection": code}, **sent))

    for code in _CODES:
        await done("thanhtra", "open-inspection-finding", code)
    _, answered, closed, withdrawn = _CODES
    for code in (answered, closed, closed):
        await done("truongphong", "answer-inspection-finding", code)
    await done("thanhtra", "close-inspection-finding", closed)
    await done("thanhtra", "withdraw-inspection-finding", withdrawn)
