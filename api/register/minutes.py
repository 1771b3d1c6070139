"""The minutes of an import: what the page says of every row, and what the Word file prints."""

from collections.abc import Mapping

from api.context import Services
from api.register import labels
from api.register.importing import RegisterImport
from services.commands.acting import Acting
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.register.minutes_view import (
    MOST_LISTED,
    MinutesHead,
    MinutesList,
    MinutesView,
    minutes_view,
)
from services.register.row import CellRemark

REFUSED_TITLE = "Dòng không nhận được"  # by its cells, which the page tells beside each reason


def minutes_of(services: Services, acting: Acting, found: RegisterImport) -> MinutesView:
    """The minutes as they would be made now; new rows that cannot be written are listed too."""
    head = MinutesHead(
        office=services.ward_name.upper(),
        place="",
        made_on=day_of(acting.now),
        made_by=acting.name,
        compared_with=f"Sổ theo dõi trên phần mềm Đôn Đốc, sổ {services.ledger_id}",
    )
    view = minutes_view(found.reconciliation, head, labels.texts_of(found.names))
    lists = [each for each in view.lists if each.title != REFUSED_TITLE]
    refused = {row.number: row.refusals for row in found.reconciliation.refused if row.refusals}
    held = {number: (remark,) for number, remark in found.judged.refusals.items()}
    lists += [
        remarks("Dòng mới chưa ghi được", held),
        remarks(REFUSED_TITLE, refused),
    ]
    return replace(view, lists=tuple(each for each in lists if each.lines))


def remarks(title: str, rows: Mapping[int, tuple[CellRemark, ...]]) -> MinutesList:
    """Rows with what stands against them, cell by cell."""
    lines = [
        (str(number), remark.cell, remark.sentence)
        for number, each in sorted(rows.items())
        for remark in each
    ]
    return MinutesList(
        title=title,
        columns=("Dòng", "Ô", "Lý do và cách sửa"),
        lines=tuple(lines[:MOST_LISTED]),
        left_out=max(0, len(lines) - MOST_LISTED),
    )
