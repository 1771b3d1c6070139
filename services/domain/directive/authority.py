"""Who may register directives and give work from them, who orders it, and who sees them. Pure."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.domain.authorities import authorised, listed, require_authorised
from services.domain.context import DecisionContext
from services.domain.directive.rules import (
    DIRECTIVE_CLOSED,
    NO_DIRECTIVE,
    NOT_REGISTERING,
    ORDERED_IN_FUTURE,
    ORDERER_UNKNOWN,
    REASON_MISSING,
    SECRET_WORDS,
    TEXT_MOVED,
)
from services.domain.directive.state import Directive
from services.domain.directory.events import person_stream
from services.domain.directory.state import fold_person
from services.domain.facts import TextRef
from services.domain.instants import day_of, written_day
from services.domain.policy import Policy
from services.domain.roles import Holder, OfficeHeld
from services.domain.task.births import OrderedBy


def may_see_directives(policy: Policy, holder: Holder) -> bool:
    """Whether directives exist for this person: who oversees the ward, who may register them.

    A unit sees the tasks that it leads or supports, an inspector with a scope those within it; of
    their directive only number, day, source.
    """
    registering = authorised(holder, policy.authorities.register_directives, policy)
    return registering is not None or holder.oversees


def require_registering(context: DecisionContext) -> OfficeHeld:
    """The office under which somebody registers and gives work; raises NotAllowed."""
    policy = context.policy
    offices = policy.authorities.register_directives
    return require_authorised(context.holder, offices, policy, NOT_REGISTERING)


def known_directive(state: Directive | None) -> Directive:
    """A directive of this ward; raises NotFound."""
    if state is None:
        raise NO_DIRECTIVE.refuse()
    return state


def of_known_directive(
    state: Directive | None, context: DecisionContext
) -> tuple[OfficeHeld, Directive]:
    """The office, and the directive; raises NotFound first, then NotAllowed.

    Whoever may not see directives is answered alike whether this one exists or not.
    """
    directive = known_directive(state)
    return require_registering(context), directive


def of_open_directive(
    state: Directive | None, context: DecisionContext
) -> tuple[OfficeHeld, Directive]:
    """The office and a directive that is not closed; raises NotFound, NotAllowed, Refusal."""
    held, directive = of_known_directive(state, context)
    refuse_closed(directive)
    return held, directive


def refuse_closed(directive: Directive) -> None:
    """Nothing more is decided and assigned once it is closed; raises Refusal."""
    if directive.closed:
        raise DIRECTIVE_CLOSED.refuse()


def check_seen_text(directive: Directive, text_version: int | None) -> None:
    """Nobody laid another text since the person read it; raises Stale. None asks nothing."""
    if text_version is not None and text_version != directive.text_version:
        raise TEXT_MOVED.refuse()


def check_no_words(directive: Directive, words: Sequence[tuple[str, TextRef | None]]) -> None:
    """Of a secret directive nothing is said in words; raises Refusal that names the field."""
    for field, text in words:
        if directive.secret and text is not None:
            raise SECRET_WORDS.refuse(field=field)


def check_reason(directive: Directive, reason: TextRef | None) -> None:
    """A decision gives its reason; of a secret directive it gives none. Raises Refusal."""
    check_no_words(directive, [("reason", reason)])
    if reason is None and not directive.secret:
        raise REASON_MISSING.refuse()


def ordering(
    orderer: UUID | None, ordered_on: date | None, context: DecisionContext
) -> OrderedBy | None:
    """Who ordered, under the office of that day; None where nobody is named. Raises Refusal.

    A day that is not given is today. Who may order is a rule of the ward.
    """
    today = day_of(context.now)
    on = ordered_on or today
    if on > today:
        raise ORDERED_IN_FUTURE.refuse()
    if orderer is None:
        return None
    policy, person = context.policy, fold_person(context.of(person_stream(orderer)))
    holder = person.holder_on(on) if person else None
    offices = policy.authorities.order
    held = authorised(holder, offices, policy) if holder else None
    if held is None:
        raise ORDERER_UNKNOWN.refuse(on=written_day(on), offices=listed(offices))
    return OrderedBy(person_id=orderer, office=held.office, on=on)


def own_order(ordered_on: date | None, context: DecisionContext) -> OrderedBy | None:
    """The order of whoever acts, in their own name; None where they may not order that day."""
    holder, policy = context.holder, context.policy
    person = fold_person(context.of(person_stream(holder.person_id)))
    on = ordered_on or day_of(context.now)
    then = person.holder_on(on) if person else holder
    held = authorised(then, policy.authorities.order, policy)
    if held is None:
        return None
    return OrderedBy(person_id=holder.person_id, office=held.office, on=on)


def orderer_stream(orderer: UUID | None) -> tuple[str, ...]:
    """Where it is recorded what the person who ordered held."""
    return (person_stream(orderer),) if orderer else ()
