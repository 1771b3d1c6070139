"""Who may decide on plan documents, and which of them may still be decided on. Pure."""

from typing import Final

from services.domain.authorities import require_authorised
from services.domain.fields import CountField
from services.domain.plan_document.rules import (
    NO_READING,
    NOT_LOADING,
    NOT_SETTLING,
    READING_LOADED,
    READING_LOADED_AS_PLAN,
    READING_MOVED,
)
from services.domain.plan_document.state import PlanReading
from services.domain.policy import Policy
from services.domain.roles import Holder, OfficeHeld

# With which a command says what the person looked at; see `require_version`.
SEEN_VERSION: Final = CountField(
    about="`version` của văn bản khi đọc.", example=4, known="version"
)


def require_settling(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody reads documents and decides; raises NotAllowed."""
    return require_authorised(holder, policy.authorities.settle_findings, policy, NOT_SETTLING)


def require_loading(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody loads a plan; raises NotAllowed."""
    return require_authorised(holder, policy.authorities.load_plan, policy, NOT_LOADING)


def known(state: PlanReading | None) -> PlanReading:
    """A document of this ward; raises NotFound."""
    if state is None:
        raise NO_READING.refuse()
    return state


def still_open(state: PlanReading | None) -> PlanReading:
    """A document that is neither loaded nor laid beside a plan; raises Refusal, NotFound."""
    reading = known(state)
    if reading.loaded is not None and reading.loaded.event.beside:
        raise READING_LOADED.refuse()
    if reading.loaded is not None:
        raise READING_LOADED_AS_PLAN.refuse()
    return reading


def require_version(state: PlanReading, version: int) -> None:
    """Nobody decided anything about it since the person looked at it; raises Stale."""
    if state.version != version:
        raise READING_MOVED.refuse()
