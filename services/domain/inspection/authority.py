"""Who may see an inspector's finding, and what everything that is said in one must hold. Pure."""

from services.domain.act import Rule
from services.domain.context import DecisionContext
from services.domain.facts import TextRef
from services.domain.inspection.rules import (
    INSPECTION_ENDED,
    INSPECTION_PAPER_MISSING,
    INSPECTION_RESTRICTED,
    INSPECTION_TEXT_MISSING,
    NO_INSPECTION_FINDING,
    NOT_INSPECTING,
)
from services.domain.inspection.state import InspectionFinding
from services.domain.papers import Paper, check_paper
from services.domain.roles import LEADING, WORKING, Holder, Office, OfficeHeld
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG

INSPECTING = frozenset({Office.INSPECTOR})
# What is checked of everything that is said in a finding.
WORDS_RULES: tuple[Rule, ...] = (
    INSPECTION_RESTRICTED,
    INSPECTION_PAPER_MISSING,
    INSPECTION_TEXT_MISSING,
    PAPER_NUMBER_WRONG,
    PAPER_IN_FUTURE,
)


def may_see_inspections(holder: Holder, finding: InspectionFinding) -> bool:
    """Whether a finding exists for somebody.

    To an inspector whose account has a scope only what this very inspector opened: what others
    found is told by them.
    """
    return (
        finding.unit in seen_units_of(holder)
        or may_see_every(holder, restricted=finding.restricted)
        or (bool(holder.scopes) and finding.opened.by == holder.person_id)
    )


def seen_units_of(holder: Holder) -> frozenset[str]:
    """The units whose findings are this person's own to see."""
    return frozenset(held.unit for held in holder.offices if held.unit and held.office in WORKING)


def may_see_every(holder: Holder, *, restricted: bool) -> bool:
    """Whether somebody sees the findings of all units, those about restricted work or others.

    Of restricted work the Office itself learns nothing here: only who is in charge, and the unit.
    """
    if not restricted:
        return holder.oversees
    return holder.inspects_all or holder.find(LEADING) is not None


def require_inspecting(context: DecisionContext) -> OfficeHeld:
    """The office under which an inspector acts; raises NotAllowed."""
    held = context.holder.find(INSPECTING)
    if held is None:
        raise NOT_INSPECTING.refuse()
    return held


def require_known(state: InspectionFinding | None) -> InspectionFinding:
    """The finding that was opened; raises NotFound."""
    if state is None:
        raise NO_INSPECTION_FINDING.refuse()
    return state


def require_running(finding: InspectionFinding) -> None:
    """Nothing is added to a finding that has ended; raises Refusal."""
    if finding.ended is not None:
        raise INSPECTION_ENDED.refuse()


def check_said(
    text: TextRef | None, paper: Paper | None, context: DecisionContext, *, restricted: bool
) -> None:
    """Words, or of restricted work a paper and no words; raises Refusal."""
    if restricted and text is not None:
        raise INSPECTION_RESTRICTED.refuse()
    if restricted and paper is None:
        raise INSPECTION_PAPER_MISSING.refuse()
    if not restricted and text is None:
        raise INSPECTION_TEXT_MISSING.refuse()
    check_paper(paper, context.now)


def may_inspect_unit(holder: Holder, unit: str) -> bool:
    """Whether a finding may be about the unit as a whole, or a period of it."""
    return holder.inspects_all or any(scope.covers_unit(unit) for scope in holder.scopes)
