"""What was understood, as a draft plan in our schema."""

from collections.abc import Iterable
from dataclasses import replace

from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.plan.draft import (
    DeliverableDraft,
    FindingDraft,
    GroupDraft,
    ItemDraft,
    ItemKind,
    PlanDraft,
    UnitDraft,
)
from services.domain.plan.reading import ReadFinding
from services.plandoc.bodies.leading import Leading, of_cells
from services.plandoc.items.duties import DutyReading
from services.plandoc.items.indicators import IndicatorReading
from services.plandoc.items.measure_drafts import measure_draft
from services.plandoc.items.measures import MeasureReading
from services.plandoc.items.schemes import SchemeReading
from services.plandoc.items.understood import Understood
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain, shorten, unmarked

_MOST_TITLE = 400


def draft_of(
    read: Understood, findings: Iterable[ReadFinding], period: tuple[int, int]
) -> PlanDraft:
    """Make the draft; `period` is what the head says, or what is assumed for it."""
    head = read.head
    names = _codes(read)
    items = (
        *(_scheme(one, read, names) for one in read.schemes),
        *(_indicator(one, read, names, period[1]) for one in read.indicators),
        *(_duty(one, read, names) for one in read.duties),
    )
    return PlanDraft(
        code=_code(head.place, period),
        title=head.title or "Kế hoạch",
        number=head.number,
        issued_on=head.dated.whole if head.dated else None,
        place=head.place or "không rõ",
        period_from=period[0],
        period_to=period[1],
        replaces=head.replaces,
        units=_units(read),
        groups=_groups(read, names),
        items=items,
        findings=tuple(map(finding_draft, findings)),
    )


def finding_draft(one: ReadFinding) -> FindingDraft:
    """A finding as the plan keeps it."""
    return FindingDraft(
        code=one.key,
        severity=one.severity,
        items=one.items,
        place=one.place,
        question=one.sentence,
        assumed=one.assumed,
    )


def _code(place: str, period: tuple[int, int]) -> str:
    words = [part for part in unmarked(place).split() if part.isascii() and part.isalnum()]
    name = "-".join(words)[:25].strip("-") or "plan"
    return f"{name}-{period[0]}-{period[1]}"


def _units(read: Understood) -> tuple[UnitDraft, ...]:
    words = vocabulary()
    leading = _leading_units(read)
    return tuple(
        UnitDraft(
            code=body.code,
            name=body.name,
            kind=body.kind,
            aliases=_aliases(body.forms, body.name),
            internal=body.kind in words.internal or body.code in leading,
            restricted=body.kind in words.restricted,
        )
        for body in read.book.bodies.values()
    )


def _leading_units(read: Understood) -> frozenset[str]:
    """Every unit that leads an item, alone or as a member of a group that does."""
    groups = {group.code: group for group in read.book.groups.values()}
    found: set[str] = set()
    waiting = [one.lead for one in (*read.leading.values(), *read.child_leads.values())]
    while waiting:
        code = waiting.pop()
        if code is not None and code not in found:
            found.add(code)
            waiting += read.book.members(groups[code]) if code in groups else ()
    return frozenset(found)


def _aliases(forms: list[str], name: str) -> tuple[str, ...]:
    """The other forms, each once without regard to case."""
    known = {plain(form): form for form in reversed(forms) if plain(form) != plain(name)}
    return tuple(reversed(known.values()))


def _codes(read: Understood) -> dict[str, str]:
    """The draft's codes: units keep theirs, groups get one in the order of their use.

    A group of nobody gets none: no draft holds it.
    """
    groups = {group.code: group for group in read.book.groups.values()}
    names = {code: code for code in read.book.bodies}

    def use(code: str | None) -> None:
        if code in groups and code not in names and _reached(read, code):
            names[code] = f"G{len(names) - len(read.book.bodies) + 1}"
            for member in groups[code].parts:
                use(member)

    for leading in (*read.leading.values(), *read.child_leads.values()):
        for code in (leading.lead, *leading.supporting):
            use(code)
    return names


