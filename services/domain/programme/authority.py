"""Who registers rows, composes a programme, signs and adjusts it. Pure."""

from collections.abc import Sequence

from services.domain.authorities import authorised, require_authorised
from services.domain.context import DecisionContext
from services.domain.facts import TextRef
from services.domain.instants import day_of, written_day
from services.domain.policy import Policy
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_COMPOSING,
    NOT_REGISTERING_ROWS,
    NOT_SIGNING,
    PROGRAMME_CLOSED,
    PROGRAMME_MOVED_ON,
    PROGRAMME_NOT_SIGNED,
    PROGRAMME_SIGNED,
    REGISTRATION_CLOSED,
    ROW_GONE,
    ROW_MOVED_ON,
    ROW_REASON_MISSING,
    ROW_UNKNOWN,
)
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.roles import WORKING, Holder, OfficeHeld
from services.domain.task.births import OrderedBy


def may_see_programmes(holder: Holder) -> bool:
    """Whether programmes exist for this person: who oversees the ward, who works in a unit."""
    return holder.oversees or holder.find(WORKING) is not None


def composing(policy: Policy, holder: Holder) -> OfficeHeld | None:
    """The office under which somebody composes programmes; None where they may not."""
    return authorised(holder, policy.programmes.compose, policy)


def signing(policy: Policy, holder: Holder) -> OfficeHeld | None:
    """The office under which somebody signs and adjusts programmes; None where they may not."""
    return authorised(holder, policy.programmes.sign, policy)


def require_composing(context: DecisionContext) -> OfficeHeld:
    """The office under which somebody composes; raises NotAllowed."""
    policy = context.policy
    return require_authorised(context.holder, policy.programmes.compose, policy, NOT_COMPOSING)


def require_signing(context: DecisionContext) -> OfficeHeld:
    """The office under which somebody signs and adjusts; raises NotAllowed."""
    policy = context.policy
    return require_authorised(context.holder, policy.programmes.sign, policy, NOT_SIGNING)


def known(state: Programme | None) -> Programme:
    """A programme that was opened; raises NotFound."""
    if state is None:
        raise NO_PROGRAMME.refuse()
    return state


def registering_for(
    state: Programme | None, unit: str, context: DecisionContext
) -> tuple[OfficeHeld, Programme, bool]:
    """The office under which somebody registers for a unit, and whether it is the Office's.

    A unit does until the registration is closed, the Office for any of them until the signature.
    Raises NotFound, NotAllowed, Refusal.
    """
    programme = known(state)
    own = context.holder.find(WORKING, unit) if unit else None
    office = composing(context.policy, context.holder)
    if own is None and office is None:
        raise NOT_REGISTERING_ROWS.refuse()
    refuse_signed(programme)
    closed = is_registration_over(programme, context)
    if office is None and closed:
        raise REGISTRATION_CLOSED.refuse(closes_on=written_day(programme.closes_on))
    if own is not None and not closed:
        return own, programme, False
    assert office is not None, "refused above"  # noqa: S101
    return office, programme, True


def is_registration_over(programme: Programme, context: DecisionContext) -> bool:
    """Whether the last day has passed, whether its clock has said so or not."""
    closed = programme.registration_closed_at is not None
    return closed or day_of(context.now) > programme.closes_on


def of_open_composition(
    state: Programme | None, context: DecisionContext
) -> tuple[OfficeHeld, Programme]:
    """The office and a programme that is being composed; raises NotFound, NotAllowed, Refusal."""
    programme = known(state)
    held = require_composing(context)
    refuse_signed(programme)
    return held, programme


def of_programme_in_force(
    state: Programme | None, context: DecisionContext
) -> tuple[OfficeHeld, Programme]:
    """The office and a programme that is signed and not closed, to be adjusted by a decision.

    Raises NotFound, NotAllowed, Refusal.
    """
    programme = known(state)
    held = require_signing(context)
    require_in_force(programme)
    return held, programme


def require_in_force(programme: Programme) -> None:
    """Adjusted by decisions once it is signed, until its result is recorded; raises Refusal."""
    refuse_closed(programme)
    if not programme.signed:
        raise PROGRAMME_NOT_SIGNED.refuse()


def refuse_signed(programme: Programme) -> None:
    """Composed no more once it is signed; raises Refusal."""
    refuse_closed(programme)
    if programme.signed:
        raise PROGRAMME_SIGNED.refuse()


def refuse_closed(programme: Programme) -> None:
    """Nothing changes once its result is recorded; raises Refusal."""
    if programme.closed:
        raise PROGRAMME_CLOSED.refuse()


def kept_row(programme: Programme, number: int, seen: int | None = None) -> ProgrammeRow:
    """A row that is part of it, as somebody saw it last; raises Refusal, Stale.

    `seen` is the version of the row on their page, None asks nothing.
    """
    row = programme.row(number)
    if row is None:
        raise ROW_UNKNOWN.refuse()
    if not row.kept:
        raise ROW_GONE.refuse()
    if seen is not None and seen != row.seen:
        raise ROW_MOVED_ON.refuse()
    return row


def check_seen(programme: Programme, seen: int | None) -> None:
    """Nobody changed the programme since the person read it; raises Stale. None asks nothing."""
    if seen is not None and seen != programme.version:
        raise PROGRAMME_MOVED_ON.refuse()


def require_reason(reason: TextRef | None) -> TextRef:
    """Why something is decided, in words; raises Refusal."""
    if reason is None:
        raise ROW_REASON_MISSING.refuse()
    return reason


def signer(held: OfficeHeld, context: DecisionContext) -> OrderedBy:
    """In whose name the work of a programme is assigned: whoever signs it, today."""
    return OrderedBy(
        person_id=context.holder.person_id, office=held.office, on=day_of(context.now)
    )


def numbers(codes: Sequence[str]) -> tuple[int, ...]:
    """Rows by their numbers as they were sent, each once; raises Refusal for what is none."""
    if any(not code.isascii() or not code.isdigit() for code in codes):
        raise ROW_UNKNOWN.refuse(field="rows")
    return tuple(dict.fromkeys(int(code) for code in codes))
