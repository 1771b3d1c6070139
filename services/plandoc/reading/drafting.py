"""What was understood, as a draft plan in our schema."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.plan.draft import (
    DeliverableDraft,
    GroupDraft,
    ItemDraft,
    ItemKind,
    PlanDraft,
    UnitDraft,
)
from services.domain.plan_document.gathered import finding_draft
from services.domain.plan_document.reading import ReadFinding
from services.plandoc.bodies.leading import Leading, of_cells
from services.plandoc.items.duty_reading import DutyReading
from services.plandoc.items.indicators import IndicatorReading
from services.plandoc.items.measure_drafts import measure_draft
from services.plandoc.items.measures import MeasureReading
from services.plandoc.items.schemes import SchemeReading
from services.plandoc.items.times import timing_within
from services.plandoc.items.timing import DutyTiming
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain, shorten, unmarked

_MOST_TITLE = 400
_ORDER = {frequency: place for place, frequency in enumerate(Frequency)}


def draft_of(
    read: UnderstoodWords, findings: Iterable[ReadFinding], period: tuple[int, int]
) -> PlanDraft:
    """Make the draft; `period` is what the head says, or what is assumed for it."""
    head = read.head
    names = _codes(read)
    items = (
        *(_scheme(scheme, read, names) for scheme in read.schemes),
        *(_indicator(indicator, read, names, period) for indicator in read.indicators),
        *(_duty(duty, read, names, period) for duty in read.duties),
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


def _code(place: str, period: tuple[int, int]) -> str:
    words = [part for part in unmarked(place).split() if part.isascii() and part.isalnum()]
    name = "-".join(words)[:25].strip("-") or "plan"
    return f"{name}-{period[0]}-{period[1]}"


def _units(read: UnderstoodWords) -> tuple[UnitDraft, ...]:
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


def _leading_units(read: UnderstoodWords) -> frozenset[str]:
    """Every unit that leads an item, alone or as a member of a group that does."""
    groups = {group.code: group for group in read.book.groups.values()}
    collected: set[str] = set()
    waiting = [each.lead for each in (*read.leading.values(), *read.child_leads.values())]
    while waiting:
        code = waiting.pop()
        if code is not None and code not in collected:
            collected.add(code)
            waiting += read.book.members(groups[code]) if code in groups else ()
    return frozenset(collected)


def _aliases(forms: list[str], name: str) -> tuple[str, ...]:
    """The other forms, each once without regard to case."""
    known = {plain(form): form for form in reversed(forms) if plain(form) != plain(name)}
    return tuple(reversed(known.values()))


def _codes(read: UnderstoodWords) -> dict[str, str]:
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


def _reached(read: UnderstoodWords, code: str, above: frozenset[str] = frozenset()) -> bool:
    """Whether any unit at all stands behind a code: no draft holds a group of nobody."""
    if code in read.book.bodies:
        return True
    group = next((group for group in read.book.groups.values() if group.code == code), None)
    if group is None or code in above:
        return False
    return any(_reached(read, member, above | {code}) for member in read.book.members(group))


def _groups(read: UnderstoodWords, names: dict[str, str]) -> tuple[GroupDraft, ...]:
    groups = {group.code: group for group in read.book.groups.values()}
    return tuple(
        GroupDraft(
            code=name,
            phrase=shorten(groups[code].phrase, _MOST_TITLE),
            members=tuple(
                names[member] for member in read.book.members(groups[code]) if member in names
            ),
            proposed=not groups[code].defined,
        )
        for code, name in names.items()
        if code in groups
    )


def _named(codes: Iterable[str], names: dict[str, str], lead: str | None) -> tuple[str, ...]:
    result = (names[code] for code in codes if code != lead and code in names)
    return tuple(dict.fromkeys(result))


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


def _scheme(
    scheme_reading: SchemeReading, read: UnderstoodWords, names: dict[str, str]
) -> ItemDraft:
    deliverables = tuple(
        DeliverableDraft(
            name=proposal.name,
            frequency=proposal.frequency,
            proposed=not (proposal.name is DeliverableName.PLAN and scheme_reading.yearly_plan),
            due=proposal.due,
        )
        for proposal in vocabulary().proposals.scheme
    )
    return _item(
        scheme_reading.code,
        kind=ItemKind.SCHEME,
        title=scheme_reading.title,
        section=scheme_reading.section,
        leading=read.leading[scheme_reading.code],
        names=names,
        deliverables=deliverables,
    )


def _indicator(
    indicator_reading: IndicatorReading,
    read: UnderstoodWords,
    names: dict[str, str],
    period: tuple[int, int],
) -> ItemDraft:
    leading = read.leading[indicator_reading.code]
    child = read.child_leads.get(indicator_reading.code)
    if leading.lead is None and child is not None:
        leading = Leading(lead=child.lead, supporting=leading.supporting or child.supporting)
    timing = timing_within(
        indicator_reading.rhythms,
        vocabulary().proposals.indicator,
        period,
        _issued_on(read),
    )
    # In the order in which a plan file, where measures say how often, gives them back.
    reports = tuple(sorted(timing.deliverables, key=lambda each: _ORDER[each.frequency]))
    frequencies = tuple(each.frequency for each in reports)
    item = _item(
        indicator_reading.code,
        kind=ItemKind.INDICATOR,
        title=indicator_reading.title,
        section=indicator_reading.section,
        leading=leading,
        names=names,
        deliverables=reports,
    )
    measures = tuple(
        measure_draft(
            measure, _own_lead(measure, indicator_reading, leading.lead, read), period[1]
        )
        for measure in indicator_reading.measures
    )
    measures = tuple(replace(each, frequencies=frequencies) for each in measures)
    return _timed(replace(item, measures=measures), timing)


def _own_lead(
    measure: MeasureReading, indicator: IndicatorReading, lead: str | None, read: UnderstoodWords
) -> str | None:
    """Another lead that the measure's own sub-row prints."""
    if measure.row is None or measure.row is indicator.row or not measure.row.lead.strip():
        return None
    own = of_cells(measure.row.lead, "", read.book).lead
    return own if own != lead and own in read.book.bodies else None


def _duty(
    duty_reading: DutyReading,
    read: UnderstoodWords,
    names: dict[str, str],
    period: tuple[int, int],
) -> ItemDraft:
    timing = timing_within(
        duty_reading.rhythms, vocabulary().proposals.duty, period, _issued_on(read)
    )
    item = _item(
        duty_reading.code,
        kind=ItemKind.DUTY,
        title=duty_reading.text,
        section=duty_reading.entry.section,
        leading=read.leading[duty_reading.code],
        names=names,
        deliverables=timing.deliverables,
    )
    return _timed(item, timing)


def _issued_on(read: UnderstoodWords) -> date | None:
    return read.head.dated.whole if read.head.dated else None


def _timed(item: ItemDraft, timing: DutyTiming) -> ItemDraft:
    return replace(item, starts_on=timing.starts_on, ends_on=timing.ends_on)