def _reached(read: Understood, code: str, above: frozenset[str] = frozenset()) -> bool:
    """Whether any unit at all stands behind a code: no draft holds a group of nobody."""
    if code in read.book.bodies:
        return True
    group = next((one for one in read.book.groups.values() if one.code == code), None)
    if group is None or code in above:
        return False
    return any(_reached(read, one, above | {code}) for one in read.book.members(group))


def _groups(read: Understood, names: dict[str, str]) -> tuple[GroupDraft, ...]:
    groups = {group.code: group for group in read.book.groups.values()}
    return tuple(
        GroupDraft(
            code=name,
            phrase=shorten(groups[code].phrase, _MOST_TITLE),
            members=tuple(names[one] for one in read.book.members(groups[code]) if one in names),
            proposed=not groups[code].defined,
        )
        for code, name in names.items()
        if code in groups
    )


def _named(codes: Iterable[str], names: dict[str, str], lead: str | None) -> tuple[str, ...]:
    found = (names[code] for code in codes if code != lead and code in names)
    return tuple(dict.fromkeys(found))


def _item(
    code: str,
    *,
    kind: ItemKind,
    title: str,
    section: str,
    leading: Leading,
    names: dict[str, str],
    deliverables: tuple[DeliverableDraft, ...],
) -> ItemDraft:
    lead = leading.lead
    return ItemDraft(
        code=code,
        kind=kind,
        title=shorten(title, _MOST_TITLE),
        section=section,
        lead=None if lead is None else names.get(lead),
        supporting=_named(leading.supporting, names, lead),
        restricted=False,
        starts_on=None,
        ends_on=None,
        deliverables=deliverables,
        measures=(),
    )


def _scheme(one: SchemeReading, read: Understood, names: dict[str, str]) -> ItemDraft:
    deliverables = tuple(
        DeliverableDraft(
            name=proposal.name,
            frequency=proposal.frequency,
            proposed=not (proposal.name is DeliverableName.PLAN and one.yearly_plan),
            due=proposal.due,
        )
        for proposal in vocabulary().proposals.scheme
    )
    return _item(
        one.code,
        kind=ItemKind.SCHEME,
        title=one.title,
        section=one.section,
        leading=read.leading[one.code],
        names=names,
        deliverables=deliverables,
    )


def _indicator(
    one: IndicatorReading, read: Understood, names: dict[str, str], until: int
) -> ItemDraft:
    leading = read.leading[one.code]
    child = read.child_leads.get(one.code)
    if leading.lead is None and child is not None:
        leading = Leading(lead=child.lead, supporting=leading.supporting or child.supporting)
    reports = _reports((vocabulary().proposals.indicator,), proposed=True)
    item = _item(
        one.code,
        kind=ItemKind.INDICATOR,
        title=one.title,
        section=one.section,
        leading=leading,
        names=names,
        deliverables=reports,
    )
    measures = tuple(
        measure_draft(measure, _own_lead(measure, one, leading.lead, read), until)
        for measure in one.measures
    )
    return replace(item, measures=measures)


def _own_lead(
    measure: MeasureReading, indicator: IndicatorReading, lead: str | None, read: Understood
) -> str | None:
    """Another lead that the measure's own sub-row prints."""
    if measure.row is None or measure.row is indicator.row or not measure.row.lead.strip():
        return None
    own = of_cells(measure.row.lead, "", read.book).lead
    return own if own != lead and own in read.book.bodies else None


def _duty(one: DutyReading, read: Understood, names: dict[str, str]) -> ItemDraft:
    said = one.frequencies
    frequencies = said or (vocabulary().proposals.duty,)
    return _item(
        one.code,
        kind=ItemKind.DUTY,
        title=one.text,
        section=one.entry.section,
        leading=read.leading[one.code],
        names=names,
        deliverables=_reports(frequencies, proposed=not said),
    )


def _reports(
    frequencies: tuple[Frequency, ...], *, proposed: bool
) -> tuple[DeliverableDraft, ...]:
    return tuple(
        DeliverableDraft(
            name=DeliverableName.REPORT, frequency=frequency, proposed=proposed, due=None
        )
        for frequency in frequencies
    )
