"""report.html of a case file: one page without scripts that prints well and needs no server."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from jinja2 import FileSystemLoader

from api.log import labels as log_phrases
from api.web.pages import ENVIRONMENT
from services.domain.instants import day_of, written_day
from services.domain.roles import TITLES, Office
from services.domain.streams import Family
from services.ledger.tlog.checkpoints import Checkpoint
from services.queries.case_file import CaseFile, CaseLine
from services.queries.case_scope import CaseKind, CaseScope

NAME: Final = "report.html"
# No page of the server: it carries its own style, and no browser asks the server for it.
_ENVIRONMENT: Final = ENVIRONMENT.overlay(
    loader=FileSystemLoader(Path(__file__).parent / "handed_over")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """Who made the report and when (UTC); without a name it is the machine's operator.

    `vkeys` are the public keys of the log, the newest last; `kept` the digests of the evidence
    files that go with it.
    """

    ward_name: str
    ledger_id: str
    demonstration: bool
    at: datetime
    name: str | None
    office: str | None
    checkpoint: Checkpoint
    vkeys: tuple[str, ...]
    kept: Collection[str]


def title(case: CaseFile) -> str:
    """What the case is of, in words: a task with its item and period, a person by name."""
    what = _subject(case)
    days = _days(case.scope)
    return f"{what}, {days}" if days else what


def report(case: CaseFile, head: ReportHead) -> bytes:
    """The report, as a member of the archive."""
    text = _ENVIRONMENT.get_template(NAME).render(
        case=case,
        head=head,
        title=title(case),
        maker=_maker(head),
        days=_by_day(case),
        withheld=sum(each.withheld for each in case.own),
        log_phrases=log_phrases,
        of_one_task=case.scope.kind is CaseKind.TASK,
        root=_in_groups(head.checkpoint.root.hex()),
        leaf=lambda each: _in_groups(each.row.leaf.hex()),
    )
    return text.encode()


def _subject(case: CaseFile) -> str:
    scope = case.scope
    match scope.kind:
        case CaseKind.TASK:
            return _task(case)
        case CaseKind.ITEM:
            return f"Mục {scope.key} của kế hoạch"
        case CaseKind.UNIT:
            # A plain text: the name of a unit also knows the titles of its head and deputies.
            return str(case.units.get(scope.key, scope.key))
        case CaseKind.PERSON:
            return _person(case)
        case CaseKind.PERIOD:
            return "Mọi sự kiện được xem"


def _task(case: CaseFile) -> str:
    """The task as the log calls it; of restricted work its number alone."""
    for each in case.own:
        subject = each.line.subject
        if subject is not None and subject.stream == case.scope.key:
            return log_phrases.about(replace(subject, title=None) if each.withheld else subject)
    return f"Việc {case.scope.key.removeprefix(Family.TASK)}"


def _person(case: CaseFile) -> str:
    """The name under which the person acted or was recorded."""
    for line in (each.line for each in (*case.own, *case.around)):
        if str(line.fact.actor.person_id) == case.scope.key and line.doer.name:
            return line.doer.name
        if str(line.person_id) == case.scope.key and line.concerns:
            return line.concerns
    return f"Cán bộ {case.scope.key}"


def _days(scope: CaseScope) -> str:
    if scope.from_on and scope.until_on:
        return f"từ {written_day(scope.from_on)} đến hết {written_day(scope.until_on)}"
    if scope.from_on:
        return f"từ {written_day(scope.from_on)}"
    return f"đến hết {written_day(scope.until_on)}" if scope.until_on else ""


def _maker(head: ReportHead) -> str:
    if head.name is None:
        return "Người vận hành máy chủ"
    return f"{head.name} ({TITLES[Office(head.office)]})" if head.office else head.name


def _by_day(case: CaseFile) -> list[tuple[str, list[CaseLine]]]:
    """The facts of the case under the days on which they were recorded."""
    by_day = groupby(case.own, lambda each: day_of(each.row.recorded_at))
    return [(written_day(day), list(some)) for day, some in by_day]


def _in_groups(digest: str) -> str:
    """A digest that somebody can read out: eight letters at a time."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
