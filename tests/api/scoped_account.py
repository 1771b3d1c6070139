"""An inspector whose account covers less than the ward."""

from tests.api.ward import WebWard
from tests.projections.lives import act, sampled_of


async def scoped(web: WebWard, unit: str) -> None:
    """The account of the inspector covers one unit from now on."""
    sent = {"scope_units": [unit], "scope_from_on": None, "scope_until_on": None}
    person = {"person_id": str(await web.person_id("thanhtra"))}
    await act(web, "quantri", sampled_of("scope-inspection", person, **sent))
