"""The address of "Việc của tôi": the groups' names in it, and what it asks for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from api.web.filters import LONGEST
from services.queries.work_filter import NOBODY, WorkFilter
from services.queries.work_views import Group

NAMING: Final = "/giao-trong-don-vi"
SLUGS: Final[Mapping[Group, str]] = {
    Group.DECIDE: "cho-quyet-dinh",
    Group.ESCALATED: "vuot-cap",
    Group.RETURNED: "bi-tra-lai",
    Group.LATE: "qua-han",
    Group.SOON: "sap-den-han",
    Group.REST: "con-lai",
    Group.ELSEWHERE: "cho-noi-khac",
    Group.SUSPENDED: "tam-dung",
    Group.DONE: "hoan-thanh",
    Group.WITHDRAWN: "thu-hoi",
}
_GROUPS: Final = {slug: group for group, slug in SLUGS.items()}


def asked_of(query: Mapping[str, str]) -> WorkFilter:
    """What an address asks for; a group that does not exist is every group."""
    field = {
        name: query.get(name, "")[:LONGEST] for name in ("don-vi", "loai", "ky", "tim", "can-bo")
    }
    return WorkFilter(
        group=_GROUPS.get(query.get("nhom", "")),
        unit=field["don-vi"],
        kind=field["loai"],
        period=field["ky"],
        wanted=field["tim"],
        person=field["can-bo"],
    )


def unnamed_address(asked: WorkFilter) -> str:
    """Where the count of what waits for its head to name somebody leads: there it is given."""
    return naming_address(replace(asked, person=NOBODY, group=None))


def naming_address(asked: WorkFilter) -> str:
    """The same narrowing of the tasks that a head gives to people of the unit."""
    return address(asked, None).replace("/viec", NAMING, 1)


def address(asked: WorkFilter, group: Group | None) -> str:
    """Where a count leads: the same narrowing, its own group."""
    fields = {
        "nhom": SLUGS[group] if group else "",
        "don-vi": asked.unit,
        "loai": asked.kind,
        "ky": asked.period,
        "tim": asked.wanted,
        "can-bo": asked.person,
    }
    kept = urlencode({name: value for name, value in fields.items() if value})
    return f"/viec?{kept}" if kept else "/viec"
