"""The form of a row: what there is to choose from, and what it begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.context import Services
from api.web.forms import Typed
from services.commands.acting import Acting
from services.domain.instants import day_of, written_day
from services.domain.programme.acts.register_row import ACT as REGISTER
from services.domain.programme.authority import composing
from services.domain.roles import LEADING, WORKING
from services.domain.task.state import Task
from services.queries.admin_page import unit_rows
from services.queries.colleagues import office_holders
from services.queries.programme_candidates import work_to_register
from services.queries.programme_views import ProgrammePage, ProgrammeRowLine
from services.queries.reading import reading

# What the next form begins with, as it was sent last.
LAST: Final = ("unit", "lead_unit", "supporting_units", "due_on", "presented_to", "leader")
# What stands folded away until it is needed.
FOLDED: Final = ("unit", "product", "leader", "sits_at", "superior_due_on", "source", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChoices:
    """Units by code, leaders by id; `own` are the units for which the person registers.

    `composes` says that the person registers for every unit.
    """

    units: Mapping[str, str]
    internal: frozenset[str]
    leaders: Mapping[str, str]
    own: tuple[str, ...]
    composes: bool


async def candidates_of(
    services: Services, acting: Acting, shown: ProgrammePage, choices: RowChoices
) -> Sequence[Task]:
    """The work that is there and may become a row; none where no registration is offered."""
    if REGISTER.slug not in shown.offers:
        return ()
    units = shown.programme.units if choices.composes else choices.own
    policy = acting.rules.policy
    async with reading(services.engine) as connection:
        return await work_to_register(
            connection, services.ledger_id, shown, policy, acting.holder, units=units
        )


async def choices_of(services: Services, acting: Acting) -> RowChoices:
    """What the form of a row offers this person."""
    holder, today = acting.holder, day_of(acting.now)
    offices = [held for held in holder.offices if held.office in WORKING and held.unit]
    async with reading(services.engine) as connection:
        rows = await unit_rows(connection, services.ledger_id)
        leaders = await office_holders(connection, services.ledger, sorted(LEADING), today)
    return RowChoices(
        units={unit.code: unit.name for unit in rows},
        internal=frozenset(unit.code for unit in rows if unit.internal),
        leaders=leaders,
        own=tuple(dict.fromkeys(held.unit for held in offices if held.unit)),
        composes=composing(acting.rules.policy, holder) is not None,
    )


def begun(query: Mapping[str, str], choices: RowChoices) -> Typed:
    """What a new row begins with: the work it is about, what was sent last, else the own unit."""
    fields = {name: query.get(name, "") for name in (*LAST, "source")}
    if not choices.composes and len(choices.own) == 1:
        fields["lead_unit"] = fields["lead_unit"] or choices.own[0]
    return Typed(fields)


def filled(line: ProgrammeRowLine) -> Typed:
    """A row as its form would hold it; words that are not the person's to read are not there."""
    terms = line.row.terms
    return Typed(
        {
            "content": (line.content or "") if terms.content else "",
            "product": line.product or "",
            "lead_unit": terms.lead_unit,
            "supporting_units": ", ".join(terms.supporting_units),
            "due_on": written_day(terms.due_on),
            "presented_to": terms.presented_to.value,
            "leader": str(terms.leader or ""),
            "sits_at": terms.sits_at or "",
            "note": line.note or "",
            "source": (line.work.code if line.work else terms.source) if terms.source else "",
            "superior_due_on": written_day(terms.superior_due_on) if terms.superior_due_on else "",
        }
    )
