"""The address of "Việc của tôi": the groups' names in it, and what it asks for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from api.labels import phrases, words
from api.web.filters import LONGEST
from services.domain.roles import Holder
from services.domain.task.specialists import unit_due_on, units_signed_for
from services.domain.task.state import Task
from services.queries.work_filter import NOBODY, WorkFilter
from services.queries.work_views import Group, Part, WorkRow

NAMING: Final = "/giao-trong-don-vi"
EVERYTHING: Final = "tat-ca"  # all boxes of the list are ticked
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
        name: query.get(name, "").strip()[:LONGEST]
        for name in ("don-vi", "loai", "ky", "tim", "can-bo")
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


def naming_address(asked: WorkFilter, more: Mapping[str, str] | None = None) -> str:
    """The same narrowing of the tasks that a head gives to people of the unit."""
    return _address(NAMING, {**sent(asked), **(more or {})})


def address(asked: WorkFilter, group: Group | None, at: int = 1) -> str:
    """Where a count leads: the same narrowing, its own group; `at` is its page, from 1."""
    opened = {"nhom": SLUGS[group]} if group else {}
    return _address("/viec", {**opened, **sent(asked), **({"trang": str(at)} if at > 1 else {})})


def sent(asked: WorkFilter) -> dict[str, str]:
    """What narrows the groups, as an address and a form carry it."""
    fields = {
        "don-vi": asked.unit,
        "loai": asked.kind,
        "ky": asked.period,
        "tim": asked.wanted,
        "can-bo": asked.person,
    }
    return {name: value for name, value in fields.items() if value}


def unit_due(task: Task, holder: Holder) -> str:
    """The last day of the viewer's own unit: the task's, or the day of its contribution."""
    units = units_signed_for(task, holder)
    if not units or task.lead in units:
        return phrases.by_day(task)
    day = unit_due_on(task, units[0])
    return f"hạn phối hợp {words.day(day)}" if day else phrases.NO_DUE_DAY


def is_of_unit(row: WorkRow, holder: Holder) -> bool:
    """Whether the days left of a row are those of the viewer's own unit."""
    return row.part is Part.CONTRIBUTE or row.task.lead in units_signed_for(row.task, holder)


def _address(path: str, fields: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(fields)}" if fields else path
