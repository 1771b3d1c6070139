"""What an inspector's account covers and until when, in words."""

from collections.abc import Mapping

from services.domain.act import Names
from services.domain.directory.saying import said_scope
from services.domain.inspection_scope import InspectionScope
from services.domain.instants import written_day
from services.domain.roles import Holder, Office


def scope(covered: InspectionScope | None, units: Mapping[str, str]) -> str:
    """The scope of one account."""
    return said_scope(covered, Names(units=units))


def accounts(holder: Holder, units: Mapping[str, str]) -> list[str]:
    """What each inspector's office that somebody holds covers, from which day until which."""
    return [
        f"Phạm vi: {scope(held.scope, units)}; tài khoản từ ngày {written_day(held.from_on)}"
        + (f" đến hết ngày {written_day(held.until_on)}" if held.until_on else "")
        for held in holder.offices
        if held.office is Office.INSPECTOR
    ]
