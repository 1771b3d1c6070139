"""The names and the words of a work programme: of its units, its people, its rows."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import fold_unit
from services.domain.facts import Fact
from services.domain.mentions import text_ids
from services.domain.programme.state import Programme, ProgrammeRow
from services.ledger.port import Ledger
from services.queries.trail import NameBook, persons_of


async def unit_names_at(ledger: Ledger, programme: Programme, position: int) -> dict[str, str]:
    """What its units were called when the ledger had this many facts, by their codes."""
    rows = programme.rows.values()
    codes = {code for row in rows for code in (row.terms.lead_unit, *row.terms.supporting_units)}
    around = await ledger.read([unit_stream(code) for code in codes])
    return {
        code: unit.called
        for code in codes
        if (unit := fold_unit(_until(around.of(unit_stream(code)), position))) is not None
    }


def _until(facts: Sequence[Fact], position: int) -> Sequence[Fact]:
    return [fact for fact in facts if fact.position <= position]


async def restricted_units(ledger: Ledger, codes: Collection[str]) -> frozenset[str]:
    """Those of these units that report by number and date of a paper alone."""
    around = await ledger.read([unit_stream(code) for code in codes]) if codes else None
    if around is None:
        return frozenset()
    known = {code: fold_unit(around.of(unit_stream(code))) for code in codes}
    return frozenset(code for code, unit in known.items() if unit is not None and unit.restricted)


async def programme_names(
    ledger: Ledger, facts: Sequence[Fact], every: Iterable[Programme]
) -> NameBook:
    """Names and words of the page: of its own facts, and of the rows that its parts have now."""
    rows = [row for programme in every for row in programme.rows.values()]
    people = persons_of(facts) | {row.terms.leader for row in rows if row.terms.leader}
    people |= {
        programme.signature.ordered_by.person_id for programme in every if programme.signature
    }
    around = await ledger.read([person_stream(each) for each in people])
    named = {each: fold_person(around.of(person_stream(each))) for each in people}
    names = {each: person.name.text_id for each, person in named.items() if person}
    typed = {ref for fact in facts for ref in text_ids(fact.event)}
    typed |= {ref for row in rows for ref in _texts_of(row)}
    bodies = await ledger.texts(typed | set(names.values()))
    return NameBook(
        names={key: bodies[name] for key, name in names.items() if name in bodies},
        bodies={key: body for key, body in bodies.items() if key in typed},
        visible=True,
    )


def _texts_of(row: ProgrammeRow) -> set[UUID]:
    terms = row.terms
    refs = (terms.content, terms.product, terms.note, row.reason)
    return {ref.text_id for ref in refs if ref is not None}
