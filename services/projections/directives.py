"""Directives as rows: what the list, the register and the comparison of numbers ask for."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.directive.evolving import evolve
from services.domain.directive.state import Directive
from services.domain.streams import Family
from services.projections.mentioned import STATED
from services.projections.state_rows import StateRows
from services.projections.tables import directives


def _of_directive(directive: Directive) -> Mapping[str, Any]:
    summary, issuer = directive.summary, directive.issuer
    return {
        "code": directive.code,
        "source": directive.source.value,
        "number": directive.number,
        "dated_on": directive.dated_on,
        "summary_text_id": summary.text_id if summary else None,
        "issuer_text_id": issuer.text_id if issuer else None,
        "secret": directive.secret,
        "registered_at": directive.registered_at,
        "undecided": len(directive.undecided),
        "closed": directive.closed,
        # Only a recurring order has a day on which something is to be done by itself.
        "clock_runs": not directive.closed and bool(directive.running),
    }


DIRECTIVES: Final = StateRows(
    table=directives,
    streams=Family.DIRECTIVE,
    kind=Directive,
    evolve=evolve,
    columns=_of_directive,
    by_fact=(STATED,),
)
