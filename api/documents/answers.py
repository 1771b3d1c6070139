"""Plan documents as the JSON interface tells them: the same rows as their pages show."""

from datetime import date

from api.documents import schemas as documents_schemas
from api.documents.acts import may_correct
from api.plan import schemas as plan_schemas
from api.plan.answers import deliverable_of
from api.task import schemas as task_schemas
from api.task.answers import range_answer
from services.domain.plan.draft import ItemDraft, MeasureDraft, TargetDraft
from services.domain.plan.draft import deliverable_of as asked_of
from services.domain.plan.past_work import past_work
from services.domain.plan_document.events import reading_id_of
from services.domain.plan_document.reading import ReadFinding, SentenceQuote
from services.queries.plan_document_list import DocumentRow
from services.queries.plan_documents import (
    DecisionLine,
    DocumentPage,
    ShownFinding,
    ShownLine,
)


def document_line(row: DocumentRow) -> documents_schemas.Document:
    """A document of the list."""
    return documents_schemas.Document(
        document=reading_id_of(row.stream) or "",
        name=row.name,
        title=row.title,
        number=row.number,
        issued_on=row.issued_on,
        lines=row.lines,
        decided_lines=row.decided,
        file_bytes=row.file_bytes,
        at=row.at,
        by=row.by,
        loaded=row.loaded,
        beside=row.beside,
    )


def document_answer(
    document: str, page: DocumentPage, today: date
) -> documents_schemas.DocumentWhole:
    """A document with its findings and items, as far as it was decided."""
    opened, draft = page.opened, page.draft
    return documents_schemas.DocumentWhole(
        document=document,
        version=opened.state.version,
        name=opened.name,
        by=page.doer.name,
        at=opened.state.at,
        title=draft.title,
        number=draft.number,
        issued_on=draft.issued_on,
        dated=opened.reading.dated,
        place=draft.place,
        period_from=draft.period_from,
        period_to=draft.period_to,
        replaces=draft.replaces,
        notes=list(opened.reading.notes),
        units=[
            documents_schemas.DocumentUnit(code=unit.code, name=unit.name, internal=unit.internal)
            for unit in draft.units
        ],
        undecided_errors=page.errors,
        read_otherwise=page.read_otherwise,
        loaded=opened.state.loaded is not None,
        findings=[_finding(each, page) for group in page.groups for each in group.findings],
        items=[_item(item, page) for items in page.items.values() for item in items],
        past_work=[
            documents_schemas.PastWork(item=past.item.code, days=list(past.days))
            for past in past_work(draft, today)
        ],
    )


def _finding(shown: ShownFinding, page: DocumentPage) -> documents_schemas.DocumentFinding:
    finding = shown.finding
    return documents_schemas.DocumentFinding(
        key=finding.key,
        code=finding.code,
        severity=finding.severity.value,
        place=finding.place,
        items=list(finding.items),
        quotes=_quotes(finding),
        sentence=finding.sentence,
        assumed=finding.assumed,
        corrects=_corrects(finding, page),
        seen=shown.seen,
        decided=_decided(shown.decided),
        lines=[_line(each, page) for each in shown.lines],
        open_lines=shown.open,
    )


def _line(shown: ShownLine, page: DocumentPage) -> documents_schemas.DocumentFindingLine:
    line = shown.line
    return documents_schemas.DocumentFindingLine(
        key=line.key,
        place=line.place,
        items=list(line.items),
        quotes=_quotes(line),
        assumed=line.assumed,
        corrects=_corrects(line, page),
        decided=_decided(shown.decided),
    )


def _quotes(finding: ReadFinding) -> list[plan_schemas.Quote]:
    return [plan_schemas.Quote(place=quote.place, text=quote.text) for quote in finding.quotes]


def _corrects(line: ReadFinding, page: DocumentPage) -> documents_schemas.Corrects | None:
    slot = line.corrects if may_correct(line, page) else None
    if slot is None:
        return None
    return documents_schemas.Corrects(item=slot.item, field=slot.field.value)


def _decided(decision_line: DecisionLine | None) -> documents_schemas.Decided | None:
    if decision_line is None:
        return None
    return documents_schemas.Decided(
        decision=decision_line.verdict.value,
        value=decision_line.value,
        reason=decision_line.reason,
        by=decision_line.doer.name,
        at=decision_line.at,
    )


def _item(item: ItemDraft, page: DocumentPage) -> documents_schemas.DocumentItem:
    return documents_schemas.DocumentItem(
        code=item.code,
        kind=item.kind.value,
        title=item.title,
        section=item.section,
        lead=item.lead,
        supporting=list(item.supporting),
        restricted=item.restricted,
        quote=_quote(page.quotes.get(item.code)),
        starts_on=item.starts_on,
        ends_on=item.ends_on,
        deliverables=[deliverable_of(asked_of(each)) for each in item.deliverables],
        measures=[_measure(measure) for measure in item.measures],
    )


def _quote(quote: SentenceQuote | None) -> plan_schemas.Quote | None:
    return plan_schemas.Quote(place=quote.place, text=quote.text) if quote else None


def _measure(measure_draft: MeasureDraft) -> task_schemas.Measure:
    final, average = measure_draft.target_2030, measure_draft.target_average
    return task_schemas.Measure(
        code=measure_draft.code,
        title=measure_draft.title,
        unit=measure_draft.unit,
        kind=measure_draft.kind.value,
        operator=measure_draft.operator.value,
        target_2030=final.value if final else None,
        target_2030_high=_high(final),
        target_average=average.value if average else None,
        target_average_high=_high(average),
        reach_by=measure_draft.reach_by,
        stretch=measure_draft.stretch,
        stretch_target=measure_draft.stretch_target,
        frequencies=[frequency.value for frequency in measure_draft.frequencies],
        range=range_answer(measure_draft.possible),
    )


def _high(target: TargetDraft | None) -> str | None:
    return target.high if target else None
