"""A programme of the filled ward, by the normal commands of its people."""

from datetime import timedelta
from typing import Any

from tests.acts.programme.common import MONTH
from tests.api.directed_work import go
from tests.api.ward import WebWard, run_clock
from tests.moment import today
from tests.projections.lives import act, sampled_of


async def programmes(web: WebWard) -> None:
    """The month behind the ward's moment; the clock has ended its registration."""

    async def done(login: str, name: str, /, **sent: Any) -> None:
        await act(web, login, sampled_of(name, {"programme": MONTH}, **sent))

    await done("chanhvp", "open-programme")
    await done("chuyenvien", "register-programme-row", leader=None)
    await done("chuyenvien", "register-programme-row", leader=None, due_on="2026-12-22")
    await done("chuyenvien", "amend-programme-row", leader=None)
    await done("kiemtra", "order-programme-rows")
    go(web, today() + timedelta(days=3))
    await run_clock(web.ward, f"programme-{MONTH}")
    await done("phochutich", "sign-programme")
    await done("phochutich", "move-programme-row")
    await done("phochutich", "drop-programme-row", row=2)
