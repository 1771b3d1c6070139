"""The register as the JSON interface tells it: the same rows and sums as the pages."""

from api.register import labels, schemas
from api.register.importing import ReadFile, RegisterImport, WrittenRows
from services.queries.register_views import RegisterLine
from services.register.columns import BY_KEY
from services.register.mapping import heads_key
from services.register.reconciling import ChangedRow
from services.register.row import CellRemark
from services.register.writing import RowTexts


def work_line(line: RegisterLine) -> schemas.RegisteredWork:
    """A row of the register."""
    row, reply = line.row, line.row.superior_reply
    return schemas.RegisteredWork(
        stream=line.stream,
        code=row.code,
        received_number=row.received_number,
        number=row.number,
        issued_on=row.issued_on,
        issuer=row.issuer,
        summary=row.summary,
        work=row.work,
        assigner=row.assigner,
        assigned_on=row.assigned_on,
        lead=row.lead,
        supporters=list(row.supporters),
        follower=row.follower,
        urgency=row.urgency,
        restricted=row.restricted,
        superior_due_on=row.superior_due_on,
        due_on=row.due_on,
        output=row.output,
        completed_on=row.completed_on,
        status=None if row.restricted else line.status.value,
        leader_approved=row.leader_approved,
        superior_reply=schemas.SuperiorReplyGiven(number=reply.number, replied_on=reply.replied_on)
        if reply
        else None,
    )


def unmapped(read: ReadFile, *, dry_run: bool) -> schemas.RegisterImported:
    """The answer to a file whose columns somebody must decide on first."""
    heads = read.opened.head.heads
    keys = read.mapping.columns(heads)
    proposed = read.opened.proposal.mapping.heads  # in the order of this file
    return schemas.RegisterImported(
        dry_run=dry_run,
        sha256=read.opened.sha256,
        sheet=read.opened.grid.name,
        heads_key=heads_key(heads),
        columns=[
            schemas.FileColumn(
                label=mapped.label, occurrence=mapped.occurrence, column=keys.get(head.column)
            )
            for head, mapped in zip(heads, proposed, strict=True)
        ],
        columns_needed=True,
        doubts=list(read.opened.proposal.doubts),
        sums=None,
        new=[],
        left=0,
        changed=[],
        only_ours=[],
        twice=[],
        refusals=[],
        notes=[],
    )


def imported(
    found: RegisterImport, written: WrittenRows | None, *, dry_run: bool
) -> schemas.RegisterImported:
    """What came of a file: what was written, or what would be."""
    reconciliation = found.reconciliation
    sums, texts = reconciliation.sums, labels.texts_of(found.names)
    held = written.refusals if written else found.judged.refusals
    refused = {row.number: row.refusals for row in reconciliation.refused}
    refused |= {number: (remark,) for number, remark in held.items()}
    codes = written.codes if written else {}
    rows = sorted(row.number for paper in found.judged.papers for row in paper.rows)
    return unmapped(found.file, dry_run=dry_run).model_copy(
        update={
            "columns_needed": False,
            "doubts": [],
            "sums": schemas.ReconciledSums(
                file_rows=sums.file_rows,
                same=sums.same,
                changed=sums.changed,
                new=sums.new,
                twice=sums.twice,
                refused=sums.refused,
                skipped=sums.skipped,
                our_rows=sums.our_rows,
                only_ours=sums.only_ours,
                balanced=sums.balanced,
            ),
            "new": [
                schemas.NewWork(row=number, code=codes.get(number))
                for number in rows
                if number not in held
            ],
            "left": written.left if written else 0,
            "changed": [_changed(each, texts) for each in reconciliation.changed],
            "only_ours": [each.ours.code for each in reconciliation.only_ours],
            "twice": [
                schemas.RepeatedWork(
                    row=each.imported.number,
                    first_row=each.first_row,
                    differs=list(each.differs),
                )
                for each in reconciliation.twice
            ],
            "refusals": [
                _remark(number, remark)
                for number, remarks in sorted(refused.items())
                for remark in remarks
            ],
            "notes": list(reconciliation.register.notes),
        }
    )


def _remark(number: int, remark: CellRemark) -> schemas.RowRemark:
    return schemas.RowRemark(
        row=number, cell=remark.cell, column=remark.column, detail=remark.sentence
    )


def _changed(row: ChangedRow, texts: RowTexts) -> schemas.ChangedWork:
    theirs, ours = row.imported.values or row.ours.row, row.ours.row
    return schemas.ChangedWork(
        row=row.imported.number,
        code=row.ours.code,
        paired_by=row.paired_by.value,
        differences=[
            schemas.ColumnDifference(
                column=change.column,
                theirs=labels.said_value(texts.cell(BY_KEY[change.column], 0, theirs)),
                ours=labels.said_value(texts.cell(BY_KEY[change.column], 0, ours)),
            )
            for change in row.changes
        ],
    )
